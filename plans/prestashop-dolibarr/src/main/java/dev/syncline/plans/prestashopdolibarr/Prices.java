package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.model.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Prices with tax and without. Pure. */
final class Prices {

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final int DIGITS = 5;
  private static final int NET_DIGITS = 6;

  private Prices() {}

  /** A net price with its tax, as precise as Dolibarr keeps it. */
  static Money withTax(Money net, Optional<BigDecimal> rate) {
    BigDecimal percent = rate.orElse(BigDecimal.ZERO).add(HUNDRED);
    BigDecimal gross = net.amount().multiply(percent).movePointLeft(2);
    return new Money(gross.setScale(DIGITS, RoundingMode.HALF_UP), net.currency());
  }

  /** A gross price without its tax, as precise as the shop keeps it. */
  static Money withoutTax(Money gross, Optional<BigDecimal> rate) {
    BigDecimal percent = rate.orElse(BigDecimal.ZERO).add(HUNDRED);
    BigDecimal net = gross.amount().movePointRight(2);
    return new Money(net.divide(percent, NET_DIGITS, RoundingMode.HALF_UP), gross.currency());
  }
}
