package dev.syncline.dolibarr.codec;

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
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lines of orders and invoices. Prices are net at this vendor; lines of a credit note have
 * negative prices there and positive ones with us. Pure.
 *
 * @since 0.1
 */
public final class OrderLines {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int VAT_DIGITS = 3;

  private OrderLines() {}

  /** A document's line of its lines. */
  static Line<List<Entity>> of(Field<List<Entity>> field, boolean givenBack) {
    return Line.<List<Entity>>of(
            field,
            (document, into, terms) -> {
              if (document.path("lines").isArray()) {
                Optional<Exchange> exchange = Exchange.of(document, terms);
                into.set(field, read(document.path("lines"), givenBack, exchange, terms));
              }
            },
            (document, wanted, how) -> write(document, wanted, givenBack, how))
        .losing("tax within prices, digits of prices behind the fifth", OrderLines::close);
  }

  private static List<Entity> read(
      JsonNode rows, boolean givenBack, Optional<Exchange> exchange, Terms terms) {
    List<Entity> lines = new ArrayList<>();
    for (JsonNode row : rows) {
      if (row.isObject()) {
        lines.add(line(row, givenBack, exchange, terms));
      }
    }
    return List.copyOf(lines);
  }

  private static BigDecimal price(JsonNode row, Optional<Exchange> exchange) {
    BigDecimal company = Loose.decimal(row, "subprice").orElse(BigDecimal.ZERO);
    return exchange.map(each -> each.ofUnit(company)).orElse(company);
  }

  private static Entity line(
      JsonNode row, boolean givenBack, Optional<Exchange> exchange, Terms terms) {
    Optional<String> role = role(row, terms);
    BigDecimal price = price(row, exchange);
    Optional<String> item = Loose.id(row, "fk_product").filter(id -> role.isEmpty());
    return Entity.builder(OrderLine.TYPE, id(row))
        .set(OrderLine.ITEM, item.map(terms::item))
        .set(OrderLine.ROLE, role)
        .set(OrderLine.NAME, Loose.text(row, "desc").map(Texts::ofEscaped))
        .set(OrderLine.QUANTITY, Loose.decimal(row, "qty").orElse(BigDecimal.ZERO))
        .set(
            OrderLine.PRICING,
            new Pricing(
                givenBack ? price.negate() : price,
                Loose.decimal(row, "remise_percent").orElse(BigDecimal.ZERO),
                Optional.of(Loose.decimal(row, "tva_tx").orElse(BigDecimal.ZERO)),
                false))
        .build();
  }

  /**
   * The role of a service that has the ref, or the ref and a number; goods of that ref have none.
   */
  private static Optional<String> role(JsonNode row, Terms terms) {
    if (Loose.text(row, "product_type").filter("0"::equals).isPresent()) {
      return Optional.empty();
    }
    Optional<String> ref = Loose.text(row, "product_ref");
    return ref.map(terms.roles()::get)
        .or(() -> ref.map(each -> terms.roles().get(each.replaceFirst("-[0-9]{1,3}$", ""))));
  }

  private static String id(JsonNode row) {
    return Loose.id(row, "id").or(() -> Loose.id(row, "rowid")).orElse("");
  }

  private static boolean write(
      ObjectNode document, @Nullable List<Entity> wanted, boolean givenBack, Line.Written how) {
    ArrayNode rows = document.putArray("lines");
    Optional<Exchange> exchange = Exchange.of(how.wanted(), how.terms());
    for (Entity line : wanted == null ? List.<Entity>of() : wanted) {
      rows.add(row(line, givenBack, exchange, how.terms()));
    }
    return true;
  }

  /** A whole line: the vendor empties what a line that is changed does not say. */
  public static ObjectNode row(
      Entity line, boolean givenBack, Optional<Exchange> exchange, Terms terms) {
    ObjectNode row = Json.object();
    Optional<String> role = line.get(OrderLine.ROLE).filter(each -> !each.equals(OrderLine.GOODS));
    String product =
        line.get(OrderLine.ITEM)
            .map(ref -> ref.id())
            .or(() -> role.flatMap(each -> Optional.ofNullable(terms.services().get(each))))
            .orElse("0");
    row.put("fk_product", Long.parseLong(product));
    row.put("product_type", role.isPresent() ? 1 : 0);
    row.put(
        "desc",
        line.get(OrderLine.NAME)
            .map(name -> Texts.escaped(name, Line.LONG, terms.fourBytes()))
            .orElse(""));
    row.put("qty", line.get(OrderLine.QUANTITY).orElse(BigDecimal.ONE));
    Pricing pricing = line.get(OrderLine.PRICING).orElse(Pricing.of("0"));
    BigDecimal net = givenBack ? net(pricing).negate() : net(pricing);
    row.put(
        "subprice",
        exchange.map(each -> Line.rounded(each.toCompany(net), Goods.PRICE_DIGITS)).orElse(net));
    exchange.filter(Exchange::kept).ifPresent(kept -> row.put("multicurrency_subprice", net));
    row.put("tva_tx", Line.rounded(pricing.vat().orElse(BigDecimal.ZERO), VAT_DIGITS));
    row.put("remise_percent", pricing.discountPercent());
    return row;
  }

  private static BigDecimal net(Pricing pricing) {
    BigDecimal price = pricing.price();
    if (pricing.vatIncluded() && pricing.vat().filter(rate -> rate.signum() != 0).isPresent()) {
      BigDecimal factor =
          BigDecimal.ONE.add(pricing.vat().get().divide(HUNDRED, MathContext.DECIMAL64));
      price = price.divide(factor, MathContext.DECIMAL64);
    }
    return Line.rounded(price, Goods.PRICE_DIGITS);
  }

  private static boolean close(List<Entity> wanted, List<Entity> held, PhoneRules phones) {
    if (wanted.size() != held.size()) {
      return false;
    }
    for (int at = 0; at < wanted.size(); at++) {
      if (!same(wanted.get(at), held.get(at), phones)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a line is held as it is wanted, up to what is lost. */
  public static boolean same(Entity wanted, Entity held, PhoneRules phones) {
    return wanted.same(held, OrderLine.ITEM, phones)
        && sameNumber(wanted.get(OrderLine.QUANTITY), held.get(OrderLine.QUANTITY))
        && wanted
            .get(OrderLine.NAME)
            .orElse("")
            .strip()
            .equals(held.get(OrderLine.NAME).orElse("").strip())
        && role(wanted).equals(role(held))
        && samePrice(wanted.get(OrderLine.PRICING), held.get(OrderLine.PRICING));
  }

  private static String role(Entity line) {
    return line.get(OrderLine.ROLE).orElse(OrderLine.GOODS);
  }

  private static boolean sameNumber(Optional<BigDecimal> one, Optional<BigDecimal> other) {
    return one.orElse(BigDecimal.ONE).compareTo(other.orElse(BigDecimal.ONE)) == 0;
  }

  private static boolean samePrice(Optional<Pricing> one, Optional<Pricing> other) {
    Pricing wanted = one.orElse(Pricing.of("0"));
    Pricing held = other.orElse(Pricing.of("0"));
    return net(wanted).compareTo(net(held)) == 0
        && wanted.discountPercent().compareTo(held.discountPercent()) == 0
        && sameNumber(
            Optional.of(wanted.vat().orElse(BigDecimal.ZERO)),
            Optional.of(held.vat().orElse(BigDecimal.ZERO)));
  }
}
