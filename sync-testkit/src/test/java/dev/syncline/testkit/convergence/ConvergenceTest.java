package dev.syncline.testkit.convergence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Stories of random edits and faults end with all sides in step. {@code -Dsyncline.seeds=10000}
 * tells so many; {@code -Dsyncline.seed=33} tells one, with all that happened in it.
 */
class ConvergenceTest {

  private static final int SEEDS = Integer.getInteger("syncline.seeds", 200);
  private static final long ONE = Long.getLong("syncline.seed", 0);
  private static final int NAMED = 3;

  /** Seeds beyond the first that once had a wrong end: they are always told. */
  private static final long[] FOUND = {
    227, 241, 272, 396, 551, 623, 672, 756, 881, 1047, 1090, 1114, 1255, 1354, 1608, 1617, 1672,
    1761, 1805, 1815, 2000, 2056, 2548, 2894, 2917, 2942, 3028, 3145, 3614, 3762, 3894, 3920, 3948,
    4089, 4124, 4128, 4158, 4205, 4322, 4554, 4718, 4776, 4844, 4871, 5033, 5048, 5335, 5453, 5708,
    5901, 5928, 5936, 6043, 6108, 6218, 6443, 6480, 6554, 6583, 6608, 6664, 6959, 7042, 7061, 7209,
    7268, 7278, 7499, 7523, 7620, 7637, 7873, 7971, 8003, 8018, 8065, 8138, 8344, 8409, 8580, 8656,
    8860, 8913, 8980, 9172, 9369, 9547
  };

  /** Seeds whose end is known to be wrong, each with its reason; visible, and looked at again. */
  private static final Map<Long, String> KNOWN =
      Map.of(
          7384L,
          "a system that cannot tell whether it made something, and whose source is deleted before"
              + " that is known: what it made is taken for somebody's, and a person is asked");

  @Test
  void whenEditsAndFaultsStopAllSidesAgree() {
    List<String> failed = new ArrayList<>();
    AtomicInteger wrong = new AtomicInteger();
    seeds()
        .filter(seed -> ONE != 0 || !KNOWN.containsKey(seed))
        .mapToObj(Convergence::story)
        .filter(ending -> !ending.wrong().isEmpty())
        .forEach(
            ending -> {
              wrong.incrementAndGet();
              if (failed.size() < NAMED) {
                failed.add(ending.text());
              }
            });
    assertThat(failed).as("%d stories with a wrong end", wrong.get()).isEmpty();
  }

  private static LongStream seeds() {
    return ONE != 0
        ? LongStream.of(ONE)
        : LongStream.concat(
            LongStream.rangeClosed(1, SEEDS), LongStream.of(FOUND).filter(seed -> seed > SEEDS));
  }

  @Test
  void aNumberTellsTheSameStoryAgain() {
    assertThat(Convergence.story(7).tale()).isEqualTo(Convergence.story(7).tale());
  }
}
