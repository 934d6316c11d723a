package dev.syncline.prestashop.codec;

import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Lines of texts that the shop has in several languages.
 *
 * <p>Whoever writes one language of a text sends them all: on products, the others would be blanked
 * (seen on 9.1). Pure.
 */
final class Languages {

  private Languages() {}

  /**
   * The text of the default language; the other languages stay, and a new entity gets it in all.
   */
  static Line<String> one(
      Field<String> field, String element, UnaryOperator<String> clean, boolean required) {
    return Line.of(
            field,
            Set.of(element),
            (row, into, terms) ->
                text(row, element, terms).ifPresent(said -> into.set(field, Line.said(said))),
            (row, wanted, how) -> {
              String taken = wanted == null ? "" : clean.apply(wanted);
              if (required && taken.isEmpty()) {
                return false;
              }
              Map<Integer, String> all = before(row, element, how);
              if (all.isEmpty()) {
                how.terms().languages().keySet().forEach(id -> all.put(id, taken));
              }
              all.put(how.terms().language(), taken);
              row.languages(element, all);
              return true;
            })
        .closeIf((wanted, held, phones) -> Kinds.text().same(clean.apply(wanted), held, phones));
  }

  private static Map<Integer, String> before(Row.Builder row, String element, Line.Written how) {
    Map<Integer, String> all = new LinkedHashMap<>(row.said(element));
    Row held = how.held();
    if (all.isEmpty() && held != null) {
      all.putAll(held.languages(element));
      all.remove(0);
    }
    return all;
  }

  /** The text in every language that has one, by language tag. */
  static Line<Map<String, String>> all(
      Field<Map<String, String>> field,
      String element,
      UnaryOperator<String> clean,
      boolean required) {
    return Line.of(
            field,
            Set.of(element),
            (row, into, terms) -> {
              if (row.has(element)) {
                Map<String, String> texts = byTag(row.languages(element), terms);
                into.set(field, texts.isEmpty() ? Optional.empty() : Optional.of(texts));
              }
            },
            (row, wanted, how) -> write(row, element, clean, required, wanted, how))
        .closeIf(
            (wanted, held, phones) ->
                Kinds.namedTexts().same(cleaned(wanted, clean), held, phones));
  }

  private static boolean write(
      Row.Builder row,
      String element,
      UnaryOperator<String> clean,
      boolean required,
      @org.jspecify.annotations.Nullable Map<String, String> wanted,
      Line.Written how) {
    Terms terms = how.terms();
    Map<String, String> texts = wanted == null ? Map.of() : cleaned(wanted, clean);
    Row held = how.held();
    String standard =
        textOf(texts, terms, held == null ? "" : text(held, element, terms).orElse(""));
    if (required && standard.isEmpty()) {
      return false;
    }
    boolean filled = held == null;
    Map<Integer, String> all = new LinkedHashMap<>();
    terms
        .languages()
        .forEach((id, tag) -> all.put(id, of(texts, tag).orElse(filled ? standard : "")));
    if (required) {
      all.put(terms.language(), standard);
    }
    row.languages(element, all);
    return texts.keySet().stream().allMatch(tag -> terms.languageId(tag).isPresent());
  }

  private static String textOf(Map<String, String> texts, Terms terms, String otherwise) {
    String tag = terms.languages().getOrDefault(terms.language(), "");
    return of(texts, tag)
        .orElseGet(
            () -> otherwise.isEmpty() ? texts.values().stream().findFirst().orElse("") : otherwise);
  }

  private static Optional<String> of(Map<String, String> texts, String tag) {
    return texts.entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(tag))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<String, String> cleaned(
      Map<String, String> wanted, UnaryOperator<String> clean) {
    Map<String, String> all = new LinkedHashMap<>();
    wanted.forEach(
        (tag, text) -> {
          String taken = clean.apply(text);
          if (!taken.isEmpty()) {
            all.put(tag, taken);
          }
        });
    return all;
  }

  /** The text of the default language; none if the row does not tell it. */
  static Optional<String> text(Row row, String element, Terms terms) {
    if (!row.has(element)) {
      return Optional.empty();
    }
    Map<Integer, String> all = row.languages(element);
    String bare = all.getOrDefault(0, "");
    return Optional.of(all.getOrDefault(terms.language(), bare));
  }

  private static Map<String, String> byTag(Map<Integer, String> texts, Terms terms) {
    Map<String, String> all = new LinkedHashMap<>();
    texts.forEach(
        (id, text) -> {
          String tag = terms.languages().get(id == 0 ? Integer.valueOf(terms.language()) : id);
          if (tag != null && !text.isEmpty()) {
            all.put(tag, text);
          }
        });
    return all;
  }
}
