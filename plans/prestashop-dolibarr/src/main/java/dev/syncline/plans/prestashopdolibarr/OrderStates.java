package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.ValueMap;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.plans.prestashopdolibarr.StatePair.OrderStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an order's state in the shop says of it in Dolibarr. Pure. */
final class OrderStates implements Lens<String, String> {

  static final String DRAFT = "0";
  static final String INVOICED = "INVOICED";

  private static final String BACKWARDS = "BACKWARDS";

  private static final String WORDS = "State in the shop: ";

  private final Map<String, OrderStatus> byState = new LinkedHashMap<>();
  private final Map<String, String> names;
  private final Map<String, String> statesBack;
  private final boolean back;

  OrderStates(OrderSettings settings, boolean back) {
    settings.states().forEach(pair -> byState.put(pair.state(), pair.status()));
    this.names = settings.stateNames();
    this.statesBack = settings.statesBack();
    this.back = back;
  }

  /**
   * A draft is validated at least. An order that is further never goes back: it is taken as what
   * the state says, so that nothing is made up for later (P-100, P-101, P-103).
   */
  @Override
  public Put<String> toRight(String state, Optional<String> there) {
    String held = there.orElse(DRAFT);
    @Nullable OrderStatus status = byState.get(state);
    if (status == null) {
      return held.equals(DRAFT)
          ? Put.value(OrderStatus.VALIDATED.code())
          : Put.skip(ValueMap.UNMAPPED);
    }
    if (!isBefore(status, held)) {
      return Put.value(status.code());
    }
    return back ? Put.skip(BACKWARDS) : Put.value(held);
  }

  /** The state of the shop follows an order that is further in Dolibarr (P-138). */
  @Override
  public Put<String> toLeft(String status, Optional<String> state) {
    @Nullable OrderStatus there = state.map(byState::get).orElse(null);
    if (there != null && there.code().equals(status)) {
      return state.<Put<String>>map(Put::value).orElseGet(Put::empty);
    }
    String wanted = statesBack.get(status);
    if (wanted == null) {
      return Put.skip(ValueMap.UNMAPPED);
    }
    return there == null || isBefore(there, status) ? Put.value(wanted) : Put.skip(BACKWARDS);
  }

  /** Whether an order is called off that has an invoice: a person has to credit it. */
  boolean isCancelledLate(Entity order) {
    return order.has(Order.INVOICED_AT)
        && order
            .get(Order.STATUS)
            .map(byState::get)
            .filter(OrderStatus.CANCELLED::equals)
            .isPresent();
  }

  /** What the state of an order in the shop means, if it means anything. */
  Optional<OrderStatus> meaning(Entity order) {
    return order.get(Order.STATUS).map(byState::get);
  }

  private static boolean isBefore(OrderStatus status, String held) {
    for (OrderStatus each : OrderStatus.values()) {
      if (each.code().equals(held)) {
        return status.compareTo(each) < 0;
      }
    }
    return false;
  }

  /** The private note with the name of the last state; what people wrote there stays (P-102). */
  Put<String> note(Mapping mapping) {
    @Nullable String name = mapping.source().get(Order.STATUS).map(names::get).orElse(null);
    if (name == null) {
      return Put.skip(ValueMap.UNMAPPED);
    }
    String line = WORDS + name;
    String held = mapping.held().flatMap(each -> each.get(Order.COMMENT)).orElse("");
    List<String> others = held.lines().filter(each -> !each.startsWith(WORDS)).toList();
    return Put.value(others.isEmpty() ? line : line + "\n" + String.join("\n", others));
  }
}
