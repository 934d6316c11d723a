package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Located;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.Ref;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.Fault;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Payments are booked once, and never more than remains. */
class PaymentTest {

  /** An invoice over 120 with tax. */
  private static Entity invoice(Rig rig) {
    Ref tee = rig.made(Rig.product("TEE")).ref();
    Ref customer = rig.made(Rig.customer("Doe Jane")).ref();
    return rig.made(Rig.invoice(customer, Rig.line(tee, "1", "100")));
  }

  private static Entity payment(Entity invoice, String amount) {
    return Entity.of(Payment.TYPE, "")
        .with(Payment.INVOICE, invoice.ref())
        .with(Payment.AMOUNT, Money.of(amount, "EUR"))
        .with(Payment.PAID_ON, LocalDate.of(2026, 11, 20))
        .with(Payment.METHOD, "6")
        .with(Payment.NUMBER, "TX1");
  }

  private static long id(Entity entity) {
    return Long.parseLong(entity.id());
  }

  @Test
  @Rule("P-091")
  void aPaymentInFullClosesItsInvoice() {
    try (Rig rig = new Rig()) {
      rig.connector.check();
      Entity invoice = invoice(rig);
      Entity paid = rig.made(payment(invoice, "120"));
      assertThat(paid.get(Payment.AMOUNT)).contains(Money.of("120", "EUR"));
      assertThat(paid.get(Payment.METHOD)).contains("6");
      assertThat(rig.read(Invoice.TYPE, invoice.id()).get(Invoice.STATUS)).contains("2");
    }
  }

  @Test
  @Rule("P-091")
  void aPaymentInPartLeavesItsInvoiceOpen() {
    try (Rig rig = new Rig()) {
      Entity invoice = invoice(rig);
      rig.made(payment(invoice, "50"));
      assertThat(rig.read(Invoice.TYPE, invoice.id()).get(Invoice.STATUS)).contains("1");
      assertThat(rig.fake.backOffice().paid(id(invoice))).isEqualByComparingTo("50");
    }
  }

  @Test
  @Rule("P-091")
  void aPaymentThatIsSentTwiceIsBookedOnce() {
    try (Rig rig = new Rig()) {
      Entity invoice = invoice(rig);
      Write.Create create = rig.create(payment(invoice, "50"));
      String first = ((WriteResult.Written) rig.write(create)).id();
      assertThat(rig.write(create)).isEqualTo(new WriteResult.Exists(first));
      assertThat(rig.fake.payments().size()).isEqualTo(1);
    }
  }

  @Test
  @Rule("P-032")
  void anUnansweredPaymentIsFoundAndNotBookedAgain() {
    try (Rig rig = new Rig()) {
      Entity invoice = invoice(rig);
      Write.Create create = rig.create(payment(invoice, "120"));
      rig.fake.faults().onNext("POST", "paymentsdistributed", Fault.LOST_AFTER);
      assertThatThrownBy(() -> rig.write(create)).isInstanceOf(OutcomeUnknown.class);
      assertThat(rig.connector.locate(List.of(create)).get(0)).isInstanceOf(Located.Found.class);
      assertThat(rig.write(create)).isInstanceOf(WriteResult.Exists.class);
      assertThat(rig.fake.backOffice().paid(id(invoice))).isEqualByComparingTo("120");
    }
  }

  @Test
  @Rule("P-032")
  void aPaymentThatNamesNoInvoiceCannotBeLocatedAndHoldsUpNoOther() {
    try (Rig rig = new Rig()) {
      Entity invoice = invoice(rig);
      Write.Create known = rig.create(payment(invoice, "50"));
      rig.write(known);
      Write.Create bare = rig.create(Entity.of(Payment.TYPE, ""));
      assertThat(rig.connector.locate(List.of(bare, known)))
          .hasExactlyElementsOfTypes(Located.CannotTell.class, Located.Found.class);
    }
  }

  @Test
  @Rule("P-091")
  void moreThanRemainsIsNotBooked() {
    try (Rig rig = new Rig()) {
      Entity invoice = invoice(rig);
      WriteResult.Written written =
          (WriteResult.Written) rig.write(rig.create(payment(invoice, "200")));
      assertThat(written.leftOut()).containsExactly(Payment.AMOUNT);
      assertThat(rig.fake.backOffice().paid(id(invoice))).isEqualByComparingTo("120");
      WriteResult refused = rig.write(rig.create(payment(invoice, "1")));
      assertThat(((WriteResult.Refused) refused).reasons().get(0).code())
          .isEqualTo(Refusal.Code.NOT_ALLOWED);
    }
  }

  @Test
  @Rule("P-095")
  void aCreditNoteIsPaidBackOnItsInvoice() {
    try (Rig rig = new Rig()) {
      Entity invoice = invoice(rig);
      Entity source = rig.read(Invoice.TYPE, invoice.id());
      Entity note =
          Entity.of(CreditNote.TYPE, "")
              .with(CreditNote.CUSTOMER, source.require(Invoice.CUSTOMER))
              .with(CreditNote.INVOICE, invoice.ref())
              .with(CreditNote.STATUS, "2")
              .with(
                  CreditNote.LINES,
                  List.of(Rig.line(new Ref(dev.syncline.model.Product.TYPE, "1"), "1", "10")));
      Entity made = rig.made(note);
      assertThat(made.get(CreditNote.STATUS)).contains("2");
      assertThat(made.get(CreditNote.TOTAL).orElseThrow()).isEqualByComparingTo("12");
      assertThat(rig.fake.invoices().get(id(invoice)).number("remaintopay"))
          .isEqualByComparingTo("108");
    }
  }

  @Test
  @Rule("P-082")
  void theWholeChainOfAnOrderIsWalked() {
    try (Rig rig = new Rig()) {
      Ref tee = rig.made(Rig.product("TEE")).ref();
      Ref customer = rig.made(Rig.customer("Doe Jane")).ref();
      Entity order =
          rig.made(
              Rig.order(customer, Rig.line(tee, "1", "100"))
                  .with(Order.STATUS, "1")
                  .with(Order.CUSTOMER_REFERENCE, "ABC"));
      assertThat(order.get(Order.NUMBER)).isPresent();
      Entity invoice =
          rig.made(
              Rig.invoice(customer, Rig.line(tee, "1", "100"))
                  .with(Invoice.ORDER, order.ref())
                  .with(Invoice.CUSTOMER_REFERENCE, "ABC"));
      assertThat(invoice.get(Invoice.ORDER)).contains(order.ref());
      rig.made(payment(invoice, "120"));
      Entity done =
          Entity.of(Order.TYPE, order.id()).with(Order.STATUS, "3").with(Order.INVOICED, true);
      rig.write(Rig.update(order, done));
      Entity closed = rig.read(Order.TYPE, order.id());
      assertThat(closed.get(Order.STATUS)).contains("3");
      assertThat(closed.get(Order.INVOICED)).contains(true);
      assertThat(closed.get(Order.TOTAL).orElseThrow()).isEqualByComparingTo("120");
    }
  }
}
