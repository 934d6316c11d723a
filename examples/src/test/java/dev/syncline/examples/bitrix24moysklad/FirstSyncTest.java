package dev.syncline.examples.bitrix24moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import dev.syncline.examples.Both;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstSyncTest {

  private static final int DEFAULT = 1100;
  private static final double ABOVE_LEAST = 1.15;

  /**
   * What a run asks when there is nothing to do, however much is linked: on the left the
   * dictionaries and each of five feeds once, on the right seven dictionaries and each of six lists
   * once.
   */
  private static final Both THE_SAME_FOR_ALL = new Both(7, 14);

  @Test
  void theFirstSyncOfTheDefaultWorldCostsLittleMoreThanTheLeast() {
    try (Pair pair = Pair.of(DEFAULT, 1)) {
      Both before = pair.requests();

      RunReport first = pair.run();

      Both asked = pair.requests().since(before);
      Both least = pair.least("first");
      assertThat(first.clean()).as(first.toString()).isTrue();
      assertThat(asked.left())
          .as(pair.asked(before).toString())
          .isLessThanOrEqualTo((long) (least.left() * ABOVE_LEAST));
      assertThat(asked.right())
          .as(pair.asked(before).toString())
          .isLessThanOrEqualTo((long) (least.right() * ABOVE_LEAST));
      assertThat(pair.compare().findings()).isEmpty();
      assertThat(pair.compare().clean()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aRepeatAsksTheSameForFiveHundredRecordsOfAnySeed(long seed) {
    try (Pair few = Pair.of(500, seed)) {
      assertThat(second(few)).isEqualTo(THE_SAME_FOR_ALL);
      assertThat(few.compare().clean()).as(few.compare().findings().toString()).isTrue();
    }
  }

  @Test
  void aRepeatAsksTheSameForFiveThousandRecords() {
    try (Pair many = Pair.of(5_000, 1)) {
      assertThat(second(many)).isEqualTo(THE_SAME_FOR_ALL);
    }
  }

  /** With the overlap that real lists need, the second run sees the first one's writes again. */
  @ParameterizedTest
  @ValueSource(ints = {500, 2_000})
  void aThirdRunAsksTheSameWhereListsAreLate(int records) {
    try (Pair late = Pair.lagging(records, 1)) {
      late.run();
      late.run();

      assertThat(quiet(late)).isEqualTo(THE_SAME_FOR_ALL);
    }
  }

  /** What a second run asks; a third must ask the same. */
  private static Both second(Pair pair) {
    RunReport first = pair.run();
    assertThat(first.clean()).as(first.toString()).isTrue();
    Both second = quiet(pair);
    assertThat(quiet(pair)).as("a third run").isEqualTo(second);
    return second;
  }

  private static Both quiet(Pair pair) {
    Both before = pair.requests();
    RunReport report = pair.run();
    assertThat(report.writes()).as(report.toString()).isZero();
    assertThat(report.clean()).as(report.toString()).isTrue();
    return pair.requests().since(before);
  }
}
