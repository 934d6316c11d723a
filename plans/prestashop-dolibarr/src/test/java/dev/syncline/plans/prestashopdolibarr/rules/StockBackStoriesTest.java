package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Comparison;
import dev.syncline.PlanProblem;
import dev.syncline.model.StockLevel;
import dev.syncline.plans.prestashopdolibarr.Part;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dolibarr counts, and the shop sells meanwhile. */
class StockBackStoriesTest {

  /** Dolibarr moves stock when an order is validated. */
  private final Pair pair =
      new Pair.Wish()
          .ledger(built -> built.constant("STOCK_CALCULATE_ON_VALIDATE_ORDER", "1"))
          .settings(
              all ->
                  all.withStockSource(StockSource.DOLIBARR).withBack(all.back().withWrites(true)))
          .pair();

  private final Sales sales = new Sales(pair);
  private final int mug = pair.shop.product("Mug", "MUG-1", draft -> draft.quantity(0));

  @AfterEach
  void close() {
    pair.close();
  }

  /** Ten mugs in the warehouse, and in the shop. */
  private void ten() {
    pair.sync();
    arrive(10);
    pair.sync();
    assertThat(inShop()).isEqualTo(10);
  }

  private void arrive(int many) {
    pair.ledger.fake.move(pair.ledger.product("MUG-1").id(), Ledger.WAREHOUSE, many);
  }

  private int inShop() {
    return pair.shop.fake.stock(mug, 0);
  }

  private int sell(int many, int state) {
    return sales.order(sales.anna(), state, draft -> draft.line(mug, many));
  }

  @Test
  @Rule("P-133")
  void whatTheShopHasSoldIsNotPutBackBeforeDolibarrKnowsOfIt() {
    ten();
    int order = sell(3, Sales.AWAITING_CHECK);
    assertThat(inShop()).isEqualTo(7);
    arrive(5);
    pair.sync();
    assertThat(inShop()).isEqualTo(12);
    sales.state(order, Sales.PAID);
    pair.sync();
    assertThat(pair.ledger.stockOf("MUG-1")).isEqualByComparingTo("12");
    assertThat(inShop()).isEqualTo(12);
    arrive(1);
    pair.sync();
    assertThat(inShop()).isEqualTo(13);
    pair.quiet();
  }
}
