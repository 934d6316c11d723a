package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Side;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.Field;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of documents. A row that names no product stands for the placeholder of MoySklad, and the
 * placeholder for the row: what is free in Bitrix24 stays free.
 */
final class RowMapper implements EntityMapper {

  private final FieldRules rules;
  private final @Nullable Ref placeholder;

  private RowMapper(FieldRules rules, @Nullable Ref placeholder) {
    this.rules = rules;
    this.placeholder = placeholder;
  }

  /** Rows of invoices. */
  static RowMapper ofInvoices(BitrixMoySkladSettings settings) {
    FieldRules rules =
        FieldRules.of(OrderLine.TYPE)
            .ref(OrderLine.ITEM) // B-045, B-046
            .copy(OrderLine.QUANTITY, OrderLine.PRICING);
    return new RowMapper(rules, placeholder(settings));
  }

  /** Rows of orders, which may reserve what they sell. */
  static RowMapper ofOrders(BitrixMoySkladSettings settings) {
    RowMapper rows = ofInvoices(settings);
    return settings.reserve() ? new RowMapper(reserving(rows.rules), rows.placeholder) : rows;
  }

  private static FieldRules reserving(FieldRules rules) {
    return rules.compute(
        Side.RIGHT,
        OrderLine.RESERVED,
        Set.of(OrderLine.QUANTITY),
        row ->
            row.source()
                .get(OrderLine.QUANTITY)
                .<Put<BigDecimal>>map(Put::value)
                .orElseGet(Put::empty),
        When.ALWAYS); // B-081
  }

  /** What stands for free rows, if something does. */
  static @Nullable Ref placeholder(BitrixMoySkladSettings settings) {
    return settings.freeRows() == FreeRows.PLACEHOLDER && settings.placeholder() != null
        ? new Ref(Product.TYPE, settings.placeholder())
        : null;
  }

  @Override
  public List<Unit> units() {
    return rules.units();
  }

  @Override
  public Set<Field<?>> reads(Side side) {
    return rules.reads(side);
  }

  @Override
  public Wanted map(Mapping mapping) {
    Wanted wanted = rules.map(mapping);
    if (placeholder == null) {
      return wanted;
    }
    return item(mapping, placeholder)
        .map(item -> wanted.with(OrderLine.ITEM.name(), item))
        .orElse(wanted); // B-052
  }

  private static Optional<Put<Ref>> item(Mapping mapping, Ref placeholder) {
    Optional<Ref> item = mapping.source().get(OrderLine.ITEM);
    if (mapping.target() == Side.RIGHT) {
      return item.isEmpty() ? Optional.of(Put.value(placeholder)) : Optional.empty();
    }
    boolean free = mapping.held().filter(row -> !row.has(OrderLine.ITEM)).isPresent();
    return free && item.filter(placeholder::equals).isPresent()
        ? Optional.of(Put.empty())
        : Optional.empty();
  }
}
