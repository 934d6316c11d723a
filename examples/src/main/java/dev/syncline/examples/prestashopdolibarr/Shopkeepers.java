package dev.syncline.examples.prestashopdolibarr;

import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.examples.Both;
import dev.syncline.examples.Playground.Act;
import dev.syncline.examples.Playground.Played;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.prestashop.fake.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who works in the shop, and the bookkeeper. */
final class Shopkeepers {

  private static final int NEW_PRODUCTS = 30;
  private static final int NEW_ORDERS = 10;
  private static final int AWAITING_WIRE = 10;
  private static final int PAID = 2;

  private final FakePrestaShop shop;
  private final FakeDolibarr ledger;
  private int news;

  Shopkeepers(FakePrestaShop shop, FakeDolibarr ledger) {
    this.shop = shop;
    this.ledger = ledger;
  }

  Played play(Act act) {
    return switch (act) {
      case EDITS -> edits();
      case DELETION -> deletion();
      case TOLD -> told();
      case NEW -> fresh();
    };
  }

  private Played edits() {
    List<Item> products = simple();
    long left = 0;
    for (Item product : firstOf(products, 3)) {
      shop.products().edit(product.id(), draft -> draft.price("17.95"));
      left++;
    }
    for (Item customer : firstOf(persons(), 2)) {
      shop.customers().edit(customer.id(), draft -> draft.set("lastname", "Nguyễn-Dupont"));
      left++;
    }
    for (Item order : firstOf(unpaid(), 1)) {
      shop.orders().state(order.id(), PAID);
      left++;
    }
    return conflicting(products.get(products.size() - 1), left);
  }

  /** One name of one product on both sides: the shop's wins. What is only Dolibarr's stays. */
  private Played conflicting(Item product, long left) {
    shop.products().edit(product.id(), draft -> draft.name("What the shop calls it"));
    FakeRecord there = ledger.products().find("ref", product.get("reference")).orElseThrow();
    ledger.products().update(there.id(), draft -> draft.label("What the bookkeeper calls it"));
    FakeRecord party = ledger.thirdParties().all().get(0);
    ledger.thirdParties().update(party.id(), draft -> draft.set("note_private", "pays late"));
    return new Played(
        "the name of product " + product.id() + " on both sides: the shop's stays",
        new Both(left + 1, 2),
        3,
        0,
        Both.NONE,
        List.of());
  }

  /** What nobody has ever bought is deleted on the other side, too (P-065). */
  private Played deletion() {
    Set<Integer> sold = new HashSet<>();
    shop.shelf("order_details").all().forEach(each -> sold.add(each.number("product_id")));
    List<Item> unsold = simple().stream().filter(product -> !sold.contains(product.id())).toList();
    if (unsold.isEmpty()) {
      return new Played("no product to delete", Both.NONE, 0, 0, Both.NONE, List.of());
    }
    int product = unsold.get(unsold.size() - 1).id();
    shop.products().delete(product);
    return new Played(
        "product " + product + " deleted, here and there",
        new Both(1, 0),
        1,
        0,
        new Both(0, 1),
        List.of("left product " + product));
  }

  private Played told() {
    Item product = simple().get(0);
    shop.products().edit(product.id(), draft -> draft.name("Told by the shop"));
    Item customer = persons().get(0);
    shop.customers().edit(customer.id(), draft -> draft.set("firstname", "Zoé"));
    return new Played(
        "two edits in the shop",
        new Both(2, 0),
        2,
        0,
        Both.NONE,
        List.of("left product " + product.id(), "left customer " + customer.id()));
  }

  private Played fresh() {
    List<Integer> made = new ArrayList<>();
    int category = Integer.parseInt(shop.configuration("PS_HOME_CATEGORY"));
    for (int i = 0; i < NEW_PRODUCTS; i++) {
      int no = ++news;
      made.add(
          shop.products()
              .add(
                  draft ->
                      draft
                          .name("Novelty " + no)
                          .reference(String.format(Locale.ROOT, "NEW-%03d", no))
                          .price(no + 10 + ".50")
                          .set("id_tax_rules_group", 1)
                          .in(category)
                          .quantity(20))
              .id());
    }
    int customer = shop.customers().all().get(0).id();
    for (int i = 0; i < NEW_ORDERS; i++) {
      int product = made.get(i);
      shop.orders().place(draft -> draft.customer(customer).line(product, 2).state(PAID));
    }
    return new Played(
        NEW_PRODUCTS + " new products and " + NEW_ORDERS + " new orders",
        new Both(NEW_PRODUCTS + NEW_ORDERS, 0),
        2,
        0,
        Both.NONE,
        List.of());
  }

  /** Products without combinations. */
  private List<Item> simple() {
    Set<Integer> parents = new HashSet<>();
    shop.combinations().all().forEach(each -> parents.add(each.number("id_product")));
    return shop.products().all().stream().filter(each -> !parents.contains(each.id())).toList();
  }

  /** Whose name is that of the third party. */
  private List<Item> persons() {
    return shop.customers().all().stream().filter(each -> each.get("company").isEmpty()).toList();
  }

  private List<Item> unpaid() {
    return shop.orders().all().stream()
        .filter(order -> order.number("current_state") == AWAITING_WIRE)
        .toList();
  }

  private static List<Item> firstOf(List<Item> all, int count) {
    return all.stream().limit(count).toList();
  }
}
