package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Dolibarr's stock leaves with the shipment, and what is ordered is spoken for. */
class VirtualStockStoriesTest {

  private final Pair pair =
      new Pair.Wish()
          .ledger(built -> built.constant("STOCK_CALCULATE_ON_SHIPMENT", "1"))
          .right(built -> built.virtualStock(true))
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

  private void arrive(int many) {
    pair.ledger.fake.move(pair.ledger.product("MUG-1").id(), Ledger.WAREHOUSE, many);
  }

  private int inShop() {
    return pair.shop.fake.stock(mug, 0);
  }

  @Test
  @Rule("P-133")
  void whatIsOrderedIsNotForSaleBeforeItIsShipped() {
    pair.sync();
    arrive(10);
    pair.sync();
    assertThat(inShop()).isEqualTo(10);
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 3));
    pair.sync();
    assertThat(sales.made(order).text("status")).isEqualTo(Sales.VALIDATED);
    assertThat(pair.ledger.stockOf("MUG-1")).isEqualByComparingTo("10");
    assertThat(inShop()).isEqualTo(7);
    arrive(5);
    pair.sync();
    assertThat(inShop()).isEqualTo(12);
    pair.quiet();
  }

  @Test
  @Rule("P-133")
  void whatPeopleOfDolibarrSellThemselvesIsNotForSaleInTheShop() {
    pair.sync();
    arrive(10);
    pair.sync();
    int buyer = sales.anna();
    pair.sync();
    long party = sales.ledger.thirdParties().all().get(0).id();
    assertThat(buyer).isPositive();
    long order =
        sales.ledger.orders().add(draft -> draft.customer(party).line("MUG-1", 4, "10")).id();
    pair.sync();
    assertThat(inShop()).isEqualTo(10);
    sales.ledger.orders().act(order, "validate");
    pair.sync();
    assertThat(inShop()).isEqualTo(6);
    sales.ledger.orders().act(order, "cancel");
    pair.sync();
    assertThat(inShop()).isEqualTo(10);
    pair.quiet();
  }
}
