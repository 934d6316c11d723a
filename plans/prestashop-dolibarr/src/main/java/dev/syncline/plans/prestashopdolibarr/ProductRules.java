package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.Money;
import dev.syncline.model.Product;
import java.util.Map;
import java.util.Set;

/** Products without combinations, and those with, where they are needed. */
final class ProductRules {

  private static final Direction OUT = Direction.TO_RIGHT;

  private final PrestaShopDolibarrSettings settings;
  private final CatalogueSettings catalogue;

  ProductRules(PrestaShopDolibarrSettings settings) {
    this.settings = settings;
    this.catalogue = settings.catalogue();
  }

  Flow flow() {
    Flow flow =
        Flow.of(Product.TYPE)
            .toRight()
            .fields(rules())
            .createWhen(this::isMade, Product.HAS_VARIANTS)
            .found(Arrival.FROM_LEFT)
            .goneArchives(Product.ARCHIVED)
            .gone(Gone.DELETE_UNLESS_USED); // P-065
    return switch (catalogue.sameBy()) { // P-031
      case NOTHING -> flow;
      case REFERENCE -> flow.matchBy(Product.SKU);
      case BARCODE -> flow.matchBy(Product.BARCODES, Product.SKU);
    };
  }

  private FieldRules rules() {
    ProductReference reference = ProductReference.ofProducts(settings);
    FieldRules rules =
        FieldRules.of(Product.TYPE)
            .with(Product.KIND, Product.KIND, kinds(), OUT, When.CREATE_ONLY) // P-062
            .compute(
                Side.RIGHT,
                Product.SKU,
                reference.reads(),
                mapping -> reference.of(mapping.source()),
                catalogue.referenceFollows() ? When.ALWAYS : When.CREATE_ONLY) // P-053
            .toRight(Product.NAME, Product.VAT, Product.COST_PRICE, Product.BARCODES)
            .toRight(Product.WEIGHT, Product.LENGTH, Product.WIDTH, Product.HEIGHT)
            .with(
                Product.SUMMARY_HTML, Product.DESCRIPTION_HTML, Lens.same(), OUT, When.ALWAYS)
            .constant(Side.RIGHT, Product.VAT_INCLUDED, catalogue.grossPrices())
            .refs(Product.CATEGORIES, OUT, When.ALWAYS) // P-043
            .compute(
                Side.RIGHT,
                Product.ARCHIVED,
                Set.of(Product.ARCHIVED, Product.HAS_VARIANTS),
                mapping -> Put.value(!isSold(mapping.source())),
                When.ALWAYS) // P-054, P-059
            .compute(
                Side.RIGHT,
                Product.PURCHASABLE,
                Set.of(Product.HAS_VARIANTS),
                mapping -> Put.value(catalogue.purchasable() && !stepsAside(mapping.source())),
                When.ALWAYS);
    rules = featured(longText(priced(rules)));
    rules = catalogue.pages() ? rules.toRight(Product.PAGE) : rules;
    return settings.has(Part.IMAGES) ? rules.toRight(Product.IMAGES) : rules; // P-063
  }

  private FieldRules priced(FieldRules rules) {
    return catalogue.grossPrices()
        ? rules.compute(
            Side.RIGHT,
            Product.PRICE,
            Set.of(Product.PRICE, Product.VAT),
            mapping -> gross(mapping, Product.PRICE, Product.VAT),
            When.ALWAYS)
        : rules.toRight(Product.PRICE);
  }

  /** A price with its tax. */
  static Put<Money> gross(
      Mapping mapping, Field<Money> price, Field<java.math.BigDecimal> rate) {
    return mapping
        .source()
        .get(price)
        .map(net -> Put.value(Prices.withTax(net, mapping.source().get(rate))))
        .orElseGet(Put::empty);
  }

  private FieldRules longText(FieldRules rules) {
    return switch (catalogue.longText()) { // P-055
      case NONE -> rules;
      case FIELD ->
          rules.with(
              Product.DESCRIPTION,
              extra(catalogue.longTextField()),
              Lens.same(),
              OUT,
              When.ALWAYS);
      case NOTE ->
          rules.with(Product.DESCRIPTION_HTML, Product.NOTE_HTML, Lens.same(), OUT, When.ALWAYS);
    };
  }

  private FieldRules featured(FieldRules rules) {
    FieldRules all = rules;
    for (Map.Entry<String, String> each : catalogue.features().entrySet()) { // P-064
      all =
          all.compute(
              Side.RIGHT,
              extra(each.getValue()),
              Set.of(Product.FEATURES),
              mapping ->
                  mapping
                      .source()
                      .get(Product.FEATURES)
                      .map(features -> features.getOrDefault(each.getKey(), ""))
                      .filter(value -> !value.isEmpty())
                      .map(Put::value)
                      .orElseGet(Put::empty),
              When.ALWAYS);
    }
    return all;
  }

  /** An extra field of products. */
  static Field<String> extra(String code) {
    return Field.custom(Product.TYPE, code, Kinds.text());
  }

  /** Where combinations are products of their own, their product is not needed (P-057). */
  private boolean isMade(Entity product) {
    return !hasCombinations(product) || catalogue.parents() || hasChildren();
  }

  private boolean isSold(Entity product) {
    return !product.get(Product.ARCHIVED).orElse(false) && !stepsAside(product);
  }

  /** Its combinations are sold in its place (P-059). */
  private boolean stepsAside(Entity product) {
    return hasCombinations(product) && !hasChildren();
  }

  private boolean hasChildren() {
    return catalogue.mode() == CatalogueSettings.Mode.VARIANTS;
  }

  private static boolean hasCombinations(Entity product) {
    return product.get(Product.HAS_VARIANTS).orElse(false);
  }

  /** A set is sold as goods; what is virtual is a service, if it shall be. */
  private Lens<String, String> kinds() {
    return Lens.of(
        kind ->
            kind.equals(Product.SERVICE) && catalogue.services() ? Product.SERVICE : Product.GOODS,
        kind -> kind);
  }
}
