package dev.syncline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Side;
import dev.syncline.store.JournalRow;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreFailed;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a {@link LinkStore} that says it is durable must pass beyond {@link LinkStoreContract}: it
 * breaks at every one of its steps, and is opened again.
 *
 * @since 0.1
 */
public abstract class DurableLinkStoreContract extends LinkStoreContract {

  private static final int PAGE_OF_LINKS = 150;

  /** For subclasses. */
  protected DurableLinkStoreContract() {}

  /** Opens what {@link #fresh} opened last once more, as the process after a death would. */
  protected abstract LinkStore reopened() throws Exception;

  /**
   * Opens what {@link #fresh} opened last, over something that breaks: every step that its calls
   * take below goes through {@link Breakage#step}. {@link BreakingDataSource} is that for JDBC.
   * Opening may take steps of its own; it never breaks there.
   */
  protected abstract LinkStore breaking(Breakage breakage) throws Exception;

  @Override
  protected final LinkStore again(LinkStore first) throws Exception {
    return reopened();
  }

  /** A world of one round: what is there before, and one large change of all of it. */
  private final class Round {

    private final int number;

    Round(int number) {
      this.number = number;
    }

    private String id(String what, int at) {
      return number + "-" + what + at;
    }

    private List<String> ids(String what) {
      return IntStream.range(0, PAGE_OF_LINKS).mapToObj(at -> id(what, at)).toList();
    }

    void prepare() {
      StoreUpdate.Builder before = update();
      for (String id : ids("changed")) {
        before.put(link(id, "L" + id, null, 0));
      }
      for (String id : ids("removed")) {
        before.put(link(id, "L" + id, "R" + id, 0));
        before.put(entry("intent", id, "open"));
      }
      commit(before.put(entry("cursor", "feed" + number, "before")));
      store.offer(notice("n" + number));
    }

    StoreUpdate change() {
      StoreUpdate.Builder change = update().put(entry("cursor", "feed" + number, "after"));
      for (String id : ids("removed")) {
        change.remove(link(id, null, null, 1)).remove(entry("intent", id, ""));
      }
      for (String id : ids("changed")) {
        change.put(link(id, "L" + id, "R" + id, 1));
      }
      for (String id : ids("new")) {
        change.put(link(id, "L" + id, "R" + id, 0)).putNew(entry("made", id, id));
        change.journal(noted(id));
      }
      waiting(store).forEach(change::clear);
      return change.build();
    }

    /** In a journal of its own: one that is full forgets, which would be a step more at times. */
    private JournalRow noted(String id) {
      return new JournalRow("plan" + number, "run", NOON, FLOW, Side.LEFT, id, "CREATED");
    }

    private List<Notice> waiting(LinkStore in) {
      return in.notices(PLAN, 9).stream().filter(each -> each.id().equals("n" + number)).toList();
    }

    /** Whether the change is there; all of it or nothing, whatever the answer. */
    boolean changed(LinkStore in, String as) {
      boolean there =
          text(in.entries(PLAN, "cursor", List.of("feed" + number)).get(0).body()).equals("after");
      int all = there ? PAGE_OF_LINKS : 0;
      List<String> madeLinks = ids("new").stream().map(id -> "R" + id).toList();
      List<String> changed = ids("changed").stream().map(id -> "R" + id).toList();
      List<String> removed = ids("removed").stream().map(id -> "L" + id).toList();
      assertThat(in.links(PLAN, FLOW, Side.RIGHT, madeLinks)).as(as).hasSize(all);
      assertThat(in.links(PLAN, FLOW, Side.RIGHT, changed)).as(as).hasSize(all);
      assertThat(in.links(PLAN, FLOW, Side.LEFT, removed)).as(as).hasSize(PAGE_OF_LINKS - all);
      assertThat(in.entries(PLAN, "made", ids("new"))).as(as).hasSize(all);
      assertThat(in.entries(PLAN, "intent", ids("removed"))).as(as).hasSize(PAGE_OF_LINKS - all);
      assertThat(waiting(in)).as(as).hasSize(there ? 0 : 1);
      String noted = id("new", 7);
      assertThat(in.journal("plan" + number, FLOW, Side.LEFT, noted, 9))
          .as(as)
          .isEqualTo(there ? List.of(noted(noted)) : List.of());
      return there;
    }
  }

  private long stepsOf(StoreUpdate change) throws Exception {
    Breakage counting = Breakage.never();
    try (LinkStore counted = breaking(counting)) {
      long opening = counting.steps();
      counted.commit(change);
      return counting.steps() - opening;
    }
  }

  private interface At {
    Breakage step(long number);
  }

  @Test
  void aCommitThatBreaksAtAnyStepIsThereWholeOrNotAtAll() throws Exception {
    int number = 0;
    for (At at : List.<At>of(Breakage::before, Breakage::after)) {
      List<StoreFailed.Reason> reasons = new ArrayList<>();
      Optional<StoreFailed.Reason> reason;
      do {
        Round round = new Round(++number);
        round.prepare();
        reason = broken(round, at.step(opening() + reasons.size() + 1));
        reason.ifPresent(reasons::add);
      } while (reason.isPresent());
      assertThat(reasons)
          .as("a statement that is lost is known to be, a commit is not")
          .contains(StoreFailed.Reason.UNREACHABLE, StoreFailed.Reason.OUTCOME_UNKNOWN);
    }
  }

