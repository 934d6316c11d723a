package dev.syncline.testkit.crash;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * A place of a scenario where something may go wrong: a remote call or a change of the store.
 *
 * @param index its place in the undisturbed scenario, counted from 0
 * @param act the act of the story that it belongs to
 * @param kind what it is
 * @param where whose it is and what it does, such as {@code erp write of 3}
 * @param size how many writes a call has; 0 if that is not known or it has none
 * @param settles how late an unanswered call may still be done; zero if at once or never
 * @since 0.1
 */
public record CrashPoint(
    int index, String act, Kind kind, String where, int size, Duration settles) {

  /** Sorts of points. */
  public enum Kind {
    /** A call or a request that changes nothing: a page, a read, a search, a check. */
    READ,
    /** A call of a connector that writes. */
    WRITE,
    /** A request that reaches a fake vendor and may change something there. */
    REQUEST,
    /** A commit, an offered notice, a lease taken, renewed or given back. */
    STORE
  }

  /** What can go wrong here. */
  public Set<CrashFault> faults() {
    Set<CrashFault> faults =
        EnumSet.of(
            CrashFault.KILLED_BEFORE,
            CrashFault.KILLED_AFTER,
            CrashFault.ZOMBIE_BEFORE,
            CrashFault.ZOMBIE_AFTER);
    if (kind != Kind.STORE) {
      faults.add(CrashFault.LOST_BEFORE);
    }
    if (kind == Kind.WRITE || kind == Kind.REQUEST) {
      faults.add(CrashFault.LOST_AFTER);
    }
    if (!settles.isZero()) {
      faults.add(CrashFault.LANDS_LATE);
      faults.add(CrashFault.KILLED_LANDS_LATE);
    }
    if (size > 1) {
      faults.add(CrashFault.TORN_ONE);
    }
    if (size > 3) {
      faults.add(CrashFault.TORN_HALF);
    }
    return faults;
  }

  @Override
  public String toString() {
    return "point " + index + " (" + act + "): " + where;
  }
}
