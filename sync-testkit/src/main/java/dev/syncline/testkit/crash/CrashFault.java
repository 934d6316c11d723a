package dev.syncline.testkit.crash;

import java.util.Arrays;
import java.util.List;

/**
 * What goes wrong at a {@link CrashPoint}. The codes stand in printed numbers and never change.
 *
 * @since 0.1
 */
public enum CrashFault {
  /** The call never arrives, and the caller does not know. */
  LOST_BEFORE(1),
  /** The call is done, and its answer is lost. */
  LOST_AFTER(2),
  /** The caller is told nothing; the call is done when most of the settle time has passed. */
  LANDS_LATE(3),
  /** Only the first of a list's writes is done, and the answer is lost. */
  TORN_ONE(4),
  /** Only the first half of a list's writes is done, and the answer is lost. */
  TORN_HALF(5),
  /** The process dies before the call or the commit; another one goes on. */
  KILLED_BEFORE(6),
  /** The process dies after it, and does not know; another one goes on. */
  KILLED_AFTER(7),
  /** The process dies while the call is under way, which is done when another one is at work. */
  KILLED_LANDS_LATE(8),
  /**
   * The process stands still before it, loses its lease to another, and goes on after that. A
   * commit is fenced then; a request has outlived its deadline, and finds its connection closed.
   */
  ZOMBIE_BEFORE(9),
  /** The process stands still after it, loses its lease to another, and goes on after that. */
  ZOMBIE_AFTER(10);

  private static final List<CrashFault> ALL = List.of(values());

  private final int code;

  CrashFault(int code) {
    this.code = code;
  }

  /** Its place in a number. */
  int code() {
    return code;
  }

  static CrashFault ofCode(int code) {
    return Arrays.stream(values())
        .filter(each -> each.code == code)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no fault has the code " + code));
  }

  static List<CrashFault> all() {
    return ALL;
  }
}
