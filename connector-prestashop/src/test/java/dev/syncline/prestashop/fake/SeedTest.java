package dev.syncline.prestashop.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.time.VirtualTime;
import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SeedTest {

  private static FakePrestaShop filled(Seed seed) {
    FakePrestaShop shop = Seed.shop().time(new VirtualTime()).build();
    seed.fill(shop);
    return shop;
  }

  @Test
  void theUsualShopHasItsSizesAndOrdersInEveryState() {
    try (FakePrestaShop shop = filled(Seed.usual())) {
      assertThat(shop.categories().size()).isEqualTo(12);
      assertThat(shop.categories().all()).extracting(c -> c.get("level_depth")).contains("2", "3");
      assertThat(shop.products().size()).isEqualTo(300);
      Set<String> varied = new TreeSet<>();
      shop.combinations().all().forEach(c -> varied.add(c.get("id_product")));
      assertThat(varied).hasSize(60);
      assertThat(shop.shelf("languages").size()).isEqualTo(3);
      assertThat(shop.products().get(1).text("name", 2)).isEqualTo("Tasse 1");
      assertThat(shop.customers().size()).isEqualTo(200);
      assertThat(shop.orders().all()).hasSize(150);
      Set<String> states = new TreeSet<>();
      shop.orders().all().forEach(order -> states.add(order.get("current_state")));
      assertThat(states).hasSize(13);
      assertThat(shop.shelf("order_invoices").size()).isPositive();
      assertThat(shop.shelf("order_payments").size()).isPositive();
      assertThat(shop.shelf("order_cart_rules").size()).isEqualTo(30);
      assertThat(shop.shelf("order_slip").size()).isPositive();
      assertThat(shop.orders().all())
          .anyMatch(order -> order.amount("total_shipping_tax_incl").signum() > 0);
    }
  }

  @Test
  void everyOrderAddsUp() {
    try (FakePrestaShop shop = filled(Seed.usual())) {
      for (Item order : shop.orders().all()) {
        BigDecimal sum =
            order
                .amount("total_products_wt")
                .add(order.amount("total_shipping_tax_incl"))
                .add(order.amount("total_wrapping_tax_incl"))
                .subtract(order.amount("total_discounts_tax_incl"));
        assertThat(order.amount("total_paid_tax_incl")).isEqualByComparingTo(sum);
        BigDecimal lines =
            shop.shelf("order_details").where("id_order", order.id()).stream()
                .map(detail -> detail.amount("total_price_tax_incl"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(order.amount("total_products_wt")).isEqualByComparingTo(lines);
      }
    }
  }

  @Test
  void theSameNumberMakesTheSameShop() {
    Seed small = new Seed(7, 4, 9, 3, 5, 15);
    try (FakePrestaShop one = filled(small);
        FakePrestaShop same = filled(small);
        FakePrestaShop other = filled(small.withNumber(8))) {
      assertThat(totals(one)).isEqualTo(totals(same)).isNotEqualTo(totals(other));
    }
  }

  private static String totals(FakePrestaShop shop) {
    return shop.orders().all().stream().map(order -> order.get("total_paid")).toList().toString();
  }

  @Test
  void everythingOfASeededShopMayBePatchedWithNothing() {
    Seed small = new Seed(7, 4, 9, 3, 5, 15);
    try (FakePrestaShop shop = Seed.shop().time(new VirtualTime()).start()) {
      small.fill(shop);
      Client client = new Client(shop);
      for (String name :
          new String[] {
            "products/product",
            "combinations/combination",
            "categories/category",
            "customers/customer",
            "addresses/address",
            "manufacturers/manufacturer",
            "product_options/product_option",
            "product_option_values/product_option_value",
            "product_features/product_feature",
            "product_feature_values/product_feature_value",
            "orders/order",
            "order_details/order_detail",
            "order_invoices/order_invoice",
            "order_payments/order_payment",
            "order_carriers/order_carrier",
            "order_slip/order_slip",
            "order_cart_rules/order_cart_rule",
            "cart_rules/cart_rule",
            "carts/cart",
            "stock_availables/stock_available"
          }) {
        String node = name.substring(name.indexOf('/') + 1);
        Client.Reply reply =
            client.patch(
                "/" + name.replaceAll("/.*", ""), "<" + node + "><id>1</id></" + node + ">");
        assertThat(reply.status()).as(name + reply.body()).isEqualTo(200);
      }
    }
  }
}
