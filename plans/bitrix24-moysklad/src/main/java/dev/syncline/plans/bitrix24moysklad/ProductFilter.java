package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.Product;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which products of MoySklad come to Bitrix24, at the first upload and ever after. What Bitrix24
 * has goes to MoySklad whatever is said here. Immutable.
 *
 * @param folders the ids of product folders, each on its own: a folder within one of them is named
 *     too; none takes all
 * @param tick the name of a tick field of MoySklad's products that must be set; null asks for none
 * @param kinds which kinds come
 * @param archived whether what is archived already is brought; what is archived later follows {@code
 *     mirrorArchived}
 * @since 0.1
 */
public record ProductFilter(
    List<String> folders, @Nullable String tick, List<Kind> kinds, boolean archived) {

  /** Everything. */
  public static final ProductFilter ALL =
      new ProductFilter(List.of(), null, List.of(Kind.values()), true);

  /** A kind of what is sold. */
  public enum Kind {
    /** Goods. */
    PRODUCT,
    /** Modifications of goods. */
    VARIATION,
    /** Services. */
    SERVICE,
    /** Sets. */
    SET
  }

  /** Checks that everything is there, and copies the lists. */
  public ProductFilter {
    folders = List.copyOf(Objects.requireNonNull(folders, "folders is missing"));
    kinds = List.copyOf(Objects.requireNonNull(kinds, "kinds is missing"));
  }

  /** The same with other folders. */
  public ProductFilter withFolders(String... ids) {
    return new ProductFilter(List.of(ids), tick, kinds, archived);
  }

  /** The same with another tick field; null asks for none. */
  public ProductFilter withTick(@Nullable String name) {
    return new ProductFilter(folders, name, kinds, archived);
  }

  /** The same with other kinds. */
  public ProductFilter withKinds(Kind... which) {
    return new ProductFilter(folders, tick, List.of(which), archived);
  }

  /** The same with what is archived already, or without it. */
  public ProductFilter withArchived(boolean brought) {
    return new ProductFilter(folders, tick, kinds, brought);
  }

  /** Whether a product takes part; {@code fresh} if it would be made. */
  boolean takes(Entity product, boolean fresh) {
    return kinds.contains(kindOf(product))
        && inFolder(product)
        && ticked(product)
        && (archived || !fresh || !product.get(Product.ARCHIVED).orElse(false));
  }

  /** Whether variations take part at all. */
  boolean takesVariations() {
    return kinds.contains(Kind.VARIATION);
  }

  /** The fields of MoySklad's products that are looked at. */
  Set<Field<?>> reads() {
    return tickField()
        .<Set<Field<?>>>map(
            field -> Set.of(Product.KIND, Product.CATEGORY, Product.ARCHIVED, field))
        .orElseGet(() -> Set.of(Product.KIND, Product.CATEGORY, Product.ARCHIVED));
  }

  private boolean inFolder(Entity product) {
    return folders.isEmpty()
        || product.get(Product.CATEGORY).filter(at -> folders.contains(at.id())).isPresent();
  }

  private boolean ticked(Entity product) {
    return tickField().map(field -> product.get(field).orElse(false)).orElse(true);
  }

  private Optional<Field<Boolean>> tickField() {
    return Optional.ofNullable(tick)
        .map(name -> Field.custom(Product.TYPE, name, Kinds.bool()));
  }

  private static Kind kindOf(Entity product) {
    return switch (product.get(Product.KIND).orElse(Product.GOODS)) {
      case Product.SERVICE -> Kind.SERVICE;
      case Product.BUNDLE -> Kind.SET;
      default -> Kind.PRODUCT;
    };
  }
}
