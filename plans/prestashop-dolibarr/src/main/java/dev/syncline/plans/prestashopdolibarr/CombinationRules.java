package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Ambiguity;
import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Media;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import dev.syncline.plans.prestashopdolibarr.BackSettings.Owned;
import java.util.Map;
import java.util.Set;

/** Combinations: products of their own, or children of their product (P-057). */
final class CombinationRules {

  private static final Direction OUT = Direction.TO_RIGHT;

  private final PrestaShopDolibarrSettings settings;
  private final CatalogueSettings catalogue;
  private final ProductReference reference;
  private final Ownership ownership;

  CombinationRules(PrestaShopDolibarrSettings settings) {
    this.settings = settings;
    this.catalogue = settings.catalogue();
    this.reference = ProductReference.ofCombinations(settings);
    this.ownership = new Ownership(settings.back());
  }

  Flow flow() {
    return catalogue.mode() == CatalogueSettings.Mode.FLAT ? products() : children();
  }

  /** A flow without rules: under its name combinations are linked. */
  static Flow shape(CatalogueSettings.Mode mode) {
    return mode == CatalogueSettings.Mode.FLAT
        ? Flow.between(Variant.TYPE, Product.TYPE)
        : Flow.of(Variant.TYPE);
  }

  /** Each combination is a product of its own (P-056, P-058). */
  private Flow products() {
    FieldRules rules =
        FieldRules.between(Variant.TYPE, Product.TYPE)
            .constant(Side.RIGHT, Product.KIND, Product.GOODS)
            .compute(
                Side.RIGHT,
                Product.SKU,
                reference.reads(),
                mapping -> reference.of(mapping.source()),
                whenReference())
            .with(Variant.NAME, Product.NAME, Lens.same(), OUT, When.ALWAYS)
            .with(Variant.COST_PRICE, Product.COST_PRICE, Lens.same(), OUT, When.ALWAYS)
            .with(Variant.LENGTH, Product.LENGTH, Lens.same(), OUT, When.ALWAYS)
            .with(Variant.WIDTH, Product.WIDTH, Lens.same(), OUT, When.ALWAYS)
            .with(Variant.HEIGHT, Product.HEIGHT, Lens.same(), OUT, When.ALWAYS)
            .with(Variant.ARCHIVED, Product.ARCHIVED, Lens.same(), OUT, When.ALWAYS)
            .compute(
                Side.RIGHT,
                Product.DESCRIPTION_HTML,
                Set.of(Variant.OPTIONS, Variant.DESCRIPTION_HTML),
                mapping -> described(mapping.source()),
                When.ALWAYS) // P-056
            .refs(Variant.CATEGORIES, Product.CATEGORIES, OUT, When.ALWAYS) // P-043
            .constant(Side.RIGHT, Product.VAT_INCLUDED, catalogue.grossPrices())
            .constant(Side.RIGHT, Product.PURCHASABLE, catalogue.purchasable());
    if (catalogue.longText() == CatalogueSettings.LongText.FIELD) {
      Field<String> target = ProductRules.extra(catalogue.longTextField());
      rules = rules.with(Variant.DESCRIPTION, target, Lens.same(), OUT, When.ALWAYS); // P-055
    }
    Flow flow =
        shape(CatalogueSettings.Mode.FLAT)
            .direction(ownership.dolibarrsAny(Owned.PRICE, Owned.FIELDS) ? Direction.BOTH : OUT)
            .fields(pictured(priced(owned(rules)), Product.IMAGES))
            .createWhen(entity -> entity.type().equals(Variant.TYPE))
            .updateWhen(any -> catalogue.master()) // P-034
            .found(Arrival.FROM_LEFT)
            .several(Ambiguity.MAKE_NEW) // P-052
            .goneArchives(Product.ARCHIVED)
            .goneClears(Product.PURCHASABLE)
            .gone(Gone.DELETE_UNLESS_USED) // P-065
            .gone(Side.RIGHT, Gone.UNLINK); // P-137
    return switch (catalogue.sameBy()) {
      case NOTHING -> flow;
      case REFERENCE -> flow.matchBy(Product.SKU);
      case BARCODE -> flow.matchBy(Product.BARCODES, Product.SKU);
    };
  }

