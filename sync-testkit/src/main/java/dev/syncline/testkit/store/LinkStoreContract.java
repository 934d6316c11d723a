package dev.syncline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Side;
import dev.syncline.store.Entry;
import dev.syncline.store.JournalErasure;
import dev.syncline.store.JournalRow;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LinkStore} must pass: in memory, on a database, or a host's own. A subclass
 * says how a store is opened, and is the store's proof.
 *
 * <p>Time is an argument of every call that needs it, so nothing here waits.
 *
 * @since 0.1
 */
public abstract class LinkStoreContract {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String PLAN = "shop";
  private static final String FLOW = "order";
  private static final int MANY = 2_500;
  private static final int PAGE = 7;
  private static final int MEGABYTE = 1 << 20;
  private static final int THREADS = 8;
  private static final int EACH = 50;
  private static final int OFFERS = 250;
  private static final int SLACK = 10;

  private LinkStore store;

  /** For subclasses. */
  protected LinkStoreContract() {}

  /** Opens a store that is empty. */
  protected abstract LinkStore fresh() throws Exception;

  /**
   * Opens what {@link #fresh} opened last once more, as another process would. A store that cannot
   * be opened twice gives the same one.
   */
  protected LinkStore again(LinkStore first) throws Exception {
    return first;
  }

