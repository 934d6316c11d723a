package dev.syncline.prestashop.port;

import dev.syncline.connector.Deadline;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopApi.Answer;
import dev.syncline.prestashop.PrestaShopDictionaries;
import dev.syncline.prestashop.PrestaShopDictionaries.Listing;
import dev.syncline.prestashop.codec.Clean;
import dev.syncline.prestashop.codec.Features;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.Terms;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the manufacturers, features and values of features that products are to have and the shop
 * does not know yet. Nothing in the shop keeps two of one name apart, so its lists are read afresh
 * before anything is made, and one thread makes at a time.
 */
final class Makers {

  /** A product that is to be, and its row as it is now; null for a new one. */
  record Said(Entity wanted, @Nullable Row held) {}

  private final PrestaShopApi api;
  private final PrestaShopDictionaries dictionaries;

  Makers(PrestaShopApi api, PrestaShopDictionaries dictionaries) {
    this.api = api;
    this.dictionaries = dictionaries;
  }

  /** Makes what is missing; what cannot be made is left out by the products themselves. */
  synchronized void ensure(List<Said> products, Deadline leaveBefore) {
    if (products.stream().anyMatch(each -> each.wanted().has(Product.MANUFACTURER))) {
      make("manufacturers", EnumSet.of(Listing.MANUFACTURERS), () -> makers(products), leaveBefore);
    }
    if (products.stream().anyMatch(each -> each.wanted().has(Product.FEATURES))) {
      Set<Listing> lists = EnumSet.of(Listing.FEATURES, Listing.FEATURE_VALUES);
      make("product_features", lists, () -> features(products), leaveBefore);
      make(Features.VALUES, lists, () -> values(products), leaveBefore);
    }
  }

  private void make(
      String resource, Set<Listing> lists, Supplier<List<Row>> missing, Deadline leaveBefore) {
    if (missing.get().isEmpty()) {
      return;
    }
    forget(lists);
    List<Row> rows = missing.get();
    if (!rows.isEmpty() && !sent(resource, rows, leaveBefore)) {
      forget(lists);
      missing.get().forEach(row -> sent(resource, List.of(row), leaveBefore));
    }
    forget(lists);
  }

  private boolean sent(String resource, List<Row> rows, Deadline leaveBefore) {
    Answer answer = api.send("POST", resource, rows, leaveBefore);
    return answer.succeeded();
  }

  private void forget(Set<Listing> lists) {
    dictionaries.forget(lists.toArray(Listing[]::new));
  }

  private List<Row> makers(List<Said> products) {
    Terms terms = dictionaries.terms(EnumSet.of(Listing.MANUFACTURERS));
    Set<String> missing = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Said each : products) {
      each.wanted()
          .get(Product.MANUFACTURER)
          .map(Clean::maker)
          .filter(name -> !name.isEmpty())
          .filter(name -> Terms.id(terms.lists().manufacturers(), name).isEmpty())
          .ifPresent(missing::add);
    }
    return missing.stream()
        .map(name -> Row.of("manufacturer").text("name", name).text("active", "1").build())
        .toList();
  }

  private Terms terms() {
    return dictionaries.terms(EnumSet.of(Listing.FEATURES, Listing.FEATURE_VALUES));
  }

  /** The features and values that no list has, but for what products have for themselves. */
  private static Map<String, Set<String>> missing(List<Said> products, Terms terms) {
    Map<String, Set<String>> missing = new LinkedHashMap<>();
    for (Said each : products) {
      Features.clean(each.wanted().get(Product.FEATURES).orElse(Map.of()))
          .forEach(
              (feature, value) -> {
                if (Features.valueId(feature, value, terms).isEmpty()
                    && !Features.isHeld(feature, value, each.held(), terms)) {
                  missing.computeIfAbsent(feature, any -> new LinkedHashSet<>()).add(value);
                }
              });
    }
    return missing;
  }

  private List<Row> features(List<Said> products) {
    Terms terms = terms();
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(missing(products, terms).keySet());
    names.removeIf(name -> Features.id(name, terms).isPresent());
    return names.stream()
        .map(name -> everywhere(Row.of("product_feature"), "name", name, terms))
        .toList();
  }

  private List<Row> values(List<Said> products) {
    Terms terms = terms();
    List<Row> rows = new ArrayList<>();
    Map<Long, Set<String>> byFeature = new LinkedHashMap<>();
    missing(products, terms)
        .forEach(
            (feature, values) ->
                Features.id(feature, terms)
                    .ifPresent(
                        id ->
                            byFeature
                                .computeIfAbsent(
                                    id, any -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))
                                .addAll(values)));
    byFeature.forEach(
        (feature, values) ->
            values.forEach(
                value ->
                    rows.add(
                        everywhere(
                            Row.of("product_feature_value")
                                .text("id_feature", Long.toString(feature))
                                .text("custom", "0"),
                            "value",
                            value,
                            terms))));
    return rows;
  }

  private static Row everywhere(Row.Builder row, String element, String text, Terms terms) {
    Map<Integer, String> all = new LinkedHashMap<>();
    terms.languages().keySet().forEach(id -> all.put(id, text));
    return row.languages(element, all).build();
  }
}
