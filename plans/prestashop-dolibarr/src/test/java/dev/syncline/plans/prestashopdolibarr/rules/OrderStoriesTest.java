package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.model.Order;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Trigger;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.Rule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How orders of the shop become orders and invoices of the ledger. */
class OrderStoriesTest {

  private final Pair pair = new Pair();
  private final Sales sales = new Sales(pair);
  private final int mug = pair.shop.product("Mug", "MUG-1", draft -> draft.quantity(100));

  @AfterEach
  void close() {
    pair.close();
  }

  @Test
  @Rule({"P-080", "P-082"})
  void anOrderComesWithItsFirstStateThatHasAnInvoiceAndTheWholeChainWithIt() {
    int order = sales.order(sales.anna(), Sales.AWAITING_WIRE, draft -> draft.line(mug, 2));
    pair.sync();
    assertThat(sales.ledger.orders().size()).isZero();
    assertThat(sales.ledger.invoices().size()).isZero();

    sales.state(order, Sales.PAID);
    pair.sync();
    FakeRecord made = sales.made(order);
    assertThat(made.text("status")).isEqualTo(Sales.VALIDATED);
    assertThat(made.text("billed")).isEqualTo("1");
    assertThat(sales.invoice(order).text("status")).as("paid in full").isEqualTo("2");
    assertThat(sales.ledger.payments().size()).isEqualTo(1);
    assertThat(pair.sync().writes()).isZero();
  }

  @Test
  @Rule("P-081")
  void anOrderMayBeMadeAtOnceAndItsInvoiceFollowsWithTheFirstStateThatHasOne() {
    pair.set(all -> all.withOrders(all.orders().withTrigger(Trigger.ANY_STATE)));
    int order = sales.order(sales.anna(), Sales.AWAITING_WIRE, draft -> draft.line(mug, 2));
    pair.sync();
    assertThat(sales.made(order).text("status")).isEqualTo(Sales.VALIDATED);
    assertThat(sales.ledger.invoices().size()).isZero();
    sales.state(order, Sales.PAID);
    pair.sync();
    assertThat(sales.invoice(order).text("status")).isEqualTo("2");
    assertThat(sales.made(order).text("billed")).isEqualTo("1");
  }

  @Test
  @Rule("P-081")
  void anOrderMayBeMadeInNamedStatesInstead() {
    pair.set(
        all ->
            all.withOrders(
                all.orders().withTrigger(Trigger.STATES, Integer.toString(Sales.AWAITING_CHECK))));
    int wire = sales.order(sales.anna(), Sales.AWAITING_WIRE, draft -> draft.line(mug, 1));
    int check =
        sales.order(
            sales.customer("Bob", "Roy", "bob@mail.example"),
            Sales.AWAITING_CHECK,
            draft -> draft.line(mug, 1));
    pair.sync();
    assertThat(sales.madeAll(wire)).isEmpty();
    assertThat(sales.made(check).text("status")).isEqualTo(Sales.VALIDATED);
  }

  @Test
  @Rule("P-083")
  void theNumberOfTheShopIsTheCustomersReferenceOfOrderAndInvoice() {
    pair.set(
        all -> all.withOrders(all.orders().withNumber("{shop}-{id}-{reference}")).withShop("eu"));
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
    pair.sync();
    String expected = "eu-" + order + "-" + sales.reference(order);
    FakeRecord made = Ledger.only(sales.ledger.orders());
    FakeRecord invoice = Ledger.only(sales.ledger.invoices());
    assertThat(made.text("ref_client")).isEqualTo(expected);
    assertThat(invoice.text("ref_client")).isEqualTo(expected);
    assertThat(invoice.text("note_private")).isEqualTo("Invoice of the shop: #IN000001");
    assertThat(made.text("ref_ext")).matches("[A-Za-z0-9_.-]+");
  }

  @Test
  @Rule("P-083")
  void anInvoiceMayHaveTheNumberOfTheShops() {
    pair.set(all -> all.withOrders(all.orders().withShopNumbers(true)));
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
    pair.sync();
    assertThat(sales.invoice(order).text("ref")).isEqualTo("#IN000001");
  }

  @Test
  @Rule("P-084")
  void orderInvoiceAndPaymentHaveTheDaysOfTheShop() {
    pair.set(all -> all.withOrders(all.orders().withZone("Europe/Paris")));
    // Half past midnight in Paris is still the day before in London.
    int order =
        sales
            .shop
            .orders()
            .place(
                draft ->
                    draft
                        .customer(sales.anna())
                        .state(Sales.AWAITING_WIRE)
                        .at(Instant.parse("2026-10-04T22:30:00Z"))
                        .line(mug, 1))
            .id();
    sales.shop.orders().state(order, Sales.PAID, Instant.parse("2026-10-06T22:45:00Z"));
    pair.sync();
    assertThat(day(sales.made(order), "date")).isEqualTo(LocalDate.of(2026, 10, 5));
    assertThat(day(sales.invoice(order), "date")).isEqualTo(LocalDate.of(2026, 10, 7));
    assertThat(day(Ledger.only(sales.ledger.payments()), "date"))
        .isEqualTo(LocalDate.of(2026, 10, 7));
  }

