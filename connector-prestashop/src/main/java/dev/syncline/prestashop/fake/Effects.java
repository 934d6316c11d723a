package dev.syncline.prestashop.fake;

import dev.syncline.prestashop.fake.Refusal.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What saving a thing asks and does besides keeping its fields, resource by resource. */
final class Effects {

  private static final List<String> UNIQUE_PRICE =
      List.of(
          "id_product",
          "id_product_attribute",
          "id_shop",
          "id_shop_group",
          "id_currency",
          "id_country",
          "id_group",
          "id_customer",
          "id_cart",
          "from_quantity",
          "from",
          "to");

  private final Books books;
  private final Stock stock;
  private final OrderDesk orders;
  private final Deletions deletions;

  Effects(Books books, Stock stock, OrderDesk orders, Deletions deletions) {
    this.books = books;
    this.stock = stock;
    this.orders = orders;
    this.deletions = deletions;
  }

  /** Fields that are worked out before anything is validated. */
  void modify(Draft draft) {
    if (draft.is("products") && draft.isNew()) {
      if (books.warns() && !draft.sent().containsKey("name")) {
        throw new Refusal(
            500,
            List.of(
                Refusal.warning("foreach() argument must be of type array|object, string given")));
      }
      rewriteLinks(draft);
    }
    if (draft.is("categories") && draft.isNew()) {
      if (!draft.sent().containsKey("link_rewrite")) {
        throw unlinked();
      }
      rewriteLinks(draft);
    }
    if (draft.is("customers")) {
      password(draft);
    }
  }

  /** PHP writes the first letter of each language's link into an empty text, and warns. */
  private Refusal unlinked() {
    if (!books.warns()) {
      return Refusal.of(
          400, 84, "Validation error: \"Property Category->link_rewrite is not valid\"");
    }
    Fault warning = Refusal.warning("Only the first byte will be assigned to the string offset");
    return new Refusal(500, Collections.nCopies(books.languages().size(), warning));
  }

  private void rewriteLinks(Draft draft) {
    Map<Integer, String> links =
        draft.texts().computeIfAbsent("link_rewrite", f -> new TreeMap<>());
    draft
        .texts()
        .getOrDefault("name", Map.of())
        .forEach(
            (language, name) -> {
              String link = links.getOrDefault(language, "");
              if (link.isEmpty()) {
                links.put(language, Values.slug(name));
              } else if (!link.matches("[_a-zA-Z0-9-]+")) {
                links.put(language, Values.slug(link));
              }
            });
  }

  /** A password is kept as its hash; the hash itself, sent back, stays what it is. */
  private static void password(Draft draft) {
    Row row = draft.row();
    String given = draft.value("passwd");
    boolean same = row != null && row.get("passwd").equals(given);
    if (!same && !given.isEmpty()) {
      draft.values().put("passwd", hash(given));
    }
  }