  private long opening() throws Exception {
    Breakage counting = Breakage.never();
    breaking(counting).close();
    return counting.steps();
  }

  /** What the store said when it broke, or nothing if the commit has fewer steps. */
  private Optional<StoreFailed.Reason> broken(Round round, Breakage breakage) throws Exception {
    StoreUpdate change = round.change();
    Optional<StoreFailed.Reason> reason = Optional.empty();
    try (LinkStore doomed = breaking(breakage)) {
      doomed.commit(change);
    } catch (StoreFailed failed) {
      reason = Optional.of(failed.reason());
    }
    try (LinkStore next = reopened()) {
      boolean kept = round.changed(next, breakage.toString());
      if (reason.isEmpty() || !reason.get().equals(StoreFailed.Reason.OUTCOME_UNKNOWN)) {
        assertThat(kept).as(breakage.toString()).isEqualTo(reason.isEmpty());
      }
      if (!kept) {
        next.commit(change);
        assertThat(round.changed(next, "after " + breakage)).isTrue();
      }
    }
    return reason;
  }

  @Test
  void nobodySeesAPartOfACommitAndItsCursorIsNeverAheadOfItsLinks() throws Exception {
    Round round = new Round(1);
    round.prepare();
    StoreUpdate change = round.change();
    List<Boolean> seen = new ArrayList<>();
    try (LinkStore other = reopened();
        LinkStore watched =
            breaking(
                Breakage.never()
                    .watched(
                        () -> {
                          if (seen.isEmpty() || !seen.get(seen.size() - 1)) {
                            seen.add(round.changed(other, "between two steps"));
                          }
                        }))) {
      watched.commit(change);
      assertThat(seen).isNotEmpty().containsOnly(false);
      assertThat(round.changed(other, "at the end")).isTrue();
    }
  }

  @Test
  void whatBreaksWhileReadingOrTakingALeaseSaysSoAndTheNextOneWorks() throws Exception {
    long opening = opening();
    List<Call> calls =
        List.of(
            on -> on.lease("plan:shop", "one", NOON, Duration.ofMinutes(1)),
            on -> on.offer(notice("7")),
            on -> on.links(PLAN, FLOW, Side.LEFT, List.of("L1")),
            on -> on.scanLinks(PLAN, FLOW, "", PAGE),
            on -> on.entries(PLAN, "cursor", List.of("feed")),
            on -> on.scanEntries(PLAN, "cursor", "", PAGE),
            on -> on.notices(PLAN, PAGE),
            on -> on.journal(PLAN, FLOW, Side.LEFT, "L1", PAGE));
    for (Call call : calls) {
      try (LinkStore doomed = breaking(Breakage.before(opening + 1))) {
        assertThatThrownBy(() -> call.on(doomed))
            .isInstanceOfSatisfying(
                StoreFailed.class,
                failed -> assertThat(failed.reason()).isEqualTo(StoreFailed.Reason.UNREACHABLE));
      }
      try (LinkStore next = reopened()) {
        call.on(next);
      }
    }
  }

  private interface Call {
    void on(LinkStore store);
  }

  @Test
  void aTakeoverInTheMiddleOfACommitComesBeforeOrAfterItNeverBetween() throws Exception {
    ExecutorService next = Executors.newSingleThreadExecutor();
    List<Future<List<String>>> looks = new ArrayList<>();
    try (LinkStore other = reopened()) {
      Lease lease = taken("plan:shop", "one", NOON);
      StoreUpdate change =
          StoreUpdate.under(List.of(lease)).put(entry("cursor", "feed", "1")).build();
      long middle =
          stepsOf(StoreUpdate.under(List.of(lease)).put(entry("a", "b", "c")).build()) - 1;
      long opening = opening();
      long[] at = {0};
      Runnable watcher =
          () -> {
            if (++at[0] == opening + middle) {
              looks.add(
                  next.submit(
                      () -> {
                        assertThat(other.lease("plan:shop", "two", NOON.plus(MINUTE), MINUTE))
                            .isPresent();
                        return other.entries(PLAN, "cursor", List.of("feed")).stream()
                            .map(entry -> text(entry.body()))
                            .toList();
                      }));
            }
          };
      String outcome;
      try (LinkStore slow = breaking(Breakage.never().watched(watcher))) {
        slow.commit(change);
        outcome = "1";
      } catch (StoreFailed | StoreConflict refused) {
        outcome = "";
      }
      assertThat(looks).hasSize(1);
      assertThat(String.join("", looks.get(0).get())).isEqualTo(outcome);
    } finally {
      next.shutdown();
    }
  }

  @Test
  void itSaysThatItIsDurableAndKeepsEverythingOverAClose() throws Exception {
    assertThat(store.durable()).isTrue();
    Round round = new Round(1);
    round.prepare();
    store.commit(round.change());
    store.close();
    try (LinkStore next = reopened()) {
      assertThat(round.changed(next, "reopened")).isTrue();
    }
  }
}
