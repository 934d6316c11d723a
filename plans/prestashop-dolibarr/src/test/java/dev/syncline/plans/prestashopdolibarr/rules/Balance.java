package dev.syncline.plans.prestashopdolibarr.rules;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.prestashop.fake.Item;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must hold between a shop and its ledger once all is quiet, reckoned by hand from both
 * databases and by nothing of the plan's own: each article, paper and payment once, amounts to the
 * cent, movements that sum up to what is there.
 */
final class Balance {

  private static final String INVOICE = "0";
  private static final String CREDIT_NOTE = "2";
  private static final Set<String> SERVICES =
      Set.of("SHIPPING", "DISCOUNT", "WRAPPING", "ROUNDING");

  private final Pair pair;
  private final FakePrestaShop shop;
  private final Sales sales;
  private final boolean bothWays;
  private final Map<Long, String> notes = new HashMap<>();
  private final Set<String> closed = new HashSet<>();
  private final Set<String> deletedOrders = new HashSet<>();
  private final Set<String> offered = new HashSet<>();
  private final Set<String> repriced = new HashSet<>();
  private final List<String> wrong = new ArrayList<>();

  Balance(Pair pair, boolean bothWays) {
    this.pair = pair;
    this.shop = pair.shop.fake;
    this.sales = new Sales(pair);
    this.bothWays = bothWays;
  }

  /** A person of the ledger notes something of a product. */
  void noted(long product, String note) {
    notes.put(product, note);
  }

  /** A person of the ledger closes an order. */
  void closed(String reference) {
    closed.add(reference);
  }

  /** A person of the ledger has something new to sell. */
  void offered(String reference) {
    offered.add(reference);
  }

  /**
   * Somebody of the shop changes a price. Where Dolibarr owns prices it stays in the shop until
   * Dolibarr's changes (P-131).
   */
  void repriced(String reference) {
    repriced.add(reference);
  }

  /** Somebody takes an order out of the shop. */
  void deletes(Item order) {
    deletedOrders.add(order.get("reference"));
  }

  boolean isInvoiced(Item order) {
    return !shop.shelf("order_invoices").where("id_order", order.id()).isEmpty();
  }

  List<String> wrong() {
    wrong.clear();
    categories();
    articles();
    movements();
    customers();
    shop.orders().all().forEach(this::order);
    papersOfNobody();
    pair.ledger.fake.products().all().stream()
        .filter(each -> notes.containsKey(each.id()))
        .forEach(
            each -> same("note of " + each.ref(), notes.get(each.id()), each.text("note_public")));
    return List.copyOf(wrong);
  }

  private void same(String what, Object expected, Object found) {
    if (!expected.equals(found)) {
      wrong.add(what + " is " + found + " instead of " + expected);
    }
  }

  private void sameAmount(String what, BigDecimal expected, BigDecimal found) {
    if (expected.compareTo(found) != 0) {
      wrong.add(what + " is " + found + " instead of " + expected);
    }
  }

  private static String text(Item each) {
    return each.text("name");
  }

  private void categories() {
    List<String> expected = new ArrayList<>();
    Map<Integer, String> names = new HashMap<>();
    shop.categories().all().forEach(each -> names.put(each.id(), text(each)));
    int home = pair.shop.home();
    for (Item each : shop.categories().all()) {
      if (each.id() > home) {
        int parent = each.number("id_parent");
        expected.add(text(each) + " under " + (parent == home ? "" : names.get(parent)));
      }
    }
    Map<String, String> labels = new HashMap<>();
    pair.ledger
        .fake
        .categories()
        .forEach(each -> labels.put(Long.toString(each.id()), each.text("label")));
    List<String> found =
        pair.ledger.fake.categories().all().stream()
            .map(
                each ->
                    each.text("label")
                        + " under "
                        + labels.getOrDefault(each.text("fk_parent"), ""))
            .toList();
    same("tree", sorted(expected), sorted(found));
  }

  private static List<String> sorted(List<String> all) {
    return all.stream().sorted().toList();
  }

  /** Every article of the shop once; what else is in the ledger is not sold any more. */
  private void articles() {
    Set<String> sold = new TreeSet<>();
    for (Item product : shop.products().all()) {
      List<Item> combinations = shop.combinations().where("id_product", product.id());
      if (combinations.isEmpty()) {
        sold.add(product.get("reference"));
        article(product, product.get("reference"), text(product), BigDecimal.ZERO, 0);
      }
      for (Item each : combinations) {
        sold.add(each.get("reference"));
        article(product, each.get("reference"), null, each.amount("price"), each.id());
      }
    }
    Map<String, Integer> refs = new HashMap<>();
    for (FakeRecord each : pair.ledger.fake.products()) {
      refs.merge(each.ref(), 1, Integer::sum);
      boolean known = sold.contains(each.ref()) || SERVICES.contains(each.ref());
      if (!known && each.text("status").equals("1")) {
        wrong.add(each.ref() + " is sold in the ledger and is not in the shop");
      }
    }
    refs.forEach((ref, count) -> same("count of " + ref, 1, count));
    shop.products().all().stream()
        .map(each -> each.get("reference"))
        .filter(offered::contains)
        .filter(each -> shop.products().where("reference", each).size() > 1)
        .forEach(each -> wrong.add(each + " was made twice in the shop"));
  }

