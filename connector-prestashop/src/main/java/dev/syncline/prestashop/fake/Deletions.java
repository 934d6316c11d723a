package dev.syncline.prestashop.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What goes with a thing that is deleted, and what only says that it is. */
final class Deletions {

  private static final Set<String> MARKED_ONLY = Set.of("currencies");

  private final Books books;
  private final Stock stock;

  Deletions(Books books, Stock stock) {
    this.books = books;
    this.stock = stock;
  }

  /** DELETE of one or of several: all of them or, if one is unknown, none. */
  void delete(Call call, Resource resource) {
    List<String> unknown = new ArrayList<>();
    List<Row> rows = new ArrayList<>();
    List<String> ids = call.ids();
    for (String id : ids) {
      Row row = books.find(resource.table(), (int) Values.leadingNumber(id));
      if (row == null) {
        unknown.add(id);
      } else {
        rows.add(row);
      }
    }
    if (!unknown.isEmpty() || ids.isEmpty()) {
      List<Refusal.Fault> faults = new ArrayList<>();
      if (books.warns() && call.segment(1).isEmpty() && !call.has("id")) {
        faults.add(Refusal.warning("Undefined array key 1"));
      }
      faults.add(new Refusal.Fault(87, "Id(s) not exists: " + String.join(", ", unknown)));
      throw new Refusal(404, faults);
    }
    List<String> left = new ArrayList<>();
    for (Row row : rows) {
      if (!delete(resource.name(), row, call.shops)) {
        left.add(Integer.toString(row.id));
      }
    }
    if (!left.isEmpty()) {
      throw Refusal.of(500, 88, "Id(s) wasn't deleted: " + String.join(", ", left));
    }
  }

  /** Whether it could be deleted. */
  boolean delete(String resource, Row row, List<Integer> shops) {
    boolean ordered =
        (resource.equals("addresses") && used(row))
            || (resource.equals("carriers") && carried(row));
    if (MARKED_ONLY.contains(resource) || ordered) {
      mark(books.schema.get(resource).table(), row);
      return true;
    }
    boolean root = resource.equals("categories") && row.id == books.number("PS_ROOT_CATEGORY");
    boolean sold = resource.equals("carts") && !books.by("orders", "id_cart", row.id).isEmpty();
    if (root || sold) {
      return false;
    }
    if (books.schema.get(resource).sharing() == Resource.Sharing.LINKED
        && !shops.containsAll(row.shops)) {
      row.shops.removeAll(shops);
      books.hints.deleted(books.schema.get(resource).table(), row);
      return true;
    }
    followers(resource, row, shops);
    books.table(books.schema.get(resource).table()).remove(row);
    books.hints.deleted(books.schema.get(resource).table(), row);
    if (resource.equals("combinations")) {
      stock.forget(row.num("id_product"), row.id);
      shops.forEach(
          shop -> {
            stock.sum(row.num("id_product"), shop);
            stock.tell(row.num("id_product"), 0, shop);
          });
    }
    return true;
  }

  void mark(String table, Row row) {
    row.set("deleted", 1);
    if (!row.get("date_upd").isEmpty()) {
      books.touch(row);
    }
    books.hints.updated(table, row);
  }

  private boolean carried(Row carrier) {
    return !books.by("orders", "id_carrier", carrier.id).isEmpty();
  }

  private boolean used(Row address) {
    return !books.by("orders", "id_address_delivery", address.id).isEmpty()
        || !books.by("orders", "id_address_invoice", address.id).isEmpty();
  }

  private void followers(String resource, Row row, List<Integer> shops) {
    switch (resource) {
      case "products" -> {
        allBut("combinations", books.by("combinations", "id_product", row.id), List.of());
        stock.forget(row.id, -1);
        remove("product_images", books.by("product_images", "id_product", row.id));
        remove("specific_prices", books.by("specific_prices", "id_product", row.id));
      }
      case "categories" -> {
        for (Row child : new ArrayList<>(books.by("categories", "id_parent", row.id))) {
          delete("categories", child, shops);
        }
        for (Row product : books.all("products")) {
          if (product.ids("categories").contains(row.id)) {
            product.setList(
                "categories",
                product.list("categories").stream()
                    .filter(item -> !Integer.toString(row.id).equals(item.get("id")))
                    .toList());
          }
        }
      }
      case "customers" -> customer(row, shops);
      case "product_options" ->
          remove(
              "product_option_values",
              books.by("product_option_values", "id_attribute_group", row.id));
      case "product_features" ->
          remove(
              "product_feature_values", books.by("product_feature_values", "id_feature", row.id));
      default -> {}
    }
  }

  /** Orders stay, and with them all addresses; carts that became none go. */
  private void customer(Row row, List<Integer> shops) {
    if (books.by("orders", "id_customer", row.id).isEmpty()) {
      for (Row address : new ArrayList<>(books.by("addresses", "id_customer", row.id))) {
        if (!address.flag("deleted")) {
          delete("addresses", address, shops);
        }
      }
    }
    remove("specific_prices", books.by("specific_prices", "id_customer", row.id));
    remove("cart_rules", books.by("cart_rules", "id_customer", row.id));
    for (Row cart : new ArrayList<>(books.by("carts", "id_customer", row.id))) {
      delete("carts", cart, shops);
    }
  }

  private void remove(String table, List<Row> rows) {
    new ArrayList<>(rows).forEach(books.table(table)::remove);
  }

  void allBut(String resource, List<Row> rows, List<Integer> kept) {
    for (Row row : new ArrayList<>(rows)) {
      if (!kept.contains(row.id)) {
        delete(resource, row, books.shops());
      }
    }
  }
}
