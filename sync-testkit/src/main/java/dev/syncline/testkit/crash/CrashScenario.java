package dev.syncline.testkit.crash;

import dev.syncline.testkit.time.VirtualTime;

/**
 * A story that the {@link CrashSimulator} tells again and again, broken at another point each time.
 *
 * @since 0.1
 */
public interface CrashScenario {

  /** Its name, which stands in the numbers of its schedules: another name, other numbers. */
  String name();

  /**
   * A new world, always the same: systems with nothing or something in them, and a store.
   *
   * @param time the clock that the systems share with the engines
   */
  CrashWorld world(VirtualTime time);
}
