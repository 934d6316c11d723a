package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code crm.item.productrow}: the rows of a deal, written all at once.
 *
 * <p>The vendor keeps the final unit price, after discount and with tax; the price before discount
 * is reckoned back from it, to as few decimals as give it back. Loss: a price before discount under
 * a discount of 99.5 % or more.
 *
 * @since 0.1
 */
public final class RowTable {

  private static final Field<String> MEASURE =
      Field.computed(OrderLine.TYPE, "bitrix_measure", Kinds.text());
  private static final int OFFER = 4;
  private static final int PERCENT = 2;
  private static final int CENTS = 2;
  private static final int STORED = 4;
  private static final int FINEST = 6;
  private static final int EXACT = 12;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private RowTable() {}

  /** The line that a row shows. */
  public static Entity read(JsonNode row) {
    Entity.Builder line = Entity.builder(OrderLine.TYPE, row.path("id").asText());
    line.set(OrderLine.ITEM, item(row));
    line.set(OrderLine.NAME, Values.text(row.path("productName")));
    line.set(OrderLine.QUANTITY, Values.decimal(row.path("quantity")));
    line.set(OrderLine.PRICING, pricing(row));
    line.set(MEASURE, Values.text(row.path("measureCode")).filter(code -> !code.equals("0")));
    return line.build();
  }

  /**
   * The rows that say these lines; what a line does not say of a row is taken from the row as held.
   */
  public static List<Object> write(List<Entity> lines, List<Entity> held) {
    Map<String, Entity> byId =
        held.stream().collect(Collectors.toMap(Entity::id, each -> each, (one, other) -> one));
    List<Object> rows = new ArrayList<>();
    for (Entity line : lines) {
      Entity known = byId.get(line.id());
      rows.add(
          row(known == null ? line : known.overlaid(line), known != null, 10 * (rows.size() + 1)));
    }
    return rows;
  }

  private static Map<String, @Nullable Object> row(Entity line, boolean kept, int sort) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    if (kept) {
      row.put("id", line.id());
    }
    row.put("productId", line.get(OrderLine.ITEM).map(SectionTable::id).orElse(0));
    line.get(OrderLine.NAME).ifPresent(name -> row.put("productName", name));
    row.put("quantity", line.get(OrderLine.QUANTITY).orElse(BigDecimal.ONE));
    line.get(OrderLine.PRICING).ifPresent(pricing -> priced(pricing, row));
    line.get(MEASURE).ifPresent(code -> row.put("measureCode", code));
    row.put("sort", sort);
    return row;
  }

  private static Optional<Ref> item(JsonNode row) {
    boolean offer = row.path("type").asInt() == OFFER;
    return Values.id(row.path("productId"))
        .map(id -> new Ref(offer ? Variant.TYPE : Product.TYPE, Long.toString(id)));
  }

  private static Pricing pricing(JsonNode row) {
    BigDecimal discount = Values.decimal(row.path("discountRate")).orElse(BigDecimal.ZERO);
    Optional<BigDecimal> vat = Values.decimal(row.path("taxRate"));
    boolean included = vat.isEmpty() || Values.yes(row.path("taxIncluded"));
    return new Pricing(before(row, discount, vat, included), discount, vat, included);
  }

  private static BigDecimal before(
      JsonNode row, BigDecimal discount, Optional<BigDecimal> vat, boolean included) {
    BigDecimal paid = Values.decimal(row.path("price")).orElse(BigDecimal.ZERO);
    BigDecimal rest = BigDecimal.ONE.subtract(part(discount));
    if (rest.signum() <= 0) {
      return Values.decimal(row.path(included ? "priceBrutto" : "priceNetto")).orElse(paid);
    }
    BigDecimal factor = included ? rest : rest.multiply(tax(vat));
    return factor.compareTo(BigDecimal.ONE) == 0 ? paid : reckoned(paid, factor);
  }

  /**
   * The shortest price before discount that gives back what is paid: a total must not drift by
   * rounding. (B-081)
   */
  private static BigDecimal reckoned(BigDecimal paid, BigDecimal factor) {
    BigDecimal stored = paid.setScale(STORED, RoundingMode.HALF_UP);
    BigDecimal before = paid;
    for (int decimals = CENTS; decimals <= FINEST; decimals++) {
      before = paid.divide(factor, decimals, RoundingMode.HALF_UP);
      if (before.multiply(factor).setScale(STORED, RoundingMode.HALF_UP).compareTo(stored) == 0) {
        return before;
      }
    }
    return before;
  }

  private static void priced(Pricing pricing, Map<String, @Nullable Object> row) {
    BigDecimal rest = BigDecimal.ONE.subtract(part(pricing.discountPercent()));
    boolean added = pricing.vat().isPresent() && !pricing.vatIncluded();
    BigDecimal gross = added ? pricing.price().multiply(tax(pricing.vat())) : pricing.price();
    row.put("price", stored(gross.multiply(rest)));
    row.put("discountTypeId", PERCENT);
    row.put("discountRate", pricing.discountPercent());
    if (rest.signum() <= 0) {
      // Nothing is left of the price: only the sum says what it was, and it is on net basis.
      row.put("discountSum", gross.divide(tax(pricing.vat()), CENTS, RoundingMode.HALF_UP));
    }
    row.put("taxRate", pricing.vat().orElse(null));
    row.put("taxIncluded", pricing.vat().isPresent() && pricing.vatIncluded() ? "Y" : "N");
  }

  private static BigDecimal stored(BigDecimal price) {
    BigDecimal rounded = price.setScale(STORED, RoundingMode.HALF_UP).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  private static BigDecimal tax(Optional<BigDecimal> rate) {
    return BigDecimal.ONE.add(part(rate.orElse(BigDecimal.ZERO)));
  }

  private static BigDecimal part(BigDecimal percent) {
    return percent.divide(HUNDRED, EXACT, RoundingMode.HALF_UP);
  }
}
