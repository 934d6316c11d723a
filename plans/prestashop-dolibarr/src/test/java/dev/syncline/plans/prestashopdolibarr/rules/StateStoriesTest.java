package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Trigger;
import dev.syncline.plans.prestashopdolibarr.StatePair;
import dev.syncline.plans.prestashopdolibarr.StatePair.OrderStatus;
import dev.syncline.testkit.Rule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The states of an order in the shop, and what they make of it in the ledger. */
class StateStoriesTest {

  private final Pair pair = new Pair();
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

  private String status(int order) {
    return sales.made(order).text("status");
  }

  @Test
  @Rule("P-100")
  void theStatesOfAFreshShopActByTheirFlags() {
    int order = paid();
    assertThat(status(order)).isEqualTo(Sales.VALIDATED);
    sales.state(order, Sales.PROCESSING);
    pair.sync();
    assertThat(status(order)).isEqualTo(Sales.VALIDATED);
    sales.state(order, Sales.SHIPPED);
    pair.sync();
    assertThat(status(order)).isEqualTo(Sales.UNDER_WAY);
    sales.state(order, Sales.DELIVERED);
    pair.sync();
    assertThat(status(order)).isEqualTo(Sales.CLOSED);
    assertThat(pair.sync().writes()).isZero();
  }

  @Test
  @Rule("P-100")
  void aCancelledOrderIsCalledOffUnlessItWasInvoiced() {
    pair.set(all -> all.withOrders(all.orders().withTrigger(Trigger.ANY_STATE)));
    int waiting = sales.order(sales.anna(), Sales.AWAITING_WIRE, draft -> draft.line(mug, 1));
    int invoiced =
        sales.order(
            sales.customer("Bob", "Roy", "bob@mail.example"),
            Sales.PAID,
            draft -> draft.line(mug, 1));
    pair.sync();
    sales.state(waiting, Sales.CANCELLED);
    sales.state(invoiced, Sales.CANCELLED);
    int late =
        sales.order(
            sales.customer("Carl", "Weber", "carl@mail.example"),
            Sales.PAID,
            draft -> draft.line(mug, 2));
    sales.state(late, Sales.CANCELLED);
    var report = pair.sync();
    assertThat(status(waiting)).isEqualTo(Sales.CALLED_OFF);
    assertThat(status(invoiced)).isEqualTo(Sales.VALIDATED);
    assertThat(status(late)).isEqualTo(Sales.VALIDATED);
    assertThat(report.toString()).contains("INVOICED status");
  }

  @Test
  @Rule("P-100")
  void theTableMayBeSetOtherwise() {
    List<StatePair> table = new ArrayList<>(pair.settings().orders().states());
    table.removeIf(each -> each.state().equals(Integer.toString(Sales.PROCESSING)));
    table.add(new StatePair(Integer.toString(Sales.PROCESSING), OrderStatus.IN_PROCESS));
    pair.set(all -> all.withOrders(all.orders().withStates(table)));
    int order = paid();
    sales.state(order, Sales.PROCESSING);
    pair.sync();
    assertThat(status(order)).isEqualTo(Sales.UNDER_WAY);
  }

  @Test
  @Rule("P-101")
  void anOrderNeverGoesBackwardsAndAStateThatWasSkippedIsNotReplayed() {
    int order = paid();
    sales.state(order, Sales.SHIPPED);
    sales.state(order, Sales.DELIVERED);
    pair.sync();
    assertThat(status(order)).isEqualTo(Sales.CLOSED);
    sales.state(order, Sales.PROCESSING);
    int writes = sales.ledger.requests().writes();
    pair.sync();
    assertThat(status(order)).isEqualTo(Sales.CLOSED);
    assertThat(statusCalls(writes)).isZero();
  }

  /** Calls that walk through a document's life, after so many writes. */
  private long statusCalls(int writes) {
    return sales.ledger.requests().entries().stream()
        .filter(each -> !each.method().equals("GET"))
        .skip(writes)
        .filter(each -> each.path().matches(".*/(validate|close|reopen|settodraft)"))
        .count();
  }

  @Test
  @Rule("P-102")
  void theNameOfTheLastStateIsInThePrivateNoteBesideWhatPeopleWroteThere() {
    int order = paid();
    assertThat(sales.made(order).text("note_private"))
        .isEqualTo("State in the shop: Payment accepted");
    long id = sales.made(order).id();
    sales
        .ledger
        .orders()
        .update(
            id,
            draft ->
                draft.set(
                    "note_private", "State in the shop: Payment accepted\nCall before delivery"));
    sales.state(order, Sales.SHIPPED);
    pair.sync();
    assertThat(sales.made(order).text("note_private"))
        .isEqualTo("State in the shop: Shipped\nCall before delivery");
  }

  @Test
  @Rule("P-103")
  void whatPeopleSetByHandIsNotUndoneBySomethingElseThatChanges() {
    int order = paid();
    FakeRecord made = sales.made(order);
    sales.ledger.orders().act(made.id(), "close");
    sales.shop.orders().edit(order, draft -> draft.set("note", "gift"));
    pair.sync();
    assertThat(status(order)).isEqualTo(Sales.CLOSED);
    sales.state(order, Sales.SHIPPED);
    pair.sync();
    assertThat(status(order)).as("still closed").isEqualTo(Sales.CLOSED);

    sales.ledger.orders().act(made.id(), "reopen");
    sales.shop.orders().edit(order, draft -> draft.set("note", "no gift"));
    pair.sync();
    assertThat(status(order)).as("reopened by hand").isEqualTo(Sales.VALIDATED);
  }
}
