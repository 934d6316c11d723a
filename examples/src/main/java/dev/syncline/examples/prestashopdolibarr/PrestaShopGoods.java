package dev.syncline.examples.prestashopdolibarr;

import static dev.syncline.examples.compare.Raw.id;
import static dev.syncline.examples.compare.Raw.number;
import static dev.syncline.examples.compare.Raw.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.examples.compare.Books;
import dev.syncline.examples.compare.Item;
import dev.syncline.examples.compare.Raw;
import dev.syncline.examples.compare.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;

/** How the raw categories, products and combinations of a shop are read for the comparison. */
final class PrestaShopGoods {

  /** The first level under the shop's home. */
  private static final int TOP = 2;

  /** Prices are taxed as in the shop's own country. */
  private static final String FRANCE = "8";

  private final Books books;
  private final Map<String, JsonNode> productById = new HashMap<>();
  private final Map<String, String> categoryNames = new HashMap<>();
  private final Map<String, String> rates = new HashMap<>();
  private final Map<String, BigDecimal> stock = new HashMap<>();

  PrestaShopGoods(Books books) {
    this.books = books;
    books.of("products").forEach(each -> productById.put(text(each, "id"), each));
    for (JsonNode category : books.of("categories")) {
      if (isShown(category)) {
        categoryNames.put(text(category, "id"), text(category, "name"));
      }
    }
    for (JsonNode level : books.of("stock_availables")) {
      stock.put(
          text(level, "id_product") + "-" + text(level, "id_product_attribute"),
          number(level, "quantity").max(BigDecimal.ZERO)); // P-068
    }
    rates();
  }

  private void rates() {
    Map<String, BigDecimal> taxes = new HashMap<>();
    books.of("taxes").forEach(tax -> taxes.put(text(tax, "id"), number(tax, "rate")));
    for (JsonNode rule : books.of("tax_rules")) {
      if (text(rule, "id_country").equals(FRANCE)) {
        BigDecimal rate = taxes.getOrDefault(text(rule, "id_tax"), BigDecimal.ZERO);
        rates.put(text(rule, "id_tax_rules_group"), Raw.percent(rate));
      }
    }
  }

  /** The root and the home are no categories of goods. */
  private static boolean isShown(JsonNode category) {
    return number(category, "level_depth").intValue() >= TOP;
  }

  List<Item> categories() {
    List<Item> items = new ArrayList<>();
    for (JsonNode category : books.of("categories")) {
      if (!isShown(category)) {
        continue;
      }
      boolean top = number(category, "level_depth").intValue() == TOP;
      Map<String, Value> fields = new LinkedHashMap<>();
      fields.put("name", Value.text(text(category, "name")));
      fields.put(
          "parent",
          Value.pointer(PrestaShopDolibarrTable.CATEGORY, top ? "" : text(category, "id_parent")));
      items.add(
          new Item(
              text(category, "id"),
              Set.of(),
              List.of("name:" + text(category, "name")),
              true,
              fields));
    }
    return items;
  }

  /** A product with combinations is not made: they are sold in its place (P-057). */
  List<Item> products() {
    Set<String> parents = new HashSet<>();
    books.of("combinations").forEach(each -> parents.add(text(each, "id_product")));
    List<Item> items = new ArrayList<>();
    for (JsonNode product : books.of("products")) {
      String own = text(product, "id");
      Map<String, Value> fields = new LinkedHashMap<>();
      goods(fields, product, text(product, "reference"));
      fields.put("name", Value.text(text(product, "name")));
      fields.put("price", Value.exact(number(product, "price")));
      fields.put("weight", Value.exact(number(product, "weight")));
      fields.put("barcode", Value.text(text(product, "ean13")));
      fields.put("stock", Value.exact(stock.getOrDefault(own + "-0", BigDecimal.ZERO)));
      items.add(item(own, text(product, "reference"), !parents.contains(own), fields));
    }
    return items;
  }

  /** A combination adds its price and weight to its product's. */
  List<Item> combinations() {
    Map<String, JsonNode> values = new HashMap<>();
    books.of("product_option_values").forEach(each -> values.put(text(each, "id"), each));
    Map<String, String> options = new HashMap<>();
    books.of("product_options").forEach(each -> options.put(text(each, "id"), text(each, "name")));
    List<Item> items = new ArrayList<>();
    for (JsonNode each : books.of("combinations")) {
      JsonNode product = productById.get(text(each, "id_product"));
      if (product == null) {
        continue;
      }
      String own = text(each, "id_product") + "-" + text(each, "id");
      Map<String, Value> fields = new LinkedHashMap<>();
      goods(fields, product, text(each, "reference"));
      fields.put("options", Value.text(said(each, values, options)));
      fields.put("price", Value.exact(number(product, "price").add(number(each, "price"))));
      fields.put("weight", Value.exact(number(product, "weight").add(number(each, "weight"))));
      fields.put("barcode", Value.text(text(each, "ean13")));
      fields.put("stock", Value.exact(stock.getOrDefault(own, BigDecimal.ZERO)));
      items.add(item(own, text(each, "reference"), true, fields));
    }
    return items;
  }

  private static String said(
      JsonNode combination, Map<String, JsonNode> values, Map<String, String> options) {
    Set<String> words = new TreeSet<>();
    for (JsonNode link : combination.path("product_option_values")) {
      JsonNode value = values.get(link.asText());
      if (value != null) {
        String option = options.getOrDefault(id(value, "id_attribute_group"), "");
        words.add(option + ": " + text(value, "name"));
      }
    }
    return words.toString();
  }

  /** What a combination has of its product. */
  private void goods(Map<String, Value> fields, JsonNode product, String reference) {
    fields.put("reference", Value.text(reference));
    fields.put("vat", Value.text(rates.getOrDefault(text(product, "id_tax_rules_group"), "0")));
    fields.put("on sale", Value.text(text(product, "active").equals("1") ? "yes" : "no"));
    fields.put("long text", Value.text(text(product, "description").replaceAll("<[^>]*>", "")));
    Set<String> stands = new TreeSet<>();
    for (JsonNode link : product.path("categories")) {
      if (categoryNames.containsKey(link.asText())) {
        stands.add(categoryNames.get(link.asText()));
      }
    }
    StringJoiner names = new StringJoiner(", ");
    stands.forEach(names::add);
    fields.put("categories", Value.text(names.toString()));
  }

  private static Item item(
      String id, String reference, boolean expected, Map<String, Value> fields) {
    return new Item(id, Set.of(), List.of("ref:" + reference), expected, fields);
  }
}
