package dev.syncline.prestashop.fake;

import java.util.List;
import java.util.Map;

/** What the forms of the back office start with. */
final class FormDefaults {

  private FormDefaults() {}

  static void fill(Resource resource, Books books, ItemDraft draft) {
    switch (resource.name()) {
      case "products" -> product(books, draft);
      case "combinations" -> usual(draft, Map.of("minimal_quantity", "1"));
      case "categories" -> {
        usual(draft, Map.of("active", "1", "id_parent", books.config("PS_HOME_CATEGORY")));
        links(draft);
      }
      case "manufacturers", "suppliers", "taxes", "tax_rule_groups" ->
          usual(draft, Map.of("active", "1"));
      case "customers" -> customer(books, draft);
      case "addresses" -> address(books, draft);
      case "product_options" -> usual(draft, Map.of("group_type", "select"));
      case "specific_prices" ->
          usual(
              draft,
              Map.of(
                  "price",
                  "-1",
                  "from_quantity",
                  "1",
                  "reduction_type",
                  "amount",
                  "reduction_tax",
                  "1"));
      case "cart_rules" ->
          usual(
              draft,
              Map.of(
                  "active",
                  "1",
                  "quantity",
                  "1",
                  "quantity_per_user",
                  "1",
                  "reduction_tax",
                  "1",
                  "reduction_currency",
                  books.config("PS_CURRENCY_DEFAULT"),
                  "date_from",
                  "2020-01-01 00:00:00",
                  "date_to",
                  "2037-12-31 23:59:59",
                  "partial_use",
                  "1"));
      case "carriers" -> usual(draft, Map.of("active", "1", "shipping_handling", "0"));
      default -> {}
    }
    if (resource.name().equals("product_options") && !draft.has("public_name")) {
      draft.texts.getOrDefault("name", Map.of()).forEach((l, t) -> draft.text("public_name", l, t));
    }
  }

  private static void product(Books books, ItemDraft draft) {
    usual(
        draft,
        Map.of(
            "active",
            "1",
            "state",
            "1",
            "available_for_order",
            "1",
            "show_price",
            "1",
            "minimal_quantity",
            "1",
            "visibility",
            "both",
            "condition",
            "new",
            "product_type",
            "standard",
            "id_tax_rules_group",
            "1"));
    if (!draft.has("categories")) {
      draft.in(books.number("PS_HOME_CATEGORY"));
    }
    links(draft);
  }

  private static void links(ItemDraft draft) {
    if (!draft.has("link_rewrite")) {
      draft
          .texts
          .getOrDefault("name", Map.of())
          .forEach((language, name) -> draft.text("link_rewrite", language, Values.slug(name)));
    }
  }

  private static void customer(Books books, ItemDraft draft) {
    String group = books.config("PS_CUSTOMER_GROUP");
    usual(
        draft, Map.of("active", "1", "id_default_group", group, "passwd", Effects.hash("secret")));
    if (!draft.has("groups")) {
      draft.lists.put(
          "groups", List.of(Map.of("id", draft.values.getOrDefault("id_default_group", group))));
    }
  }

  private static void address(Books books, ItemDraft draft) {
    usual(draft, Map.of("alias", "My address", "id_country", books.config("PS_COUNTRY_DEFAULT")));
    Row customer =
        books.find(
            "customers", (int) Values.leadingNumber(draft.values.getOrDefault("id_customer", "")));
    if (customer != null) {
      usual(
          draft,
          Map.of("lastname", customer.get("lastname"), "firstname", customer.get("firstname")));
    }
  }

  private static void usual(ItemDraft draft, Map<String, String> values) {
    values.forEach(draft.values::putIfAbsent);
  }
}
