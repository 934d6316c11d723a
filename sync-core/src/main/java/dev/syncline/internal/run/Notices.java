package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What came from outside before a run began: hints and releases that are due. What comes while it
 * runs has a higher number: hints are taken between its slices, all else waits for the next run.
 */
public final class Notices {

  /** No entity type is called so. */
  private static final String RELEASE = "#release";

  private static final int FIRST_LOOK = 1000;
  private static final int LARGEST_LOOK = 1 << 24;
  private static final int MOST = 10_000;

  private final List<Notice> due;
  private final long last;

  private Notices(List<Notice> due, long before) {
    this.due = due;
    this.last = due.stream().mapToLong(Notice::sequence).reduce(before, Math::max);
  }

  /** Those that are due; however many that are not yet due stand before them. */
  static Notices taken(Ledger ledger, Instant now) {
    for (int look = FIRST_LOOK; ; look *= 4) {
      List<Notice> all = ledger.notices(look);
      List<Notice> due =
          all.stream().filter(notice -> !notice.notBefore().isAfter(now)).limit(MOST).toList();
      if (all.size() < look || due.size() == MOST || look >= LARGEST_LOOK) {
        return new Notices(due, 0);
      }
    }
  }

  /** The hints that are due and have come behind these. */
  static Notices hintsAfter(Notices before, Ledger ledger, Instant now) {
    List<Notice> come = new ArrayList<>(taken(ledger, now).hints());
    come.removeIf(notice -> notice.sequence() <= before.last);
    return new Notices(come, before.last);
  }

  /** None. */
  static Notices none() {
    return new Notices(List.of(), 0);
  }

  /** Lets go of what a flow's brake holds at this moment, once; any node may say so at any time. */
  public static void release(LinkStore store, String plan, String flow, Instant now) {
    store.offer(new Notice(plan, 0, Side.LEFT, RELEASE, flow, false, now));
  }

  /** What says that an entity changed or is gone. */
  List<Notice> hints() {
    return due.stream()
        .filter(notice -> !notice.type().equals(RELEASE) && Released.of(notice).isEmpty())
        .toList();
  }

  /** What people decided about failures. */
  List<Released> decisions() {
    return due.stream().flatMap(notice -> Released.of(notice).stream()).toList();
  }

  /** What a flow's brake has held up to this moment may go. */
  Optional<Instant> released(String flow) {
    return due.stream()
        .filter(notice -> notice.type().equals(RELEASE) && notice.id().equals(flow))
        .map(Notice::notBefore)
        .max(Instant::compareTo);
  }

  static boolean concerns(Notice notice, Flow flow) {
    return notice.type().equals(RELEASE)
        ? notice.id().equals(flow.name())
        : flow.type(notice.side()).name().equals(notice.type())
            || Released.of(notice).filter(decided -> flow.keeps(decided.flow())).isPresent();
  }

  /** Clears those that were taken, except some: never one that came later. */
  void clear(StoreUpdate.Builder update, Predicate<Notice> except) {
    due.stream().filter(except.negate()).forEach(update::clear);
  }
}
