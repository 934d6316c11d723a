package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Side;
import dev.syncline.mapping.Mapping;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Whether a deal would leave less in an order than is shipped of it already. */
final class Shipped {

  private Shipped() {}

  /**
   * Reckoned by product over all rows, so that rows may be split and joined.
   *
   * @param rows what rows of the deal are sold as
   */
  static boolean moreThan(Mapping mapping, RowMapper rows) {
    Entity deal = mapping.source();
    if (mapping.target() != Side.RIGHT || mapping.held().isEmpty() || !deal.knows(Order.LINES)) {
      return false;
    }
    Entity order = mapping.held().get();
    Map<Ref, BigDecimal> wanted =
        sums(
            deal,
            OrderLine.QUANTITY,
            row -> rows.sold(mapping, row));
    Map<Ref, BigDecimal> there = sums(order, OrderLine.QUANTITY, row -> row.get(OrderLine.ITEM));
    Map<Ref, BigDecimal> shipped = sums(order, OrderLine.SHIPPED, row -> row.get(OrderLine.ITEM));
    return shipped.entrySet().stream()
        .anyMatch(each -> takesBack(each.getKey(), each.getValue(), wanted, there));
  }

  /** What MoySklad shipped beyond its own order is no fault of the deal. */
  private static boolean takesBack(
      Ref item, BigDecimal shipped, Map<Ref, BigDecimal> wanted, Map<Ref, BigDecimal> there) {
    BigDecimal left = wanted.getOrDefault(item, BigDecimal.ZERO);
    return left.compareTo(shipped) < 0
        && left.compareTo(there.getOrDefault(item, BigDecimal.ZERO)) < 0;
  }

  private static Map<Ref, BigDecimal> sums(
      Entity document, Field<BigDecimal> field, Function<Entity, Optional<Ref>> item) {
    Map<Ref, BigDecimal> sums = new HashMap<>();
    for (Entity row : document.get(Order.LINES).orElse(List.of())) {
      item.apply(row)
          .ifPresent(
              ref -> sums.merge(ref, row.get(field).orElse(BigDecimal.ZERO), BigDecimal::add));
    }
    return sums;
  }
}
