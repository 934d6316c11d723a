package dev.syncline.prestashop.codec;

import dev.syncline.model.Field;
import dev.syncline.model.Product;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Features of products: names and values that stand in lists of their own.
 *
 * @since 0.1
 */
public final class Features {

  /** The resource of the values. */
  public static final String VALUES = "product_feature_values";

  private static final String FEATURES = "product_features";
  private static final String VALUE = "id_feature_value";

  private Features() {}

  static Line<Map<String, String>> line() {
    Field<Map<String, String>> field = Product.FEATURES;
    return Line.of(
            field,
            Set.of("@" + FEATURES),
            (row, into, terms) -> {
              Optional<List<Row>> values = row.joined(VALUES);
              if (values.isPresent() && row.hasAssociation(FEATURES)) {
                Map<String, String> all = said(row, values.get(), terms);
                into.set(field, all.isEmpty() ? Optional.empty() : Optional.of(all));
              }
            },
            Features::write)
        .joining(VALUES)
        .closeIf((wanted, held, phones) -> folded(wanted).equals(folded(held)));
  }

  private static Map<String, String> said(Row row, List<Row> values, Terms terms) {
    Map<Long, Row> byId = new LinkedHashMap<>();
    values.forEach(value -> byId.put(value.number("id"), value));
    Map<String, String> all = new LinkedHashMap<>();
    for (Row each : row.association(FEATURES)) {
      String name = terms.lists().features().get(each.number("id"));
      Row value = byId.get(each.number(VALUE));
      if (name != null && value != null) {
        String text = Languages.text(value, "value", terms).orElse("");
        all.merge(name, text, (one, other) -> one + ", " + other);
      }
    }
    return all;
  }

  /** All of them or none: what is not sent of the list would be taken away. */
  private static boolean write(
      Row.Builder row, @Nullable Map<String, String> wanted, Line.Written how) {
    Map<String, String> texts = clean(wanted == null ? Map.of() : wanted);
    List<Row> rows = new ArrayList<>();
    for (Map.Entry<String, String> each : texts.entrySet()) {
      List<Row> kept = kept(each.getKey(), each.getValue(), how.held(), how.terms());
      Optional<Long> feature = id(each.getKey(), how.terms());
      Optional<Long> value = valueId(each.getKey(), each.getValue(), how.terms());
      if (kept.isEmpty() && (feature.isEmpty() || value.isEmpty())) {
        return false;
      }
      rows.addAll(kept.isEmpty() ? List.of(row(feature.get(), value.get())) : kept);
    }
    row.association(FEATURES, rows);
    return wanted == null || texts.size() == wanted.size();
  }

  private static Row row(long feature, long value) {
    return Row.of("product_feature")
        .text("id", Long.toString(feature))
        .text(VALUE, Long.toString(value))
        .build();
  }

  /** What a product says already stays the very value that it is: it may be one of its own. */
  private static List<Row> kept(String feature, String value, @Nullable Row held, Terms terms) {
    if (held == null || !isHeld(feature, value, held, terms)) {
      return List.of();
    }
    return held.association(FEATURES).stream()
        .filter(
            each ->
                feature.equalsIgnoreCase(
                    terms.lists().features().getOrDefault(each.number("id"), "")))
        .toList();
  }

  /** Whether a product says this of itself already. */
  public static boolean isHeld(String feature, String value, @Nullable Row held, Terms terms) {
    return held != null
        && said(held, held.joined(VALUES).orElse(List.of()), terms).entrySet().stream()
            .anyMatch(
                each ->
                    each.getKey().equalsIgnoreCase(feature)
                        && each.getValue().strip().equals(value.strip()));
  }

  /** The shop's own spelling counts where only upper and lower case differ. */
  private static Map<String, String> folded(Map<String, String> texts) {
    Map<String, String> all = new TreeMap<>();
    clean(texts)
        .forEach(
            (name, text) -> all.put(name.toLowerCase(Locale.ROOT), text.toLowerCase(Locale.ROOT)));
    return all;
  }

  /** Features as the shop takes them. */
  public static Map<String, String> clean(Map<String, String> wanted) {
    Map<String, String> all = new LinkedHashMap<>();
    wanted.forEach(
        (name, value) -> {
          String feature = Clean.name(name);
          String text = Clean.featureValue(value);
          if (!feature.isEmpty() && !text.isEmpty()) {
            all.put(feature, text);
          }
        });
    return all;
  }

  /** The id of a feature, if there is one of that name. */
  public static Optional<Long> id(String feature, Terms terms) {
    return Terms.id(terms.lists().features(), feature);
  }

  /** The id of a value that any product may have, if there is one. */
  public static Optional<Long> valueId(String feature, String value, Terms terms) {
    return id(feature, terms)
        .flatMap(
            id ->
                terms.lists().featureValues().entrySet().stream()
                    .filter(each -> each.getValue().option() == id)
                    .filter(each -> each.getValue().name().strip().equalsIgnoreCase(value))
                    .map(Map.Entry::getKey)
                    .findFirst());
  }
}
