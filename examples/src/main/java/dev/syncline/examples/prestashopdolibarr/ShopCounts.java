package dev.syncline.examples.prestashopdolibarr;

import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.prestashop.fake.Item;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The counts that the table of the least asks for. */
final class ShopCounts {

  private static final List<String> RESOURCES =
      List.of(
          "categories",
          "products",
          "combinations",
          "product_options",
          "product_option_values",
          "stock_availables",
          "customers",
          "addresses",
          "orders",
          "order_details",
          "order_cart_rules",
          "order_invoices",
          "order_slip",
          "order_payments",
          "order_states",
          "carriers",
          "taxes",
          "tax_rules",
          "tax_rule_groups",
          "countries",
          "currencies");

  /** The root and the home. */
  private static final int NO_CATEGORIES = 2;

  /** The states of a fresh shop that are more than a validated order: sent, and delivered. */
  private static final Set<Integer> FURTHER = Set.of(4, 5);

  private static final List<String> SERVICES =
      List.of("total_shipping_tax_incl", "total_discounts_tax_incl", "total_wrapping_tax_incl");

  private final FakePrestaShop shop;
  private final Map<String, Long> counts = new TreeMap<>();

  private ShopCounts(FakePrestaShop shop) {
    this.shop = shop;
  }

  /** The counts of a shop. */
  static Map<String, Long> of(FakePrestaShop shop) {
    ShopCounts all = new ShopCounts(shop);
    all.counts.put("one", 1L);
    RESOURCES.forEach(each -> all.counts.put("left." + each, (long) shop.shelf(each).size()));
    all.goods();
    all.papers();
    return Map.copyOf(all.counts);
  }

  private void goods() {
    counts.put("toRight.categories", (long) shop.categories().size() - NO_CATEGORIES);
    Map<Integer, Item> parents = new HashMap<>();
    for (Item each : shop.combinations().all()) {
      Item product = shop.products().get(each.number("id_product"));
      parents.put(product.id(), product);
      good(product, shop.stock(product.id(), each.id()));
    }
    for (Item product : shop.products().all()) {
      if (!parents.containsKey(product.id())) {
        good(product, shop.stock(product.id(), 0));
      }
    }
  }

  /** Each category but the home is a link of its own, and what is there a movement. */
  private void good(Item product, int pieces) {
    long links = product.ids("categories").stream().filter(id -> id > NO_CATEGORIES).count();
    add("toRight.products", 1);
    add("toRight.links", links);
    add("toRight.movements", pieces > 0 ? 1 : 0);
  }

  private void papers() {
    counts.put("toRight.customers", (long) shop.customers().size());
    Set<String> services = new HashSet<>();
    for (Item order : shop.orders().all()) {
      if (order.number("invoice_number") == 0) {
        continue;
      }
      add("toRight.orders", 1);
      add("toRight.furtherOrders", FURTHER.contains(order.number("current_state")) ? 1 : 0);
      add("toRight.invoices", of("order_invoices", "id_order", order.id()));
      add("toRight.payments", of("order_payments", "order_reference", order.get("reference")));
      add("toRight.creditNotes", of("order_slip", "id_order", order.id()));
      SERVICES.stream().filter(each -> order.amount(each).signum() > 0).forEach(services::add);
    }
    counts.put("toRight.services", (long) services.size());
    for (String each : List.of("orders", "furtherOrders", "invoices", "payments", "creditNotes")) {
      add("toRight." + each, 0);
    }
  }

  private long of(String resource, String field, Object value) {
    return shop.shelf(resource).where(field, value).size();
  }

  private void add(String name, long more) {
    counts.merge(name, more, Long::sum);
  }
}
