package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.http.Json;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.OrderLine;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Pricing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The positions of a document. */
final class Positions {

  private static final int PRICE_SCALE = 6;

  private Positions() {}

  /**
   * A document's line of its lines.
   *
   * @param reserves whether rows can be reserved and tell what is shipped of them: only those of
   *     orders
   */
  static Line<List<Entity>> of(Field<List<Entity>> field, boolean reserves) {
    return Line.of(
            field,
            (document, into, terms) -> read(document, field, reserves, into),
            (document, wanted, how) -> write(document, wanted, reserves, how))
        .closeIf(Positions::same);
  }

  private static void read(JsonNode document, Field<List<Entity>> field, boolean reserves, Entity.Builder into) {
    JsonNode rows = document.path("positions").path("rows");
    if (!rows.isArray()) {
      return;
    }
    boolean taxed = document.path("vatEnabled").asBoolean(false);
    boolean included = document.path("vatIncluded").asBoolean(false);
    List<Entity> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(readLine(row, taxed, included, reserves)));
    into.set(field, List.copyOf(lines));
  }

  private static Entity readLine(
      JsonNode row, boolean taxed, boolean included, boolean reserves) {
    boolean rowTaxed = taxed && row.path("vatEnabled").asBoolean(false);
    Pricing pricing =
        new Pricing(
            Line.major(row.path("price")),
            row.path("discount").decimalValue(),
            rowTaxed ? Optional.of(row.path("vat").decimalValue()) : Optional.empty(),
            included);
    Entity.Builder line =
        Entity.builder(OrderLine.TYPE, row.path("id").asText(""))
            .set(OrderLine.ITEM, Meta.item(row.path("assortment")))
            .set(OrderLine.QUANTITY, row.path("quantity").decimalValue())
            .set(OrderLine.PRICING, pricing);
    if (reserves) {
      line.set(OrderLine.RESERVED, row.path("reserve").decimalValue())
          .set(OrderLine.SHIPPED, row.path("shipped").decimalValue());
    }
    return line.build();
  }

  /**
   * The list is replaced whole: a row without its id would be made anew and lose what is shipped of
   * it. Whether prices hold the tax is said once for the document.
   */
  private static boolean write(
      ObjectNode document, @Nullable List<Entity> wanted, boolean reserves, Line.Written how) {
    List<Entity> lines = wanted == null ? List.of() : wanted;
    List<Pricing> pricings =
        lines.stream().flatMap(line -> line.get(OrderLine.PRICING).stream()).toList();
    List<Pricing> taxed = pricings.stream().filter(each -> each.vat().isPresent()).toList();
    boolean included = taxed.isEmpty() || taxed.get(0).vatIncluded();
    if (how.held() == null || !pricings.isEmpty()) {
      document.put("vatEnabled", !taxed.isEmpty());
      document.put("vatIncluded", included);
    }
    ArrayNode rows = document.putArray("positions");
    lines.forEach(line -> rows.add(writeLine(line, included, reserves, how.terms())));
    return taxed.stream().allMatch(each -> each.vatIncluded() == included && isWhole(each.vat()));
  }

  private static ObjectNode writeLine(
      Entity line, boolean included, boolean reserves, Terms terms) {
    ObjectNode row = Json.object();
    if (!line.id().isEmpty()) {
      row.put("id", line.id());
    }
    line.get(OrderLine.ITEM).ifPresent(item -> row.set("assortment", Meta.item(terms, item)));
    line.get(OrderLine.QUANTITY).ifPresent(quantity -> row.put("quantity", quantity));
    line.get(OrderLine.PRICING).ifPresent(pricing -> writePricing(row, pricing, included));
    // A service has no stock, so there is nothing to reserve of it.
    if (reserves && line.knows(OrderLine.RESERVED) && !isService(line)) {
      row.put("reserve", line.get(OrderLine.RESERVED).orElse(BigDecimal.ZERO));
    }
    return row;
  }

  private static void writePricing(ObjectNode row, Pricing pricing, boolean included) {
    row.put("price", Line.minor(price(pricing, included)));
    row.put("discount", pricing.discountPercent());
    row.put("vat", pricing.vat().orElse(BigDecimal.ZERO).intValue());
    row.put("vatEnabled", pricing.vat().isPresent());
  }

  /** The same money in the document's form, where a line has the other one. */
  private static BigDecimal price(Pricing pricing, boolean included) {
    if (pricing.vat().isEmpty() || pricing.vatIncluded() == included) {
      return pricing.price();
    }
    BigDecimal factor = BigDecimal.ONE.add(pricing.vat().get().movePointLeft(2));
    return included
        ? pricing.price().multiply(factor)
        : pricing.price().divide(factor, PRICE_SCALE, RoundingMode.HALF_UP);
  }

  /** The vendor counts tax in whole percents. */
  private static boolean isWhole(Optional<BigDecimal> vat) {
    return vat.isEmpty() || vat.get().stripTrailingZeros().scale() <= 0;
  }

  private static boolean isService(Entity line) {
    return line.get(OrderLine.ITEM)
        .filter(item -> Meta.kind(item.id()).equals("service"))
        .isPresent();
  }

  private static boolean same(List<Entity> wanted, List<Entity> held, PhoneRules phones) {
    if (wanted.size() != held.size()) {
      return false;
    }
    for (int at = 0; at < wanted.size(); at++) {
      if (!sameLine(wanted.get(at), held.get(at), phones)) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameLine(Entity wanted, Entity held, PhoneRules phones) {
    return wanted.fields().stream()
        .filter(field -> !field.computed() && held.knows(field))
        .filter(field -> !(field.equals(OrderLine.RESERVED) && isService(wanted)))
        .allMatch(field -> held.same(wanted, field, phones) || bothNothing(wanted, held, field));
  }

  private static boolean bothNothing(Entity wanted, Entity held, Field<?> field) {
    return !wanted.has(field)
        && held.get(field)
            .filter(value -> value instanceof BigDecimal number && number.signum() == 0)
            .isPresent();
  }
}
