package dev.syncline.model;

import java.math.BigDecimal;

/**
 * An amount of money.
 *
 * @param amount in major units (rubles, not kopecks), exact
 * @param currency the ISO 4217 code, upper case
 * @since 0.1
 */
public record Money(BigDecimal amount, String currency) {

  /** An amount written as text, such as {@code Money.of("19.90", "RUB")}. */
  public static Money of(String amount, String currency) {
    return new Money(new BigDecimal(amount), currency);
  }
}
