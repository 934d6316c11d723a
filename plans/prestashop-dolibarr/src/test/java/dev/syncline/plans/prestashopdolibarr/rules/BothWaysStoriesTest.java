package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.plans.prestashopdolibarr.BackSettings.Owned;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.Test;

/** Both ways on at once. */
class BothWaysStoriesTest {

  private static final int PRODUCTS = 500;

  /** How many products the connector puts into one write of the shop. */
  private static final int BULK = 40;

  /**
   * A thousand changes: half of them names in the shop, half of them prices at Dolibarr, each pair
   * at one product. Each change is carried once, by the fewest writes there can be: one for each
   * product at Dolibarr, which takes them one by one, and one for each bulk in the shop.
   */
  @Test
  @Rule({"P-033", "P-131"})
  void aThousandChangesOnBothSidesAreWrittenOnceEachAndThenThereIsQuiet() {
    try (Pair pair =
        new Pair(
            all ->
                all.withStockSource(StockSource.NONE)
                    .withBack(all.back().withWrites(true).withOwned(Owned.PRICE, Owned.ON_SALE)))) {
      int[] ids = new int[PRODUCTS];
      for (int i = 0; i < PRODUCTS; i++) {
        ids[i] = pair.shop.product("Lamp " + i, "L" + i);
      }
      pair.sync();
      for (int i = 0; i < PRODUCTS; i++) {
        String name = "Good lamp " + i;
        String price = Integer.toString(20 + i);
        pair.shop.fake.products().edit(ids[i], draft -> draft.name(name));
        pair.ledger
            .fake
            .products()
            .update(pair.ledger.product("L" + i).id(), draft -> draft.price(price));
      }
      int atDolibarr = pair.ledger.fake.requests().writes();
      int atShop = pair.shop.fake.requests().writes();
      pair.sync();
      pair.sync();
      assertThat(pair.ledger.fake.requests().writes() - atDolibarr).isEqualTo(PRODUCTS);
      assertThat(pair.shop.fake.requests().writes() - atShop)
          .isEqualTo((PRODUCTS + BULK - 1) / BULK);
      for (int i = 0; i < PRODUCTS; i++) {
        assertThat(pair.shop.fake.products().get(ids[i]).amount("price"))
            .isEqualByComparingTo(Integer.toString(20 + i));
        assertThat(pair.ledger.product("L" + i).text("label")).isEqualTo("Good lamp " + i);
      }
      pair.quiet();
    }
  }
}
