package dev.syncline.prestashop.fake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the shop works out when it is read: computed fields, and associations kept elsewhere. */
final class Computed {

  private static final Map<String, String> TYPES = Map.of("pack", "pack", "virtual", "virtual");

  private final Books books;

  Computed(Books books) {
    this.books = books;
  }

  String value(Resource resource, Field field, Row row, int shop) {
    return switch (resource.name() + "." + field.name()) {
      case "products.id_default_image" -> cover(row);
      case "products.id_default_combination" -> defaultCombination(row);
      case "products.position_in_category" -> position(row);
      case "products.manufacturer_name" -> {
        Row maker = books.find("manufacturers", row.num("id_manufacturer"));
        yield maker == null ? "" : maker.get("name");
      }
      case "products.quantity" -> "0";
      case "products.type" -> TYPES.getOrDefault(row.get("product_type"), "simple");
      case "categories.nb_products_recursive" -> Integer.toString(counted(below(row).size()));
      case "manufacturers.link_rewrite" -> Values.slug(row.get("name"));
      case "orders.shipping_number" ->
          books.by("order_carriers", "id_order", row.id).stream()
              .map(carrier -> carrier.get("tracking_number"))
              .findFirst()
              .orElse("");
      default -> row.get(field.name(), shop);
    };
  }

  private String position(Row product) {
    List<Integer> others = productsOf(product.num("id_category_default"));
    int index = others.indexOf(product.id);
    return index < 0 ? "" : Integer.toString(index + 1);
  }

  private String cover(Row product) {
    return images(product.id).stream()
        .filter(image -> image.flag("cover"))
        .findFirst()
        .map(image -> Integer.toString(image.id))
        .orElse("");
  }

  List<Row> images(int product) {
    List<Row> images = new ArrayList<>(books.by("product_images", "id_product", product));
    images.sort(java.util.Comparator.comparingInt(image -> image.num("position")));
    return images;
  }

  private String defaultCombination(Row product) {
    List<Row> combinations = books.by("combinations", "id_product", product.id);
    return combinations.stream()
        .filter(each -> each.flag("default_on"))
        .findFirst()
        .or(() -> combinations.stream().findFirst())
        .map(each -> Integer.toString(each.id))
        .orElse("0");
  }

  /** Nothing is counted as -1. */
  private static int counted(int products) {
    return products == 0 ? -1 : products;
  }

  private Set<Integer> below(Row category) {
    Set<Integer> products = new LinkedHashSet<>(productsOf(category.id));
    for (Row child : books.by("categories", "id_parent", category.id)) {
      products.addAll(below(child));
    }
    return products;
  }

  private List<Integer> productsOf(int category) {
    return books.all("products").stream()
        .filter(product -> product.ids("categories").contains(category))
        .map(product -> product.id)
        .toList();
  }

  /** The items of an association. */
  List<Map<String, String>> items(Resource resource, Link link, Row row, int shop) {
    return switch (resource.name() + "." + link.name()) {
      case "products.images" -> ids(images(row.id));
      case "products.combinations" -> ids(books.by("combinations", "id_product", row.id));
      case "products.product_option_values" -> optionValues(row);
      case "products.stock_availables" -> stock(row, shop);
      case "categories.categories" -> ids(books.by("categories", "id_parent", row.id));
      case "categories.products" ->
          productsOf(row.id).stream().map(id -> Map.of("id", Integer.toString(id))).toList();
      case "product_options.product_option_values" ->
          ids(books.by("product_option_values", "id_attribute_group", row.id));
      case "manufacturers.addresses" -> ids(books.by("addresses", "id_manufacturer", row.id));
      case "orders.order_rows" -> orderRows(link, row);
      default -> row.list(link.name());
    };
  }

  private static List<Map<String, String>> ids(List<Row> rows) {
    return rows.stream().map(row -> Map.of("id", Integer.toString(row.id))).toList();
  }

  private List<Map<String, String>> optionValues(Row product) {
    Set<Integer> values = new LinkedHashSet<>();
    books
        .by("combinations", "id_product", product.id)
        .forEach(combination -> values.addAll(combination.ids("product_option_values")));
    return values.stream().map(id -> Map.of("id", Integer.toString(id))).toList();
  }

  private List<Map<String, String>> stock(Row product, int shop) {
    List<Map<String, String>> items = new ArrayList<>();
    for (Row row : books.by("stock_availables", "id_product", product.id)) {
      if (row.num("id_shop") == shop || (row.num("id_shop") == 0 && row.flag("id_shop_group"))) {
        items.add(
            Map.of(
                "id", Integer.toString(row.id),
                "id_product_attribute", row.get("id_product_attribute")));
      }
    }
    return items;
  }

  private List<Map<String, String>> orderRows(Link link, Row order) {
    List<Map<String, String>> items = new ArrayList<>();
    for (Row detail : books.by("order_details", "id_order", order.id)) {
      Map<String, String> item = new LinkedHashMap<>();
      link.members().keySet().forEach(member -> item.put(member, detail.get(member)));
      items.add(item);
    }
    return items;
  }
}
