package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Direction;
import dev.syncline.Drift;
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
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.CatalogueWinner;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Sections, products with services, variations, and how much there is of them. */
final class CatalogueRules {

  private final BitrixMoySkladSettings settings;
  private final ProductFilter filter;
  private final CurrencyMap currencies;

  CatalogueRules(BitrixMoySkladSettings settings, Function<Side, Dictionaries> dictionaries) {
    this.settings = settings;
    this.filter = settings.productFilter();
    this.currencies = new CurrencyMap(settings.currencies(), dictionaries);
  }

  Flow sections() {
    return Flow.of(Category.TYPE)
        .direction(settings.directions().sections().direction())
        .fields(FieldRules.of(Category.TYPE).copy(Category.NAME).ref(Category.PARENT)) // B-044
        .matchByAll(Category.NAME, Category.PARENT)
        .found(winner(settings.directions().sections()))
        .gone(settings.gone().policy()); // B-007
  }

  Flow products() {
    Flow flow =
        Flow.of(Product.TYPE)
            .direction(settings.directions().products().direction())
            .fields(new Guarded(productRules(), this::haltProduct, filter.reads()))
            .matchBy(Product.EXTERNAL_CODE, Product.SKU) // B-050
            .found(winner(settings.directions().products()))
            .gone(settings.gone().policy()); // B-007
    Flow byCode =
        settings.barcodes()
            ? flow.matchBy(Product.BARCODES)
                .trusting(Product.BARCODES) // Bitrix24 cannot look for barcodes at all
            : flow; // B-050
    return withSections()
        ? byCode.matchByAll(Product.NAME, Product.CATEGORY) // B-050
        : byCode.matchBy(Product.NAME);
  }

  Flow variations() {
    return Flow.of(Variant.TYPE)
        .direction(settings.directions().products().direction())
        .fields(new Guarded(variantRules(), this::haltVariation, Set.of()))
        .matchByAll(Variant.PRODUCT, Variant.OPTIONS)
        .matchBy(Variant.SKU)
        .found(winner(settings.directions().products()))
        .gone(settings.gone().policy()); // B-007
  }

  /** What MoySklad has of what is in Bitrix24 already; nobody counts in Bitrix24. */
  Flow stock() {
    FieldRules rules =
        FieldRules.of(StockLevel.TYPE)
            .ref(StockLevel.ITEM, Direction.TO_LEFT, When.CREATE_ONLY)
            .toLeft(StockLevel.QUANTITY);
    return Flow.of(StockLevel.TYPE)
        .toLeft() // B-054
        .fields(new Guarded(rules, CatalogueRules::haltStock, Set.of()))
        .matchBy(StockLevel.ITEM)
        .found(Arrival.FROM_RIGHT)
        .drift(Drift.MIRROR);
  }

  private FieldRules productRules() {
    FieldRules rules =
        FieldRules.of(Product.TYPE)
            .with(Product.KIND, Product.KIND, simplified(), Direction.BOTH, When.CREATE_ONLY)
            .createOnly(Product.HAS_VARIANTS)
            .copy(Product.NAME, Product.SKU, Product.DESCRIPTION, Product.UNIT)
            .copy(Product.VAT, Product.VAT_INCLUDED)
            .with(Product.PRICE, Product.PRICE, currencies.money()); // B-051
    FieldRules placed = withSections() ? rules.ref(Product.CATEGORY) : rules;
    FieldRules archived =
        settings.mirrorArchived() ? placed.copy(Product.ARCHIVED) : placed; // B-053
    FieldRules coded = settings.barcodes() ? archived.copy(Product.BARCODES) : archived;
    FieldRules shown = settings.images() ? coded.copy(Product.IMAGE) : coded;
    return new FieldUses(settings).addedTo(shown, Product.TYPE);
  }

  private FieldRules variantRules() {
    FieldRules rules =
        FieldRules.of(Variant.TYPE)
            .ref(Variant.PRODUCT, Direction.BOTH, When.CREATE_ONLY) // B-048
            .copy(Variant.OPTIONS, Variant.SKU)
            .with(Variant.PRICE, Variant.PRICE, currencies.money())
            .with(Variant.NAME, Variant.NAME, Lens.same(), Direction.TO_LEFT, When.CREATE_ONLY);
    FieldRules coded = settings.barcodes() ? rules.copy(Variant.BARCODES) : rules;
    return settings.mirrorArchived() ? coded.copy(Variant.ARCHIVED) : coded; // B-053
  }

  /** Goods stay goods and services services; a set comes to Bitrix24 as simple goods. */
  private static Lens<String, String> simplified() {
    return Lens.of(
        kind -> kind, // B-049
        kind -> kind.equals(Product.BUNDLE) ? Product.GOODS : kind); // B-052
  }

  private Optional<Halt> haltProduct(Mapping mapping) {
    Entity product = mapping.source();
    boolean fresh = mapping.held().isEmpty();
    if (mapping.target() == Side.LEFT) {
      return filter.takes(product, fresh) ? Optional.empty() : skip(Reason.NOT_SELECTED); // B-042
    }
    boolean set = product.get(Product.KIND).filter(Product.BUNDLE::equals).isPresent();
    return fresh && set ? skip(Reason.BUNDLE) : Optional.empty(); // B-052
  }

  /**
   * A variation comes with its product. Products have travelled by then, so that one which is not
   * there was left out; asking for it again would be in vain.
   */
  private Optional<Halt> haltVariation(Mapping mapping) {
    if (mapping.target() == Side.RIGHT) {
      return Optional.empty();
    }
    boolean orphan =
        !filter.equals(ProductFilter.ALL)
            && mapping.held().isEmpty()
            && mapping.source().get(Variant.PRODUCT).flatMap(mapping::counterpart).isEmpty();
    return orphan || !filter.takesVariations()
        ? skip(Reason.NOT_SELECTED) // B-042
        : Optional.empty();
  }

  private static Optional<Halt> haltStock(Mapping mapping) {
    return mapping.source().get(StockLevel.ITEM).flatMap(mapping::counterpart).isEmpty()
        ? skip(Reason.NOT_LINKED)
        : Optional.empty();
  }

  private static Optional<Halt> skip(Reason reason) {
    return DocumentRules.skip(reason);
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
