package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Side;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.SyntheticLines;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
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
 * Rows of documents. A row that names no product stands for a service of MoySklad of that name, or
 * for the placeholder, and these for the row: what is free in Bitrix24 stays free.
 */
final class RowMapper implements EntityMapper {

  /** The longest name that MoySklad takes. */
  private static final int LONGEST_NAME = 255;

  private final FieldRules rules;
  private final @Nullable Ref placeholder;

  private RowMapper(FieldRules rules, @Nullable Ref placeholder) {
    this.rules = rules;
    this.placeholder = placeholder;
  }

  /** Rows of invoices. */
  static RowMapper ofInvoices(BitrixMoySkladSettings settings) {
    Ref placeholder = placeholder(settings);
    FieldRules none = FieldRules.of(OrderLine.TYPE);
    String name = settings.nameOfService();
    FieldRules items =
        placeholder == null
            ? none.refOr(
                    OrderLine.ITEM,
                    Side.RIGHT,
                    Set.of(OrderLine.NAME),
                    row -> sold(row.source(), name, row.held().isPresent()))
                .compute(
                    Side.LEFT,
                    OrderLine.NAME,
                    Set.of(OrderLine.ITEM),
                    row -> named(row, name),
                    When.CREATE_ONLY)
            : none.ref(OrderLine.ITEM); // B-045, B-046
    return new RowMapper(items.copy(OrderLine.QUANTITY, OrderLine.PRICING), placeholder);
  }

  /** Rows of orders, which may reserve what they sell. */
  static RowMapper ofOrders(BitrixMoySkladSettings settings) {
    RowMapper rows = ofInvoices(settings);
    return settings.reserve() ? new RowMapper(rows.reserving(), rows.placeholder) : rows;
  }

  /** A row that came from MoySklad goes on standing for what it came from. */
  private static Put<Ref> sold(Entity row, String nameless, boolean held) {
    return held && isUnnamed(row, nameless)
        ? Put.skip(Reason.UNNAMED_ROW.name())
        : service(row, nameless);
  }

  /** MoySklad's rows do not say what their services are called, and Bitrix24's need a text. */
  private static Put<String> named(Mapping row, String nameless) {
    return row.source().get(OrderLine.ITEM).filter(row::ensured).isPresent()
        ? Put.value(nameless)
        : Put.skip(Reason.UNNAMED_ROW.name());
  }

  private static boolean isUnnamed(Entity row, String nameless) {
    String name = name(row);
    return SyntheticLines.role(row).isEmpty() && (name.isEmpty() || name.equals(nameless.strip()));
  }

  private static String name(Entity row) {
    return row.get(OrderLine.NAME).map(String::strip).orElse("");
  }

  /** Made once, and found by its name afterwards. */
  private static Put<Ref> service(Entity row, String nameless) {
    String name = name(row);
    Entity service =
        Entity.of(Product.TYPE, "")
            .with(Product.KIND, Product.SERVICE)
            .with(Product.NAME, shortened(name.isEmpty() ? nameless : name));
    return Put.ensure(service, Product.KIND, Product.NAME); // B-052
  }

  private static String shortened(String name) {
    int end = name.length() <= LONGEST_NAME ? name.length() : LONGEST_NAME;
    boolean split = end < name.length() && Character.isHighSurrogate(name.charAt(end - 1));
    return name.substring(0, split ? end - 1 : end).strip();
  }

  /** A service is never reserved, and what is free is sold as one, but for a placeholder. */
  private FieldRules reserving() {
    return rules.compute(
        Side.RIGHT,
        OrderLine.RESERVED,
        Set.of(OrderLine.QUANTITY),
        row ->
            row.source()
                .get(OrderLine.QUANTITY)
                .filter(any -> placeholder != null || row.source().has(OrderLine.ITEM)) // B-049
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
