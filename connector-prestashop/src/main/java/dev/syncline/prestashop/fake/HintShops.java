package dev.syncline.prestashop.fake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the module calls the rows of a table, and which shops it says may see one. */
final class HintShops {

  static final Map<String, String> ENTITIES =
      Map.ofEntries(
          Map.entry("categories", "category"),
          Map.entry("products", "product"),
          Map.entry("product_images", "product"),
          Map.entry("combinations", "combination"),
          Map.entry("stock_availables", "stock"),
          Map.entry("customers", "customer"),
          Map.entry("addresses", "address"),
          Map.entry("orders", "order"),
          Map.entry("order_histories", "order"),
          Map.entry("order_details", "order"),
          Map.entry("order_cart_rules", "order"),
          Map.entry("order_invoices", "order_invoice"),
          Map.entry("order_payments", "order_payment"),
          Map.entry("order_slip", "order_slip"),
          Map.entry("order_carriers", "order_carrier"),
          Map.entry("order_states", "order_state"),
          Map.entry("carriers", "carrier"));

  private static final List<String> PARTS =
      List.of("product_images", "order_histories", "order_details", "order_cart_rules");

  private final Books books;

  HintShops(Books books) {
    this.books = books;
  }

  static boolean isPart(String table) {
    return PARTS.contains(table);
  }

  static String whole(String part) {
    return part.equals("product_images") ? "id_product" : "id_order";
  }

  /** Empty for what several shops may share. */
  String of(String entity, Row row) {
    if (books.shops().size() == 1) {
      return Integer.toString(books.defaultShop());
    }
    return switch (entity) {
      case "stock" -> one(row.num("id_shop"));
      case "customer" -> sharing(row.num("id_shop"));
      case "address" -> sharing(customer(row));
      case "order_payment" ->
          one(first(books.by("orders", "reference", row.get("order_reference"))));
      case "order" -> one(row.flag("id_shop") ? row.num("id_shop") : ordered(row));
      case "order_invoice", "order_slip", "order_carrier" -> one(ordered(row));
      default -> "";
    };
  }

  private int customer(Row address) {
    Row customer = books.find("customers", address.num("id_customer"));
    return customer == null ? 0 : customer.num("id_shop");
  }

  private int ordered(Row row) {
    Row order = books.find("orders", row.num("id_order"));
    return order == null ? 0 : order.num("id_shop");
  }

  private static int first(Collection<Row> rows) {
    return rows.stream().findFirst().map(row -> row.num("id_shop")).orElse(0);
  }

  private static String one(int shop) {
    return shop > 0 ? Integer.toString(shop) : "";
  }

  private String sharing(int shop) {
    Row known = books.find("shops", shop);
    Row group = known == null ? null : books.find("shop_groups", known.num("id_shop_group"));
    if (group == null || !group.flag("share_customer")) {
      return one(shop);
    }
    return books.shopsOf(group.id).stream()
        .map(each -> Integer.toString(each))
        .collect(Collectors.joining(","));
  }
}