  private void article(
      Item product,
      String reference,
      @org.jspecify.annotations.Nullable String name,
      BigDecimal difference,
      int combination) {
    List<FakeRecord> all =
        pair.ledger.fake.products().all().stream()
            .filter(each -> each.ref().equals(reference))
            .toList();
    if (all.size() != 1) {
      wrong.add(reference + " is " + all.size() + " times in the ledger");
      return;
    }
    FakeRecord there = all.get(0);
    if (name != null) {
      same("name of " + reference, name, there.text("label"));
    }
    if (!bothWays || !repriced.contains(product.get("reference"))) {
      sameAmount(
          "price of " + reference, product.amount("price").add(difference), there.number("price"));
    }
    BigDecimal pieces = BigDecimal.valueOf(shop.stock(product.id(), combination));
    sameAmount(
        "stock of " + reference,
        pieces.max(BigDecimal.ZERO),
        pair.ledger.fake.stock(there.id(), Ledger.WAREHOUSE));
    if (combination == 0) {
      same("on sale " + reference, product.get("active"), there.text("status"));
      same(
          "pictures of " + reference,
          shop.images(product.id()).size(),
          pair.ledger.fake.backOffice().files("product", reference).size());
    }
  }

  private void movements() {
    Map<String, BigDecimal> sums = new HashMap<>();
    pair.ledger
        .fake
        .movements()
        .forEach(each -> sums.merge(each.text("product_id"), each.number("qty"), BigDecimal::add));
    for (FakeRecord each : pair.ledger.fake.products()) {
      sameAmount(
          "movements of " + each.ref(),
          pair.ledger.fake.stock(each.id(), Ledger.WAREHOUSE),
          sums.getOrDefault(Long.toString(each.id()), BigDecimal.ZERO));
    }
  }

  private void customers() {
    List<String> expected =
        shop.customers().all().stream()
            .map(
                each ->
                    each.get("lastname") + " " + each.get("firstname") + " " + each.get("email"))
            .toList();
    List<String> found =
        pair.ledger.fake.thirdParties().all().stream()
            .map(each -> each.text("name") + " " + each.text("email"))
            .toList();
    same("customers", sorted(expected), sorted(found));
  }

  private void order(Item order) {
    String reference = order.get("reference");
    List<FakeRecord> made = sales.madeAll(order.id());
    boolean due = isInvoiced(order);
    same("orders of " + reference, due ? 1 : 0, made.size());
    List<FakeRecord> invoices = sales.invoices(order.id());
    same("invoices of " + reference, due ? 1 : 0, invoices.size());
    if (!due || made.size() != 1 || invoices.size() != 1) {
      return;
    }
    FakeRecord invoice = invoices.get(0);
    BigDecimal total = order.amount("total_paid_tax_incl");
    sameAmount("order " + reference, total, made.get(0).number("total_ttc"));
    sameAmount("invoice of " + reference, total, invoice.number("total_ttc"));
    payments(order, invoice, total);
    creditNotes(order, invoice);
    status(order, made.get(0));
  }

  /** Each payment of the shop is one of the ledger, up to what the invoice takes. */
  private void payments(Item order, FakeRecord invoice, BigDecimal total) {
    BigDecimal paid = BigDecimal.ZERO;
    for (Item each :
        shop.shelf("order_payments").where("order_reference", order.get("reference"))) {
      paid = paid.add(each.amount("amount"));
    }
    sameAmount(
        "payments of " + order.get("reference"),
        paid.min(total),
        pair.ledger.fake.backOffice().paid(invoice.id()));
    same(
        "paid state of " + order.get("reference"),
        paid.compareTo(total) >= 0 ? "2" : "1",
        invoice.text("status"));
  }

  private void creditNotes(Item order, FakeRecord invoice) {
    List<String> expected =
        shop.shelf("order_slip").where("id_order", order.id()).stream()
            .map(
                each ->
                    plain(
                        each.amount("total_products_tax_incl")
                            .add(each.amount("total_shipping_tax_incl"))
                            .negate()))
            .toList();
    List<String> found =
        pair.ledger.fake.invoices().all().stream()
            .filter(each -> each.text("type").equals(CREDIT_NOTE))
            .filter(each -> each.text("fk_facture_source").equals(Long.toString(invoice.id())))
            .map(each -> plain(each.number("total_ttc")))
            .toList();
    same("credit notes of " + order.get("reference"), sorted(expected), sorted(found));
  }

  private static String plain(BigDecimal amount) {
    return amount.stripTrailingZeros().toPlainString();
  }

  private void status(Item order, FakeRecord made) {
    String reference = order.get("reference");
    String expected =
        switch (order.number("current_state")) {
          case Sales.SHIPPED -> Sales.UNDER_WAY;
          case Sales.DELIVERED -> Sales.CLOSED;
          default -> Sales.VALIDATED;
        };
    boolean byHand = closed.contains(reference);
    same("status of " + reference, byHand ? Sales.CLOSED : expected, made.text("status"));
    if (bothWays && byHand && order.number("current_state") != Sales.CANCELLED) {
      same("state of " + reference, Sales.DELIVERED, order.number("current_state"));
    }
  }

  /** What was invoiced stays though its order is gone; nothing else is of nobody. */
  private void papersOfNobody() {
    Set<String> references = new HashSet<>(deletedOrders);
    shop.orders().all().forEach(each -> references.add(each.get("reference")));
    for (FakeRecord each : pair.ledger.fake.invoices()) {
      if (each.text("type").equals(INVOICE) && !references.contains(each.text("ref_client"))) {
        wrong.add("an invoice of nobody: " + each.text("ref_client"));
      }
    }
    for (String each : deletedOrders) {
      long invoices =
          pair.ledger.fake.invoices().all().stream()
              .filter(paper -> paper.text("type").equals(INVOICE))
              .filter(paper -> paper.text("ref_client").equals(each))
              .count();
      if (invoices > 1) {
        wrong.add("several invoices of the deleted " + each);
      }
    }
  }
}
