package dev.syncline.plans.prestashopdolibarr;

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
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.util.Map;
import java.util.Set;

/** Combinations: products of their own, or children of their product (P-057). */
final class CombinationRules {

  private static final Direction OUT = Direction.TO_RIGHT;

  private final PrestaShopDolibarrSettings settings;
  private final CatalogueSettings catalogue;
  private final ProductReference reference;

  CombinationRules(PrestaShopDolibarrSettings settings) {
    this.settings = settings;
    this.catalogue = settings.catalogue();
    this.reference = ProductReference.ofCombinations(settings);
  }

  Flow flow() {
    return catalogue.mode() == CatalogueSettings.Mode.FLAT ? products() : children();
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
            .with(Variant.VAT, Product.VAT, Lens.same(), OUT, When.ALWAYS)
            .with(Variant.COST_PRICE, Product.COST_PRICE, Lens.same(), OUT, When.ALWAYS)
            .with(Variant.WEIGHT, Product.WEIGHT, Lens.same(), OUT, When.ALWAYS)
            .with(Variant.BARCODES, Product.BARCODES, Lens.same(), OUT, When.ALWAYS)
            .with(Variant.ARCHIVED, Product.ARCHIVED, Lens.same(), OUT, When.ALWAYS)
            .compute(
                Side.RIGHT,
                Product.DESCRIPTION_HTML,
                Set.of(Variant.OPTIONS, Variant.DESCRIPTION_HTML),
                mapping -> described(mapping.source()),
                When.ALWAYS) // P-056
            .constant(Side.RIGHT, Product.VAT_INCLUDED, catalogue.grossPrices())
            .constant(Side.RIGHT, Product.PURCHASABLE, catalogue.purchasable());
    rules = priced(rules, Product.PRICE);
    rules = pictured(rules, Product.IMAGES);
    Flow flow =
        Flow.between(Variant.TYPE, Product.TYPE)
            .toRight()
            .fields(rules)
            .found(Arrival.FROM_LEFT)
            .goneArchives(Product.ARCHIVED)
            .gone(Gone.DELETE_UNLESS_USED); // P-065
    return switch (catalogue.sameBy()) {
      case NOTHING -> flow;
      case REFERENCE -> flow.matchBy(Product.SKU);
      case BARCODE -> flow.matchBy(Product.BARCODES, Product.SKU);
    };
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
            .toRight(Variant.BARCODES, Variant.ARCHIVED, Variant.PRICE);
    return Flow.of(Variant.TYPE)
        .toRight()
        .fields(pictured(rules, Variant.IMAGES))
        .found(Arrival.FROM_LEFT)
        .matchByAll(Variant.PRODUCT, Variant.OPTIONS)
        .goneArchives(Variant.ARCHIVED)
        .gone(Gone.DELETE_UNLESS_USED); // P-065
  }

  private FieldRules priced(FieldRules rules, Field<dev.syncline.model.Money> target) {
    return catalogue.grossPrices()
        ? rules.compute(
            Side.RIGHT,
            target,
            Set.of(Variant.PRICE, Variant.VAT),
            mapping -> ProductRules.gross(mapping, Variant.PRICE, Variant.VAT),
            When.ALWAYS)
        : rules.with(Variant.PRICE, target, Lens.same(), OUT, When.ALWAYS);
  }

  private FieldRules pictured(
      FieldRules rules, Field<Set<dev.syncline.model.Media>> target) {
    return settings.has(Part.IMAGES)
        ? rules.with(Variant.IMAGES, target, Lens.same(), OUT, When.ALWAYS)
        : rules;
  }

  private When whenReference() {
    return catalogue.referenceFollows() ? When.ALWAYS : When.CREATE_ONLY; // P-053
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
