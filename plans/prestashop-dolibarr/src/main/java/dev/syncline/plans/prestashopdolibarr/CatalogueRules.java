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
import dev.syncline.model.Category;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.Product;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import java.util.Map;
import java.util.Set;

/** Categories, products, combinations as products of their own, and how much there is of them. */
final class CatalogueRules {

  private final PrestaShopDolibarrSettings settings;
  private final CatalogueSettings catalogue;
  private final Texts texts;

  CatalogueRules(PrestaShopDolibarrSettings settings) {
    this.settings = settings;
    this.catalogue = settings.catalogue();
    this.texts = new Texts(settings.language());
  }

  Flow categories() {
    FieldRules rules =
        texts
            .added(FieldRules.of(Category.TYPE), Category.NAME, Category.NAMES, Category.NAME)
            .ref(Category.PARENT, Direction.TO_RIGHT, When.ALWAYS); // P-040, P-042
    return Flow.of(Category.TYPE)
        .toRight()
        .fields(rules)
        .matchByAll(Category.NAME, Category.PARENT) // P-041
        .found(Arrival.FROM_LEFT)
        .gone(Gone.DELETE); // P-042
  }

  /** A product with combinations is represented by them (P-057, P-059). */
  Flow products() {
    FieldRules rules =
        FieldRules.of(Product.TYPE)
            .with(Product.KIND, Product.KIND, simplified(), Direction.TO_RIGHT, When.CREATE_ONLY)
            .compute(
                Side.RIGHT,
                Product.SKU,
                Set.of(Product.SKU, Product.BARCODES),
                mapping -> reference(Product.SKU, Product.BARCODES).of(mapping.source()),
                whenReference());
    rules = texts.added(rules, Product.NAME, Product.NAMES, Product.NAME);
    rules =
        texts.added(rules, Product.SUMMARY_HTML, Product.SUMMARIES_HTML, Product.DESCRIPTION_HTML);
    rules =
        longText(rules)
            .toRight(Product.PRICE, Product.VAT, Product.COST_PRICE, Product.BARCODES)
            .toRight(Product.WEIGHT, Product.LENGTH, Product.WIDTH, Product.HEIGHT)
            .constant(Side.RIGHT, Product.VAT_INCLUDED, false)
            .constant(Side.RIGHT, Product.PURCHASABLE, catalogue.purchasable())
            .refs(Product.CATEGORIES, Direction.TO_RIGHT, When.ALWAYS) // P-043
            .compute(
                Side.RIGHT,
                Product.ARCHIVED,
                Set.of(Product.ARCHIVED, Product.HAS_VARIANTS),
                mapping ->
                    Put.value(
                        mapping.source().get(Product.ARCHIVED).orElse(false)
                            || mapping.source().get(Product.HAS_VARIANTS).orElse(false)),
                When.ALWAYS); // P-054, P-059
    Flow flow =
        Flow.of(Product.TYPE)
            .toRight()
            .fields(settings.has(Part.IMAGES) ? rules.toRight(Product.IMAGES) : rules)
            .createWhen(
                product -> !product.get(Product.HAS_VARIANTS).orElse(false), Product.HAS_VARIANTS)
            .found(Arrival.FROM_LEFT)
            .goneArchives(Product.ARCHIVED); // P-065
    return catalogue.sameReference() ? flow.matchBy(Product.SKU) : flow; // P-031
  }

