package dev.syncline.examples.prestashopdolibarr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import dev.syncline.examples.Both;
import dev.syncline.examples.compare.Compared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FirstSyncTest {

  private static final int RECORDS = 100;

  /** What is written is looked at again, and looked for where a repeat might double it. */
  private static final double ABOVE_LEAST_RIGHT = 1.1;

  private static final double ABOVE_LEAST_LEFT = 2.1;

  /** What a run asks when there is nothing to do, however much is linked. */
  private static final Both THE_SAME_FOR_ALL = new Both(17, 6);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everythingOfTheShopIsInDolibarrAfterTheFirstSync(long seed) {
    try (Pair pair = Pair.of(RECORDS, seed)) {
      pair.sync();

      Compared compared = pair.compare();

      assertThat(compared.findings()).isEmpty();
      assertThat(compared.clean()).isTrue();
      assertThat(compared.byType().values()).allMatch(each -> each.pairs() > 0);
      assertThat(second(pair)).isEqualTo(THE_SAME_FOR_ALL);
      assertThat(second(pair)).as("a third run").isEqualTo(THE_SAME_FOR_ALL);
    }
  }

  @Test
  void theFirstSyncCostsLittleMoreThanTheLeast() {
    try (Pair pair = Pair.of(RECORDS, 1)) {
      Both before = pair.requests();
      pair.sync();
      Both asked = pair.requests().since(before);
      Both least = pair.least("first");

      assertThat(asked.left())
          .as(pair.shop.requests().toString())
          .isLessThanOrEqualTo((long) (least.left() * ABOVE_LEAST_LEFT));
      assertThat(asked.right())
          .as(pair.ledger.requests().byResource().toString())
          .isBetween(least.right(), (long) (least.right() * ABOVE_LEAST_RIGHT));
    }
  }

  private static Both second(Pair pair) {
    Both before = pair.requests();
    RunReport report = pair.sync();
    assertThat(report.writes()).as(report.toString()).isZero();
    return pair.requests().since(before);
  }
}
