package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Wanted.Companion;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Shipment;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Back;
import dev.syncline.plans.prestashopdolibarr.StatePair.OrderStatus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What leaves for customers. */
final class ShipmentRules {

  /** What a shipment is made of. */
  static final Set<Field<?>> LOOKS_AT =
      Set.of(Order.STATUS, Order.CARRIER, Order.TRACKING_NUMBER, Order.LINES);

  private static final String SENT = "1";
  private static final String ARRIVED = "2";

  private final Papers papers;

  ShipmentRules(Papers papers) {
    this.papers = papers;
  }

  /**
   * The shipment of an order that is on its way or delivered, of all its goods (P-100). What
   * Dolibarr does to the order with it is what the state says.
   */
  List<Companion> of(Entity order, OrderStates states) {
    Optional<String> status =
        states
            .meaning(order)
            .filter(means -> means == OrderStatus.IN_PROCESS || means == OrderStatus.CLOSED)
            .map(means -> means == OrderStatus.CLOSED ? ARRIVED : SENT);
    boolean goods =
        order.get(Order.LINES).stream()
            .flatMap(List::stream)
            .anyMatch(line -> line.has(OrderLine.ITEM));
    if (status.isEmpty() || !goods) {
      return List.of();
    }
    Entity.Builder shipment =
        Entity.builder(Shipment.TYPE, "")
            .set(Shipment.ORDER, Companion.primary(Order.TYPE))
            .set(Shipment.STATUS, status);
    order
        .get(Order.CARRIER)
        .map(papers.orders().carriers()::get)
        .ifPresent(carrier -> shipment.set(Shipment.CARRIER, carrier));
    order
        .get(Order.TRACKING_NUMBER)
        .ifPresent(number -> shipment.set(Shipment.TRACKING_NUMBER, number));
    return List.of(new Companion("shipment", shipment.build()));
  }

  /** Tracking numbers of shipments that left go to what the shop knows of them (P-138). */
  Optional<Flow> tracking() {
    FieldRules rules =
        FieldRules.of(Shipment.TYPE)
            .ref(Shipment.ORDER, Direction.TO_LEFT, When.CREATE_ONLY)
            .toLeft(Shipment.TRACKING_NUMBER);
    Flow flow =
        Flow.of(Shipment.TYPE)
            .toLeft()
            .fields(rules)
            .matchBy(Shipment.ORDER)
            .found(Arrival.FROM_RIGHT)
            .createWhen(
                each ->
                    each.get(Shipment.STATUS).filter(is -> !is.equals(Papers.DRAFT)).isPresent(),
                Shipment.STATUS)
            .gone(Gone.UNLINK);
    return Optional.of(flow).filter(any -> papers.goesBack(Back.TRACKING));
  }
}