  private static LocalDate day(FakeRecord paper, String field) {
    return Instant.ofEpochSecond(paper.number(field).longValue())
        .atZone(ZoneOffset.UTC)
        .toLocalDate();
  }

  @Test
  @Rule("P-085")
  void aLineIsWhatWasSoldAsItWasSoldThen() {
    int option = pair.shop.option("Size");
    int shirt = pair.shop.product("Shirt", "SHIRT", draft -> draft.price("19.95"));
    int large = pair.shop.combination(shirt, "SHIRT-L", pair.shop.value(option, "L"));
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(shirt, large, 3));
    sales.shop.products().edit(shirt, draft -> draft.price("99"));
    pair.sync();
    FakeRecord line = sales.made(order).lines().get(0);
    assertThat(Sales.lines(sales.made(order))).contains("SHIRT-L 3 19.95 20");
    assertThat(line.text("desc")).isEqualTo("Shirt (Size: L)");
    assertThat(line.number("remise_percent")).isZero();
  }

  @Test
  @Rule("P-085")
  void aProductThatIsGoneLeavesAFreeLineWithItsReference() {
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 2));
    sales.shop.products().delete(mug);
    pair.sync();
    assertThat(Sales.lines(sales.made(order)))
        .containsExactly("(MUG-1 Mug) 2 10 20", "SHIPPING 1 7 20");
    assertThat(Sales.lines(sales.invoice(order))).isEqualTo(Sales.lines(sales.made(order)));
    assertThat(sales.invoice(order).text("status")).isEqualTo("2");
    assertThat(pair.sync().writes()).isZero();
  }

  @Test
  @Rule("P-090")
  void aProductThatIsOffSaleDoesNotKeepAnOrderFromBeingValidated() {
    pair.sync();
    FakeRecord there = pair.ledger.product("MUG-1");
    sales.ledger.products().update(there.id(), draft -> draft.set("status", 0));
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 2));
    pair.sync();
    FakeRecord made = sales.made(order);
    assertThat(made.text("status")).isEqualTo(Sales.VALIDATED);
    assertThat(made.text("total_ttc")).isEqualTo(sales.invoice(order).text("total_ttc"));
    assertThat(Sales.lines(made))
        .anyMatch(line -> line.matches("\\(.*MUG-1.*\\) 2 10 20"))
        .noneMatch(line -> line.startsWith("MUG-1"));
  }

  @Test
  @Rule("P-094")
  void anOrderEditedBeforeItsInvoiceIsRewrittenAndAfterwardsKeptAsItIs() {
    pair.set(all -> all.withOrders(all.orders().withTrigger(Trigger.ANY_STATE)));
    int order = sales.order(sales.anna(), Sales.AWAITING_WIRE, draft -> draft.line(mug, 2));
    pair.sync();
    String number = sales.made(order).text("ref");
    pieces(order, 3);
    pair.sync();
    FakeRecord made = sales.made(order);
    assertThat(Sales.lines(made)).containsExactly("MUG-1 3 10 20", "SHIPPING 1 7 20");
    assertThat(made.text("status")).isEqualTo(Sales.VALIDATED);
    assertThat(made.text("ref")).isEqualTo(number);
    assertThat(pair.sync().writes()).isZero();

    sales.state(order, Sales.PAID);
    pair.sync();
    pieces(order, 4);
    sales.state(order, Sales.SHIPPED);
    var report = pair.sync();
    assertThat(report.toString()).contains("INVOICED lines");
    assertThat(Sales.lines(sales.made(order)).get(0)).isEqualTo("MUG-1 3 10 20");
    assertThat(sales.made(order).text("status")).as("the rest goes on").isEqualTo(Sales.UNDER_WAY);
  }

  /** Somebody changes how many pieces were sold, and the shop reckons anew. */
  private void pieces(int order, int pieces) {
    Item detail = sales.details(order).get(0);
    String net = Integer.toString(pieces * 10);
    String gross = Integer.toString(pieces * 12);
    sales
        .shop
        .shelf("order_details")
        .edit(
            detail.id(),
            draft ->
                draft
                    .set("product_quantity", pieces)
                    .set("total_price_tax_excl", net)
                    .set("total_price_tax_incl", gross));
    String paid = new java.math.BigDecimal(gross).add(new java.math.BigDecimal("8.40")).toString();
    sales.shop.orders().edit(order, draft -> draft.set("total_paid_tax_incl", paid));
  }

  @Test
  @Rule("P-096")
  void ordersOfOneReferenceAreSeveralOrders() {
    int buyer = sales.anna();
    int first = sales.order(buyer, Sales.PAID, draft -> draft.line(mug, 1));
    int second = sales.order(buyer, Sales.PAID, draft -> draft.line(mug, 5));
    String shared = sales.reference(first);
    sales.shop.orders().edit(second, draft -> draft.set("reference", shared));
    sales
        .shop
        .shelf("order_payments")
        .all()
        .forEach(
            payment ->
                sales
                    .shop
                    .shelf("order_payments")
                    .edit(payment.id(), draft -> draft.set("order_reference", shared)));
    pair.sync();
    assertThat(sales.madeAll(first)).hasSize(2);
    assertThat(sales.invoices(first)).hasSize(2).allMatch(each -> each.text("status").equals("2"));
    assertThat(sales.invoices(first).stream().map(each -> each.text("total_ttc")))
        .containsExactlyInAnyOrder("20.40000000", "68.40000000");
    assertThat(pair.sync().writes()).isZero();
  }

  @Test
  @Rule("P-096")
  void anOrderWithSeveralInvoicesHasThemAll() {
    int tea = pair.shop.product("Tea", "TEA-1");
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1).line(tea, 1));
    Item first = sales.shop.shelf("order_invoices").where("id_order", order).get(0);
    int second =
        sales
            .shop
            .shelf("order_invoices")
            .add(
                draft ->
                    draft
                        .set("id_order", order)
                        .set("number", 2)
                        .set("total_products", "10")
                        .set("total_products_wt", "12")
                        .set("total_paid_tax_excl", "10")
                        .set("total_paid_tax_incl", "12"))
            .id();
    sales
        .shop
        .shelf("order_invoices")
        .edit(
            first.id(),
            draft -> draft.set("total_paid_tax_incl", "20.4").set("total_paid_tax_excl", "17"));
    Item moved = sales.details(order).get(1);
    sales
        .shop
        .shelf("order_details")
        .edit(moved.id(), draft -> draft.set("id_order_invoice", second));
    pair.sync();
    assertThat(sales.madeAll(order)).hasSize(1);
    assertThat(sales.invoices(order).stream().map(Sales::lines))
        .containsExactlyInAnyOrder(
            List.of("MUG-1 1 10 20", "SHIPPING 1 7 20"), List.of("TEA-1 1 10 20"));
  }

  @Test
  @Rule("P-098")
  void aDeletedOrderIsCalledOffOnceValidatedAndKeptOnceInvoiced() {
    pair.set(all -> all.withOrders(all.orders().withTrigger(Trigger.ANY_STATE)));
    int buyer = sales.anna();
    int waiting = sales.order(buyer, Sales.AWAITING_WIRE, draft -> draft.line(mug, 1));
    int draft = sales.order(buyer, Sales.AWAITING_WIRE, each -> each.line(mug, 2));
    int paid = sales.order(buyer, Sales.PAID, each -> each.line(mug, 3));
    pair.sync();
    FakeRecord open = sales.made(waiting);
    FakeRecord undone = sales.made(draft);
    sales.ledger.orders().act(undone.id(), "settodraft");
    FakeRecord invoiced = sales.made(paid);
    for (int order : List.of(waiting, draft, paid)) {
      sales.shop.orders().delete(order);
      pair.engine().hint(pair.plan(), Side.LEFT, Order.TYPE, Integer.toString(order));
    }
    pair.sync();
    assertThat(sales.ledger.orders().get(open.id()).text("status")).isEqualTo(Sales.CALLED_OFF);
    assertThat(sales.ledger.orders().all()).noneMatch(each -> each.id() == undone.id());
    assertThat(sales.ledger.orders().get(invoiced.id()).text("status")).isEqualTo(Sales.VALIDATED);
    assertThat(sales.ledger.invoices().size()).isEqualTo(1);
  }

  @Test
  @Rule("P-123")
  void theSameEventThreeTimesIsOneObjectAndOneWrite() {
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
    for (int times = 0; times < 3; times++) {
      pair.engine().hint(pair.plan(), Side.LEFT, Order.TYPE, Integer.toString(order));
    }
    pair.sync();
    assertThat(sales.ledger.orders().size()).isEqualTo(1);
    assertThat(
            sales.ledger.log().since(0).stream()
                .filter(each -> each.method().equals("POST") && each.path().endsWith("/orders")))
        .hasSize(1);
    assertThat(sales.ledger.payments().size()).isEqualTo(1);
  }
}
