package dev.syncline.testkit.contract;

import dev.syncline.model.Address;
import dev.syncline.model.Money;
import dev.syncline.model.PersonName;
import dev.syncline.model.Pricing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Values that have broken somebody's codec before. */
final class Nasty {

  private static final int LONG = 10_000;

  static final List<String> TEXTS =
      List.of(
          "x",
          "0",
          "null",
          "true",
          "Line one\nLine two\r\nLine three",
          " space around ",
          "\ttab\t",
          "\u00a0no-break space\u00a0",
          "Tea & milk <b>bold</b> &amp; \"quoted\" 'single' &lt;",
          "100% + 5 = ? # / \\ ; , = |",
          "[{\"json\": [1, 2]}]",
          "$result[c0][item][id]",
          "Ёлка, Ivan İıI ßſ",
          "cafe\u0301 A\u030a",
          "\uD83D\uDE00 family \uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67 \uD83C\uDDF7\uD83C\uDDFA",
          "\u05e9\u05dc\u05d5\u05dd \u202eright to left\u202c \u0645\u0631\u062d\u0628\u0627",
          "zero\u0000byte",
          "1e5",
          "2026-02-30",
          "long " + "ы".repeat(LONG));

  static final List<String> CODES = List.of("0", "A-1", "ABC:def/77", "00042", "код 7", "a;b");

  static final List<String> EMAILS =
      List.of("a@b.example", "First.Last+tag@Example.COM", "x_y-z@sub.domain.example");

  static final List<String> PHONES =
      List.of("+7 (495) 123-45-67", "8 900 111 22 33", "+49 30 901820", "+79001112233");

  static final List<BigDecimal> DECIMALS =
      List.of(
          BigDecimal.ZERO,
          BigDecimal.ONE,
          new BigDecimal("-1"),
          new BigDecimal("0.001"),
          new BigDecimal("1.50"),
          new BigDecimal("1E+3"),
          new BigDecimal("12345678901234567890.123456789"),
          new BigDecimal("-0.0000000001"));

  static final List<Money> MONEY =
      List.of(
          Money.of("0", "RUB"),
          Money.of("0.01", "RUB"),
          Money.of("19.905", "RUB"),
          Money.of("1E+6", "RUB"),
          Money.of("99999999999.99", "RUB"));

  static final List<Instant> INSTANTS =
      List.of(
          Instant.parse("2026-03-29T00:59:00Z"),
          Instant.parse("2026-12-31T23:59:00Z"),
          Instant.parse("2024-02-29T12:00:00Z"),
          Instant.parse("2000-01-01T00:00:00Z"));

  static final List<LocalDate> DATES =
      List.of(
          LocalDate.of(2024, 2, 29),
          LocalDate.of(2026, 12, 31),
          LocalDate.of(2026, 1, 1),
          LocalDate.of(2026, 3, 29));

  static final List<PersonName> NAMES =
      List.of(
          new PersonName("Petrov", "Ivan", "Petrovich"),
          new PersonName("Petrov", "", ""),
          new PersonName("", "Ivan", ""),
          new PersonName("O'Neil & Söhne", "\uD83D\uDE00", "д'"));

  static final List<Address> ADDRESSES =
      List.of(
          new Address("", "", "Moscow", "Tverskaya 1", "125009", ""),
          new Address("", "", "", "", "", "somewhere, flat 7; \"next to\" <it>"));

  static final List<Pricing> PRICINGS =
      List.of(
          Pricing.of("0"),
          Pricing.of("0.01"),
          pricing("100", "100", "20", true),
          pricing("33.33", "7.5", "20", false),
          pricing("19.90", "0", "0", true),
          pricing("10", "-5", "10", true),
          pricing("999999.99", "95", "20", true));

  private Nasty() {}

  private static Pricing pricing(String price, String discount, String vat, boolean included) {
    return new Pricing(
        new BigDecimal(price),
        new BigDecimal(discount),
        Optional.of(new BigDecimal(vat)),
        included);
  }
}
