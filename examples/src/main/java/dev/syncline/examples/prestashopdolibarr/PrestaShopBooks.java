package dev.syncline.examples.prestashopdolibarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.examples.compare.Books;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.prestashop.fake.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The raw rows of a shop: the fields of each resource that the comparison needs. */
final class PrestaShopBooks {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Plain fields by resource. */
  private static final Map<String, List<String>> FIELDS = new LinkedHashMap<>();

  /** Texts in the shop's default language. */
  private static final Map<String, List<String>> TEXTS =
      Map.of(
          "categories", List.of("name"),
          "products", List.of("name", "description", "description_short"),
          "product_options", List.of("name"),
          "product_option_values", List.of("name"));

  /** Associations, as lists of ids. */
  private static final Map<String, List<String>> LINKS =
      Map.of(
          "products", List.of("categories"),
          "combinations", List.of("product_option_values"));

  static {
    FIELDS.put("categories", List.of("id_parent", "level_depth", "active"));
    FIELDS.put(
        "products",
        List.of(
            "reference",
            "price",
            "id_tax_rules_group",
            "weight",
            "ean13",
            "active",
            "is_virtual",
            "id_category_default"));
    FIELDS.put("combinations", List.of("id_product", "reference", "price", "weight", "ean13"));
    FIELDS.put("product_options", List.of());
    FIELDS.put("product_option_values", List.of("id_attribute_group"));
    FIELDS.put("stock_availables", List.of("id_product", "id_product_attribute", "quantity"));
    FIELDS.put("customers", List.of("firstname", "lastname", "company", "email", "deleted"));
    FIELDS.put(
        "addresses",
        List.of(
            "id_customer",
            "company",
            "vat_number",
            "address1",
            "postcode",
            "city",
            "id_country",
            "phone",
            "deleted"));
    FIELDS.put("countries", List.of("iso_code"));
    FIELDS.put("taxes", List.of("rate"));
    FIELDS.put("tax_rules", List.of("id_tax_rules_group", "id_country", "id_tax"));
    FIELDS.put(
        "orders",
        List.of(
            "reference",
            "id_customer",
            "id_address_delivery",
            "id_address_invoice",
            "current_state",
            "date_add",
            "invoice_number",
            "total_paid_tax_incl",
            "total_paid_tax_excl"));
    FIELDS.put(
        "order_details",
        List.of(
            "id_order",
            "product_id",
            "product_attribute_id",
            "product_name",
            "product_quantity",
            "unit_price_tax_excl",
            "unit_price_tax_incl"));
    FIELDS.put(
        "order_invoices",
        List.of("id_order", "number", "date_add", "total_paid_tax_incl", "total_paid_tax_excl"));
    FIELDS.put("order_payments", List.of("order_reference", "amount", "date_add"));
    FIELDS.put(
        "order_slip",
        List.of(
            "id_order",
            "id_customer",
            "total_products_tax_incl",
            "total_shipping_tax_incl",
            "date_add"));
  }

  private PrestaShopBooks() {}

  static Books read(FakePrestaShop shop) {
    Map<String, List<JsonNode>> shelves = new LinkedHashMap<>();
    FIELDS.forEach((resource, fields) -> shelves.put(resource, rows(shop, resource, fields)));
    return new Books(shelves);
  }

  private static List<JsonNode> rows(FakePrestaShop shop, String resource, List<String> fields) {
    List<JsonNode> rows = new ArrayList<>();
    for (Item item : shop.shelf(resource).all()) {
      ObjectNode row = NODES.objectNode().put("id", item.id());
      fields.forEach(field -> row.put(field, item.get(field)));
      TEXTS.getOrDefault(resource, List.of()).forEach(field -> row.put(field, item.text(field)));
      for (String link : LINKS.getOrDefault(resource, List.of())) {
        ArrayNode ids = row.putArray(link);
        item.ids(link).forEach(ids::add);
      }
      rows.add(row);
    }
    return rows;
  }
}
