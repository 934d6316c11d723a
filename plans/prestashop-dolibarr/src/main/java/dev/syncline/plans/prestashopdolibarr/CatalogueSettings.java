package dev.syncline.plans.prestashopdolibarr;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How categories and products look in Dolibarr.
 *
 * @param mode what combinations are
 * @param parents whether a product with combinations is made too, off sale, where these are
 *     products of their own
 * @param reference the pattern of a new product's reference, of {@code {ref}}, {@code {id}}, {@code
 *     {comb}}, {@code {ean}}, {@code {name}} and {@code {shop}}
 * @param referenceFollows whether a reference that is changed in the shop is changed in Dolibarr
 * @param sameBy by what a product that nobody linked is taken for the same
 * @param purchasable whether a product may be bought from suppliers
 * @param grossPrices whether prices are kept with tax
 * @param services whether virtual products are services
 * @param pages whether the address of the page in the shop travels
 * @param rootCategory the name of a category under which the shop's tree stands; null for none
 * @param master whether prices, texts and being on sale are those of this shop; without it products
 *     are linked, made where they are missing, and left as they are: another shop of the same
 *     PrestaShop says what they are like
 * @param longText where the long description goes
 * @param longTextField the extra field of products that takes it
 * @param features names of features, each with the extra field of products that shows it
 * @since 0.1
 */
public record CatalogueSettings(
    Mode mode,
    boolean parents,
    String reference,
    boolean referenceFollows,
    SameBy sameBy,
    boolean purchasable,
    boolean grossPrices,
    boolean services,
    boolean pages,
    @Nullable String rootCategory,
    boolean master,
    LongText longText,
    String longTextField,
    Map<String, String> features) {

  /** The defaults: each combination is a product, called as in the shop. */
  public static final CatalogueSettings DEFAULTS =
      new CatalogueSettings(
          Mode.FLAT,
          false,
          "{ref}",
          true,
          SameBy.REFERENCE,
          true,
          false,
          true,
          false,
          null,
          true,
          LongText.FIELD,
          "longdescript",
          Map.of());

  /** What combinations are (P-057); not to be changed once something was synced. */
  public enum Mode {
    /** Products of their own. */
    FLAT,
    /** Children of their product, by Dolibarr's module Variants. */
    VARIANTS
  }

  /** By what a product that nobody linked is taken for the same (P-031). */
  public enum SameBy {
    /** Nothing: what has the reference keeps it, and the new product gets the next. */
    NOTHING,
    /** An equal reference. */
    REFERENCE,
    /** An equal barcode, then an equal reference. */
    BARCODE
  }

  /** Where the long description goes (P-055). */
  public enum LongText {
    /** Nowhere. */
    NONE,
    /** Into an extra field, as plain text: REST takes no HTML there. */
    FIELD,
    /** Into the private note, as HTML. */
    NOTE
  }

  /** Checks that everything is there and fits, and copies the collections. */
  public CatalogueSettings {
    Objects.requireNonNull(mode, "catalogue.mode is missing");
    Objects.requireNonNull(reference, "catalogue.reference is missing");
    Objects.requireNonNull(sameBy, "catalogue.sameBy is missing");
    Objects.requireNonNull(longText, "catalogue.longText is missing");
    Objects.requireNonNull(longTextField, "catalogue.longTextField is missing");
    Objects.requireNonNull(features, "catalogue.features is missing");
    features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
    new Pattern(reference, "catalogue.reference", ProductReference.WORDS);
    checkField(longTextField, "catalogue.longTextField");
    features.values().forEach(field -> checkField(field, "catalogue.features"));
    if (new HashSet<>(features.values()).size() < features.size()
        || (longText == LongText.FIELD && features.containsValue(longTextField))) {
      throw new IllegalArgumentException("catalogue.features: two of them share an extra field");
    }
    if (rootCategory != null && rootCategory.isBlank()) {
      throw new IllegalArgumentException("catalogue.rootCategory takes a name, or null for none");
    }
  }

  private static void checkField(String code, String setting) {
    if (!code.matches("[a-z0-9_]{1,64}")) {
      throw new IllegalArgumentException(
          setting + " takes the code of an extra field: small letters, digits and _, not " + code);
    }
  }

  private CatalogueSettings but(Consumer<CatalogueDraft> change) {
    CatalogueDraft draft = new CatalogueDraft(this);
    change.accept(draft);
    return draft.settings();
  }

  /** The same with combinations being something else. */
  public CatalogueSettings withMode(Mode what) {
    return but(draft -> draft.mode = what);
  }

  /** The same with products that have combinations, or without. */
  public CatalogueSettings withParents(boolean made) {
    return but(draft -> draft.parents = made);
  }

  /** The same with another pattern of references. */
  public CatalogueSettings withReference(String pattern) {
    return but(draft -> draft.reference = pattern);
  }

  /** The same with references following the shop's, or staying as they were born. */
  public CatalogueSettings withReferenceFollowing(boolean follows) {
    return but(draft -> draft.referenceFollows = follows);
  }

  /** The same with products taken for the same by something else. */
  public CatalogueSettings withSameBy(SameBy what) {
    return but(draft -> draft.sameBy = what);
  }

  /** The same with products that may be bought, or may not. */
  public CatalogueSettings withPurchasable(boolean bought) {
    return but(draft -> draft.purchasable = bought);
  }

  /** The same with prices with tax, or without. */
  public CatalogueSettings withGrossPrices(boolean gross) {
    return but(draft -> draft.grossPrices = gross);
  }

  /** The same with virtual products as services, or as goods. */
  public CatalogueSettings withServices(boolean virtual) {
    return but(draft -> draft.services = virtual);
  }

  /** The same with the addresses of pages, or without. */
  public CatalogueSettings withPages(boolean shown) {
    return but(draft -> draft.pages = shown);
  }

  /** The same under a category of the shop's own; null for none. */
  public CatalogueSettings withRootCategory(@Nullable String name) {
    return but(draft -> draft.rootCategory = name);
  }

  /** The same, saying what products are like or leaving that to another shop (P-034). */
  public CatalogueSettings withMaster(boolean says) {
    return but(draft -> draft.master = says);
  }

  /** The same with the long description elsewhere. */
  public CatalogueSettings withLongText(LongText where) {
    return but(draft -> draft.longText = where);
  }

  /** The same with the long description in another extra field. */
  public CatalogueSettings withLongTextField(String code) {
    return but(draft -> draft.longTextField = code);
  }

  /** The same with other features in extra fields. */
  public CatalogueSettings withFeatures(Map<String, String> fields) {
    return but(draft -> draft.features = fields);
  }
}
