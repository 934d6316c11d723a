package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Back;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Dolibarr's people do with an order, and what the shop is told of it. */
class OrdersBackStoriesTest {

  private final Pair pair =
      new Pair(
          all ->
              all.withOrders(all.orders().withBack(Back.STATES))
                  .withBack(all.back().withWrites(true)));

  private final Sales sales = new Sales(pair);
  private final int mug = pair.shop.product("Mug", "MUG-1", draft -> draft.quantity(100));

  @AfterEach
  void close() {
    pair.close();
  }

  private int paid() {
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
    pair.sync();
    return order;
  }

  private int state(int order) {
    return sales.shop.orders().get(order).number("current_state");
  }

  private int histories(int order) {
    return sales.shop.shelf("order_histories").where("id_order", order).size();
  }

  @Test
  @Rule("P-139")
  void anOrderThatIsClosedInDolibarrIsDeliveredInTheShopAndNothingStartsAnew() {
    int order = paid();
    FakeRecord made = sales.made(order);
    sales.ledger.orders().act(made.id(), "close");
    pair.sync();
    assertThat(state(order)).isEqualTo(Sales.DELIVERED);
    int entered = histories(order);
    pair.sync();
    assertThat(sales.made(order).text("note_private")).isEqualTo("State in the shop: Delivered");
    assertThat(pair.sync().writes()).isZero();
    assertThat(histories(order)).isEqualTo(entered);
    assertThat(sales.ledger.orders().size()).isEqualTo(1);
    assertThat(sales.ledger.invoices().size()).isEqualTo(1);
    assertThat(sales.ledger.payments().size()).isEqualTo(1);
  }

  @Test
  void theShopGoesOnTellingDolibarrAndIsNeverTakenBack() {
    int order = paid();
    sales.state(order, Sales.SHIPPED);
    pair.sync();
    assertThat(sales.made(order).text("status")).isEqualTo(Sales.UNDER_WAY);
    assertThat(state(order)).isEqualTo(Sales.SHIPPED);
    sales.state(order, Sales.DELIVERED);
    pair.sync();
    assertThat(sales.made(order).text("status")).isEqualTo(Sales.CLOSED);
    assertThat(state(order)).isEqualTo(Sales.DELIVERED);
    assertThat(pair.sync().writes()).isZero();
  }

  @Test
  void whatPeopleOfDolibarrOrderThemselvesIsNoMatterOfTheShop() {
    paid();
    long party = sales.ledger.thirdParties().all().get(0).id();
    sales.ledger.orders().add(draft -> draft.customer(party).line("MUG-1", 1, "10"));
    int orders = sales.shop.orders().all().size();
    pair.sync();
    assertThat(sales.shop.orders().all()).hasSize(orders);
  }
}
