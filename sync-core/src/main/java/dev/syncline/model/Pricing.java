package dev.syncline.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What one unit of a line costs: the parts mean something only together.
 *
 * @param price one unit before discount, in major units of the document's currency; with tax if
 *     {@code vatIncluded}
 * @param discountPercent 0 to 100, negative for a markup
 * @param vat the tax rate in percent; empty for "no tax", which is not 0 %
 * @param vatIncluded whether {@code price} holds the tax
 * @since 0.1
 */
public record Pricing(
    BigDecimal price, BigDecimal discountPercent, Optional<BigDecimal> vat, boolean vatIncluded) {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int SCALE = 10;

  /** A price without discount and without tax. */
  public static Pricing of(String price) {
    return new Pricing(new BigDecimal(price), BigDecimal.ZERO, Optional.empty(), true);
  }

  /** One unit after discount, not rounded to the currency. */
  public BigDecimal discounted() {
    return price.multiply(
        BigDecimal.ONE.subtract(discountPercent.divide(HUNDRED, SCALE, RoundingMode.HALF_UP)));
  }
}
