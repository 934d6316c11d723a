package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.RunReport;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.plans.prestashopdolibarr.Part;
import dev.syncline.testkit.Rule;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Money that the shop shows otherwise than usual. */
class MoneyStoriesTest {

  private static final String CHEQUE = "7";
  private static final String TRANSFER = "2";

  private static int mug(Pair pair) {
    return pair.shop.product("Mug", "MUG-1", draft -> draft.quantity(100));
  }

  /** An order that the shop counts as paid although no money is shown. */
  private static int unseen(Pair pair, Sales sales) {
    int mug = mug(pair);
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
    sales
        .shop
        .shelf("order_payments")
        .where("order_reference", sales.reference(order))
        .forEach(each -> sales.shop.shelf("order_payments").delete(each.id()));
    sales.shop.orders().edit(order, draft -> draft.set("total_paid_real", "0"));
    return order;
  }

  @Test
  @Rule("P-091")
  void whatIsPaidAndShowsNoPaymentGetsOneOverTheWhole() {
    try (Pair pair =
        new Pair(
            all ->
                all.withOrders(
                    all.orders()
                        .withPaymentMethods(Map.of("ps_checkpayment", CHEQUE), TRANSFER)))) {
      Sales sales = new Sales(pair);
      int order = unseen(pair, sales);
      pair.sync();
      FakeRecord invoice = sales.invoice(order);
      assertThat(invoice.text("status")).as("paid").isEqualTo("2");
      assertThat(sales.ledger.backOffice().paid(invoice.id())).isEqualByComparingTo("20.40");
      assertThat(Ledger.only(sales.ledger.payments()).json().toString()).contains("VIR");
      pair.quiet();
    }
  }

  @Test
  @Rule({"P-091", "P-006"})
  void nothingIsBookedWhereTheStateIsNotPaidOrPaymentsAreOff() {
    try (Pair pair = new Pair(all -> all.without(Part.PAYMENTS))) {
      Sales sales = new Sales(pair);
      int order = unseen(pair, sales);
      pair.sync();
      assertThat(sales.invoice(order).text("status")).isEqualTo(Sales.VALIDATED);
    }
    try (Pair pair = new Pair()) {
      Sales sales = new Sales(pair);
      int mug = mug(pair);
      sales.shop.shelf("order_states").edit(Sales.AWAITING_CHECK, draft -> draft.set("invoice", 1));
      int order = sales.order(sales.anna(), Sales.AWAITING_CHECK, draft -> draft.line(mug, 1));
      pair.sync();
      assertThat(sales.invoice(order).text("status")).isEqualTo(Sales.VALIDATED);
      assertThat(sales.ledger.payments().size()).isZero();
    }
  }

  @Test
  @Rule("P-091")
  void whatWasPaidTooMuchIsBookedAsFarAsItGoesAndTheRestIsAWarning() {
    try (Pair pair = new Pair()) {
      Sales sales = new Sales(pair);
      int mug = mug(pair);
      sales.shop.shelf("order_states").edit(Sales.AWAITING_CHECK, draft -> draft.set("invoice", 1));
      int order = sales.order(sales.anna(), Sales.AWAITING_CHECK, draft -> draft.line(mug, 1));
      sales.shop.orders().pay(order, "25.00", "Bank wire", "TX-1");
      RunReport report = pair.sync();
      assertThat(report.toString()).contains("NOT_TAKEN amount");
      FakeRecord invoice = sales.invoice(order);
      assertThat(sales.ledger.backOffice().paid(invoice.id())).isEqualByComparingTo("20.40");
      assertThat(invoice.text("status")).isEqualTo("2");
      pair.quiet();

      sales.shop.orders().pay(order, "5.00", "Bank wire", "TX-2");
      pair.run();
      assertThat(pair.failures())
          .extracting(Failure::flow, Failure::kind)
          .containsExactly(org.assertj.core.groups.Tuple.tuple("payment", Failure.Kind.REFUSED));
      assertThat(sales.ledger.payments().size()).as("nothing is overpaid").isEqualTo(1);
    }
  }

  @Test
  @Rule("P-091")
  void eachWayToPayHasItsAccountAndAModuleThatIsNotNamedHasTheUsualWay() {
    try (Pair pair =
        new Pair.Wish()
            .settings(
                all ->
                    all.withOrders(
                        all.orders()
                            .withPaymentMethods(Map.of("ps_checkpayment", CHEQUE), TRANSFER)))
            .pair()) {
      Sales sales = new Sales(pair);
      long cheques =
          sales
              .ledger
              .bankAccounts()
              .add(
                  draft ->
                      draft
                          .ref("CHQ")
                          .label("Cheques")
                          .set("type", 1)
                          .set("currency_code", "EUR")
                          .set("country_id", 1))
              .id();
      try (var right = pair.dolibarr(built -> built.bankAccount(CHEQUE, Long.toString(cheques)))) {
        int mug = mug(pair);
        int first =
            sales.order(
                sales.anna(),
                Sales.PAID,
                draft -> draft.line(mug, 1).payment("ps_checkpayment", "Payments by check"));
        int second =
            sales.order(
                sales.customer("Bob", "Roy", "bob@mail.example"),
                Sales.PAID,
                draft -> draft.line(mug, 2).payment("ps_wirepayment", "Bank wire"));
        pair.engine().run(pair.plan(pair.left, right));
        assertThat(sales.invoice(first).text("status")).isEqualTo("2");
        assertThat(sales.invoice(second).text("status")).isEqualTo("2");
        assertThat(sales.ledger.payments().all())
            .extracting(each -> each.text("fk_account") + " " + each.text("type_code"))
            .containsExactlyInAnyOrder(cheques + " CHQ", "1 VIR");
      }
    }
  }
}
