package dev.syncline.prestashop.port;

import dev.syncline.connector.Deadline;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Write;
import dev.syncline.model.Variant;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopApi.Answer;
import dev.syncline.prestashop.PrestaShopDictionaries;
import dev.syncline.prestashop.PrestaShopDictionaries.Listing;
import dev.syncline.prestashop.codec.Clean;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.Terms;
import dev.syncline.prestashop.codec.VariantTable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the attributes that combinations are to have and the shop does not know yet. Nothing in the
 * shop keeps two of one name apart, so its lists are read afresh before anything is made, and one
 * thread makes at a time.
 */
final class Options {

  private final PrestaShopApi api;
  private final PrestaShopDictionaries dictionaries;

  Options(PrestaShopApi api, PrestaShopDictionaries dictionaries) {
    this.api = api;
    this.dictionaries = dictionaries;
  }

  /** Makes what is missing; what cannot be made is left out by the combinations themselves. */
  synchronized void ensure(List<Write.Create> creates, Deadline leaveBefore) {
    if (missing(creates, terms()).isEmpty()) {
      return;
    }
    dictionaries.forget(Listing.OPTIONS, Listing.VALUES);
    Map<String, Set<String>> missing = missing(creates, terms());
    for (String option : missing.keySet()) {
      if (optionId(option, terms()).isEmpty()) {
        make("product_options", option(option), leaveBefore);
        dictionaries.forget(Listing.OPTIONS);
      }
    }
    Terms terms = terms();
    missing.forEach(
        (option, values) ->
            optionId(option, terms)
                .ifPresent(
                    id ->
                        values.forEach(
                            value ->
                                make("product_option_values", value(id, value), leaveBefore))));
    dictionaries.forget(Listing.VALUES);
  }

  private Terms terms() {
    return dictionaries.terms(Kind.lists(FieldSet.of(Variant.OPTIONS).fields()));
  }

  private static Map<String, Set<String>> missing(List<Write.Create> creates, Terms terms) {
    Map<String, Set<String>> missing = new LinkedHashMap<>();
    for (Write.Create create : creates) {
      create
          .wanted()
          .get(Variant.OPTIONS)
          .orElse(Map.of())
          .forEach(
              (option, value) -> {
                boolean named = !Clean.name(option).isEmpty() && !Clean.name(value).isEmpty();
                if (named && VariantTable.valueId(option, value, terms).isEmpty()) {
                  missing
                      .computeIfAbsent(Clean.name(option), any -> new LinkedHashSet<>())
                      .add(Clean.name(value));
                }
              });
    }
    return missing;
  }

  private static Optional<Long> optionId(String option, Terms terms) {
    return terms.lists().options().entrySet().stream()
        .filter(each -> each.getValue().name().equalsIgnoreCase(option))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Row option(String name) {
    return inAll(
            inAll(Row.of("product_option").text("group_type", "select"), "name", name),
            "public_name",
            name)
        .build();
  }

  private Row value(long option, String name) {
    Row.Builder row =
        Row.of("product_option_value").text("id_attribute_group", Long.toString(option));
    return inAll(row, "name", name).build();
  }

  private Row.Builder inAll(Row.Builder row, String element, String text) {
    Map<Integer, String> all = new LinkedHashMap<>();
    terms().languages().keySet().forEach(id -> all.put(id, text));
    return row.languages(element, all);
  }

  private void make(String resource, Row row, Deadline leaveBefore) {
    Answer unused = api.send("POST", resource, List.of(row), leaveBefore);
  }
}
