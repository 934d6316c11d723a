package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Back;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Trigger;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.Rule;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shipments, invoices and payments that people of Dolibarr make, and what the shop is told. */
class PapersBackStoriesTest {

  private final Pair pair =
      new Pair(
          all ->
              all.withOrders(all.orders().withTrigger(Trigger.ANY_STATE))
                  .withBack(all.back().withWrites(true)));

  private final Sales sales = new Sales(pair);
  private final int mug = pair.shop.product("Mug", "MUG-1", draft -> draft.quantity(100));

  @AfterEach
  void close() {
    pair.close();
  }

  private void back(Back... what) {
    pair.set(all -> all.withOrders(all.orders().withBack(what)));
  }

  private int order(int state) {
    int order = sales.order(sales.anna(), state, draft -> draft.line(mug, 2));
    pair.sync();
    return order;
  }

  private int state(int order) {
    return sales.shop.orders().get(order).number("current_state");
  }

  private Item carrier(int order) {
    return sales.shop.shelf("order_carriers").where("id_order", order).get(0);
  }

  private long ship(int order, String tracking) {
    FakeRecord made = sales.made(order);
    long line = made.lines().get(0).number("id").longValue();
    return sales
        .ledger
        .shipments()
        .add(
            draft ->
                draft
                    .set("socid", made.number("socid"))
                    .set("origin_id", made.id())
                    .set("origin_type", "commande")
                    .set("tracking_number", tracking)
                    .set(
                        "lines",
                        List.of(
                            Map.of(
                                "origin_line_id", line,
                                "fk_elementdet", line,
                                "qty", 2,
                                "warehouse_id", 1,
                                "entrepot_id", 1,
                                "rang", 0,
                                "array_options", List.of()))))
        .id();
  }

  /** What people make of an order, with its number. */
  private long invoice(int order) {
    FakeRecord made = sales.made(order);
    long invoice =
        sales
            .ledger
            .invoices()
            .add(
                draft -> {
                  draft
                      .customer(made.number("socid").longValue())
                      .set("ref_client", made.text("ref_client"))
                      .set("linked_objects", Map.of("commande", made.id()));
                  for (FakeRecord line : made.lines()) {
                    draft.line(
                        line.text("product_ref"),
                        line.number("qty").intValue(),
                        line.text("subprice"),
                        line.text("tva_tx"));
                  }
                })
            .id();
    sales.ledger.invoices().act(invoice, "validate");
    return invoice;
  }

  private String owed(long invoice) {
    return sales.ledger.invoices().get(invoice).text("total_ttc");
  }

  @Test
  @Rule("P-138")
  void aValidatedShipmentIsShippedInTheShopWithItsTrackingNumber() {
    back(Back.STATES, Back.TRACKING);
    int order = order(Sales.PAID);
    long shipment = ship(order, "TR-77");
    pair.sync();
    assertThat(state(order)).isEqualTo(Sales.PAID);
    assertThat(carrier(order).get("tracking_number")).isEmpty();
    sales.ledger.shipments().act(shipment, "validate");
    pair.sync();
    assertThat(state(order)).isEqualTo(Sales.SHIPPED);
    assertThat(carrier(order).get("tracking_number")).isEqualTo("TR-77");
    sales.ledger.shipments().update(shipment, draft -> draft.set("tracking_number", "TR-78"));
    pair.sync();
    assertThat(carrier(order).get("tracking_number")).isEqualTo("TR-78");
    sales.ledger.orders().act(sales.made(order).id(), "close");
    pair.sync();
    assertThat(state(order)).isEqualTo(Sales.DELIVERED);
    pair.sync();
    pair.quiet();
  }

  @Test
  @Rule({"P-131", "P-138"})
  void aStateTravelsWithoutTheTrackingNumberAndTheOtherWayRound() {
    back(Back.STATES);
    int states = order(Sales.PAID);
    sales.ledger.shipments().act(ship(states, "TR-1"), "validate");
    pair.sync();
    assertThat(state(states)).isEqualTo(Sales.SHIPPED);
    assertThat(carrier(states).get("tracking_number")).isEmpty();
    back(Back.TRACKING);
    int tracking = order(Sales.PAID);
    sales.ledger.shipments().act(ship(tracking, "TR-2"), "validate");
    pair.sync();
    assertThat(state(tracking)).isEqualTo(Sales.PAID);
    assertThat(carrier(tracking).get("tracking_number")).isEqualTo("TR-2");
  }

  @Test
  @Rule({"P-130", "P-138"})
  void theNumberOfAValidatedInvoiceIsNotedAtTheShopsInvoice() {
    back(Back.INVOICE_NUMBERS);
    int order = order(Sales.PAID);
    pair.sync();
    Item invoice = sales.shop.shelf("order_invoices").where("id_order", order).get(0);
    assertThat(invoice.get("note")).isEqualTo(sales.invoice(order).ref()).startsWith("FA");
    assertThat(state(order)).isEqualTo(Sales.PAID);
    pair.quiet();
  }

  @Test
  @Rule({"P-131", "P-139"})
  void whatIsNotSwitchedOnIsNotTold() {
    back();
    int order = order(Sales.AWAITING_WIRE);
    int before = pair.shop.fake.requests().writes();
    long invoice = invoice(order);
    sales.ledger.pay(invoice, owed(invoice));
    sales.ledger.shipments().act(ship(order, "TR-1"), "validate");
    pair.sync();
    pair.sync();
    assertThat(pair.shop.fake.requests().writes()).isEqualTo(before);
  }

  @Test
  @Rule({"P-138", "P-139"})
  void anInvoicePaidAtDolibarrIsPaidInTheShopAndNothingIsBookedTwice() {
    back(Back.PAID);
    int order = order(Sales.AWAITING_WIRE);
    long invoice = invoice(order);
    pair.sync();
    assertThat(state(order)).isEqualTo(Sales.AWAITING_WIRE);
    sales.ledger.pay(invoice, owed(invoice));
    pair.sync();
    assertThat(state(order)).isEqualTo(Sales.PAID);
    pair.sync();
    pair.sync();
    assertThat(sales.ledger.orders().size()).isEqualTo(1);
    assertThat(sales.ledger.invoices().size()).isEqualTo(1);
    assertThat(sales.ledger.payments().size()).isEqualTo(1);
    pair.quiet();
  }

  @Test
  @Rule("P-138")
  void anOrderThatIsFurtherOrCalledOffIsNotPaidOnceMore() {
    back(Back.PAID);
    int shipped = order(Sales.AWAITING_WIRE);
    long invoice = invoice(shipped);
    sales.state(shipped, Sales.CANCELLED);
    sales.ledger.pay(invoice, owed(invoice));
    pair.sync();
    assertThat(state(shipped)).isEqualTo(Sales.CANCELLED);
  }

  @Test
  @Rule({"P-131", "P-138"})
  void theNumberOfAnInvoiceThatTheShopDoesNotHaveIsNotedAtItsOrder() {
    back(Back.INVOICE_NUMBERS_OF_ORDERS);
    int order = order(Sales.AWAITING_WIRE);
    sales.shop.orders().edit(order, draft -> draft.set("note", "Rings twice"));
    long invoice = invoice(order);
    sales.ledger.pay(invoice, owed(invoice));
    pair.sync();
    assertThat(sales.shop.orders().get(order).get("note"))
        .isEqualTo("Invoice: " + sales.ledger.invoices().get(invoice).ref() + "\nRings twice");
    assertThat(state(order)).isEqualTo(Sales.AWAITING_WIRE);
    pair.quiet();
  }
}
