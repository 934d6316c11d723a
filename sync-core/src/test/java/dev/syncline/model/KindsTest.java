package dev.syncline.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When two values count as the same. The build runs it under a Turkish locale. */
class KindsTest {

  private static final PhoneRules DIGITS = PhoneRules.digits();

  @Test
  void decimalsAreComparedWithoutScale() {
    same(Kinds.decimal(), new BigDecimal("10"), new BigDecimal("10.00"), new BigDecimal("1E+1"));
    same(Kinds.decimal(), new BigDecimal("0"), new BigDecimal("0.000"), new BigDecimal("-0E-7"));
    differ(Kinds.decimal(), new BigDecimal("10"), new BigDecimal("10.01"));
    differ(Kinds.decimal(), new BigDecimal("10"), new BigDecimal("-10"));
    same(Kinds.money(), Money.of("19.9", "RUB"), Money.of("19.90", "RUB"));
    differ(Kinds.money(), Money.of("19.9", "RUB"), Money.of("19.9", "BYN"));
  }

  @Test
  void emailsAreComparedWithoutCaseInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      for (Locale locale : List.of(Locale.forLanguageTag("tr-TR"), Locale.ROOT)) {
        Locale.setDefault(locale);
        same(Kinds.email(), "INFO@TITAN.ORG", "info@titan.org", " Info@Titan.org ");
        assertThat(Kinds.email().canonical("INFO@X.ORG", DIGITS)).isEqualTo("info@x.org");
      }
    } finally {
      Locale.setDefault(before);
    }
    differ(Kinds.email(), "info@x.org", "inf0@x.org");
  }

  @Test
  void textsAreComparedUpToCompositionLineEndsAndSpaceAround() {
    same(Kinds.text(), "Caf\u00e9", "Cafe\u0301");
    same(Kinds.text(), "one\r\ntwo\rthree", "one\ntwo\nthree", "  one\ntwo\nthree\r\n");
    differ(Kinds.text(), "one two", "one  two");
    differ(Kinds.text(), "Text", "text");
    same(Kinds.namedTexts(), Map.of("de", "Caf\u00e9 "), Map.of("de", "Cafe\u0301"));
  }

  @Test
  void namedTextsAreNotMistakenForOneAnother() {
    differ(Kinds.namedTexts(), Map.of("a", "b, c=d"), Map.of("a", "b", "c", "d"));
    differ(Kinds.namedTexts(), Map.of("size", "M"), Map.of("size", "L"));
    same(Kinds.namedTexts(), Map.of("a", "1", "b", "2"), Map.of("b", "2", "a", "1"));
  }

  @Test
  void codesAreComparedToTheLetter() {
    differ(Kinds.code(), "NEW", "new");
    differ(Kinds.code(), "NEW", "NEW ");
  }

  @Test
  void phonesAreComparedByTheEnginesRules() {
    same(Kinds.phone(), "+7 (916) 123-45-67", "79161234567", "7 916 123 45 67");
    differ(Kinds.phone(), "+79161234567", "89161234567");
    PhoneRules lastTen = raw -> DIGITS.normal(raw).replaceAll("^.*(.{10})$", "$1");
    assertThat(Kinds.phone().same("+79161234567", "89161234567", lastTen)).isTrue();
  }

  @Test
  void aPriceIsItsDiscountAndItsTaxToo() {
    BigDecimal ten = BigDecimal.TEN;
    BigDecimal none = BigDecimal.ZERO;
    Pricing plain = new Pricing(ten, none, Optional.of(new BigDecimal("20")), true);
    same(
        Kinds.pricing(),
        plain,
        new Pricing(
            new BigDecimal("10.00"),
            new BigDecimal("0.0"),
            Optional.of(new BigDecimal("20.0")),
            true));
    differ(Kinds.pricing(), plain, new Pricing(ten, BigDecimal.ONE, plain.vat(), true));
    differ(Kinds.pricing(), plain, new Pricing(ten, none, plain.vat(), false));
    differ(Kinds.pricing(), plain, new Pricing(ten, none, Optional.empty(), true));
    differ(
        Kinds.pricing(),
        new Pricing(ten, none, Optional.of(none), true),
        new Pricing(ten, none, Optional.empty(), true));
    same(
        Kinds.pricing(),
        new Pricing(ten, none, Optional.empty(), true),
        new Pricing(ten, none, Optional.empty(), false));
    assertThat(new Pricing(ten, new BigDecimal("12.5"), Optional.empty(), true).discounted())
        .isEqualByComparingTo("8.75");
  }

  @Test
  void setsAreComparedWithoutOrderAndDoubles() {
    Kind<Set<String>> emails = Kinds.set(Kinds.email());
    same(
        emails,
        new LinkedHashSet<>(List.of("a@x.org", "b@x.org")),
        new LinkedHashSet<>(List.of("B@x.org", "A@x.org", "a@x.org")));
    differ(emails, Set.of("a@x.org"), Set.of("a@x.org", "b@x.org"));
    assertThat(emails.elements(Set.of("B@x.org", "b@x.org", "a@x.org"), DIGITS))
        .containsExactly("a@x.org", "b@x.org");
  }

  @Test
  void momentsAreComparedToTheSecondAndFilesByTheirDigest() {
    Instant moment = Instant.parse("2026-03-01T10:00:00Z");
    same(Kinds.instant(), moment, moment.plusMillis(999));
    differ(Kinds.instant(), moment, moment.plusSeconds(1));
    same(Kinds.media(), new Media("https://a.example/1", "d"), new Media("https://b.example", "d"));
    differ(
        Kinds.media(),
        new Media("https://a.example/1", "d"),
        new Media("https://a.example/1", "e"));
  }

  @Test
  void aNamesAndAnAddressesPartsDoNotRunTogether() {
    differ(Kinds.personName(), new PersonName("Ab", "c", ""), new PersonName("A", "bc", ""));
    differ(
        Kinds.address(),
        new Address("RU", "Moscow", "", "", "", ""),
        new Address("RU", "", "Moscow", "", "", ""));
    assertThat(new PersonName("Ivanov", " ", "I.").full()).isEqualTo("Ivanov I.");
  }

  @Test
  void personalValuesAreNotInTheirTexts() {
    assertThat(new PersonName("Ivanov", "Ivan", "").toString()).doesNotContain("Ivan");
    assertThat(new Address("RU", "", "Moscow", "", "", "").toString()).doesNotContain("Moscow");
  }

  @SafeVarargs
  private static <V> void same(Kind<V> kind, V... values) {
    for (V one : values) {
      for (V other : values) {
        assertThat(kind.same(one, other, DIGITS)).as(one + " and " + other).isTrue();
        assertThat(kind.canonical(one, DIGITS)).isEqualTo(kind.canonical(other, DIGITS));
      }
    }
  }

  private static <V> void differ(Kind<V> kind, V one, V other) {
    assertThat(kind.same(one, other, DIGITS)).as(one + " and " + other).isFalse();
    assertThat(kind.elements(one, DIGITS)).isNotEqualTo(kind.elements(other, DIGITS));
  }
}
