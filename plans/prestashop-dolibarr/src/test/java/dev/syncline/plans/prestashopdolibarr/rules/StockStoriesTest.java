package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.Test;

/** How much there is. */
class StockStoriesTest {

  @Test
  @Rule({"P-066", "P-067"})
  void theShopCounts() {
    try (Pair pair = new Pair()) {
      int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.quantity(7));
      pair.sync();
      assertThat(pair.ledger.stockOf("LAMP")).isEqualByComparingTo("7");
      pair.shop.fake.setStock(lamp, 0, 4);
      pair.sync();
      assertThat(pair.ledger.stockOf("LAMP")).isEqualByComparingTo("4");
      assertThat(pair.ledger.fake.movements().all())
          .extracting(each -> each.number("qty").intValue())
          .containsExactly(7, -3);
      pair.quiet();
    }
  }

  @Test
  @Rule("P-067")
  void nobodyCountsWhereEachCountsForItself() {
    try (Pair pair = new Pair(more -> more.withStockSource(StockSource.NONE))) {
      pair.shop.product("Lamp", "LAMP", draft -> draft.quantity(7));
      pair.sync();
      assertThat(pair.ledger.stockOf("LAMP")).isZero();
      assertThat(pair.ledger.fake.movements().size()).isZero();
    }
  }

  @Test
  @Rule("P-068")
  void whereNothingMayBeNegativeZeroIsWritten() {
    try (Pair pair = new Pair()) {
      int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.quantity(7));
      pair.sync();
      pair.shop.fake.setStock(lamp, 0, -2);
      pair.sync();
      assertThat(pair.ledger.stockOf("LAMP")).isZero();
      pair.quiet();
    }
  }

  @Test
  @Rule("P-068")
  void whereItMayBeNegativeItIs() {
    try (Pair pair =
        new Pair.Wish()
            .ledger(built -> built.constant("STOCK_DISALLOW_NEGATIVE_TRANSFER", "0"))
            .settings(more -> more.withNegativeStock(true))
            .pair()) {
      int lamp = pair.shop.product("Lamp", "LAMP", draft -> draft.quantity(7));
      pair.sync();
      pair.shop.fake.setStock(lamp, 0, -2);
      pair.sync();
      assertThat(pair.ledger.stockOf("LAMP")).isEqualByComparingTo("-2");
    }
  }
}