  /** Each combination is a product of its own (P-056, P-058). */
  Flow combinations() {
    FieldRules rules =
        FieldRules.between(Variant.TYPE, Product.TYPE)
            .constant(Side.RIGHT, Product.KIND, Product.GOODS)
            .compute(
                Side.RIGHT,
                Product.SKU,
                Set.of(Variant.SKU, Variant.BARCODES),
                mapping -> reference(Variant.SKU, Variant.BARCODES).of(mapping.source()),
                whenReference())
            .with(Variant.NAME, Product.NAME, Lens.same(), Direction.TO_RIGHT, When.ALWAYS)
            .with(Variant.PRICE, Product.PRICE, Lens.same(), Direction.TO_RIGHT, When.ALWAYS)
            .with(Variant.VAT, Product.VAT, Lens.same(), Direction.TO_RIGHT, When.ALWAYS)
            .with(
                Variant.COST_PRICE,
                Product.COST_PRICE,
                Lens.same(),
                Direction.TO_RIGHT,
                When.ALWAYS)
            .with(Variant.WEIGHT, Product.WEIGHT, Lens.same(), Direction.TO_RIGHT, When.ALWAYS)
            .with(Variant.BARCODES, Product.BARCODES, Lens.same(), Direction.TO_RIGHT, When.ALWAYS)
            .with(Variant.ARCHIVED, Product.ARCHIVED, Lens.same(), Direction.TO_RIGHT, When.ALWAYS)
            .compute(
                Side.RIGHT,
                Product.DESCRIPTION_HTML,
                Set.of(Variant.OPTIONS, Variant.DESCRIPTION_HTML),
                mapping ->
                    described(
                        mapping.source().get(Variant.OPTIONS).orElse(Map.of()),
                        mapping.source().get(Variant.DESCRIPTION_HTML).orElse("")),
                When.ALWAYS) // P-056
            .constant(Side.RIGHT, Product.VAT_INCLUDED, false)
            .constant(Side.RIGHT, Product.PURCHASABLE, catalogue.purchasable());
    FieldRules shown =
        settings.has(Part.IMAGES)
            ? rules.with(
                Variant.IMAGES, Product.IMAGES, Lens.same(), Direction.TO_RIGHT, When.ALWAYS)
            : rules;
    Flow flow =
        Flow.between(Variant.TYPE, Product.TYPE)
            .toRight()
            .fields(shown)
            .found(Arrival.FROM_LEFT)
            .goneArchives(Product.ARCHIVED); // P-065
    return catalogue.sameReference() ? flow.matchBy(Product.SKU) : flow;
  }

  /** What the shop counts, or what Dolibarr does (P-066, P-067, P-133). */
  Flow stock() {
    boolean toDolibarr =
        settings.stockSource() == PrestaShopDolibarrSettings.StockSource.PRESTASHOP;
    Direction way = toDolibarr ? Direction.TO_RIGHT : Direction.TO_LEFT;
    return Flow.of(StockLevel.TYPE)
        .direction(way)
        .fields(
            FieldRules.of(StockLevel.TYPE)
                .ref(StockLevel.ITEM, way, When.CREATE_ONLY)
                .with(StockLevel.QUANTITY, StockLevel.QUANTITY, Lens.same(), way, When.ALWAYS))
        .matchBy(StockLevel.ITEM)
        .found(toDolibarr ? Arrival.FROM_LEFT : Arrival.FROM_RIGHT);
  }

  /** The attributes are the first line, then comes the product's own text. */
  private static Put<String> described(Map<String, String> options, String text) {
    StringBuilder first = new StringBuilder();
    options.forEach(
        (name, value) ->
            first.append(first.isEmpty() ? "" : ", ").append(name).append(": ").append(value));
    String all = first + (first.isEmpty() || text.isEmpty() ? "" : "<br>") + text;
    return all.isEmpty() ? Put.empty() : Put.value(all);
  }

  private FieldRules longText(FieldRules rules) {
    return switch (catalogue.longText()) {
      case NONE -> rules;
      case FIELD ->
          rules.with(
              Product.DESCRIPTION,
              longText(),
              Lens.same(),
              Direction.TO_RIGHT,
              When.ALWAYS); // P-055
      case NOTE ->
          texts.added(
              rules, Product.DESCRIPTION_HTML, Product.DESCRIPTIONS_HTML, Product.NOTE_HTML);
    };
  }

  /** The extra field of the long description. */
  Field<String> longText() {
    return Field.custom(Product.TYPE, catalogue.longTextField(), Kinds.text());
  }

  private ProductReference reference(Field<String> own, Field<Set<String>> codes) {
    return new ProductReference(catalogue.reference(), settings.shop(), own, codes);
  }

  private When whenReference() {
    return catalogue.referenceFollows() ? When.ALWAYS : When.CREATE_ONLY; // P-053
  }

  /** A set is sold as goods. */
  private static Lens<String, String> simplified() {
    return Lens.of(
        kind -> kind.equals(Product.BUNDLE) ? Product.GOODS : kind, kind -> kind); // P-062
  }
}
