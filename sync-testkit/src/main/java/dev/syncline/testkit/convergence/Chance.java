package dev.syncline.testkit.convergence;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** What chance decides in a story: everything follows from its seed. Not thread-safe. */
final class Chance {

  private static final int ALL = 100;

  private final SplittableRandom random;

  Chance(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Whether something happens that happens so often. */
  boolean in(int percent) {
    return random.nextInt(ALL) < percent;
  }

  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  <T> T of(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  @SafeVarargs
  final <T> T any(T... all) {
    return all[random.nextInt(all.length)];
  }

  Duration upTo(Duration longest) {
    return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
  }
}
