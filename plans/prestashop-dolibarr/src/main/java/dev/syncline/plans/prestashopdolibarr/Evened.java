package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.model.Entity;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What one line comes to in Dolibarr: its sum without tax and that with tax are each rounded to the
 * cent from the same unrounded product. So a price moved by less than a cent moves one of them, the
 * other, or none. Pure.
 *
 * @param line the line
 * @param net its sum without tax
 * @param gross its sum with tax
 */
record Evened(Entity line, BigDecimal net, BigDecimal gross) {

  static final BigDecimal CENT = new BigDecimal("0.01");
  private static final BigDecimal HALF = new BigDecimal("0.005");

  /** How far from where rounding turns a product has to stay, whoever reckons it in binary. */
  private static final BigDecimal SAFE = new BigDecimal("0.0002");

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int PRICE_DIGITS = 5;

  static Evened of(Entity line) {
    return at(line, Totals.price(pricing(line)));
  }

  private static Evened at(Entity line, BigDecimal price) {
    BigDecimal product = price.multiply(quantity(line));
    return new Evened(line, cents(product), cents(product.multiply(factor(line))));
  }

  /** What is moved: the least of the line's product, and to what. */
  record Move(Evened to, BigDecimal by) {}

  /** The line with a price that lets its sums be so many cents more, if there is one. */
  Optional<Move> moved(BigDecimal netCents, BigDecimal grossCents) {
    BigDecimal pieces = quantity(line);
    if (pieces.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal wantedNet = net.add(netCents);
    BigDecimal wantedGross = gross.add(grossCents);
    BigDecimal factor = factor(line);
    BigDecimal from =
        wantedNet
            .subtract(HALF)
            .max(wantedGross.subtract(HALF).divide(factor, MathContext.DECIMAL64))
            .add(SAFE);
    BigDecimal to =
        wantedNet
            .add(HALF)
            .min(wantedGross.add(HALF).divide(factor, MathContext.DECIMAL64))
            .subtract(SAFE);
    if (from.compareTo(to) > 0) {
      return Optional.empty();
    }
    Pricing before = pricing(line);
    BigDecimal product = Totals.price(before).multiply(pieces);
    BigDecimal nearest = product.max(from).min(to);
    BigDecimal price =
        nearest
            .divide(pieces, MathContext.DECIMAL64)
            .setScale(PRICE_DIGITS, RoundingMode.HALF_EVEN);
    Evened there =
        at(
            line.with(
                OrderLine.PRICING,
                new Pricing(price, before.discountPercent(), before.vat(), before.vatIncluded())),
            price);
    return there.net().compareTo(wantedNet) == 0 && there.gross().compareTo(wantedGross) == 0
        ? Optional.of(new Move(there, nearest.subtract(product).abs()))
        : Optional.empty();
  }

  boolean isGoods() {
    return line.get(OrderLine.ROLE).filter(role -> !role.equals(OrderLine.GOODS)).isEmpty();
  }

  BigDecimal rate() {
    return pricing(line).vat().orElse(BigDecimal.ZERO);
  }

  private static Pricing pricing(Entity line) {
    return line.get(OrderLine.PRICING).orElse(Pricing.of("0"));
  }

  static BigDecimal quantity(Entity line) {
    return line.get(OrderLine.QUANTITY).orElse(BigDecimal.ONE);
  }

  private static BigDecimal factor(Entity line) {
    return HUNDRED.add(pricing(line).vat().orElse(BigDecimal.ZERO)).movePointLeft(2);
  }

  static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
