package dev.syncline.plans.prestashopdolibarr;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
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
 * @param subtractsPending whether orders of the shop that have not arrived in Dolibarr yet are
 *     taken off the stock that goes back
 * @param pending the shop's order states in which goods are off its stock and not sent yet
 * @since 0.1
 */
public record BackSettings(
    boolean writes,
    Set<Owned> owned,
    boolean newProducts,
    boolean active,
    @Nullable String webCategory,
    boolean subtractsPending,
    Set<String> pending) {

  /** The defaults: nothing. */
  public static final BackSettings DEFAULTS =
      new BackSettings(false, Set.of(), false, false, null, true, Set.of());

  /** What can belong to Dolibarr. */
  public enum Owned {
    /** The price and its tax rate; a combination's as its difference. */
    PRICE,
    /** Reference, weight, sizes and barcodes. */
    FIELDS,
    /** Whether it is sold. */
    ON_SALE,
    /** The categories that it stands in. */
    CATEGORIES,
    /** Its pictures. */
    IMAGES
  }

  /** Checks that everything is there, and copies the sets. */
  public BackSettings {
    Objects.requireNonNull(owned, "back.owned is missing");
    owned =
        Collections.unmodifiableSet(
            owned.isEmpty() ? EnumSet.noneOf(Owned.class) : EnumSet.copyOf(owned));
    Objects.requireNonNull(pending, "back.pending is missing");
    pending = Collections.unmodifiableSet(new LinkedHashSet<>(pending));
    if (webCategory != null && !webCategory.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException(
          "back.webCategory takes the id of a category of Dolibarr, not " + webCategory);
    }
  }

  /** Whether Dolibarr owns something. */
  public boolean owns(Owned what) {
    return owned.contains(what);
  }

  /** What a copy may say otherwise. */
  private static final class Draft {
    private boolean writes;
    private Set<Owned> owned;
    private boolean newProducts;
    private boolean active;
    private @Nullable String webCategory;
    private boolean subtractsPending;
    private Set<String> pending;

    Draft(BackSettings from) {
      writes = from.writes;
      owned = from.owned;
      newProducts = from.newProducts;
      active = from.active;
      webCategory = from.webCategory;
      subtractsPending = from.subtractsPending;
      pending = from.pending;
    }
  }

  private BackSettings but(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return new BackSettings(
        draft.writes,
        draft.owned,
        draft.newProducts,
        draft.active,
        draft.webCategory,
        draft.subtractsPending,
        draft.pending);
  }

  /** The same with what Dolibarr owns being written, or only compared. */
  public BackSettings withWrites(boolean written) {
    return but(draft -> draft.writes = written);
  }

  /** The same with only these being Dolibarr's. */
  public BackSettings withOwned(Owned... only) {
    return but(draft -> draft.owned = Set.of(only));
  }

  /** The same with new products of a category, or of any, being made in the shop. */
  public BackSettings withNewProducts(boolean shown, @Nullable String category) {
    return but(
        draft -> {
          draft.newProducts = true;
          draft.active = shown;
          draft.webCategory = category;
        });
  }

  /** The same with orders that have not arrived being taken off the stock, or not. */
  public BackSettings withSubtractingPending(boolean subtracted) {
    return but(draft -> draft.subtractsPending = subtracted);
  }

  /** The same with other states in which goods are off the shop's stock and not sent yet. */
  public BackSettings withPending(Collection<String> states) {
    return but(draft -> draft.pending = Set.copyOf(states));
  }
}
