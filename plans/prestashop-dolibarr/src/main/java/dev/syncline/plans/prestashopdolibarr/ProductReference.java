package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.mapping.NumberSeries;
import dev.syncline.mapping.Put;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The reference that a product of Dolibarr gets: what the pattern says, and where somebody else has
 * that, the same with {@code -1}, {@code -2} and so on behind it. Pure.
 */
final class ProductReference {

  /** What a pattern may name. */
  static final Set<String> WORDS =
      new TreeSet<>(Set.of("ref", "id", "comb", "ean", "name", "shop"));

  private static final int MOST = 1000;
  private static final int LONGEST = 128;
  private static final int SUFFIX = 4;

  private final Pattern pattern;
  private final String shop;
  private final List<Field<String>> references;
  private final Field<Set<String>> codes;
  private final Field<String> name;

  private ProductReference(
      PrestaShopDolibarrSettings settings,
      List<Field<String>> references,
      Field<Set<String>> codes,
      Field<String> name) {
    this.pattern = new Pattern(settings.catalogue().reference(), "catalogue.reference", WORDS);
    this.shop = settings.shop();
    this.references = references;
    this.codes = codes;
    this.name = name;
  }

  static ProductReference ofProducts(PrestaShopDolibarrSettings settings) {
    return new ProductReference(settings, List.of(Product.SKU), Product.BARCODES, Product.NAME);
  }

  /** A combination without a reference of its own has its product's. */
  static ProductReference ofCombinations(PrestaShopDolibarrSettings settings) {
    return new ProductReference(
        settings, List.of(Variant.SKU, Variant.PRODUCT_SKU), Variant.BARCODES, Variant.NAME);
  }

  /** What it is made of, besides the id. */
  Set<Field<?>> reads() {
    Set<Field<?>> all = new LinkedHashSet<>(references);
    if (pattern.has("ean")) {
      all.add(codes);
    }
    if (pattern.has("name")) {
      all.add(name);
    }
    return all;
  }

  /** What the product may be called, in order; what is held and is one of them stays. */
  Put<String> of(Entity source) {
    String said = pattern.with(word -> meaning(word, source));
    String clean = cleaned(said);
    boolean empty = clean.chars().noneMatch(Character::isLetterOrDigit);
    return Put.candidates(
        NumberSeries.counted(empty ? fallback(source) : clean, 1, MOST)); // P-050, P-052
  }

  private String meaning(String word, Entity source) {
    return switch (word) {
      case "ref" -> reference(source);
      case "id" -> product(source);
      case "comb" -> combination(source);
      case "ean" -> source.get(codes).stream().flatMap(Set::stream).sorted().findFirst().orElse("");
      case "name" -> source.get(name).map(ProductReference::slug).orElse("");
      default -> shop;
    };
  }

  private String reference(Entity source) {
    return references.stream()
        .map(field -> source.get(field).map(String::strip))
        .flatMap(Optional::stream)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** As in an address: small letters without accents, digits and dashes. */
  private static String slug(String name) {
    String bare = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    return bare.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }

  private String fallback(Entity source) {
    String combination = combination(source);
    return shop + "P" + product(source) + (combination.isEmpty() ? "" : "-" + combination); // P-051
  }

  /** A combination's id is that of its product, a dash and its own. */
  private static String product(Entity source) {
    int dash = source.id().indexOf('-');
    return dash < 0 ? source.id() : source.id().substring(0, dash);
  }

  private static String combination(Entity source) {
    return source.id().substring(Math.min(source.id().length(), product(source).length() + 1));
  }

  /** What Dolibarr would store: it replaces the rest by itself (P-051). */
  private static String cleaned(String text) {
    StringBuilder clean = new StringBuilder();
    text.codePoints()
        .limit(LONGEST - SUFFIX)
        .forEach(each -> clean.appendCodePoint(isKept(each) ? each : '_'));
    return clean.toString();
  }

  private static boolean isKept(int each) {
    return (each < 128 && Character.isLetterOrDigit(each)) || "_.-".indexOf(each) >= 0;
  }
}
