package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Side;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unsent;
import dev.syncline.mapping.Wanted;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the shop has sold and Dolibarr still counts, because the order has not arrived there: it is
 * off the shop's stock already, and must not be put back (P-133). Pure.
 */
final class PendingSales {

  static final String UNKNOWN = "PENDING_UNKNOWN";

  private final OrderSettings settings;
  private final Set<String> owed = new HashSet<>();
  private final Set<String> asked;

  PendingSales(PrestaShopDolibarrSettings settings) {
    this.settings = settings.orders();
    this.asked = settings.back().pending();
    owed.addAll(asked);
    this.settings.states().stream()
        .filter(pair -> pair.status() != StatePair.OrderStatus.CANCELLED)
        .forEach(pair -> owed.add(pair.state()));
  }

  /** The orders: those that wait for a state with an invoice, and those that could not be made. */
  Unsent orders() {
    return Unsent.of(Side.LEFT, Order.STATUS, asked)
        .only(this::isOwed, Order.STATUS, Order.PLACED_AT, Order.LINES)
        .about(PendingSales::items)
        .arrivedOnce(
            order -> order.get(Order.STATUS).filter(OrderStates.DRAFT::equals).isEmpty(),
            Order.STATUS);
  }

  /** An order from before the first day never arrives, so nobody waits for it. */
  private boolean isOwed(Entity order) {
    return settings.isYoung(order) && order.get(Order.STATUS).filter(owed::contains).isPresent();
  }

  private static Set<Ref> items(Entity order) {
    Set<Ref> items = new HashSet<>();
    lines(order).forEach(line -> line.get(OrderLine.ITEM).ifPresent(items::add));
    return items;
  }

  private static List<Entity> lines(Entity order) {
    return order.get(Order.LINES).orElse(List.of());
  }

  /**
   * The level for the shop. It may be less than nothing where the shop itself sold more than there
   * is: an order that is called off comes back by the shop's own reckoning.
   */
  Wanted subtracted(Mapping level, Wanted wanted) {
    Put<?> put = wanted.puts().get(StockLevel.QUANTITY.name());
    if (level.target() != Side.LEFT
        || !(put instanceof Put.Value<?> value)
        || !(value.value() instanceof BigDecimal quantity)) {
      return wanted;
    }
    Put<BigDecimal> less =
        item(level)
            .flatMap(item -> level.unsent(item).map(orders -> sold(orders, item)))
            .map(sold -> Put.value(quantity.subtract(sold)))
            .orElseGet(() -> Put.skip(UNKNOWN));
    return wanted.with(StockLevel.QUANTITY.name(), less);
  }

  private static Optional<Ref> item(Mapping level) {
    return level
        .held()
        .flatMap(held -> held.get(StockLevel.ITEM))
        .or(() -> level.source().get(StockLevel.ITEM).flatMap(level::counterpart));
  }

  private static BigDecimal sold(List<Entity> orders, Ref item) {
    return orders.stream()
        .flatMap(order -> lines(order).stream())
        .filter(line -> line.get(OrderLine.ITEM).filter(item::equals).isPresent())
        .map(line -> line.get(OrderLine.QUANTITY).orElse(BigDecimal.ZERO))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
