package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.ValueMap;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.Shipment;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Back;
import dev.syncline.plans.prestashopdolibarr.StatePair.OrderStatus;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Orders: when they are made, what they look like, and what their states do. */
final class OrderRules {

  private static final Totals TOTALS =
      new Totals(Order.LINES, Order.TOTAL, Order.TOTAL_EXCLUDING_TAX);

  /** States from which an order's lines stay as they are. */
  private static final Set<String> SETTLED =
      Set.of(OrderStatus.CLOSED.code(), OrderStatus.CANCELLED.code());

  private final Papers papers;
  private final OrderSettings orders;
  private final OrderStates states;

  OrderRules(Papers papers) {
    this.papers = papers;
    this.orders = papers.orders();
    this.states = new OrderStates(orders, papers.goesBack(Back.STATES));
  }

  Flow flow() {
    return papers.since(
        Flow.of(Order.TYPE)
            .direction(papers.way(Back.STATES))
            .view(Side.LEFT, TOTALS, Order.TOTAL, Order.TOTAL_EXCLUDING_TAX)
            .fields(
                new Gated(
                    rules(),
                    this::followed,
                    looksAt(),
                    orders.shipments() ? Set.of(Shipment.TYPE) : Set.of()))
            .createWhen(this::isDue, Order.INVOICED_AT, Order.STATUS, Order.PLACED_AT) // P-080
            .gone(Gone.DELETE_UNLESS_USED)); // P-098
  }

  private FieldRules rules() {
    FieldRules rules =
        FieldRules.of(Order.TYPE)
            .compute(
                Side.RIGHT,
                Order.CUSTOMER_REFERENCE,
                Set.of(Order.NUMBER),
                mapping ->
                    Put.value(papers.number(mapping.source(), Order.NUMBER, mapping.source().id())),
                When.ALWAYS) // P-083
            .with(Order.STATUS, Order.STATUS, states, papers.way(Back.STATES), When.ONCE_MADE)
            .arriving(Arrival.FROM_LEFT) // P-082
            .compute(Side.RIGHT, Order.COMMENT, Set.of(Order.STATUS), states::note, When.ALWAYS)
            .ref(Order.INVOICE_CONTACT, Direction.TO_RIGHT, When.CREATE_ONLY) // P-071
            .ref(Order.DELIVERY_CONTACT, Direction.TO_RIGHT, When.CREATE_ONLY)
            .with(
                Order.PLACED_AT,
                Order.PLACED_AT,
                Lens.of(this::dayOf, same -> same),
                Direction.TO_RIGHT,
                When.CREATE_ONLY) // P-084
            .code(Order.CARRIER, ValueMap.of(orders.carriers()), Direction.TO_RIGHT, When.ALWAYS)
            .code(Order.PAYMENT_METHOD, papers.methods(), Direction.TO_RIGHT, When.ALWAYS)
            .lines(Order.LINES, SoldLines.rules(), Direction.TO_RIGHT); // P-094
    rules = papers.of(rules, Order.CUSTOMER);
    rules = Papers.once(rules, Order.CURRENCY);
    return Papers.once(rules, Order.CURRENCY_RATE); // P-097
  }

  private Set<Field<?>> looksAt() {
    Set<Field<?>> all =
        new LinkedHashSet<>(
            Set.of(Order.TOTAL, Order.INVOICED, Order.INVOICED_AT, Order.CURRENCY_RATE));
    if (orders.shipments()) {
      all.addAll(ShipmentRules.LOOKS_AT);
    }
    return all;
  }

  private Wanted followed(Mapping order, Wanted wanted) {
    Wanted agreed = agreed(order, wanted);
    return orders.shipments() && order.target() == Side.RIGHT
        ? agreed.withCompanions(new ShipmentRules(papers).of(order.source(), states))
        : agreed;
  }

  /** A draft whose lines do not come to its total stays one; an invoiced order keeps its lines. */
  private Wanted agreed(Mapping order, Wanted wanted) {
    Optional<String> trouble = Papers.trouble(order, TOTALS, Order.STATUS, Order.CURRENCY_RATE);
    if (trouble.isPresent()) {
      return wanted.halted(Wanted.Halt.Kind.LATER, trouble.get()); // P-089
    }
    boolean stays =
        order
            .held()
            .filter(
                held ->
                    held.get(Order.INVOICED).orElse(false)
                        || held.get(Order.STATUS).filter(SETTLED::contains).isPresent())
            .isPresent();
    Wanted lines =
        stays ? wanted.with(Order.LINES.name(), Put.skip(OrderStates.INVOICED)) : wanted; // P-094
    if (!states.isCancelledLate(order.source())) {
      return lines;
    }
    boolean draft = order.held().isEmpty() || Papers.isDraft(order, Order.STATUS);
    Put<String> status = draft ? Put.value(Papers.VALIDATED) : Put.skip(OrderStates.INVOICED);
    return lines.with(Order.STATUS.name(), status); // P-100
  }

  private boolean isDue(Entity order) {
    return orders.isYoung(order) && isReached(order); // P-092
  }

  private boolean isReached(Entity order) {
    return switch (orders.trigger()) {
      case ANY_STATE -> true;
      case FIRST_INVOICE_STATE -> order.has(Order.INVOICED_AT);
      case STATES ->
          order.has(Order.INVOICED_AT)
              || order.get(Order.STATUS).filter(orders.triggerStates()::contains).isPresent();
    };
  }

  /** The day in the shop, as a moment that is that day everywhere. */
  private Instant dayOf(Instant moment) {
    return moment
        .atZone(ZoneId.of(orders.zone()))
        .toLocalDate()
        .atTime(LocalTime.NOON)
        .toInstant(ZoneOffset.UTC);
  }
}
