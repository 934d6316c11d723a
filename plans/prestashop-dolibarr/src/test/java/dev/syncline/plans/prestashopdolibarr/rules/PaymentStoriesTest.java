package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Unavailable;
import dev.syncline.dolibarr.fake.Breakage;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Refund;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.Fault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money that came in and money that is given back; and chains that break. */
class PaymentStoriesTest {

  private static final String CHEQUE = "7";

  private final Pair pair = new Pair();
  private final Sales sales = new Sales(pair);
  private final int mug = pair.shop.product("Mug", "MUG-1", draft -> draft.quantity(100));

  @AfterEach
  void close() {
    pair.close();
  }

  /** Until nothing is left over, as the next runs of a day do. */
  private void settle() {
    for (int runs = 0; runs < 6 && !pair.run().clean(); runs++) {
      pair.time.advance(Duration.ofHours(6));
    }
    assertThat(pair.failures()).isEmpty();
  }

  private void wholeChain(int order, String total) {
    assertThat(sales.madeAll(order)).hasSize(1);
    assertThat(sales.made(order).text("status")).isEqualTo(Sales.VALIDATED);
    assertThat(sales.made(order).text("billed")).isEqualTo("1");
    assertThat(sales.invoices(order)).hasSize(1);
    assertThat(sales.invoice(order).text("status")).isEqualTo("2");
    assertThat(sales.ledger.payments().size()).isEqualTo(1);
    assertThat(sales.ledger.backOffice().paid(sales.invoice(order).id()))
        .isEqualByComparingTo(total);
  }

  @Test
  @Rule("P-091")
  void aPaymentIsBookedByItsMethodWithItsNumberAndAPartialOneLeavesTheInvoiceOpen() {
    pair.set(
        all ->
            all.withOrders(
                all.orders().withPaymentMethods(Map.of("ps_checkpayment", CHEQUE), "2")));
    sales.shop.shelf("order_states").edit(Sales.AWAITING_CHECK, draft -> draft.set("invoice", 1));
    int order =
        sales.order(
            sales.anna(),
            Sales.AWAITING_CHECK,
            draft -> draft.line(mug, 2).payment("ps_checkpayment", "Payments by check"));
    sales.shop.orders().pay(order, "10.00", "Payments by check", "CH-1");
    pair.sync();
    FakeRecord invoice = sales.invoice(order);
    assertThat(invoice.text("status")).as("paid in part").isEqualTo(Sales.VALIDATED);
    assertThat(sales.ledger.backOffice().paid(invoice.id())).isEqualByComparingTo("10");
    FakeRecord first = Ledger.only(sales.ledger.payments());
    assertThat(first.json().toString()).contains("CH-1").contains("CHQ");

    sales.shop.orders().pay(order, "22.40", "Other", "TX-2");
    pair.sync();
    assertThat(sales.invoice(order).text("status")).isEqualTo("2");
    assertThat(sales.ledger.payments().size()).isEqualTo(2);
    assertThat(pair.sync().writes()).isZero();
  }

  @Test
  @Rule("P-091")
  void aPaymentThatCameBeforeItsInvoiceIsBookedOnceThereIsOne() {
    int order = sales.order(sales.anna(), Sales.AWAITING_WIRE, draft -> draft.line(mug, 1));
    sales.shop.orders().pay(order, "5.00", "Bank wire", "TX-1");
    pair.sync();
    assertThat(sales.ledger.payments().size()).isZero();
    sales.shop.shelf("order_states").edit(Sales.AWAITING_CHECK, draft -> draft.set("invoice", 1));
    sales.state(order, Sales.AWAITING_CHECK);
    pair.sync();
    assertThat(sales.ledger.backOffice().paid(sales.invoice(order).id()))
        .isEqualByComparingTo("5.00");
  }

