package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.testkit.crash.CrashWorld.Act;
import java.util.List;

/** What people of Dolibarr do in some days, while the shop sells. */
final class BackStory {

  private final Pair pair;
  private final Shop shop;
  private final Sales sales;
  private final FakeDolibarr ledger;
  private int lamp;
  private int anna;
  private int closed;
  private int sent;

  BackStory(Pair pair) {
    this.pair = pair;
    this.shop = pair.shop;
    this.sales = new Sales(pair);
    this.ledger = pair.ledger.fake;
  }

  List<Act> acts() {
    return List.of(
        new Act("first sync", this::fill),
        new Act("edits", this::edit),
        new Act("ends", this::end, true));
  }

  private void fill() {
    pair.onDay(1);
    lamp = shop.product("Lamp", "LAMP", draft -> draft.quantity(0));
    int size = shop.option("Size");
    int shirt = shop.product("Shirt", "SHIRT", draft -> draft.quantity(0));
    shop.combination(shirt, "SHIRT-L", draft -> draft.quantity(0), shop.value(size, "L"));
    ledger
        .products()
        .add(draft -> draft.ref("KETTLE").label("Kettle").price("30").set("status", 1));
    anna = sales.anna();
    closed = sales.order(anna, Sales.PAID, draft -> draft.line(lamp, 1));
    sent = sales.order(anna, Sales.PAID, draft -> draft.line(lamp, 2));
  }

  private void edit() {
    pair.onDay(31);
    long there = pair.ledger.product("LAMP").id();
    ledger.move(there, Ledger.WAREHOUSE, 12);
    ledger.move(pair.ledger.product("SHIRT-L").id(), Ledger.WAREHOUSE, 5);
    ledger.move(pair.ledger.product("KETTLE").id(), Ledger.WAREHOUSE, 3);
    ledger.products().update(there, draft -> draft.price("14"));
    ledger
        .products()
        .update(pair.ledger.product("SHIRT-L").id(), draft -> draft.price("12.5").set("status", 1));
    ledger
        .products()
        .add(draft -> draft.ref("TEAPOT").label("Teapot").price("25").set("status", 1));
    shop.fake.products().edit(lamp, draft -> draft.name("Good lamp").price("3"));
    ledger.orders().act(sales.made(closed).id(), "close");
    sales.state(sent, Sales.SHIPPED);
  }

  private void end() {
    pair.onDay(61);
    ledger.move(pair.ledger.product("LAMP").id(), Ledger.WAREHOUSE, -4);
    ledger.products().update(pair.ledger.product("KETTLE").id(), draft -> draft.set("status", 0));
    ledger.products().delete(pair.ledger.product("TEAPOT").id());
    ledger.orders().act(sales.made(sent).id(), "close");
    sales.order(anna, Sales.PAID, draft -> draft.line(lamp, 1));
  }
}
