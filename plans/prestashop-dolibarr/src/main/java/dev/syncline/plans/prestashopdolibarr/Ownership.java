package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Direction;
import dev.syncline.Side;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Money;
import dev.syncline.model.Product;
import dev.syncline.plans.prestashopdolibarr.BackSettings.Owned;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Who owns a field: it travels from there only, and is given to what is made there (P-131). Pure.
 */
final class Ownership {

  /** Why what Dolibarr owns is not written yet. */
  static final String COMPARED_ONLY = "COMPARED_ONLY";

  private final BackSettings back;

  Ownership(BackSettings back) {
    this.back = back;
  }

  boolean dolibarr(Owned what) {
    return back.owns(what);
  }

  boolean dolibarrsAny(Owned... some) {
    return Arrays.stream(some).anyMatch(back::owns);
  }

  /** Whether anything of products goes back. */
  boolean anything() {
    return !back.owned().isEmpty() || makesProducts();
  }

  /** Whether new products of Dolibarr are made in the shop; never while it is only compared. */
  boolean makesProducts() {
    return back.newProducts() && back.writes();
  }

  /** Whether what Dolibarr owns is written. */
  boolean writes() {
    return back.writes();
  }

  /** Whether what is deleted in Dolibarr goes off sale in the shop. */
  boolean putsOffSale() {
    return back.owns(Owned.ON_SALE) && back.writes();
  }

  /** The way back of a field that is put into Dolibarr by a rule of its own. */
  <L, R> FieldRules back(
      FieldRules rules, Owned what, Field<L> left, Field<R> right, Lens<L, R> lens) {
    if (back.owns(what)) {
      return rules
          .with(left, right, confirmed(lens), Direction.TO_LEFT, When.ALWAYS)
          .arriving(Arrival.FROM_RIGHT);
    }
    return makesProducts()
        ? rules.with(left, right, lens, Direction.TO_LEFT, When.CREATE_ONLY)
        : rules;
  }

  /** The way back of a rate of tax: the shop takes none of zero, but goods without one. */
  FieldRules backRate(FieldRules rules, Owned what, Field<BigDecimal> rate) {
    return back(
        rules,
        what,
        rate,
        rate,
        new Lens<>() {
          @Override
          public Put<BigDecimal> toRight(BigDecimal there, Optional<BigDecimal> held) {
            return Put.value(there);
          }

          @Override
          public Put<BigDecimal> toLeft(BigDecimal there, Optional<BigDecimal> held) {
            boolean taken = held.filter(each -> each.signum() == 0).isPresent();
            return there.signum() == 0 && !taken ? Put.empty() : Put.value(there);
          }
        });
  }

  /** The way back of a price, which the shop keeps without tax (P-134). */
  FieldRules back(FieldRules rules, Owned what, Field<Money> price) {
    if (!back.owns(what) && !makesProducts()) {
      return rules;
    }
    FieldRules all =
        rules.compute(
            Side.LEFT,
            price,
            Set.of(Product.PRICE, Product.VAT, Product.VAT_INCLUDED),
            mapping -> back.owns(what) ? confirmed(net(mapping)) : net(mapping),
            back.owns(what) ? When.ALWAYS : When.CREATE_ONLY);
    return back.owns(what) ? all.arriving(Arrival.FROM_RIGHT) : all;
  }

  private static Put<Money> net(Mapping mapping) {
    Entity source = mapping.source();
    boolean gross = source.get(Product.VAT_INCLUDED).orElse(false);
    return source
        .get(Product.PRICE)
        .map(price -> gross ? Prices.withoutTax(price, source.get(Product.VAT)) : price)
        .map(Put::value)
        .orElseGet(() -> Put.skip("NO_PRICE"));
  }

  /** A field that the shop owns. */
  <L, R> FieldRules shops(FieldRules rules, Field<L> left, Field<R> right, Lens<L, R> lens) {
    FieldRules out = rules.with(left, right, lens, Direction.TO_RIGHT, When.ALWAYS);
    return makesProducts() ? out.with(left, right, lens, Direction.TO_LEFT, When.CREATE_ONLY) : out;
  }

  /** A field whose owner the settings name. */
  <L, R> FieldRules owned(
      FieldRules rules, Owned what, Field<L> left, Field<R> right, Lens<L, R> lens) {
    if (!back.owns(what)) {
      return shops(rules, left, right, lens);
    }
    return back(
        rules.with(left, right, lens, Direction.TO_RIGHT, When.CREATE_ONLY),
        what,
        left,
        right,
        lens);
  }

  /** The same lens, but that nothing goes back until somebody has looked (P-141). */
  <L, R> Lens<L, R> confirmed(Lens<L, R> lens) {
    return new Lens<>() {
      @Override
      public Put<R> toRight(L value, Optional<R> held) {
        return lens.toRight(value, held);
      }

      @Override
      public Put<L> toLeft(R value, Optional<L> held) {
        return confirmed(lens.toLeft(value, held));
      }
    };
  }

  /** What is put into the shop, once somebody has looked. */
  <V> Put<V> confirmed(Put<V> put) {
    return back.writes() ? put : Put.skip(COMPARED_ONLY);
  }
}
