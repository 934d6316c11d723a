package dev.syncline.testkit.crash;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What happens at a point of a walk.
 *
 * @param where the point, for people
 * @param fault what goes wrong; null if nothing does
 */
record Strike(String where, @Nullable CrashFault fault) {

  private static final int LATE_PARTS = 10;
  private static final int LATE_OF_THEM = 9;

  boolean is(CrashFault asked) {
    return fault == asked;
  }

  boolean landsLate() {
    return is(CrashFault.LANDS_LATE) || is(CrashFault.KILLED_LANDS_LATE);
  }

  boolean tears() {
    return is(CrashFault.TORN_ONE) || is(CrashFault.TORN_HALF);
  }

  /** How many of so many are done before it tears. */
  int done(int size) {
    return is(CrashFault.TORN_HALF) ? size / 2 : 1;
  }

  /** Late, but within what is declared. */
  static Duration late(Duration settles) {
    return settles.multipliedBy(LATE_OF_THEM).dividedBy(LATE_PARTS);
  }
}