  static String hash(String password) {
    String digest = Digest.sha1(password.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return "$2y$10$" + (digest + digest).substring(0, 53);
  }

  /** What the database or the shop refuses after the fields were found valid. */
  void check(Draft draft) {
    switch (draft.resource().name()) {
      case "customers" -> {
        checkBirthday(draft);
        checkEmail(draft);
      }
      case "cart_rules" -> checkName(draft);
      case "categories" -> checkParent(draft);
      case "combinations" -> checkDefault(draft);
      case "specific_prices" -> checkTwin(draft);
      default -> {}
    }
  }

  /** Nobody is born tomorrow, or was 120 years ago. */
  private void checkBirthday(Draft draft) {
    String born = draft.value("birthday");
    if (born.length() < 10 || born.startsWith("0000")) {
      return;
    }
    String today = books.now().substring(0, 10);
    String longAgo = Integer.parseInt(today.substring(0, 4)) - 120 + today.substring(4);
    if (born.compareTo(today) > 0 || born.compareTo(longAgo) < 0) {
      throw invalid("Customer->birthday", 85);
    }
  }

  /** From 9.1 on only a voucher that is in use needs a name. */
  private void checkName(Draft draft) {
    Map<Integer, String> names = draft.texts().getOrDefault("name", Map.of());
    boolean unnamed = names.getOrDefault(books.defaultLanguage(), "").isEmpty();
    if (books.version.atLeast("9.1.0") && draft.num("active") != 0 && unnamed) {
      throw invalid("CartRule->name", 84);
    }
  }

  private static Refusal invalid(String property, int code) {
    return Refusal.of(400, code, "Validation error: \"Property " + property + " is not valid\"");
  }

  private void checkEmail(Draft draft) {
    if (!books.version.atLeast("1.7.0") || draft.num("is_guest") != 0) {
      return;
    }
    String email = draft.value("email").toLowerCase(Locale.ROOT);
    for (Row other : books.all("customers")) {
      boolean same = other.get("email").toLowerCase(Locale.ROOT).equals(email);
      boolean here =
          books.sharing(draft.call().shops, "share_customer").contains(other.num("id_shop"));
      if (other != draft.row() && same && here && !other.flag("is_guest")) {
        throw new Refusal(
            500,
            List.of(
                new Fault(
                    draft.isNew() ? 140 : 141,
                    "The email is already used, please choose another one"),
                new Fault(46, "Unable to save resource")));
      }
    }
  }

  /** A category below itself or below nothing makes the shop count levels until it dies. */
  private void checkParent(Draft draft) {
    int parent = draft.num("id_parent");
    Row row = draft.row();
    boolean itself = row != null && row.id == parent;
    if (parent != 0 && (itself || books.find("categories", parent) == null)) {
      throw Refusal.death();
    }
  }

  private void checkDefault(Draft draft) {
    if (draft.num("default_on") == 0) {
      return;
    }
    for (Row other : books.by("combinations", "id_product", draft.num("id_product"))) {
      if (other != draft.row() && other.flag("default_on")) {
        throw unsaved();
      }
    }
  }

  private void checkTwin(Draft draft) {
    for (Row other : books.by("specific_prices", "id_product", draft.num("id_product"))) {
      boolean twin =
          UNIQUE_PRICE.stream().allMatch(name -> other.get(name).equals(keyPart(draft, name)));
      if (other != draft.row() && twin) {
        throw unsaved();
      }
    }
  }

  private static String keyPart(Draft draft, String name) {
    return draft
        .resource()
        .field(name)
        .map(field -> Values.stored(field, draft.value(name)))
        .orElse("");
  }

  private static Refusal unsaved() {
    return Refusal.of(500, 46, "Unable to save resource");
  }

  /** The row of a thing that is not simply stored: an order is placed, a state is entered. */
  @Nullable Row made(Draft draft) {
    if (draft.is("orders") && draft.isNew()) {
      return orders.place(draft);
    }
    if (draft.is("order_histories") && draft.isNew()) {
      Row history =
          orders.enterState(
              draft.num("id_order"), draft.num("id_order_state"), draft.num("id_employee"));
      draft.values().put("date_add", history.get("date_add"));
      return history;
    }
    return null;
  }

  /** What follows from a saved row. */
  void saved(Draft draft, Row row) {
    switch (draft.resource().name()) {
      case "products" -> savedProduct(draft, row);
      case "combinations" -> savedCombination(draft, row);
      case "categories" -> {
        place(draft, row, "id_parent");
        placeInTree(row);
      }
      case "product_options", "product_features" -> place(draft, row, "");
      case "product_option_values" -> place(draft, row, "id_attribute_group");
      case "customers" -> savedCustomer(draft, row);
      case "stock_availables" -> {
        if (row.flag("id_product_attribute")) {
          stock.sum(row.num("id_product"), draft.call().shop);
          stock.tell(row.num("id_product"), row.num("id_product_attribute"), draft.call().shop);
        }
      }
      case "carts" -> savedCart(draft, row);
      case "cart_rules" -> {
        if (!row.flag("reduction_currency")) {
          row.set("reduction_currency", books.config("PS_CURRENCY_DEFAULT"));
        }
      }
      case "carriers" -> savedCarrier(draft, row);
      case "orders" -> savedOrder(draft, row);
      default -> {}
    }
  }

  private void savedProduct(Draft draft, Row row) {
    if (draft.isNew()) {
      row.shops.addAll(draft.call().shops);
      if (!row.flag("id_shop_default")) {
        row.set("id_shop_default", draft.call().shops.get(0));
      }
      row.shops.forEach(shop -> stock.open(row.id, 0, shop));
    }
    row.set("indexed", row.get("active"));
    Map<String, String> sent = draft.sent();
    if (sent.containsKey("id_default_image")) {
      cover(row, draft.num("id_default_image"));
    }
    if (sent.containsKey("id_default_combination")) {
      int wanted = draft.num("id_default_combination");
      books
          .by("combinations", "id_product", row.id)
          .forEach(each -> each.set("default_on", each.id == wanted ? 1 : 0));
    }
    if (sent.containsKey("type")
        && !sent.containsKey("product_type")
        && draft.resource().has("product_type")) {
      String type = draft.value("type");
      row.set("product_type", type.equals("simple") ? row.get("product_type") : type);
    }
  }

  private void cover(Row product, int image) {
    List<Row> images = books.by("product_images", "id_product", product.id);
    if (images.stream().anyMatch(each -> each.id == image)) {
      images.forEach(each -> each.set("cover", each.id == image ? 1 : 0));
    }
  }

  private void savedCombination(Draft draft, Row row) {
    int product = row.num("id_product");
    for (int shop : draft.call().shops) {
      stock.open(product, row.id, shop);
      stock.sum(product, shop);
    }
    Row parent = books.find("products", product);
    if (parent != null && books.schema.get("products").has("product_type")) {
      parent.set("product_type", "combinations");
    }
    if (parent != null && row.flag("default_on")) {
      parent.set("cache_default_attribute", row.id);
    }
  }

  /** A new one comes after its siblings. */
  private void place(Draft draft, Row row, String sibling) {
    if (draft.isNew() && draft.resource().has("position")) {
      String table = draft.resource().table();
      int siblings =
          sibling.isEmpty()
              ? books.all(table).size()
              : books.by(table, sibling, row.get(sibling)).size();
      row.set("position", siblings - 1);
    }
  }

  void placeInTree(Row row) {
    Row parent = books.find("categories", row.num("id_parent"));
    row.set("level_depth", parent == null ? 0 : parent.num("level_depth") + 1);
    if (!row.flag("id_shop_default")) {
      row.set("id_shop_default", books.defaultShop());
    }
    new ArrayList<>(books.by("categories", "id_parent", row.id)).forEach(this::placeInTree);
  }

  private void savedCart(Draft draft, Row row) {
    Row customer = books.find("customers", row.num("id_customer"));
    if (draft.isNew() && row.get("secure_key").isEmpty() && customer != null) {
      row.set("secure_key", customer.get("secure_key"));
    }
    belong(draft, row);
  }

  private void savedCustomer(Draft draft, Row row) {
    row.set("passwd", draft.value("passwd"));
    if (draft.call().method.equals("PUT")) {
      // What may not be sent and is not sent is emptied as everything else.
      row.set("secure_key", "");
      draft.values().put("secure_key", "");
      row.set("last_passwd_gen", books.now());
    }
    if (draft.isNew()) {
      row.set("secure_key", Digest.key("customer", row.id));
      row.set("last_passwd_gen", books.now());
      if (row.flag("is_guest")) {
        row.set("id_default_group", books.number("PS_GUEST_GROUP"));
        draft.values().put("id_default_group", row.get("id_default_group"));
      }
      if (row.flag("id_default_group") && row.list("groups").isEmpty()) {
        row.setList("groups", List.of(Map.of("id", row.get("id_default_group"))));
      }
      belong(draft, row);
    }
  }

  /** Whose it is, where the request does not say. */
  private void belong(Draft draft, Row row) {
    if (!row.flag("id_shop")) {
      int shop = draft.call().shop;
      row.set("id_shop", shop);
      row.set("id_shop_group", books.row("shops", shop).get("id_shop_group"));
    }
    if (!row.flag("id_lang")) {
      row.set("id_lang", books.defaultLanguage());
    }
  }

  private static void savedCarrier(Draft draft, Row row) {
    if (draft.isNew()) {
      row.set("id_reference", row.id);
    }
    if (draft.sent().containsKey("id_tax_rules_group")) {
      row.set("id_tax_rules_group", draft.num("id_tax_rules_group"));
    }
  }

  private void savedOrder(Draft draft, Row row) {
    if (draft.sent().containsKey("shipping_number")) {
      books
          .by("order_carriers", "id_order", row.id)
          .forEach(each -> each.set("tracking_number", draft.value("shipping_number")));
    }
    orders.stateSaved(row);
  }

  /** What follows from a posted association besides keeping it. */
  void associated(Resource resource, Row row, String name, List<Map<String, String>> items) {
    List<Integer> ids =
        items.stream()
            .map(item -> (int) Values.leadingNumber(item.getOrDefault("id", "")))
            .toList();
    switch (resource.name() + "." + name) {
      case "products.combinations" ->
          deletions.allBut("combinations", books.by("combinations", "id_product", row.id), ids);
      case "product_options.product_option_values" ->
          deletions.allBut(
              "product_option_values",
              books.by("product_option_values", "id_attribute_group", row.id),
              ids);
      default -> {}
    }
  }
}
