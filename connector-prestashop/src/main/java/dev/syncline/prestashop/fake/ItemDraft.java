package dev.syncline.prestashop.fake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody types into a form of the back office. Fields are named as the webservice names
 * them.
 *
 * @since 0.1
 */
public final class ItemDraft {

  /** The key of a text that is the same in every language. */
  static final String EVERY_LANGUAGE = "";

  final Map<String, String> values = new LinkedHashMap<>();
  final Map<String, Map<String, String>> texts = new LinkedHashMap<>();
  final Map<String, List<Map<String, String>>> lists = new LinkedHashMap<>();

  ItemDraft() {}

  /** Any plain field. */
  public ItemDraft set(String field, Object value) {
    values.put(field, value.toString());
    return this;
  }

  /** Any text field, the same in every language. */
  public ItemDraft text(String field, String text) {
    return text(field, EVERY_LANGUAGE, text);
  }

  /** Any text field in the language of the given ISO code, such as {@code fr}. */
  public ItemDraft text(String field, String language, String text) {
    texts.computeIfAbsent(field, each -> new LinkedHashMap<>()).put(language, text);
    return this;
  }

  /** The ids of an association. */
  public ItemDraft link(String association, Integer... ids) {
    lists.put(
        association, Arrays.stream(ids).map(id -> Map.of("id", Integer.toString(id))).toList());
    return this;
  }

  /** One line more of a cart; the combination is 0 for a product that has none. */
  public ItemDraft holding(int product, int combination, int pieces) {
    List<Map<String, String>> rows = new ArrayList<>(lists.getOrDefault("cart_rows", List.of()));
    rows.add(
        Map.of(
            "id_product",
            Integer.toString(product),
            "id_product_attribute",
            Integer.toString(combination),
            "id_address_delivery",
            "0",
            "id_customization",
            "0",
            "quantity",
            Integer.toString(pieces)));
    lists.put("cart_rows", rows);
    return this;
  }

  /** The name, the same in every language. */
  public ItemDraft name(String name) {
    return text("name", name);
  }

  /** The name in one language. */
  public ItemDraft name(String language, String name) {
    return text("name", language, name);
  }

  /** The reference. */
  public ItemDraft reference(String reference) {
    return set("reference", reference);
  }

  /** The price without tax; of a combination, what it adds to its product's. */
  public ItemDraft price(String price) {
    return set("price", price);
  }

  /** The pieces in stock, of the default shop. */
  public ItemDraft quantity(int pieces) {
    return set("quantity", pieces);
  }

  /** The categories; the first is the default one. */
  public ItemDraft in(Integer... categories) {
    if (categories.length > 0) {
      set("id_category_default", categories[0]);
    }
    return link("categories", categories);
  }

  /** One more feature with its value. */
  public ItemDraft feature(int feature, int value) {
    List<Map<String, String>> features =
        new ArrayList<>(lists.getOrDefault("product_features", List.of()));
    features.add(
        Map.of("id", Integer.toString(feature), "id_feature_value", Integer.toString(value)));
    lists.put("product_features", features);
    return this;
  }

  boolean has(String field) {
    return values.containsKey(field) || texts.containsKey(field) || lists.containsKey(field);
  }
}
