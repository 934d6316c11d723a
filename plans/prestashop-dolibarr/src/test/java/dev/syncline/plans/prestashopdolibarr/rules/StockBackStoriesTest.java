package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Comparison;
import dev.syncline.PlanProblem;
import dev.syncline.RunReport;
import dev.syncline.model.StockLevel;
import dev.syncline.plans.prestashopdolibarr.Part;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import dev.syncline.prestashop.fake.Mishap;
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

  @Test
  @Rule("P-133")
  void whatIsCalledOffComesBack() {
    ten();
    int order = sell(3, Sales.AWAITING_CHECK);
    arrive(5);
    pair.sync();
    assertThat(inShop()).isEqualTo(12);
    sales.state(order, Sales.CANCELLED);
    pair.sync();
    assertThat(inShop()).isEqualTo(15);
    arrive(-1);
    pair.sync();
    assertThat(inShop()).isEqualTo(14);
    assertThat(pair.ledger.stockOf("MUG-1")).isEqualByComparingTo("14");
    pair.quiet();
  }

  @Test
  @Rule("P-133")
  void moreIsSoldThanThereIsAndTheShopKnowsIt() {
    ten();
    int order = sell(8, Sales.AWAITING_CHECK);
    arrive(-7);
    pair.sync();
    assertThat(inShop()).isEqualTo(3 - 8);
    sales.state(order, Sales.CANCELLED);
    pair.sync();
    assertThat(inShop()).isEqualTo(3);
    pair.quiet();
  }

  @Test
  @Rule("P-133")
  void anOrderThatCouldNotBeMadeIsStillSubtracted() {
    ten();
    int order = sell(3, Sales.PAID);
    sales.shop.orders().edit(order, draft -> draft.set("total_paid_tax_incl", "999"));
    arrive(5);
    pair.run();
    assertThat(pair.failures()).isNotEmpty();
    assertThat(sales.made(order).text("status")).isEqualTo(Sales.DRAFT);
    assertThat(inShop()).isEqualTo(12);
    arrive(1);
    pair.run();
    assertThat(inShop()).isEqualTo(13);
  }

  @Test
  @Rule({"P-133", "P-131"})
  void whereOrdersAreNotShownNoStockIsWrittenAndItIsSaid() {
    ten();
    arrive(5);
    pair.shop.fake.mishap(
        1, request -> request.query("filter[current_state]").isPresent(), Mishap.FIREWALL);
    RunReport report = pair.run();
    assertThat(report.stopped()).anySatisfy(why -> assertThat(why).contains("orders"));
    assertThat(inShop()).isEqualTo(10);
    pair.sync();
    assertThat(inShop()).isEqualTo(15);
  }

  @Test
  @Rule("P-133")
  void whereOrdersTakeNoPartTheCheckSaysThatWhatIsPendingIsNotKnown() {
    pair.set(all -> all.without(Part.ORDERS));
    assertThat(pair.check().problems())
        .extracting(PlanProblem::code)
        .containsExactly("PENDING_UNKNOWN");
    pair.set(all -> all.withBack(all.back().withSubtractingPending(false)));
    assertThat(pair.check().ok()).isTrue();
    ten();
    sell(3, Sales.AWAITING_CHECK);
    arrive(5);
    pair.sync();
    assertThat(inShop()).isEqualTo(15);
  }

  @Test
  @Rule({"P-133", "P-141"})
  void whatIsPendingIsNoDifferenceInAComparison() {
    ten();
    sell(3, Sales.AWAITING_CHECK);
    Comparison compared = pair.engine().compare(pair.plan());
    assertThat(compared.flows().get(StockLevel.TYPE.name()).differences()).isEmpty();
    pair.shop.fake.setStock(mug, 0, 9);
    compared = pair.engine().compare(pair.plan());
    assertThat(compared.flows().get(StockLevel.TYPE.name()).differences()).hasSize(1);
  }

  @Test
  @Rule("P-133")
  void askingWhatIsPendingCostsNothingForEachProduct() {
    ten();
    for (int i = 0; i < 40; i++) {
      int cup = pair.shop.product("Cup " + i, "CUP-" + i, draft -> draft.quantity(0));
      sales.order(sales.anna(), Sales.AWAITING_CHECK, draft -> draft.line(cup, 1));
    }
    pair.sync();
    int one = asked(() -> arrive(5));
    int many =
        asked(
            () -> {
              for (int i = 0; i < 40; i++) {
                pair.ledger.fake.move(
                    pair.ledger.product("CUP-" + i).id(), Ledger.WAREHOUSE, 5 + i);
              }
            });
    assertThat(many - one).isLessThanOrEqualTo(2);
  }

  @Test
  @Rule("P-133")
  void nobodyAsksWhatIsPendingWhereNoStockMoved() {
    ten();
    sell(3, Sales.AWAITING_CHECK);
    assertThat(asksForPending(() -> {})).isFalse();
    assertThat(asksForPending(() -> arrive(1))).isTrue();
  }

  private boolean asksForPending(Runnable first) {
    first.run();
    int mark = pair.shop.asked();
    pair.sync();
    return pair.shop.fake.log().since(mark).stream()
        .anyMatch(each -> each.toString().contains("filter%5Bcurrent_state%5D"));
  }

  /** How much is asked of the shop once that has happened. */
  private int asked(Runnable first) {
    first.run();
    int before = pair.shop.asked();
    pair.sync();
    return pair.shop.asked() - before;
  }

  @Test
  @Rule("P-133")
  void ourOwnMovementsAreNoNews() {
    ten();
    assertThat(pair.sync().writes()).isZero();
    pair.set(all -> all.withStockSource(StockSource.PRESTASHOP));
    pair.shop.fake.setStock(mug, 0, 4);
    pair.sync();
    assertThat(pair.ledger.stockOf("MUG-1")).isEqualByComparingTo("4");
    pair.set(all -> all.withStockSource(StockSource.DOLIBARR));
    pair.shop.fake.setStock(mug, 0, 3);
    assertThat(pair.sync().writes()).isZero();
    assertThat(inShop()).isEqualTo(3);
  }
}
