package dev.syncline.prestashop.codec;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/** Tax rates of what was sold. Pure. */
final class Rates {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal NEAR = new BigDecimal("0.15");

  private Rates() {}

  /** The rate of an order's line: that of its taxes, or what the two prices say. */
  static BigDecimal of(Row detail, Terms terms) {
    List<String> taxes = detail.ids("taxes");
    BigDecimal sum = BigDecimal.ZERO;
    for (String id : taxes) {
      BigDecimal rate = terms.lists().taxes().get(Long.parseLong(id));
      if (rate == null) {
        return between(detail, terms);
      }
      sum = sum.add(rate);
    }
    return taxes.isEmpty() ? between(detail, terms) : sum;
  }

  private static BigDecimal between(Row detail, Terms terms) {
    BigDecimal excluding = Line.orZero(detail, "total_price_tax_excl");
    return excluding.signum() == 0
        ? between(
            Line.orZero(detail, "unit_price_tax_excl"),
            Line.orZero(detail, "unit_price_tax_incl"),
            terms)
        : between(excluding, Line.orZero(detail, "total_price_tax_incl"), terms);
  }

  /** The rate that leads from one amount to the other: one that the shop knows, if it is near. */
  static BigDecimal between(BigDecimal excluding, BigDecimal including, Terms terms) {
    if (excluding.signum() == 0 || including.compareTo(excluding) == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal exact =
        including.subtract(excluding).multiply(HUNDRED).divide(excluding, MathContext.DECIMAL64);
    Optional<BigDecimal> known =
        terms.lists().taxes().values().stream()
            .filter(rate -> rate.subtract(exact).abs().compareTo(NEAR) <= 0)
            .min((one, other) -> one.subtract(exact).abs().compareTo(other.subtract(exact).abs()));
    return known.orElse(exact.setScale(3, java.math.RoundingMode.HALF_UP));
  }

  /** An amount with its tax. */
  static BigDecimal including(BigDecimal excluding, BigDecimal rate) {
    return excluding.add(excluding.multiply(rate).divide(HUNDRED, MathContext.DECIMAL64));
  }
}
