package dev.syncline.prestashop.codec;

import dev.syncline.model.Entity;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The lines of an order or invoice: goods, delivery, wrapping, vouchers, and what makes the sum
 * come out. Prices are without tax, as the shop keeps them. Pure.
 */
final class SoldLines {

  /**
   * More than this is no rounding: the sums of the shop disagree, and whoever takes them must see.
   */
  private static final BigDecimal MOST_ROUNDED = new BigDecimal("0.05");

  /**
   * As far as a sum may be from what is said, with room for a price that is rounded in its turn.
   */
  private static final BigDecimal LESS_THAN_HALF = new BigDecimal("0.0045");

  private static final BigDecimal CENT = new BigDecimal("0.01");

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /**
   * The sums of a document; what is given off is positive.
   *
   * @param shippingRate the tax of the delivery, if the document tells it
   */
  record Sums(
      BigDecimal shipping,
      BigDecimal shippingWithTax,
      Optional<BigDecimal> shippingRate,
      BigDecimal wrapping,
      BigDecimal wrappingWithTax,
      BigDecimal off,
      BigDecimal offWithTax,
      BigDecimal paidWithTax) {}

  private final Terms terms;
  private final Sums sums;
  private final List<Row> details;
  private final List<Row> vouchers;
  private final List<Entity> lines = new ArrayList<>();

  private SoldLines(Terms terms, Sums sums, List<Row> details, List<Row> vouchers) {
    this.terms = terms;
    this.sums = sums;
    this.details = details;
    this.vouchers = vouchers;
  }

  /** All lines of a document. */
  static List<Entity> of(
      Terms terms, Sums sums, String carrier, List<Row> details, List<Row> vouchers) {
    SoldLines all = new SoldLines(terms, sums, details, vouchers);
    details.forEach(detail -> all.lines.add(goods(detail, terms)));
    all.shipping(carrier);
    all.wrapping();
    all.vouchers();
    all.rounding();
    return List.copyOf(all.lines);
  }

  /** One line of goods, at the price at which they were sold. */
  static Entity goods(Row detail, Terms terms) {
    BigDecimal rate = Rates.of(detail, terms);
    return Entity.builder(OrderLine.TYPE, detail.id())
        .set(OrderLine.ITEM, item(detail))
        .set(OrderLine.NAME, Line.said(detail.text("product_name")))
        .set(OrderLine.SKU, Line.said(detail.text("product_reference").strip()))
        .set(OrderLine.QUANTITY, Line.orZero(detail, "product_quantity"))
        .set(OrderLine.PRICING, pricing(price(detail, rate), rate))
        .set(OrderLine.ROLE, OrderLine.GOODS)
        .build();
  }

  /**
   * The price of a piece; where the shop rounds each piece with its tax, one at which all of them
   * come to what the line says with tax, and as near as that goes to what it says without.
   */
  private static BigDecimal price(Row detail, BigDecimal rate) {
    BigDecimal unit = Line.orZero(detail, "unit_price_tax_excl");
    BigDecimal pieces = Line.orZero(detail, "product_quantity");
    BigDecimal said = Line.orZero(detail, "total_price_tax_incl");
    BigDecimal all = Rates.including(unit.multiply(pieces), rate);
    boolean rounds = pieces.signum() > 0 && said.signum() != 0;
    if (!rounds || Rounded.cents(all).compareTo(Rounded.cents(said)) == 0) {
      return unit;
    }
    BigDecimal without = Line.orZero(detail, "total_price_tax_excl");
    BigDecimal net =
        without.signum() == 0
            ? net(said, rate)
            : without
                .min(net(said.add(LESS_THAN_HALF), rate))
                .max(net(said.subtract(LESS_THAN_HALF), rate));
    return Rounded.six(net.divide(pieces, MathContext.DECIMAL64));
  }

  private static BigDecimal net(BigDecimal said, BigDecimal rate) {
    return said.movePointRight(2).divide(HUNDRED.add(rate), MathContext.DECIMAL64);
  }

  static Optional<Ref> item(Row detail) {
    long product = detail.number("product_id");
    long combination = detail.number("product_attribute_id");
    if (product <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        combination > 0
            ? new Ref(Variant.TYPE, product + "-" + combination)
            : new Ref(Product.TYPE, Long.toString(product)));
  }

  static Pricing pricing(BigDecimal price, BigDecimal rate) {
    return new Pricing(price, BigDecimal.ZERO, Optional.of(rate), false);
  }

  static Entity one(String id, String role, String name, BigDecimal price, BigDecimal rate) {
    return Entity.builder(OrderLine.TYPE, id)
        .clear(OrderLine.ITEM)
        .set(OrderLine.NAME, Line.said(name))
        .set(OrderLine.QUANTITY, BigDecimal.ONE)
        .set(OrderLine.PRICING, pricing(price, rate))
        .set(OrderLine.ROLE, role)
        .build();
  }

  private BigDecimal shippingRate() {
    return sums.shippingRate()
        .orElseGet(() -> Rates.between(sums.shipping(), sums.shippingWithTax(), terms));
  }

