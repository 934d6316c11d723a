package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Side;
import dev.syncline.mapping.Mapping;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Whether a deal would leave less in an order than is shipped of it already. */
final class Shipped {

  /** All that rows without a product are sold as. */
  private static final Ref REST = new Ref(Product.TYPE, "");

  private Shipped() {}

  /**
   * Reckoned by product over all rows, so that rows may be split and joined. Rows without a product
   * are reckoned together, against all that stands in the order for none of the deal's products:
   * nobody says here which service each of them is sold as.
   *
   * @param placeholder what rows without a product stand for, if it is one thing
   */
  static boolean moreThan(Mapping mapping, @Nullable Ref placeholder) {
    Entity deal = mapping.source();
    if (mapping.target() != Side.RIGHT || mapping.held().isEmpty() || !deal.knows(Order.LINES)) {
      return false;
    }
    Entity order = mapping.held().get();
    Ref rest = placeholder == null ? REST : placeholder;
    Map<Ref, BigDecimal> wanted = sums(deal, OrderLine.QUANTITY, row -> sold(mapping, row, rest));
    UnaryOperator<Ref> known =
        item -> wanted.containsKey(item) || !wanted.containsKey(REST) ? item : REST;
    Map<Ref, BigDecimal> there =
        sums(order, OrderLine.QUANTITY, row -> row.get(OrderLine.ITEM).map(known));
    Map<Ref, BigDecimal> shipped =
        sums(order, OrderLine.SHIPPED, row -> row.get(OrderLine.ITEM).map(known));
    return shipped.entrySet().stream()
        .anyMatch(each -> takesBack(each.getKey(), each.getValue(), wanted, there));
  }

  private static Optional<Ref> sold(Mapping mapping, Entity row, Ref rest) {
    Optional<Ref> item = row.get(OrderLine.ITEM);
    return item.isPresent() ? mapping.counterpart(item.get()) : Optional.of(rest);
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
