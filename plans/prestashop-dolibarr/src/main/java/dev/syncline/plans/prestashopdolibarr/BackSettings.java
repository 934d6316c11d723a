package dev.syncline.plans.prestashopdolibarr;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What goes back from Dolibarr to the shop, besides stock, which {@code stockSource} decides. Off
 * at first (P-131).
 *
 * @param writes whether anything is written to the shop; without it what Dolibarr owns is only
 *     compared (P-141)
 * @param owned what Dolibarr owns: it is never written from the shop, but to a new product
 * @param newProducts whether a new product of Dolibarr is made in the shop
 * @param active whether it is shown there at once
 * @param webCategory the id of the category of Dolibarr in which a new product has to stand; null
 *     for any
 * @since 0.1
 */
public record BackSettings(
    boolean writes,
    Set<Owned> owned,
    boolean newProducts,
    boolean active,
    @Nullable String webCategory) {

  /** The defaults: nothing. */
  public static final BackSettings DEFAULTS = new BackSettings(false, Set.of(), false, false, null);

  /** What can belong to Dolibarr. */
  public enum Owned {
    /** The price and its tax rate; a combination's as its difference. */
    PRICE,
    /** Reference, weight, sizes and barcodes. */
    FIELDS,
    /** Whether it is sold. */
    ON_SALE,
    /** The categories that it stands in. */
    CATEGORIES
  }

  /** Checks that everything is there, and copies the set. */
  public BackSettings {
    Objects.requireNonNull(owned, "back.owned is missing");
    owned =
        Collections.unmodifiableSet(
            owned.isEmpty() ? EnumSet.noneOf(Owned.class) : EnumSet.copyOf(owned));
    if (webCategory != null && !webCategory.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException(
          "back.webCategory takes the id of a category of Dolibarr, not " + webCategory);
    }
  }

  /** Whether Dolibarr owns something. */
  public boolean owns(Owned what) {
    return owned.contains(what);
  }

  /** The same with what Dolibarr owns being written, or only compared. */
  public BackSettings withWrites(boolean written) {
    return new BackSettings(written, owned, newProducts, active, webCategory);
  }

  /** The same with only these being Dolibarr's. */
  public BackSettings withOwned(Owned... only) {
    return new BackSettings(writes, Set.of(only), newProducts, active, webCategory);
  }

  /** The same with new products of a category, or of any, being made in the shop. */
  public BackSettings withNewProducts(boolean shown, @Nullable String category) {
    return new BackSettings(writes, owned, true, shown, category);
  }
}
