package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.mapping.NumberSeries;
import dev.syncline.mapping.Put;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The reference that a product of Dolibarr gets: what the pattern says, and where somebody else has
 * that, the same with {@code -1}, {@code -2} and so on behind it. Pure.
 */
final class ProductReference {

  /** What a pattern may name. */
  static final Set<String> WORDS = new TreeSet<>(Set.of("ref", "id", "comb", "ean", "shop"));

  private static final int MOST = 1000;
  private static final int LONGEST = 128;
  private static final int SUFFIX = 4;

  private final Pattern pattern;
  private final String shop;
  private final Field<String> reference;
  private final Field<Set<String>> codes;

  ProductReference(String pattern, String shop, Field<String> reference, Field<Set<String>> codes) {
    this.pattern = new Pattern(pattern, "catalogue.reference", WORDS);
    this.shop = shop;
    this.reference = reference;
    this.codes = codes;
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
      case "ref" -> source.get(reference).map(String::strip).orElse("");
      case "id" -> product(source);
      case "comb" -> combination(source);
      case "ean" -> source.get(codes).stream().flatMap(Set::stream).sorted().findFirst().orElse("");
      default -> shop;
    };
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
    return (each < 128 && Character.isLetterOrDigit(each))
        || List.of('_', '.', '-').contains((char) each);
  }
}
