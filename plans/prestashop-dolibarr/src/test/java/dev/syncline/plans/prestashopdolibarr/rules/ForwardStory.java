package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.crash.CrashWorld.Act;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** What people of a shop do in some days, from the catalogue to a refund. */
final class ForwardStory {

  private static final byte[] RED =
      png(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
  private static final byte[] BLUE =
      png(
          "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=");

  private final Pair pair;
  private final Shop shop;
  private final Sales sales;
  private int mug;
  private int shirt;
  private int small;
  private int large;
  private int lamp;
  private int red;
  private int teas;
  private int greens;
  private int anna;
  private int shipped;
  private int awaited;
  private int inParts;

  ForwardStory(Pair pair) {
    this.pair = pair;
    this.shop = pair.shop;
    this.sales = new Sales(pair);
  }

  private static byte[] png(String base64) {
    return Base64.getDecoder().decode(base64);
  }

  /** One of two pictures. */
  static byte[] picture(int which) {
    return (which == 0 ? RED : BLUE).clone();
  }

  List<Act> acts() {
    return List.of(
        new Act("first sync", this::fill),
        new Act("edits", this::edit),
        new Act("ends", this::end, true));
  }

  private void fill() {
    pair.onDay(1);
    teas = shop.category("Tea");
    greens = shop.category("Green", teas);
    mug = shop.product("Mug", "MUG-1", draft -> draft.quantity(100).in(greens));
    red = shop.fake.addImage(mug, RED);
    shirt = shop.product("Shirt", "SHIRT", draft -> draft.in(teas));
    int size = shop.option("Size");
    small = shop.combination(shirt, "SHIRT-S", shop.value(size, "S"));
    large = shop.combination(shirt, "SHIRT-L", draft -> draft.price("2"), shop.value(size, "L"));
    anna = sales.anna();
    shipped = sales.order(anna, Sales.PAID, draft -> draft.line(mug, 3).line(shirt, small, 1));
    awaited = sales.order(anna, Sales.AWAITING_WIRE, draft -> draft.line(mug, 1));
  }

  private void edit() {
    pair.onDay(31);
    shop.fake.products().edit(mug, draft -> draft.name("Big mug").price("12"));
    shop.fake.setStock(mug, 0, 40);
    shop.fake.setStock(shirt, large, 9);
    shop.fake.addImage(mug, BLUE);
    shop.fake.removeImage(red);
    shop.fake.categories().edit(greens, draft -> draft.set("id_parent", shop.home()));
    shop.fake.shelf("customers").edit(anna, draft -> draft.set("lastname", "Durand"));
    lamp = shop.product("Lamp", "LAMP", draft -> draft.quantity(7));
    sales.state(awaited, Sales.PAID);
    sales.state(shipped, Sales.SHIPPED);
    Item detail = sales.details(shipped).get(0);
    sales.shop.orders().slip(shipped, Map.of(detail.id(), 1), false);
    sales.shop.shelf("order_states").edit(Sales.AWAITING_CHECK, draft -> draft.set("invoice", 1));
    inParts = sales.order(anna, Sales.AWAITING_CHECK, draft -> draft.line(mug, 1));
    sales.shop.orders().pay(inParts, "10.00", "Payments by check", "CH-1");
    long there = pair.ledger.product("SHIRT-S").id();
    pair.ledger.fake.products().update(there, draft -> draft.set("note_public", "Sells well"));
  }

  private void end() {
    pair.onDay(61);
    shop.fake.products().delete(lamp);
    shop.fake.combinations().delete(large);
    sales.state(shipped, Sales.DELIVERED);
    sales.shop.orders().pay(inParts, "5.00", "Payments by check", "CH-2");
    sales.shop.orders().pay(inParts, "3.00", "Payments by check", "CH-3");
    sales.state(awaited, Sales.CANCELLED);
    int unknown = sales.customer("Bob", "Roy", "bob@mail.example");
    sales.order(unknown, Sales.PAID, draft -> draft.line(shirt, small, 2));
  }
}
