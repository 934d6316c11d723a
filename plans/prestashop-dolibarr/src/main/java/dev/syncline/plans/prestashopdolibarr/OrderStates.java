package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.ValueMap;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.plans.prestashopdolibarr.StatePair.OrderStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an order's state in the shop says of it in Dolibarr. Pure. */
final class OrderStates {

  static final String DRAFT = "0";
  static final String INVOICED = "INVOICED";

  private static final String BACKWARDS = "BACKWARDS";
  private static final String WORDS = "State in the shop: ";

  private final Map<String, OrderStatus> byState = new LinkedHashMap<>();
  private final Map<String, String> names;

  OrderStates(List<StatePair> pairs, Map<String, String> names) {
    pairs.forEach(pair -> byState.put(pair.state(), pair.status()));
    this.names = names;
  }

  /**
   * A draft is validated at least; an order that is further never goes back, and one with an
   * invoice is not cancelled (P-100, P-101).
   */
  Put<String> of(Mapping mapping) {
    Entity order = mapping.source();
    String held = mapping.held().flatMap(each -> each.get(Order.STATUS)).orElse(DRAFT);
    boolean draft = held.equals(DRAFT);
    @Nullable OrderStatus status = order.get(Order.STATUS).map(byState::get).orElse(null);
    boolean invoiced = status == OrderStatus.CANCELLED && order.has(Order.INVOICED_AT);
    if (status == null || invoiced) {
      return draft
          ? Put.value(OrderStatus.VALIDATED.code())
          : Put.skip(invoiced ? INVOICED : ValueMap.UNMAPPED);
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
