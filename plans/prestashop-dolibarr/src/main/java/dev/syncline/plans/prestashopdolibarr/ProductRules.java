package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Ambiguity;
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
import dev.syncline.model.Category;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.Media;
import dev.syncline.model.Money;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.plans.prestashopdolibarr.BackSettings.Owned;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Products without combinations, and those with, where they are needed. */
final class ProductRules {

  private static final Direction OUT = Direction.TO_RIGHT;

  private final PrestaShopDolibarrSettings settings;
  private final CatalogueSettings catalogue;
  private final Ownership ownership;

  ProductRules(PrestaShopDolibarrSettings settings) {
    this.settings = settings;
    this.catalogue = settings.catalogue();
    this.ownership = new Ownership(settings.back());
  }

  Flow flow() {
    Flow flow =
        Flow.of(Product.TYPE)
            .direction(ownership.anything() ? Direction.BOTH : OUT)
            .fields(rules())
            .createWhen(this::isMade, Product.HAS_VARIANTS, Product.CATEGORIES)
            .updateWhen(any -> catalogue.master()) // P-034
            .found(Arrival.FROM_LEFT)
            .several(Ambiguity.MAKE_NEW) // P-052
            .goneArchives(Product.ARCHIVED)
            .goneClears(Product.PURCHASABLE)
            .gone(Gone.DELETE_UNLESS_USED) // P-065
            .gone(Side.RIGHT, ownership.putsOffSale() ? Gone.ARCHIVE : Gone.UNLINK); // P-137
    return switch (catalogue.sameBy()) { // P-031
      case NOTHING -> flow;
      case REFERENCE -> flow.matchBy(Product.SKU);
      case BARCODE -> flow.matchBy(Product.BARCODES, Product.SKU);
    };
  }

  private FieldRules rules() {
    FieldRules rules =
        FieldRules.of(Product.TYPE)
            .with(Product.KIND, Product.KIND, kinds(), Direction.BOTH, When.CREATE_ONLY); // P-062
    rules = referenced(rules);
    rules = ownership.shops(rules, Product.NAME, Product.NAME, Lens.same());
    rules = described(rules);
    rules = ownership.shops(rules, Product.COST_PRICE, Product.COST_PRICE, Lens.same());
    rules = ownership.owned(rules, Owned.FIELDS, Product.BARCODES, Product.BARCODES, Lens.same());
    for (Field<BigDecimal> size :
        List.of(Product.WEIGHT, Product.LENGTH, Product.WIDTH, Product.HEIGHT)) {
      rules = ownership.owned(rules, Owned.FIELDS, size, size, Lens.same());
    }
    rules = onSale(priced(placed(rules)));
    rules = featured(longText(rules));
    rules = catalogue.pages() ? rules.toRight(Product.PAGE) : rules;
    return settings.has(Part.IMAGES) ? pictured(rules) : rules;
  }

  /**
   * Pictures are the shop's, the cover first (P-063). What is made in the shop is given Dolibarr's
   * (P-135); later ones are not, for nothing tells which of the shop's came of which.
   */
  private FieldRules pictured(FieldRules rules) {
    boolean theirs = ownership.dolibarr(Owned.IMAGES);
    FieldRules all =
        rules
            .with(
                Product.IMAGES,
                Product.IMAGES,
                Lens.same(),
                OUT,
                theirs ? When.CREATE_ONLY : When.ALWAYS)
            .compute(
                Side.RIGHT,
                Product.IMAGE,
                Set.of(Product.IMAGE),
                ProductRules::cover,
                theirs ? When.CREATE_ONLY : When.ALWAYS);
    return ownership.makesProducts()
        ? all.with(Product.IMAGES, Product.IMAGES, Lens.same(), Direction.TO_LEFT, When.CREATE_ONLY)
        : all;
  }

  /** Where one side has no picture the other's own stay as they are. */
  private static Put<Media> cover(Mapping mapping) {
    return mapping
        .source()
        .get(Product.IMAGE)
        .map(Put::value)
        .orElseGet(() -> Put.skip("NO_PICTURE"));
  }

  /** Descriptions are the shop's, and those of Dolibarr are given once (P-136). */
  private FieldRules described(FieldRules rules) {
    return ownership.shops(rules, Product.SUMMARY_HTML, Product.DESCRIPTION_HTML, Lens.same());
  }

