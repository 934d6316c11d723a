package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.dolibarr.fake.FakeDolibarr;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.prestashop.fake.ItemDraft;
import dev.syncline.prestashop.fake.OrderDraft;
import java.util.List;
import java.util.function.UnaryOperator;

/** Buyers and what they buy in the shop, and the papers that come of it in the ledger. */
final class Sales {

  /** States of a fresh shop. */
  static final int AWAITING_CHECK = 1;

  static final int PAID = 2;
  static final int PROCESSING = 3;
  static final int SHIPPED = 4;
  static final int DELIVERED = 5;
  static final int CANCELLED = 6;
  static final int AWAITING_WIRE = 10;

  /** Statuses of the ledger. */
  static final String DRAFT = "0";

  static final String VALIDATED = "1";
  static final String UNDER_WAY = "2";
  static final String CLOSED = "3";
  static final String CALLED_OFF = "-1";

  final FakePrestaShop shop;
  final FakeDolibarr ledger;

  Sales(Pair pair) {
    this(pair.shop.fake, pair.ledger.fake);
  }

  Sales(FakePrestaShop shop, FakeDolibarr ledger) {
    this.shop = shop;
    this.ledger = ledger;
  }

  /** A customer with an address in Lyon. */
  int customer(String first, String last, String email) {
    return customer(
        draft -> draft.set("firstname", first).set("lastname", last).set("email", email));
  }

  int customer(UnaryOperator<ItemDraft> more) {
    int id = shop.customers().add(more).id();
    address(id, "Lyon");
    return id;
  }

  int address(int customer, String city) {
    Item buyer = shop.customers().get(customer);
    return shop.addresses()
        .add(
            draft ->
                draft
                    .set("id_customer", customer)
                    .set("alias", city)
                    .set("firstname", buyer.get("firstname"))
                    .set("lastname", buyer.get("lastname"))
                    .set("address1", "1 rue de " + city)
                    .set("postcode", "69001")
                    .set("city", city)
                    .set("id_country", 8)
                    .set("phone", "+33472000001"))
        .id();
  }

  int anna() {
    return customer("Anna", "Martin", "anna@mail.example");
  }

  /** An order in a state. */
  int order(int customer, int state, UnaryOperator<OrderDraft> more) {
    return shop.orders().place(draft -> more.apply(draft.customer(customer).state(state))).id();
  }

  String reference(int order) {
    return shop.orders().get(order).get("reference");
  }

  void state(int order, int state) {
    shop.orders().state(order, state);
  }

  List<Item> details(int order) {
    return shop.shelf("order_details").where("id_order", order);
  }

  /** The one order of the ledger that was made from one of the shop. */
  FakeRecord made(int order) {
    return only(madeAll(order), "order " + reference(order));
  }

  List<FakeRecord> madeAll(int order) {
    return ledger.orders().all().stream()
        .filter(each -> each.text("ref_client").equals(reference(order)))
        .toList();
  }

  List<FakeRecord> invoices(int order) {
    return ledger.invoices().all().stream()
        .filter(each -> each.text("ref_client").equals(reference(order)))
        .filter(each -> each.text("type").equals("0"))
        .toList();
  }

  FakeRecord invoice(int order) {
    return only(invoices(order), "invoice of " + reference(order));
  }

  List<FakeRecord> creditNotes() {
    return ledger.invoices().all().stream().filter(each -> each.text("type").equals("2")).toList();
  }

  static FakeRecord only(List<FakeRecord> all, String what) {
    if (all.size() != 1) {
      throw new AssertionError("not one " + what + " but " + all);
    }
    return all.get(0);
  }

  /** The lines as {@code ref quantity net rate}; free ones with their text in brackets. */
  static List<String> lines(FakeRecord paper) {
    return paper.lines().stream()
        .map(
            line ->
                (line.text("product_ref").isEmpty()
                        ? "(" + line.text("desc") + ")"
                        : line.text("product_ref"))
                    + " "
                    + plain(line, "qty")
                    + " "
                    + plain(line, "subprice")
                    + " "
                    + plain(line, "tva_tx"))
        .toList();
  }

  private static String plain(FakeRecord line, String field) {
    var number = line.number(field).stripTrailingZeros();
    return (number.scale() < 0 ? number.setScale(0) : number).toPlainString();
  }
}
