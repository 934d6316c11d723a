package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Change;
import dev.syncline.model.Cart;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people are about to buy. */
class CartsTest {

  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  private int cart(int customer, int product, int combination) {
    return rig.shop
        .shelf("carts")
        .add(
            c ->
                c.set("id_customer", customer)
                    .set("id_currency", 1)
                    .set("id_lang", 2)
                    .holding(product, combination, 3))
        .id();
  }

  @Test
  void aCartSaysWhoseItIsAndWhatIsInIt() {
    int anna = rig.shop.customers().add(c -> c.set("email", "anna@mail.example")).id();
    int mug = rig.shop.products().add(p -> p.name("Mug").price("9")).id();
    int small = rig.shop.combinations().add(c -> c.set("id_product", mug)).id();
    Entity read = rig.read(Cart.TYPE, cart(anna, mug, small));
    assertThat(read.get(Cart.CUSTOMER)).contains(new Ref(Customer.TYPE, Integer.toString(anna)));
    assertThat(read.get(Cart.CURRENCY)).contains("EUR");
    assertThat(read.get(Cart.LANGUAGE)).contains("fr-FR");
    assertThat(read.get(Cart.ORDER)).isEmpty();
    assertThat(read.knows(Cart.ORDER)).isTrue();
    List<Entity> lines = read.require(Cart.LINES);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).get(OrderLine.ITEM)).contains(new Ref(Variant.TYPE, mug + "-" + small));
    assertThat(lines.get(0).require(OrderLine.QUANTITY)).isEqualByComparingTo("3");
    Entity simple = rig.read(Cart.TYPE, cart(0, mug, 0));
    assertThat(simple.get(Cart.CUSTOMER)).isEmpty();
    assertThat(simple.require(Cart.LINES).get(0).get(OrderLine.ITEM))
        .contains(new Ref(Product.TYPE, Integer.toString(mug)));
  }

  @Test
  void aCartIsShownAgainWhenItBecomesAnOrder() {
    int anna = rig.shop.customers().add(c -> c.set("email", "anna@mail.example")).id();
    int mug = rig.shop.products().add(p -> p.name("Mug").price("9")).id();
    int home =
        rig.shop
            .addresses()
            .add(a -> a.set("id_customer", anna).set("address1", "1 Street").set("city", "Pau"))
            .id();
    int left = cart(anna, mug, 0);
    int bought = cart(anna, mug, 0);
    var before = rig.everything("carts").after();
    rig.time.advance(Duration.ofHours(1));
    int order = rig.shop.orders().place(o -> o.customer(anna).address(home).line(mug, 1)).id();
    rig.shop.shelf("orders").edit(order, o -> o.set("id_cart", bought));
    rig.shop.shelf("carts").delete(bought + 1);
    rig.time.advance(Duration.ofHours(1));
    before = rig.look("carts", before).after();
    rig.time.advance(Duration.ofHours(1));
    rig.shop.shelf("orders").edit(order, o -> o.set("gift", 1));
    rig.time.advance(Duration.ofHours(1));
    List<Change> changes = rig.look("carts", before).changes();
    assertThat(changes).extracting(Change::id).containsExactly(Integer.toString(bought));
    assertThat(changes.get(0).content().orElseThrow().get(Cart.ORDER))
        .contains(new Ref(Order.TYPE, Integer.toString(order)));
    assertThat(rig.read(Cart.TYPE, left).get(Cart.ORDER)).isEmpty();
  }

  @Test
  void cartsBelongToThoseWhoShop() {
    rig.connector.check();
    Capabilities carts = rig.connector.port(Cart.TYPE).capabilities();
    for (Capabilities.Operation each : Capabilities.Operation.values()) {
      assertThat(carts.can(each)).as("%s", each).isFalse();
    }
  }
}
