package dev.syncline.testkit.crash;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * One schedule, as a single number that is printed and typed in again.
 *
 * @param scenario the {@linkplain #codeOf code} of the scenario's name
 * @param point the index of the point
 * @param fault what goes wrong there
 * @param seed the order in which what may run side by side does
 * @since 0.1
 */
public record CrashNumber(int scenario, int point, CrashFault fault, int seed) {

  private static final int SCENARIO_BITS = 20;
  private static final int POINT_BITS = 20;
  private static final int FAULT_BITS = 6;
  private static final int SEED_BITS = 16;

  /** Checks that it fits. */
  public CrashNumber {
    require(scenario, SCENARIO_BITS, "scenario");
    require(point, POINT_BITS, "point");
    require(seed, SEED_BITS, "seed");
  }

  private static void require(int value, int bits, String what) {
    if (value < 0 || value >= 1 << bits) {
      throw new IllegalArgumentException("no " + what + ": " + value);
    }
  }

  /** What stands for a scenario in its numbers: other scenarios may come and go. */
  public static int codeOf(String scenario) {
    CRC32 crc = new CRC32();
    crc.update(scenario.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() & ((1 << SCENARIO_BITS) - 1));
  }

  /**
   * Takes a printed number apart.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static CrashNumber of(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("no schedule has the number " + number);
    }
    long rest = number;
    int seed = low(rest, SEED_BITS);
    rest >>>= SEED_BITS;
    CrashFault fault = CrashFault.ofCode(low(rest, FAULT_BITS));
    rest >>>= FAULT_BITS;
    int point = low(rest, POINT_BITS);
    rest >>>= POINT_BITS;
    return new CrashNumber(low(rest, SCENARIO_BITS), point, fault, seed);
  }

  private static int low(long bits, int count) {
    return (int) (bits & ((1L << count) - 1));
  }

  /** The number. */
  public long number() {
    long all = scenario;
    all = (all << POINT_BITS) | point;
    all = (all << FAULT_BITS) | fault.code();
    return (all << SEED_BITS) | seed;
  }

  /** Whether it is one of this scenario's. */
  public boolean isOf(String name) {
    return scenario == codeOf(name);
  }

  @Override
  public String toString() {
    return Long.toString(number());
  }
}
