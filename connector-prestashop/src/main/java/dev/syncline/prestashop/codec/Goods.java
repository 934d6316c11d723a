package dev.syncline.prestashop.codec;

import dev.syncline.model.Field;
import dev.syncline.model.Media;
import dev.syncline.model.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines that products and combinations share. Pure. */
final class Goods {

  static final String TAX_GROUP = "id_tax_rules_group";
  static final String PRICE = "price";
  static final String WHOLESALE = "wholesale_price";

  private Goods() {}

  /** A price without tax in the shop's currency. */
  static Line<Money> price(Field<Money> field, String name) {
    return Line.of(
            field,
            Set.of(name),
            (row, into, terms) ->
                Line.number(row, name)
                    .ifPresent(amount -> into.set(field, new Money(amount, terms.currency()))),
            (row, wanted, how) -> {
              if (wanted != null && !wanted.currency().equals(how.terms().currency())) {
                return false;
              }
              return Line.amount(row, name, wanted == null ? null : wanted.amount());
            })
        .closeIf((wanted, held, phones) -> sameMoney(wanted, held));
  }

  static boolean sameMoney(Money wanted, Money held) {
    return wanted.currency().equals(held.currency())
        && Rounded.six(wanted.amount()).compareTo(Rounded.six(held.amount())) == 0;
  }

  static boolean sameNumber(BigDecimal wanted, BigDecimal held) {
    BigDecimal difference = wanted.subtract(held).abs();
    // Converted from another unit, the last digit that the shop keeps is worth more.
    return difference.compareTo(new BigDecimal("0.0005")) <= 0;
  }

  /** A measure, kept in the shop's unit. */
  static Line<BigDecimal> measure(
      Field<BigDecimal> field, String name, java.util.function.Function<Terms, BigDecimal> unit) {
    return Line.of(
            field,
            Set.of(name),
            (row, into, terms) ->
                Line.number(row, name)
                    .ifPresent(value -> into.set(field, value.multiply(unit.apply(terms)))),
            (row, wanted, how) ->
                Line.amount(
                    row, name, wanted == null ? null : inUnit(wanted, unit.apply(how.terms()))))
        .closeIf((wanted, held, phones) -> sameNumber(wanted, held));
  }

  static BigDecimal inUnit(BigDecimal value, BigDecimal unit) {
    return value.divide(unit, MathContext.DECIMAL64);
  }

  /** The rate of the group of tax rules in the shop's default country. */
  static Optional<BigDecimal> rate(Row row, Terms terms) {
    return Optional.ofNullable(terms.lists().taxRules().get(row.number(TAX_GROUP)));
  }

  /** Chooses a group of tax rules: the one that is held if its rate is right. */
  static boolean writeRate(Row.Builder row, @Nullable BigDecimal wanted, Line.Written how) {
    if (wanted == null) {
      row.text(TAX_GROUP, "0");
      return true;
    }
    Map<Long, BigDecimal> groups = how.terms().lists().taxRules();
    Row held = how.held();
    if (held != null
        && rate(held, how.terms()).filter(is -> is.compareTo(wanted) == 0).isPresent()) {
      row.text(TAX_GROUP, Long.toString(held.number(TAX_GROUP)));
      return true;
    }
    Optional<Long> group =
        groups.entrySet().stream()
            .filter(each -> each.getValue().compareTo(wanted) == 0)
            .map(Map.Entry::getKey)
            .findFirst();
    group.ifPresent(id -> row.text(TAX_GROUP, Long.toString(id)));
    return group.isPresent();
  }

  /** Pictures of a product; their ids are what tells them apart. */
  static Set<Media> pictures(String product, List<String> ids, Terms terms) {
    Set<Media> all = new LinkedHashSet<>();
    ids.forEach(id -> all.add(picture(product, id, terms)));
    return all;
  }

  static Media picture(String product, String id, Terms terms) {
    return new Media(terms.base() + "/api/images/products/" + product + "/" + id, id);
  }
}
