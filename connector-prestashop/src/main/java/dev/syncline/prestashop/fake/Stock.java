package dev.syncline.prestashop.fake;

import java.util.List;
import java.util.Optional;

/** Quantities: a row for each product and combination and shop, or shop group that shares them. */
final class Stock {

  private static final int AS_THE_SHOP_SAYS = 2;

  private final Books books;

  Stock(Books books) {
    this.books = books;
  }

  /** The row of a product, or of one of its combinations, in a shop. */
  Optional<Row> row(int product, int combination, int shop) {
    int group = sharing(shop);
    return books.by("stock_availables", "id_product", product).stream()
        .filter(row -> row.num("id_product_attribute") == combination)
        .filter(
            row ->
                group == 0
                    ? row.num("id_shop") == shop
                    : row.num("id_shop") == 0 && row.num("id_shop_group") == group)
        .findFirst();
  }

  private int sharing(int shop) {
    Row known = books.find("shops", shop);
    Row group = known == null ? null : books.find("shop_groups", known.num("id_shop_group"));
    return group != null && group.flag("share_stock") ? group.id : 0;
  }

  void open(int product, int combination, int shop) {
    if (row(product, combination, shop).isPresent()) {
      return;
    }
    int group = sharing(shop);
    books
        .table("stock_availables")
        .add()
        .set("id_product", product)
        .set("id_product_attribute", combination)
        .set("id_shop", group == 0 ? shop : 0)
        .set("id_shop_group", group)
        .set("quantity", 0)
        .set("depends_on_stock", 0)
        .set("out_of_stock", AS_THE_SHOP_SAYS)
        .set("location", "");
  }

  void set(int product, int combination, int shop, int quantity) {
    row(product, combination, shop).ifPresent(row -> row.set("quantity", quantity));
    sum(product, shop);
    tell(product, combination, shop);
  }

  void move(int product, int combination, int shop, int by) {
    row(product, combination, shop).ifPresent(row -> row.set("quantity", row.num("quantity") + by));
    if (combination != 0) {
      sum(product, shop);
    }
    if (by != 0) {
      tell(product, combination, shop);
    }
  }

  /** The module says which levels were saved: that of a combination, and its product's sum. */
  void tell(int product, int combination, int shop) {
    row(product, combination, shop).ifPresent(row -> books.hints.updated("stock_availables", row));
    if (combination != 0) {
      row(product, 0, shop).ifPresent(row -> books.hints.updated("stock_availables", row));
    }
  }

  /** The row of the product as a whole becomes the sum of its combinations. */
  void sum(int product, int shop) {
    List<Row> combinations = books.by("combinations", "id_product", product);
    if (combinations.isEmpty()) {
      return;
    }
    int total =
        combinations.stream()
            .flatMap(each -> row(product, each.id, shop).stream())
            .mapToInt(row -> row.num("quantity"))
            .sum();
    row(product, 0, shop).ifPresent(row -> row.set("quantity", total));
  }

  void forget(int product, int combination) {
    for (Row row : books.by("stock_availables", "id_product", product)) {
      // A row that lost its shop is found by nobody, not even to be deleted.
      boolean lost = !row.flag("id_shop") && !row.flag("id_shop_group");
      if (!lost && (combination < 0 || row.num("id_product_attribute") == combination)) {
        books.table("stock_availables").remove(row);
      }
    }
  }
}
