package dev.syncline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.store.Entry;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LinkStore} must pass: in memory, on a database, or a host's own. A subclass
 * says how a store is opened, and is the store's proof.
 *
 * <p>Time is an argument of every call that needs it, so nothing here waits.
 *
 * @since 0.1
 */
public abstract class LinkStoreContract extends NoticeProofs {

  /** For subclasses. */
  protected LinkStoreContract() {}

  /** Opens a store that is empty. */
  protected abstract LinkStore fresh() throws Exception;

  @Override
  final LinkStore opened() throws Exception {
    return fresh();
  }

  /**
   * Opens what {@link #fresh} opened last once more, as another process would. A store that cannot
   * be opened twice gives the same one.
   */
  protected LinkStore again(LinkStore first) throws Exception {
    return first;
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
  void writersThatMeetInAnyOrderWinOrLoseWholeAndNeverHangOnEachOther() throws Exception {
    for (int at = 0; at < PAGE; at++) {
      put(link("k" + at, "L" + at, "R" + at, 0));
    }
    for (int revision = 1; revision <= ROUNDS; revision++) {
      List<LinkRow> page = new ArrayList<>();
      for (int at = 0; at < PAGE; at++) {
        page.add(link("k" + at, "L" + at, "R" + at, revision));
      }
      List<LinkRow> backwards = new ArrayList<>(page);
      Collections.reverse(backwards);
      List<Boolean> won =
          together(
              who -> {
                StoreUpdate.Builder update = update();
                (who % 2 == 0 ? page : backwards).forEach(update::put);
                return wins(update);
              });
      assertThat(won).containsOnlyOnce(true);
      assertThat(store.scanLinks(PLAN, FLOW, "", PAGE))
          .extracting(LinkRow::revision)
          .containsOnly(revision + 1L);
    }
  }

  @Test
  void writersOfOtherLinksDoNotDisturbEachOther() throws Exception {
    together(
        who -> {
          for (int at = 0; at < EACH; at++) {
            String id = who + "-" + at;
            commit(update().put(link(id, id, id, 0)).putNew(entry("claim", id, id)));
            commit(update().put(link(id, id, id, 1)).remove(entry("claim", id, "")));
          }
          return who;
        });

    assertThat(store.scanLinks(PLAN, FLOW, "", THREADS * EACH + 1))
        .hasSize(THREADS * EACH)
        .allMatch(row -> row.revision() == 2);
    assertThat(store.scanEntries(PLAN, "claim", "", 1)).isEmpty();
  }

  @Test
  void nothingOfAZombieAppearsOnceTheNextHolderHasLooked() throws Exception {
    for (int round = 0; round < EACH; round++) {
      Instant now = NOON.plus(MINUTE.multipliedBy(2L * round));
      Lease lost = taken("plan:shop", "zombie-" + round, now);
      StoreUpdate late =
          StoreUpdate.under(List.of(lost)).put(entry("cursor", "feed", "" + round)).build();
      List<String> seen =
          together(
              who -> {
                if (who > 0) {
                  return who == 1 ? committed(late) : "";
                }
                taken("plan:shop", "next", now.plus(MINUTE));
                return String.join("", bodies("cursor", "feed"));
              });

      String left = String.join("", bodies("cursor", "feed"));
      assertThat(left).as("what the next holder saw is what there is").isEqualTo(seen.get(0));
      assertThat(left.equals("" + round)).isEqualTo(seen.get(1).equals("kept"));
    }
  }

  private String committed(StoreUpdate update) {
    try {
      store.commit(update);
      return "kept";
    } catch (StoreConflict refused) {
      return "refused";
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
}
