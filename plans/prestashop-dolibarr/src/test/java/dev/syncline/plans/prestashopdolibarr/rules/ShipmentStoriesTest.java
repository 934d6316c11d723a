package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.testkit.Rule;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Shipments that follow from the states of orders, where the settings ask for them. */
class ShipmentStoriesTest {

  private static final String COURIER = "3";

  private final Pair pair =
      new Pair(
          all ->
              all.withOrders(
                  all.orders().withShipments(true).withCarriers(Map.of("1", "2", "2", COURIER))));

  private final Sales sales = new Sales(pair);
  private final int mug = pair.shop.product("Mug", "MUG-1", draft -> draft.quantity(100));

  @AfterEach
  void close() {
    pair.close();
  }

  private int paid() {
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 2).carrier(2));
    pair.sync();
    assertThat(sales.ledger.shipments().size()).as("nothing left yet").isZero();
    return order;
  }

  private FakeRecord shipment() {
    return Ledger.only(sales.ledger.shipments());
  }

  @Test
  @Rule("P-100")
  void anOrderThatIsOnItsWayGetsAShipmentWithItsCarrierAndTrackingNumber() {
    int order = paid();
    sales.shop.orders().track(order, "LA123456789FR");
    sales.state(order, Sales.SHIPPED);
    pair.sync();
    assertThat(shipment().text("status")).isEqualTo("1");
    assertThat(shipment().text("shipping_method_id")).isEqualTo(COURIER);
    assertThat(shipment().text("tracking_number")).isEqualTo("LA123456789FR");
    assertThat(shipment().lines()).hasSize(1);
    assertThat(sales.made(order).text("status")).isEqualTo(Sales.UNDER_WAY);
    pair.quiet();

    sales.state(order, Sales.DELIVERED);
    pair.sync();
    assertThat(shipment().text("status")).as("arrived").isEqualTo("2");
    assertThat(sales.made(order).text("status")).isEqualTo(Sales.CLOSED);
    pair.quiet();
  }

  @Test
  @Rule({"P-100", "P-101"})
  void anOrderThatIsDeliveredAtOnceStaysClosedWithItsShipment() {
    int order = paid();
    sales.state(order, Sales.DELIVERED);
    pair.sync();
    assertThat(shipment().text("status")).isEqualTo("2");
    assertThat(sales.made(order).text("status")).isEqualTo(Sales.CLOSED);
    pair.quiet();
    assertThat(sales.made(order).text("status")).isEqualTo(Sales.CLOSED);
  }

  @Test
  @Rule("P-100")
  void aTrackingNumberThatIsTypedInLaterFollows() {
    int order = paid();
    sales.state(order, Sales.SHIPPED);
    pair.sync();
    assertThat(shipment().text("tracking_number")).isEmpty();
    sales.shop.orders().track(order, "LA-LATE");
    sales.shop.orders().edit(order, draft -> draft.set("note", "sent"));
    pair.sync();
    assertThat(shipment().text("tracking_number")).isEqualTo("LA-LATE");
    assertThat(sales.ledger.shipments().size()).isEqualTo(1);
  }
}
