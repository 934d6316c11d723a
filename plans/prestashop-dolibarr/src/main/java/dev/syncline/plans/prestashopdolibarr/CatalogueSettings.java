package dev.syncline.plans.prestashopdolibarr;

import java.util.Objects;

/**
 * How products look in Dolibarr.
 *
 * @param reference the pattern of a new product's reference, of {@code {ref}}, {@code {id}}, {@code
 *     {comb}}, {@code {ean}} and {@code {shop}}
 * @param referenceFollows whether a reference that is changed in the shop is changed in Dolibarr
 * @param sameReference whether a product of the same reference is taken for the same
 * @param purchasable whether a new product may be bought from suppliers
 * @param longText where the long description goes
 * @param longTextField the extra field of products that takes it
 * @since 0.1
 */
public record CatalogueSettings(
    String reference,
    boolean referenceFollows,
    boolean sameReference,
    boolean purchasable,
    LongText longText,
    String longTextField) {

  /** The defaults. */
  public static final CatalogueSettings DEFAULTS =
      new CatalogueSettings("{ref}", true, true, true, LongText.FIELD, "longdescript");

  /** Where the long description goes. */
  public enum LongText {
    /** Nowhere. */
    NONE,
    /** Into an extra field, as plain text: REST takes no HTML there. */
    FIELD,
    /** Into the private note, as HTML. */
    NOTE
  }

  /** Checks that everything is there. */
  public CatalogueSettings {
    Objects.requireNonNull(reference, "catalogue.reference is missing");
    Objects.requireNonNull(longText, "catalogue.longText is missing");
    Objects.requireNonNull(longTextField, "catalogue.longTextField is missing");
    new Pattern(reference, "catalogue.reference", ProductReference.WORDS);
  }

  /** The same with another pattern of references. */
  public CatalogueSettings withReference(String pattern) {
    return new CatalogueSettings(
        pattern, referenceFollows, sameReference, purchasable, longText, longTextField);
  }

  /** The same with the long description elsewhere. */
  public CatalogueSettings withLongText(LongText where) {
    return new CatalogueSettings(
        reference, referenceFollows, sameReference, purchasable, where, longTextField);
  }

  /** The same with equal references taken for the same product, or not. */
  public CatalogueSettings withSameReference(boolean same) {
    return new CatalogueSettings(
        reference, referenceFollows, same, purchasable, longText, longTextField);
  }

  /** The same with references following the shop's, or staying as they were born. */
  public CatalogueSettings withReferenceFollowing(boolean follows) {
    return new CatalogueSettings(
        reference, follows, sameReference, purchasable, longText, longTextField);
  }
}