  @Test
  @Rule({"P-091", "P-032"})
  void aPaymentWhoseAnswerWasLostIsNotBookedTwice() {
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
    sales.ledger.faults().onNext("POST", "paymentsdistributed", Fault.LOST_AFTER);
    pair.run();
    settle();
    wholeChain(order, "20.40");
    assertThat(pair.sync().writes()).isZero();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "POST, /thirdparties, LOST_AFTER",
    "POST, /orders, LOST_AFTER",
    "POST, /orders, LOST_BEFORE",
    "POST, /orders/1/validate, LOST_AFTER",
    "POST, /orders/1/validate, LOST_BEFORE",
    "POST, /invoices, LOST_AFTER",
    "POST, /invoices, LOST_BEFORE",
    "POST, /orders/1/setinvoiced, LOST_AFTER",
    "POST, /invoices/1/validate, LOST_AFTER",
    "POST, /invoices/1/validate, LOST_BEFORE",
    "POST, paymentsdistributed, LOST_BEFORE",
    "GET, /invoices/1/payments, LOST_BEFORE"
  })
  @Rule({"P-082", "P-023"})
  void aChainThatBrokeGoesOnWhereItStopped(String method, String path, Fault fault) {
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
    sales.ledger.faults().onNext(method, path, fault);
    pair.run();
    pair.restart();
    settle();
    wholeChain(order, "20.40");
    assertThat(sales.ledger.thirdParties().size()).isEqualTo(1);
    assertThat(pair.sync().writes()).isZero();
  }

  @Test
  @Rule("P-124")
  void afterAnOutageEverythingIsCaughtUp() {
    pair.sync();
    sales.ledger.databaseDown(true);
    int first = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
    assertThatThrownBy(pair::run).isInstanceOf(Unavailable.class);
    int second =
        sales.order(
            sales.customer("Bob", "Roy", "bob@mail.example"),
            Sales.PAID,
            draft -> draft.line(mug, 2));
    sales.state(first, Sales.SHIPPED);
    assertThatThrownBy(pair::run).isInstanceOf(Unavailable.class);
    assertThat(sales.ledger.orders().size()).isZero();
    sales.ledger.databaseDown(false);
    settle();
    assertThat(sales.made(first).text("status")).isEqualTo(Sales.UNDER_WAY);
    assertThat(sales.made(second).text("status")).isEqualTo(Sales.VALIDATED);
    assertThat(sales.ledger.payments().size()).isEqualTo(2);
    assertThat(sales.made(first).id()).isLessThan(sales.made(second).id());
  }

  @Test
  @Rule("P-095")
  void aSlipIsACreditNoteOfItsInvoiceWithTheLinesThatAreGivenBack() {
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 3));
    pair.sync();
    Item detail = sales.details(order).get(0);
    sales.shop.orders().slip(order, Map.of(detail.id(), 2), true);
    pair.sync();
    FakeRecord note = Sales.only(sales.creditNotes(), "credit note");
    assertThat(note.text("status")).isEqualTo(Sales.VALIDATED);
    assertThat(note.text("fk_facture_source")).isEqualTo(Long.toString(sales.invoice(order).id()));
    assertThat(Sales.lines(note)).containsExactly("MUG-1 2 -10 20", "SHIPPING 1 -7 20");
    assertThat(note.number("total_ttc")).isEqualByComparingTo("-32.40");
    assertThat(pair.sync().writes()).isZero();
  }

  @Test
  @Rule("P-095")
  void aCreditNoteMayBeUsedAgainstItsInvoice() {
    pair.set(all -> all.withOrders(all.orders().withCreditNotes(Refund.USED)));
    sales.shop.shelf("order_states").edit(Sales.AWAITING_WIRE, draft -> draft.set("invoice", 1));
    int order = sales.order(sales.anna(), Sales.AWAITING_WIRE, draft -> draft.line(mug, 3));
    pair.sync();
    sales.shop.orders().slip(order, Map.of(sales.details(order).get(0).id(), 1), false);
    pair.sync();
    FakeRecord note = Sales.only(sales.creditNotes(), "credit note");
    assertThat(note.text("status")).isEqualTo("2");
    assertThat(sales.invoice(order).number("remaintopay")).isEqualByComparingTo("32.40");
  }

  @Test
  @Rule("P-082")
  void aNumberThatSomebodyElseTookInTheSameMomentIsAskedForAgain() {
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
    sales.ledger.breakNext(Breakage.NUMBER_TAKEN, "POST", "/orders/1/validate");
    sales.ledger.breakNext(Breakage.NUMBER_TAKEN, "POST", "/invoices/1/validate");
    pair.run();
    settle();
    wholeChain(order, "20.40");
  }
}