  private void shipping(String carrier) {
    if (sums.shipping().signum() != 0) {
      lines.add(one("shipping", OrderLine.SHIPPING, carrier, sums.shipping(), shippingRate()));
    }
  }

  private void wrapping() {
    if (sums.wrapping().signum() != 0) {
      BigDecimal rate = Rates.between(sums.wrapping(), sums.wrappingWithTax(), terms);
      lines.add(one("wrapping", OrderLine.WRAPPING, "", sums.wrapping(), rate));
    }
  }

  /**
   * What is off is spread over the rates of what it is off of, so that the tax comes out: a free
   * delivery over that of the delivery, the rest over those of the goods.
   */
  private void vouchers() {
    BigDecimal off = sums.off();
    if (off.signum() == 0) {
      return;
    }
    Map<BigDecimal, BigDecimal> parts = new TreeMap<>();
    BigDecimal delivery = freeDelivery() ? sums.shipping().min(off) : BigDecimal.ZERO;
    if (delivery.signum() > 0) {
      parts.merge(plain(shippingRate()), delivery, BigDecimal::add);
    }
    spread(off.subtract(delivery), parts);
    taxed(parts);
    parts.forEach(
        (rate, part) -> {
          if (part.signum() != 0) {
            lines.add(
                one(
                    "discount-" + rate.toPlainString(),
                    OrderLine.DISCOUNT,
                    names(),
                    part.negate(),
                    rate));
          }
        });
  }

  private void spread(BigDecimal off, Map<BigDecimal, BigDecimal> parts) {
    Map<BigDecimal, BigDecimal> goods = new TreeMap<>();
    BigDecimal all = BigDecimal.ZERO;
    for (Row detail : details) {
      BigDecimal worth =
          Line.orZero(detail, "unit_price_tax_excl")
              .multiply(Line.orZero(detail, "product_quantity"));
      goods.merge(plain(Rates.of(detail, terms)), worth, BigDecimal::add);
      all = all.add(worth);
    }
    if (all.signum() == 0) {
      BigDecimal rate = Rates.between(sums.off(), sums.offWithTax(), terms);
      parts.merge(plain(rate), off, BigDecimal::add);
      return;
    }
    BigDecimal left = off;
    int rest = goods.size();
    for (Map.Entry<BigDecimal, BigDecimal> each : goods.entrySet()) {
      BigDecimal share =
          --rest == 0
              ? left
              : Rounded.six(off.multiply(each.getValue()).divide(all, MathContext.DECIMAL64));
      parts.merge(each.getKey(), share, BigDecimal::add);
      left = left.subtract(share);
    }
  }

  /**
   * A voucher may be for some of the goods only, which only its tax tells: as much is moved between
   * the lowest and the highest rate as makes its sum with tax come out.
   */
  private void taxed(Map<BigDecimal, BigDecimal> parts) {
    BigDecimal gross = BigDecimal.ZERO;
    for (Map.Entry<BigDecimal, BigDecimal> each : parts.entrySet()) {
      gross = gross.add(Rates.including(each.getValue(), each.getKey()));
    }
    BigDecimal gap = sums.offWithTax().subtract(gross);
    if (parts.size() < 2 || gap.abs().compareTo(CENT) <= 0) {
      return;
    }
    List<BigDecimal> rates = List.copyOf(parts.keySet());
    BigDecimal low = rates.get(0);
    BigDecimal high = rates.get(rates.size() - 1);
    BigDecimal moved =
        Rounded.six(gap.movePointRight(2).divide(high.subtract(low), MathContext.DECIMAL64))
            .min(parts.getOrDefault(low, BigDecimal.ZERO))
            .max(parts.getOrDefault(high, BigDecimal.ZERO).negate());
    parts.merge(low, moved.negate(), BigDecimal::add);
    parts.merge(high, moved, BigDecimal::add);
  }

  private static BigDecimal plain(BigDecimal rate) {
    BigDecimal plain = rate.stripTrailingZeros();
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  private boolean freeDelivery() {
    return vouchers.stream().anyMatch(voucher -> voucher.yes("free_shipping"));
  }

  private String names() {
    return String.join(
        ", ",
        vouchers.stream()
            .map(voucher -> voucher.text("name").strip())
            .filter(name -> !name.isEmpty())
            .toList());
  }

  private void rounding() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Entity line : lines) {
      Pricing pricing = line.require(OrderLine.PRICING);
      BigDecimal worth = pricing.price().multiply(line.require(OrderLine.QUANTITY));
      sum = sum.add(Rounded.cents(Rates.including(worth, pricing.vat().orElse(BigDecimal.ZERO))));
    }
    BigDecimal gap = Rounded.cents(sums.paidWithTax()).subtract(sum);
    if (gap.signum() != 0 && gap.abs().compareTo(MOST_ROUNDED) <= 0) {
      lines.add(one("rounding", OrderLine.ROUNDING, "", gap, BigDecimal.ZERO));
    }
  }
}
