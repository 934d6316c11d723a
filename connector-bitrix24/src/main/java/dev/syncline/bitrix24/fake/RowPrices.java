package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Makes a row out of sent fields: defaults from the catalog, then every price that follows. */
final class RowPrices {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final long ABSOLUTE = 1;
  private static final long PERCENT = 2;

  private final Portal portal;

  RowPrices(Portal portal) {
    this.portal = portal;
  }

  ObjectNode row(ObjectNode sent, @Nullable ObjectNode before, long sort) {
    ObjectNode row = before == null ? blank(sort) : before.deepCopy();
    for (String name : new String[] {"productId", "sort", "measureCode", "discountTypeId"}) {
      whole(row, sent, name);
    }
    for (String name : new String[] {"price", "quantity", "discountRate", "discountSum"}) {
      decimal(row, sent, name);
    }
    if (sent.has("taxRate")) {
      BigDecimal rate = number(sent, "taxRate");
      row.set("taxRate", Values.number(rate));
    }
    if (!Values.empty(sent.get("taxIncluded"))) {
      String flag = Values.flag(sent.get("taxIncluded"));
      row.put("taxIncluded", flag == null ? "N" : flag);
    }
    for (String name : new String[] {"productName", "measureName"}) {
      if (!Values.empty(sent.get(name))) {
        row.put(name, Values.text(sent.get(name)));
      }
    }
    fromCatalog(row);
    derive(row);
    return row;
  }

  private static ObjectNode blank(long sort) {
    return Php.NODES
        .objectNode()
        .put("id", 0L)
        .put("ownerId", 0L)
        .put("ownerType", "")
        .put("productId", 0L)
        .put("productName", "")
        .put("price", 0L)
        .put("priceAccount", 0L)
        .put("priceExclusive", 0L)
        .put("priceNetto", 0L)
        .put("priceBrutto", 0L)
        .put("quantity", 1L)
        .put("discountTypeId", PERCENT)
        .put("discountRate", 0L)
        .put("discountSum", 0L)
        .putNull("taxRate")
        .put("taxIncluded", "N")
        .put("customized", "Y")
        .put("measureCode", 0L)
        .put("measureName", "")
        .put("sort", sort)
        .put("xmlId", "")
        .put("type", 1L)
        .putNull("storeId");
  }

  private static void whole(ObjectNode row, ObjectNode sent, String name) {
    if (!Values.empty(sent.get(name))) {
      Long whole = Values.whole(sent.get(name));
      if (whole == null) {
        throw invalid(name);
      }
      row.put(name, whole);
    }
  }

  private static void decimal(ObjectNode row, ObjectNode sent, String name) {
    BigDecimal number = number(sent, name);
    if (number != null) {
      row.set(name, Values.number(number));
    }
  }

  private static @Nullable BigDecimal number(ObjectNode sent, String name) {
    JsonNode value = sent.get(name);
    BigDecimal number = Values.decimal(value);
    if (number == null && !Values.empty(value)) {
      throw invalid(name);
    }
    return number;
  }

  private static Refusal invalid(String name) {
    return Refusal.bad("0", "Invalid value for field \"" + name + "\"");
  }

  private void fromCatalog(ObjectNode row) {
    ObjectNode product = portal.of(Kind.PRODUCT).get(row.path("productId").asLong());
    boolean nameless = row.path("productName").asText().isEmpty();
    if (product == null) {
      if (nameless) {
        throw Refusal.bad("0", "Product name is required");
      }
      row.put("type", 1L);
    } else {
      row.put(
          "productName",
          nameless ? product.path("name").asText() : row.path("productName").asText());
      row.put("type", product.path("type").asLong());
    }
    measure(row, product);
  }

  private void measure(ObjectNode row, @Nullable ObjectNode product) {
    boolean named = row.path("measureCode").asLong() != 0;
    long wanted = product == null ? 0 : Values.id(product.get("measure"));
    for (ObjectNode each : portal.of(Kind.MEASURE).all()) {
      boolean fits =
          named
              ? each.path("code").asLong() == row.path("measureCode").asLong()
              : wanted != 0
                  ? each.path("id").asLong() == wanted
                  : each.path("isDefault").asText().equals("Y");
      if (fits) {
        row.put("measureCode", each.path("code").asLong());
        row.put("measureName", each.path("symbol").asText());
        return;
      }
    }
  }

  private static void derive(ObjectNode row) {
    BigDecimal price = Values.amount(row, "price");
    BigDecimal tax = BigDecimal.ONE.add(Values.amount(row, "taxRate").divide(HUNDRED));
    BigDecimal exclusive = price.divide(tax, 2, RoundingMode.HALF_UP);
    BigDecimal netto =
        row.path("discountTypeId").asLong() == ABSOLUTE
            ? absolute(row, exclusive)
            : percent(row, exclusive);
    row.set("priceExclusive", Values.number(exclusive));
    row.set("priceNetto", Values.number(netto));
    row.set("priceBrutto", Values.number(Values.money(netto.multiply(tax))));
    row.set("priceAccount", Values.number(Values.money(price)));
  }

  private static BigDecimal absolute(ObjectNode row, BigDecimal exclusive) {
    BigDecimal sum = Values.money(Values.amount(row, "discountSum"));
    BigDecimal netto = exclusive.add(sum);
    BigDecimal rate =
        netto.signum() == 0
            ? BigDecimal.ZERO
            : sum.multiply(HUNDRED).divide(netto, 2, RoundingMode.HALF_UP);
    row.set("discountRate", Values.number(rate));
    row.set("discountSum", Values.number(sum));
    return netto;
  }

  private static BigDecimal percent(ObjectNode row, BigDecimal exclusive) {
    if (row.path("discountTypeId").asLong() != PERCENT) {
      throw invalid("discountTypeId");
    }
    BigDecimal rate = Values.amount(row, "discountRate");
    BigDecimal rest = BigDecimal.ONE.subtract(rate.divide(HUNDRED));
    // A full discount leaves no price to reckon back from: only the sum tells what there was.
    BigDecimal netto =
        rest.signum() <= 0
            ? exclusive.add(Values.money(Values.amount(row, "discountSum")))
            : exclusive.divide(rest, 2, RoundingMode.HALF_UP);
    row.set("discountSum", Values.number(netto.subtract(exclusive)));
    return netto;
  }
}
