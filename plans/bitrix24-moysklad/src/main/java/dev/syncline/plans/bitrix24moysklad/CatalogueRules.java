package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Dictionaries;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Wanted.Halt;
import dev.syncline.mapping.When;
import dev.syncline.model.Category;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.CatalogueWinner;
import java.util.Optional;
import java.util.function.Function;

/** Sections, products with services, and variations. */
final class CatalogueRules {

  /** A set is never made in MoySklad. */
  static final String BUNDLE = "BUNDLE";

  private final BitrixMoySkladSettings settings;
  private final CurrencyMap currencies;

  CatalogueRules(BitrixMoySkladSettings settings, Function<Side, Dictionaries> dictionaries) {
    this.settings = settings;
    this.currencies = new CurrencyMap(settings.currencies(), dictionaries);
  }

  Flow sections() {
    return Flow.of(Category.TYPE)
        .direction(settings.directions().sections().direction())
        .fields(FieldRules.of(Category.TYPE).copy(Category.NAME).ref(Category.PARENT)) // B-044
        .matchByAll(Category.NAME, Category.PARENT)
        .found(winner(settings.directions().sections()));
  }

  Flow products() {
    Flow flow =
        Flow.of(Product.TYPE)
            .direction(settings.directions().products().direction())
            .fields(new Guarded(productRules(), CatalogueRules::halt))
            .matchBy(Product.EXTERNAL_CODE, Product.SKU) // B-050
            .found(winner(settings.directions().products()));
    return withSections()
        ? flow.matchByAll(Product.NAME, Product.CATEGORY) // B-050
        : flow.matchBy(Product.NAME);
  }

  Flow variations() {
    return Flow.of(Variant.TYPE)
        .direction(settings.directions().products().direction())
        .fields(variantRules())
        .matchByAll(Variant.PRODUCT, Variant.OPTIONS)
        .matchBy(Variant.SKU)
        .found(winner(settings.directions().products()));
  }

  private FieldRules productRules() {
    FieldRules rules =
        FieldRules.of(Product.TYPE)
            .with(Product.KIND, Product.KIND, simplified(), Direction.BOTH, When.CREATE_ONLY)
            .createOnly(Product.HAS_VARIANTS)
            .copy(Product.NAME, Product.SKU, Product.DESCRIPTION, Product.VAT, Product.UNIT)
            .with(Product.PRICE, Product.PRICE, currencies.money()); // B-051
    FieldRules placed = withSections() ? rules.ref(Product.CATEGORY) : rules;
    return settings.mirrorArchived() ? placed.copy(Product.ARCHIVED) : placed; // B-053
  }

  private FieldRules variantRules() {
    FieldRules rules =
        FieldRules.of(Variant.TYPE)
            .ref(Variant.PRODUCT, Direction.BOTH, When.CREATE_ONLY) // B-048
            .copy(Variant.OPTIONS, Variant.SKU)
            .with(Variant.PRICE, Variant.PRICE, currencies.money())
            .with(Variant.NAME, Variant.NAME, Lens.same(), Direction.TO_LEFT, When.CREATE_ONLY);
    return settings.mirrorArchived() ? rules.copy(Variant.ARCHIVED) : rules; // B-053
  }

  /** Goods stay goods and services services; a set comes to Bitrix24 as simple goods. */
  private static Lens<String, String> simplified() {
    return Lens.of(
        kind -> kind, // B-049
        kind -> kind.equals(Product.BUNDLE) ? Product.GOODS : kind); // B-052
  }

  private static Optional<Halt> halt(Mapping mapping) {
    boolean newSet =
        mapping.target() == Side.RIGHT
            && mapping.held().isEmpty()
            && mapping.source().get(Product.KIND).filter(Product.BUNDLE::equals).isPresent();
    return newSet ? Optional.of(new Halt(Halt.Kind.SKIP, BUNDLE)) : Optional.empty(); // B-052
  }

  private boolean withSections() {
    return settings.directions().sections().on();
  }

  private Arrival winner(Way way) {
    boolean bitrix =
        way == Way.BOTH
            ? settings.catalogueWinner() == CatalogueWinner.BITRIX24
            : way.toMoySklad(); // B-097
    return bitrix ? Arrival.FROM_LEFT : Arrival.FROM_RIGHT;
  }
}
