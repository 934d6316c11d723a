package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.ValueMap;
import dev.syncline.model.Order;
import dev.syncline.plans.prestashopdolibarr.StatePair.OrderStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an order's state in the shop says of it in Dolibarr. Pure. */
final class OrderStates {

  private static final String BACKWARDS = "BACKWARDS";

  private final Map<String, OrderStatus> byState = new LinkedHashMap<>();

  OrderStates(List<StatePair> pairs) {
    pairs.forEach(pair -> byState.put(pair.state(), pair.status()));
  }

  /** A new order is validated at least; one that is there never goes back (P-100, P-101). */
  Put<String> of(Mapping mapping) {
    OrderStatus status = mapping.source().get(Order.STATUS).map(byState::get).orElse(null);
    String held = mapping.held().flatMap(order -> order.get(Order.STATUS)).orElse("");
    if (status == null) {
      return mapping.held().isEmpty()
          ? Put.value(OrderStatus.VALIDATED.code())
          : Put.skip(ValueMap.UNMAPPED);
    }
    return isBefore(status, held) ? Put.skip(BACKWARDS) : Put.value(status.code());
  }

  private static boolean isBefore(OrderStatus status, String held) {
    for (OrderStatus each : OrderStatus.values()) {
      if (each.code().equals(held)) {
        return status.compareTo(each) < 0;
      }
    }
    return false;
  }
}
