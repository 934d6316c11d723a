package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Direction;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.Field;
import dev.syncline.plans.prestashopdolibarr.BackSettings.Owned;
import java.util.Optional;

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

  /** Whether anything of products goes back. */
  boolean anything() {
    return !back.owned().isEmpty() || makesProducts();
  }

  /** Whether new products of Dolibarr are made in the shop; never while it is only compared. */
  boolean makesProducts() {
    return back.newProducts() && back.writes();
  }

  /** A field that the shop owns. */
  <L, R> FieldRules shops(FieldRules rules, Field<L> left, Field<R> right, Lens<L, R> lens) {
    FieldRules out = rules.with(left, right, lens, Direction.TO_RIGHT, When.ALWAYS);
    return makesProducts()
        ? out.with(left, right, lens, Direction.TO_LEFT, When.CREATE_ONLY)
        : out;
  }

  /** A field whose owner the settings name. */
  <L, R> FieldRules owned(
      FieldRules rules, Owned what, Field<L> left, Field<R> right, Lens<L, R> lens) {
    return back.owns(what)
        ? rules
            .with(left, right, lens, Direction.TO_RIGHT, When.CREATE_ONLY)
            .with(left, right, confirmed(lens), Direction.TO_LEFT, When.ALWAYS)
        : shops(rules, left, right, lens);
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