  private FieldRules owned(FieldRules rules) {
    FieldRules all =
        ownership.owned(rules, Owned.FIELDS, Variant.WEIGHT, Product.WEIGHT, Lens.same());
    all = ownership.owned(all, Owned.FIELDS, Variant.BARCODES, Product.BARCODES, Lens.same());
    return ownership.dolibarr(Owned.FIELDS)
        ? ownership.back(all, Owned.FIELDS, Variant.SKU, Product.SKU, Lens.same())
        : all;
  }

  /** Each combination is a child of the module Variants. */
  private Flow children() {
    FieldRules rules =
        FieldRules.of(Variant.TYPE)
            .ref(Variant.PRODUCT, OUT, When.CREATE_ONLY)
            .with(Variant.OPTIONS, Variant.OPTIONS, Lens.same(), OUT, When.CREATE_ONLY)
            .compute(
                Side.RIGHT,
                Variant.SKU,
                reference.reads(),
                mapping -> reference.of(mapping.source()),
                whenReference())
            .toRight(Variant.NAME, Variant.VAT, Variant.COST_PRICE, Variant.WEIGHT)
            .toRight(Variant.BARCODES, Variant.ARCHIVED, Variant.PRICE)
            .toRight(Variant.LENGTH, Variant.WIDTH, Variant.HEIGHT)
            .constant(Side.RIGHT, Variant.PURCHASABLE, catalogue.purchasable()) // P-054
            .compute(
                Side.RIGHT,
                Variant.DESCRIPTION_HTML,
                Set.of(Variant.OPTIONS, Variant.DESCRIPTION_HTML),
                mapping -> described(mapping.source()),
                When.ALWAYS); // P-056
    return shape(CatalogueSettings.Mode.VARIANTS)
        .toRight()
        .fields(pictured(rules, Variant.IMAGES))
        .updateWhen(any -> catalogue.master()) // P-034
        .found(Arrival.FROM_LEFT)
        .goneArchives(Variant.ARCHIVED)
        .goneClears(Variant.PURCHASABLE)
        .gone(Gone.DELETE_UNLESS_USED); // P-065
  }

  private FieldRules priced(FieldRules rules) {
    When out = ownership.dolibarr(Owned.PRICE) ? When.CREATE_ONLY : When.ALWAYS;
    FieldRules all =
        catalogue.grossPrices()
            ? rules.compute(
                Side.RIGHT,
                Product.PRICE,
                Set.of(Variant.PRICE, Variant.VAT),
                mapping -> ProductRules.gross(mapping, Variant.PRICE, Variant.VAT),
                out)
            : rules.with(Variant.PRICE, Product.PRICE, Lens.same(), OUT, out);
    all = all.with(Variant.VAT, Product.VAT, Lens.same(), OUT, out);
    return ownership.dolibarr(Owned.PRICE)
        ? ownership.back(all, Owned.PRICE, Variant.PRICE) // P-134
        : all;
  }

  private FieldRules pictured(FieldRules rules, Field<Set<Media>> target) {
    return settings.has(Part.IMAGES)
        ? rules.with(Variant.IMAGES, target, Lens.same(), OUT, whenPictured())
        : rules;
  }

  private When whenPictured() {
    return ownership.dolibarr(Owned.IMAGES) ? When.CREATE_ONLY : When.ALWAYS;
  }

  private When whenReference() {
    return catalogue.referenceFollows() && !ownership.dolibarr(Owned.FIELDS)
        ? When.ALWAYS
        : When.CREATE_ONLY; // P-053
  }

  /** The attributes are the first line, then comes the product's own text. */
  private static Put<String> described(Entity combination) {
    Map<String, String> options = combination.get(Variant.OPTIONS).orElse(Map.of());
    String text = combination.get(Variant.DESCRIPTION_HTML).orElse("");
    StringBuilder first = new StringBuilder();
    options.forEach(
        (name, value) ->
            first.append(first.isEmpty() ? "" : ", ").append(name).append(": ").append(value));
    String all = first + (first.isEmpty() || text.isEmpty() ? "" : "<br>") + text;
    return all.isEmpty() ? Put.empty() : Put.value(all);
  }
}