  private FieldRules referenced(FieldRules rules) {
    ProductReference reference = ProductReference.ofProducts(settings);
    boolean theirs = ownership.dolibarr(Owned.FIELDS);
    When out = catalogue.referenceFollows() && !theirs ? When.ALWAYS : When.CREATE_ONLY; // P-053
    FieldRules all =
        rules.compute(
            Side.RIGHT,
            Product.SKU,
            reference.reads(),
            mapping -> reference.of(mapping.source()),
            out);
    return ownership.back(all, Owned.FIELDS, Product.SKU, Product.SKU, Lens.same());
  }

  private FieldRules placed(FieldRules rules) {
    boolean theirs = ownership.dolibarr(Owned.CATEGORIES);
    FieldRules all =
        rules.refs(Product.CATEGORIES, OUT, theirs ? When.CREATE_ONLY : When.ALWAYS); // P-043
    if (theirs && ownership.writes()) {
      return all.refs(Product.CATEGORIES, Direction.TO_LEFT, When.ALWAYS);
    }
    return ownership.makesProducts()
        ? all.refs(Product.CATEGORIES, Direction.TO_LEFT, When.CREATE_ONLY)
        : all;
  }

  private FieldRules onSale(FieldRules rules) {
    boolean theirs = ownership.dolibarr(Owned.ON_SALE);
    FieldRules all =
        rules
            .compute(
                Side.RIGHT,
                Product.ARCHIVED,
                Set.of(Product.ARCHIVED, Product.HAS_VARIANTS),
                mapping -> Put.value(!isSold(mapping.source())),
                theirs ? When.CREATE_ONLY : When.ALWAYS) // P-054, P-059
            .compute(
                Side.RIGHT,
                Product.PURCHASABLE,
                Set.of(Product.HAS_VARIANTS),
                mapping -> Put.value(catalogue.purchasable() && !stepsAside(mapping.source())),
                When.ALWAYS);
    return ownership.back(all, Owned.ON_SALE, Product.ARCHIVED, Product.ARCHIVED, shown());
  }

  /** What is new in the shop is not shown at once, unless it shall be (P-135). */
  private Lens<Boolean, Boolean> shown() {
    return new Lens<>() {
      @Override
      public Put<Boolean> toRight(Boolean archived, Optional<Boolean> held) {
        return Put.value(archived);
      }

      @Override
      public Put<Boolean> toLeft(Boolean archived, Optional<Boolean> held) {
        return Put.value(archived || (held.isEmpty() && !settings.back().active()));
      }
    };
  }

  private FieldRules priced(FieldRules rules) {
    boolean theirs = ownership.dolibarr(Owned.PRICE);
    When out = theirs ? When.CREATE_ONLY : When.ALWAYS;
    FieldRules all =
        catalogue.grossPrices()
            ? rules.compute(
                Side.RIGHT,
                Product.PRICE,
                Set.of(Product.PRICE, Product.VAT),
                mapping -> gross(mapping, Product.PRICE, Product.VAT),
                out)
            : rules.with(Product.PRICE, Product.PRICE, Lens.same(), OUT, out);
    all =
        all.with(Product.VAT, Product.VAT, Lens.same(), OUT, out)
            .constant(Side.RIGHT, Product.VAT_INCLUDED, catalogue.grossPrices());
    all = ownership.backRate(all, Owned.PRICE, Product.VAT);
    return ownership.back(all, Owned.PRICE, Product.PRICE); // P-134
  }

  /** A price with its tax. */
  static Put<Money> gross(Mapping mapping, Field<Money> price, Field<BigDecimal> rate) {
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
              Product.DESCRIPTION, extra(catalogue.longTextField()), Lens.same(), OUT, When.ALWAYS);
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

  /**
   * Where combinations are products of their own, their product is not needed (P-057). What
   * Dolibarr says of a product does not tell whether it has any.
   */
  private boolean isMade(Entity product) {
    return product.knows(Product.HAS_VARIANTS)
        ? !hasCombinations(product) || catalogue.parents() || hasChildren()
        : isOffered(product);
  }

  /** A product of Dolibarr that is sold and stands in the category for the shop (P-135). */
  private boolean isOffered(Entity product) {
    String category = settings.back().webCategory();
    return ownership.makesProducts()
        && !product.get(Product.ARCHIVED).orElse(false)
        && (category == null
            || product
                .get(Product.CATEGORIES)
                .filter(all -> all.contains(new Ref(Category.TYPE, category)))
                .isPresent());
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