  @BeforeEach
  void open() throws Exception {
    store = fresh();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aFreeLeaseIsGivenAndATakenOneIsNot() {
    Lease mine = taken("plan:shop", "one", NOON);

    assertThat(mine.resource()).isEqualTo("plan:shop");
    assertThat(mine.holder()).isEqualTo("one");
    assertThat(mine.until()).isEqualTo(NOON.plus(MINUTE));
    assertThat(store.lease("plan:shop", "two", NOON.plusSeconds(59), MINUTE)).isEmpty();
    assertThat(store.lease("plan:other", "two", NOON, MINUTE)).isPresent();
  }

  @Test
  void aRenewedLeaseKeepsItsFenceAndLastsLonger() {
    Lease first = taken("plan:shop", "one", NOON);
    Lease renewed = taken("plan:shop", "one", NOON.plusSeconds(30));

    assertThat(renewed.fence()).isEqualTo(first.fence());
    assertThat(renewed.until()).isEqualTo(NOON.plusSeconds(90));
    assertThat(store.lease("plan:shop", "two", NOON.plusSeconds(89), MINUTE)).isEmpty();
  }

  @Test
  void aLeaseThatRanOutGoesToTheNextWithAHigherFence() {
    Lease first = taken("plan:shop", "one", NOON);
    Lease second = taken("plan:shop", "two", NOON.plus(MINUTE));

    assertThat(second.fence()).isGreaterThan(first.fence());
    assertThat(store.lease("plan:shop", "one", NOON.plus(MINUTE), MINUTE)).isEmpty();
  }

  @Test
  void aReleasedLeaseIsFreeAtOnceAndItsFenceIsNeverUsedAgain() {
    Lease first = taken("plan:shop", "one", NOON);
    store.release(first);
    Lease second = taken("plan:shop", "two", NOON);

    assertThat(second.fence()).isGreaterThan(first.fence());
    store.release(second);
    assertThat(taken("plan:shop", "one", NOON).fence()).isGreaterThan(second.fence());
  }

  @Test
  void whoLostALeaseCannotReleaseItForTheNextHolder() {
    Lease lost = taken("plan:shop", "one", NOON);
    taken("plan:shop", "two", NOON.plus(MINUTE));
    store.release(lost);

    assertThat(store.lease("plan:shop", "three", NOON.plus(MINUTE), MINUTE)).isEmpty();
  }

  @Test
  void ofManyWhoAskAtOnceExactlyOneGetsTheLease() throws Exception {
    List<Boolean> got =
        together(who -> store.lease("plan:shop", "node-" + who, NOON, MINUTE).isPresent());

    assertThat(got).containsOnlyOnce(true);
  }

  @Test
  void aZombiesCommitIsRefusedWhole() {
    Lease lost = taken("plan:shop", "one", NOON);
    Lease account = taken("account:a", "one", NOON);
    taken("plan:shop", "two", NOON.plus(MINUTE));
    StoreUpdate late =
        StoreUpdate.under(List.of(account, lost))
            .put(link("k", "L1", "R1", 0))
            .put(entry("cursor", "feed", "9"))
            .journal(note("L1", 1))
            .build();

    refused(StoreConflict.Cause.LEASE_LOST, () -> store.commit(late));

    assertThat(find(Side.LEFT, "L1")).isEmpty();
    assertThat(store.entries(PLAN, "cursor", List.of("feed"))).isEmpty();
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 9)).isEmpty();
  }

  @Test
  void aCommitUnderAReleasedLeaseIsRefused() {
    Lease lease = taken("plan:shop", "one", NOON);
    store.release(lease);

    refused(
        StoreConflict.Cause.LEASE_LOST,
        () -> store.commit(StoreUpdate.under(List.of(lease)).put(entry("a", "b", "c")).build()));
  }

  @Test
  void aCommitUnderLeasesThatHoldIsTaken() {
    Lease lease = taken("plan:shop", "one", NOON);
    taken("plan:shop", "one", NOON.plusSeconds(10));
    store.commit(StoreUpdate.under(List.of(lease)).put(entry("cursor", "feed", "9")).build());

    assertThat(bodies("cursor", "feed")).containsExactly("9");
  }

  @Test
  void aNewLinkIsFoundByBothIdsWithItsBodyAtRevisionOne() {
    put(link("k", "L1", "R1", 0));

    for (Side side : Side.values()) {
      LinkRow found = find(side, side == Side.LEFT ? "L1" : "R1").get(0);
      assertThat(found.plan()).isEqualTo(PLAN);
      assertThat(found.flow()).isEqualTo(FLOW);
      assertThat(found.key()).isEqualTo("k");
      assertThat(found.leftId()).isEqualTo("L1");
      assertThat(found.rightId()).isEqualTo("R1");
      assertThat(found.revision()).isEqualTo(1);
      assertThat(text(found.body())).isEqualTo("body of k");
    }
    assertThat(find(Side.RIGHT, "L1")).isEmpty();
  }

  @Test
  void linksOfAnotherPlanOrFlowAreOthers() {
    put(link("k", "L1", "R1", 0));
    put(new LinkRow(PLAN, "customer", "k", "L1", "R1", 0, bytes("customer")));
    put(new LinkRow("other", FLOW, "k", "L1", "R1", 0, bytes("other")));

    assertThat(text(find(Side.LEFT, "L1").get(0).body())).isEqualTo("body of k");
    assertThat(text(store.links("other", FLOW, Side.LEFT, List.of("L1")).get(0).body()))
        .isEqualTo("other");
    assertThat(store.scanLinks(PLAN, "customer", "", 9)).hasSize(1);
  }

  @Test
  void everyChangeGivesALinkTheNextRevision() {
    put(link("k", "L1", "R1", 0));
    put(link("k", "L1", "R2", 1));

    assertThat(find(Side.RIGHT, "R1")).isEmpty();
    assertThat(find(Side.RIGHT, "R2").get(0).revision()).isEqualTo(2);
  }

  @Test
  void aStaleOrUnexpectedRevisionIsRefused() {
    put(link("k", "L1", "R1", 0));
    put(link("k", "L1", "R1", 1));

    for (long wrong : new long[] {0, 1, 3}) {
      refused(StoreConflict.Cause.LINK_CHANGED, () -> put(link("k", "L1", "R9", wrong)));
      refused(
          StoreConflict.Cause.LINK_CHANGED,
          () -> commit(update().remove(link("k", "L1", "R1", wrong))));
    }
    refused(StoreConflict.Cause.LINK_CHANGED, () -> put(link("new", "L8", "R8", 1)));
    assertThat(find(Side.RIGHT, "R1").get(0).revision()).isEqualTo(2);
  }

  @Test
  void anIdOfEitherSideIsLinkedOnce() {
    put(link("k", "L1", "R1", 0));

    refused(StoreConflict.Cause.LINK_CHANGED, () -> put(link("m", "L1", "R2", 0)));
    refused(StoreConflict.Cause.LINK_CHANGED, () -> put(link("m", "L2", "R1", 0)));
    put(link("m", "L2", "R2", 0));
    refused(StoreConflict.Cause.LINK_CHANGED, () -> put(link("m", "L2", "R1", 1)));
    refused(
        StoreConflict.Cause.LINK_CHANGED,
        () -> commit(update().put(link("x", "L7", "R7", 0)).put(link("y", "L7", "R8", 0))));
    refused(
        StoreConflict.Cause.LINK_CHANGED,
        () -> commit(update().put(link("x", "L7", "R7", 0)).put(link("x", "L7", "R7", 0))));
    assertThat(find(Side.LEFT, "L7")).isEmpty();
  }

  @Test
  void severalLinksMayLackAnIdOnOneSide() {
    put(link("k", "L1", null, 0));
    put(link("m", "L2", null, 0));
    put(link("n", null, "R3", 0));

    assertThat(find(Side.LEFT, "L2").get(0).rightId()).isNull();
    assertThat(find(Side.RIGHT, "R3").get(0).leftId()).isNull();
  }

  @Test
  void anIdMovesFromALinkThatIsRemovedInTheSameUpdate() {
    put(link("k", "L1", "R1", 0));
    commit(update().put(link("m", "L1", "R2", 0)).remove(link("k", "L1", "R1", 1)));

    assertThat(find(Side.LEFT, "L1").get(0).key()).isEqualTo("m");
    assertThat(find(Side.RIGHT, "R1")).isEmpty();
    put(link("n", "L2", "R1", 0));
    assertThat(find(Side.RIGHT, "R1").get(0).key()).isEqualTo("n");
  }

  @Test
  void anIdThatALinkGaveUpMayBeLinkedAnew() {
    put(link("k", "L1", "R1", 0));
    put(link("k", "L1", "R2", 1));
    put(link("m", "L2", "R1", 0));

    assertThat(find(Side.RIGHT, "R1").get(0).key()).isEqualTo("m");
  }

  @Test
  void aRemovedLinkIsGoneAndItsKeyStartsAgainAtZero() {
    put(link("k", "L1", "R1", 0));
    commit(update().remove(link("k", "L1", "R1", 1)));

    assertThat(find(Side.LEFT, "L1")).isEmpty();
    assertThat(find(Side.RIGHT, "R1")).isEmpty();
    assertThat(store.scanLinks(PLAN, FLOW, "", 9)).isEmpty();
    put(link("k", "L1", "R1", 0));
    assertThat(find(Side.LEFT, "L1").get(0).revision()).isEqualTo(1);
  }

  @Test
  void oneBadPartOfACommitAndNothingIsApplied() {
    put(link("k", "L1", "R1", 0));
    commit(update().putNew(entry("claim", "a", "1")).put(entry("old", "o", "1")));
    store.offer(notice("7"));
    Notice waiting = store.notices(PLAN, 9).get(0);
    List<StoreUpdate.Builder> bad =
        List.of(
            update().put(link("k", "L1", "R1", 0)),
            update().remove(link("k", "L1", "R1", 7)),
            update().put(link("m", "L9", "R1", 0)),
            update().putNew(entry("claim", "a", "2")));

    for (StoreUpdate.Builder each : bad) {
      StoreUpdate update =
          each.put(link("good", "L5", "R5", 0))
              .put(entry("cursor", "feed", "9"))
              .putNew(entry("claim", "b", "1"))
              .remove(entry("old", "o", ""))
              .clear(waiting)
              .journal(note("L5", 1))
              .build();
      assertThatThrownBy(() -> store.commit(update)).isInstanceOf(StoreConflict.class);
    }

    assertThat(find(Side.LEFT, "L5")).isEmpty();
    assertThat(bodies("cursor", "feed")).isEmpty();
    assertThat(bodies("claim", "a", "b")).containsExactly("1");
    assertThat(bodies("old", "o")).containsExactly("1");
    assertThat(store.notices(PLAN, 9)).containsExactly(waiting);
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L5", 9)).isEmpty();
    assertThat(find(Side.LEFT, "L1").get(0).revision()).isEqualTo(1);
  }

  @Test
  void entriesArePutReplacedAndRemovedByScopeKindAndKey() {
    commit(update().put(entry("cursor", "a", "1")).put(entry("cursor", "b", "2")));
    commit(update().put(entry("other", "a", "3")));
    commit(update().put(new Entry("account:x", "cursor", "a", bytes("4"))));
    commit(update().put(entry("cursor", "a", "5")));

    assertThat(bodies("cursor", "a", "b", "none")).containsExactlyInAnyOrder("5", "2");
    assertThat(bodies("other", "a")).containsExactly("3");
    assertThat(store.entries("account:x", "cursor", List.of("a"))).hasSize(1);
    commit(update().remove(entry("cursor", "a", "")).remove(entry("cursor", "never", "")));
    assertThat(bodies("cursor", "a", "b")).containsExactly("2");
    assertThat(bodies("other", "a")).containsExactly("3");
  }

  @Test
  void anEntryThatMustBeNewIsRefusedIfItExistsAndTakenAgainOnceItIsGone() {
    commit(update().putNew(entry("claim", "a", "1")));

    refused(
        StoreConflict.Cause.ENTRY_EXISTS, () -> commit(update().putNew(entry("claim", "a", "2"))));
    refused(
        StoreConflict.Cause.ENTRY_EXISTS,
        () ->
            commit(
                update().putNew(entry("claim", "twin", "1")).putNew(entry("claim", "twin", "2"))));
    assertThat(bodies("claim", "a", "twin")).containsExactly("1");
    commit(update().remove(entry("claim", "a", "")));
    commit(update().putNew(entry("claim", "a", "3")));
    assertThat(bodies("claim", "a")).containsExactly("3");
  }

  @Test
  void entriesAreScannedInTheOrderOfTheirKeysPageByPage() {
    List<String> keys = shuffled(100);
    StoreUpdate.Builder update = update();
    keys.forEach(key -> update.put(entry("failure", key, key)));
    update.put(entry("failures", "0000", "another kind"));
    commit(update);

    List<String> seen = new ArrayList<>();
    for (String after = ""; ; after = seen.get(seen.size() - 1)) {
      List<Entry> page = store.scanEntries(PLAN, "failure", after, PAGE);
      assertThat(page).hasSizeLessThanOrEqualTo(PAGE);
      page.forEach(each -> seen.add(each.key()));
      if (page.isEmpty()) {
        break;
      }
    }
    assertThat(seen).containsExactlyElementsOf(new TreeSet<>(keys));
  }

  @Test
  void linksAreScannedInTheOrderOfTheirKeysPageByPage() {
    List<String> keys = shuffled(100);
    StoreUpdate.Builder update = update();
    keys.forEach(key -> update.put(link(key, "L" + key, "R" + key, 0)));
    commit(update);

    List<String> seen = new ArrayList<>();
    for (String after = ""; ; after = seen.get(seen.size() - 1)) {
      List<LinkRow> page = store.scanLinks(PLAN, FLOW, after, PAGE);
      assertThat(page).hasSizeLessThanOrEqualTo(PAGE);
      page.forEach(each -> seen.add(each.key()));
      if (page.isEmpty()) {
        break;
      }
    }
    assertThat(seen).containsExactlyElementsOf(new TreeSet<>(keys));
  }

  @Test
  void linksAndEntriesAreFoundByManyKeysAtOnce() {
    StoreUpdate.Builder update = update();
    List<String> asked = new ArrayList<>();
    for (int at = 0; at < MANY; at++) {
      if (at % 2 == 0) {
        update.put(link("k" + at, "L" + at, "R" + at, 0)).put(entry("e", "L" + at, "" + at));
      }
      asked.add("L" + at);
    }
    asked.add("L0");
    commit(update);

    assertThat(store.links(PLAN, FLOW, Side.LEFT, asked))
        .extracting(LinkRow::leftId)
        .doesNotHaveDuplicates()
        .hasSize(MANY / 2)
        .allMatch(asked::contains);
    assertThat(store.entries(PLAN, "e", asked))
        .extracting(Entry::key)
        .doesNotHaveDuplicates()
        .hasSize(MANY / 2);
    assertThat(store.links(PLAN, FLOW, Side.LEFT, List.of())).isEmpty();
    assertThat(store.entries(PLAN, "e", List.of())).isEmpty();
  }

  @Test
  void keysAndIdsAreComparedToTheLetterInEveryScript() {
    List<String> ids =
        List.of(
            "a",
            "A",
            "ä",
            "a\u0308",
            "ß",
            "ss",
            "i",
            "ı",
            "İ",
            "I",
            "ё",
            "е",
            "заказ №7",
            "日本",
            "\uD83D\uDE00",
            "x ",
            "x",
            "it's",
            "100%",
            "a_b",
            "a\\b",
            "é",
            "e\u0301");
    StoreUpdate.Builder update = update();
    for (String id : ids) {
      update.put(link(id, id, id, 0)).put(entry("e", id, id));
    }
    commit(update);

    for (String id : ids) {
      assertThat(find(Side.LEFT, id)).extracting(LinkRow::key).containsExactly(id);
      assertThat(find(Side.RIGHT, id)).extracting(LinkRow::rightId).containsExactly(id);
      assertThat(bodies("e", id)).containsExactly(id);
    }
    Set<String> seen = new TreeSet<>();
    for (String after = ""; ; ) {
      List<Entry> page = store.scanEntries(PLAN, "e", after, PAGE);
      if (page.isEmpty()) {
        break;
      }
      page.forEach(each -> assertThat(seen.add(each.key())).as(each.key()).isTrue());
      after = page.get(page.size() - 1).key();
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void aBodyOfAMegabyteOrOfNothingComesBackByteForByte() {
    byte[] big = new byte[MEGABYTE];
    for (int at = 0; at < big.length; at++) {
      big[at] = (byte) (at * 31);
    }
    commit(
        update()
            .put(new LinkRow(PLAN, FLOW, "k", "L1", "R1", 0, big))
            .put(new Entry(PLAN, "e", "big", big))
            .put(new Entry(PLAN, "e", "none", new byte[0])));

    assertThat(find(Side.LEFT, "L1").get(0).body()).isEqualTo(big);
    assertThat(store.entries(PLAN, "e", List.of("big")).get(0).body()).isEqualTo(big);
    assertThat(store.entries(PLAN, "e", List.of("none")).get(0).body()).isEmpty();
  }

  @Test
  void noticesComeInTheirSequenceWithAllThatTheySay() {
    Notice gone = new Notice(PLAN, 0, Side.RIGHT, "order", "8", true, NOON);
    long first = store.offer(notice("7"));
    long second = store.offer(gone);
    store.offer(new Notice("other", 0, Side.LEFT, "order", "9", false, Instant.EPOCH));
    long third = store.offer(notice("7"));

    assertThat(List.of(first, second, third)).isSorted().doesNotHaveDuplicates();
    assertThat(store.notices(PLAN, 9))
        .containsExactly(
            notice("7").numbered(first), gone.numbered(second), notice("7").numbered(third));
    assertThat(store.notices(PLAN, 2)).extracting(Notice::sequence).containsExactly(first, second);
    assertThat(store.notices("none", 9)).isEmpty();
  }

  @Test
  void onlyTheClearedNoticesGoAndTheirNumbersAreNotGivenAgain() {
    store.offer(notice("1"));
    store.offer(notice("2"));
    List<Notice> read = store.notices(PLAN, 9);
    long late = store.offer(notice("1"));
    commit(update().clear(read.get(0)).clear(read.get(1)));

    assertThat(store.notices(PLAN, 9)).containsExactly(notice("1").numbered(late));
    commit(update().clear(notice("1").numbered(late)));
    assertThat(store.offer(notice("3"))).isGreaterThan(late);
  }

  @Test
  void noticesOfferedFromManyThreadsAreAllThereOnce() throws Exception {
    List<List<Long>> numbers =
        together(
            who ->
                IntStream.range(0, OFFERS)
                    .mapToObj(at -> store.offer(notice(who + "-" + at)))
                    .toList());

    assertThat(numbers.stream().flatMap(List::stream).toList())
        .doesNotHaveDuplicates()
        .hasSize(THREADS * OFFERS);
    assertThat(store.notices(PLAN, THREADS * OFFERS + 1))
        .extracting(Notice::id)
        .doesNotHaveDuplicates()
        .hasSize(THREADS * OFFERS);
  }

  @Test
  void journalRowsAreErasedByEntityByAgeAndByPlan() {
    JournalRow right = new JournalRow(PLAN, "run", NOON, FLOW, Side.RIGHT, "L1", "CREATED");
    JournalRow others = new JournalRow("other", "run", NOON, FLOW, Side.LEFT, "L1", "CREATED");
    commit(update().journal(note("L1", 1)).journal(note("L2", 2)).journal(right).journal(others));

    commit(
        update().erase(JournalErasure.about(PLAN, FLOW, Side.LEFT, "L1")).journal(note("L1", 3)));
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 9)).containsExactly(note("L1", 3));
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L2", 9)).hasSize(1);
    assertThat(store.journal(PLAN, FLOW, Side.RIGHT, "L1", 9)).containsExactly(right);

    commit(update().erase(JournalErasure.olderThan(PLAN, note("L1", 3).at())));
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 9)).containsExactly(note("L1", 3));
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L2", 9)).isEmpty();
    assertThat(store.journal(PLAN, FLOW, Side.RIGHT, "L1", 9)).isEmpty();

    commit(update().erase(JournalErasure.all(PLAN)));
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 9)).isEmpty();
    assertThat(store.journal("other", FLOW, Side.LEFT, "L1", 9)).containsExactly(others);
  }

  @Test
  void aRefusedUpdateErasesNoJournal() {
    commit(update().journal(note("L1", 1)).put(entry("cursor", "feed", "9")));
    assertThatThrownBy(
            () ->
                commit(
                    update().erase(JournalErasure.all(PLAN)).putNew(entry("cursor", "feed", "10"))))
        .isInstanceOf(StoreConflict.class);
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 9)).hasSize(1);
  }

  @Test
  void theJournalOfOneEntityIsNewestFirst() {
    commit(update().journal(note("L1", 1)).journal(note("L2", 2)).journal(note("L1", 3)));
    commit(update().journal(note("L1", 4)));
    JournalRow right = new JournalRow(PLAN, "run", NOON, FLOW, Side.RIGHT, "L1", "CREATED");
    commit(update().journal(right));

    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 9))
        .containsExactly(note("L1", 4), note("L1", 3), note("L1", 1));
    assertThat(store.journal(PLAN, FLOW, Side.LEFT, "L1", 2))
        .containsExactly(note("L1", 4), note("L1", 3));
    assertThat(store.journal(PLAN, FLOW, Side.RIGHT, "L1", 9)).containsExactly(right);
    assertThat(store.journal("other", FLOW, Side.LEFT, "L1", 9)).isEmpty();
  }

  @Test
  void theJournalOfAPlanIsBoundedAndForgetsTheOldestFirst() {
    int rows = LinkStore.JOURNAL_ROWS + LinkStore.JOURNAL_ROWS / SLACK * 2;
    commit(update().journal(new JournalRow("other", "run", NOON, FLOW, Side.LEFT, "L1", "X")));
    for (int at = 0; at < rows; ) {
      StoreUpdate.Builder update = update();
      for (int end = Math.min(rows, at + 1_000); at < end; at++) {
        update.journal(note("L1", at));
      }
      commit(update);
    }

    List<JournalRow> kept = store.journal(PLAN, FLOW, Side.LEFT, "L1", rows);
    assertThat(kept.size())
        .isBetween(LinkStore.JOURNAL_ROWS, LinkStore.JOURNAL_ROWS + LinkStore.JOURNAL_ROWS / SLACK);
    assertThat(kept.get(0)).isEqualTo(note("L1", rows - 1));
    assertThat(kept.get(kept.size() - 1)).isEqualTo(note("L1", rows - kept.size()));
    assertThat(store.journal("other", FLOW, Side.LEFT, "L1", 9)).hasSize(1);
  }

  @Test
  void ofTwoWritersOfOneLinkExactlyOneWins() throws Exception {
    put(link("k", "L1", "R1", 0));
    for (int revision = 1; revision <= EACH; revision++) {
      LinkRow next = link("k", "L1", "R1", revision);
      assertThat(together(who -> wins(update().put(next)))).containsOnlyOnce(true);
    }
    assertThat(find(Side.LEFT, "L1").get(0).revision()).isEqualTo(EACH + 1);
  }

  @Test
  void ofTwoWritersOfOneNewEntryOrOneIdExactlyOneWins() throws Exception {
    for (int at = 0; at < EACH; at++) {
      Entry claim = entry("claim", "c" + at, "1");
      assertThat(together(who -> wins(update().putNew(claim)))).containsOnlyOnce(true);
      String id = "L" + at;
      assertThat(together(who -> wins(update().put(link(id + "-" + who, id, null, 0)))))
          .containsOnlyOnce(true);
    }
  }

  @Test
  void anotherProcessSeesWhatWasCommittedAndContinuesTheNumbers() throws Exception {
    Lease mine = taken("plan:shop", "one", NOON);
    put(link("k", "L1", "R1", 0));
    commit(update().put(entry("cursor", "feed", "9")).journal(note("L1", 1)));
    long number = store.offer(notice("7"));
    LinkStore other = again(store);

    assertThat(other.lease("plan:shop", "two", NOON, MINUTE)).isEmpty();
    assertThat(other.lease("plan:shop", "two", NOON.plus(MINUTE), MINUTE).orElseThrow().fence())
        .isGreaterThan(mine.fence());
    assertThat(other.links(PLAN, FLOW, Side.RIGHT, List.of("R1"))).hasSize(1);
    assertThat(other.entries(PLAN, "cursor", List.of("feed"))).hasSize(1);
    assertThat(other.journal(PLAN, FLOW, Side.LEFT, "L1", 9)).containsExactly(note("L1", 1));
    assertThat(other.notices(PLAN, 9)).containsExactly(notice("7").numbered(number));
    assertThat(other.offer(notice("8"))).isGreaterThan(number);
    refused(
        StoreConflict.Cause.LEASE_LOST,
        () -> store.commit(StoreUpdate.under(List.of(mine)).put(entry("a", "b", "c")).build()));
    if (other != store) {
      other.close();
    }
  }

  @Test
  void anEmptyUpdateAndASecondCloseDoNoHarm() {
    commit(update());
    store.close();
    store.close();
  }

  private boolean wins(StoreUpdate.Builder update) {
    try {
      commit(update);
      return true;
    } catch (StoreConflict lost) {
      return false;
    }
  }

  private interface Work<T> {
    T of(int who) throws Exception;
  }

  private static <T> List<T> together(Work<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<T>> all = new ArrayList<>();
      for (int at = 0; at < THREADS; at++) {
        int who = at;
        Callable<T> task =
            () -> {
              start.await();
              return work.of(who);
            };
        all.add(threads.submit(task));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> each : all) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private Lease taken(String resource, String holder, Instant now) {
    return store.lease(resource, holder, now, MINUTE).orElseThrow();
  }

  private void put(LinkRow row) {
    commit(update().put(row));
  }

  private void commit(StoreUpdate.Builder update) {
    store.commit(update.build());
  }

  private static StoreUpdate.Builder update() {
    return StoreUpdate.under(List.of());
  }

  private List<LinkRow> find(Side side, String... ids) {
    return store.links(PLAN, FLOW, side, Arrays.asList(ids));
  }

  private List<String> bodies(String kind, String... keys) {
    return store.entries(PLAN, kind, Arrays.asList(keys)).stream()
        .map(entry -> text(entry.body()))
        .toList();
  }

  private static void refused(StoreConflict.Cause cause, ThrowingCallable commit) {
    assertThatThrownBy(commit)
        .isInstanceOfSatisfying(
            StoreConflict.class, conflict -> assertThat(conflict.what()).isEqualTo(cause));
  }

  private static LinkRow link(
      String key, @Nullable String left, @Nullable String right, long revision) {
    return new LinkRow(PLAN, FLOW, key, left, right, revision, bytes("body of " + key));
  }

  private static Entry entry(String kind, String key, String body) {
    return new Entry(PLAN, kind, key, bytes(body));
  }

  private static Notice notice(String id) {
    return new Notice(PLAN, 0, Side.LEFT, "order", id, false, Instant.EPOCH);
  }

  private static JournalRow note(String id, int number) {
    return new JournalRow(
        PLAN, "run", NOON.plusSeconds(number), FLOW, Side.LEFT, id, "UPDATED " + number);
  }

  private static List<String> shuffled(int count) {
    List<String> keys =
        new ArrayList<>(
            IntStream.range(0, count)
                .mapToObj(at -> (at % 3 == 0 ? "A" : at % 3 == 1 ? "a" : "") + (at * 37 % 1000))
                .distinct()
                .toList());
    SplittableRandom random = new SplittableRandom(count);
    for (int at = keys.size() - 1; at > 0; at--) {
      Collections.swap(keys, at, random.nextInt(at + 1));
    }
    return keys;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
