package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Ref;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvoiceTest {

  private final Rig rig =
      new Rig(fake -> fake.rateLimit(false).uniqueNumbers(true), connector -> connector);

  @AfterEach
  void close() {
    rig.close();
  }

  private Ref buyer() {
    return rig.stored(Rig.create("c", Rig.customer("Buyer"))).ref();
  }

  private Entity invoice(Ref buyer, String number) {
    return Entity.builder(Invoice.TYPE, "")
        .set(Invoice.NUMBER, number)
        .set(Invoice.CUSTOMER, buyer)
        .set(Invoice.ORGANIZATION, rig.any("organization"))
        .build();
  }

  @Test
  @Rule({"B-086", "B-089", "B-091"})
  void anInvoiceGoesThereAndBackWithItsOrder() {
    String sent = rig.fake.definitions().state("invoiceout", "Отправлен");
    assertThat(rig.connector.check().problems()).isEmpty();
    Ref kettle = rig.stored(Rig.create("k", Rig.product("Kettle"))).ref();
    Ref buyer = buyer();
    Ref order =
        rig.stored(Rig.create("o", rig.newOrder(buyer, Rig.line(kettle, "2", "199.90")))).ref();
    Pricing taxed =
        new Pricing(
            new BigDecimal("199.90"), new BigDecimal("5"), Optional.of(new BigDecimal("20")), true);
    Entity line = Rig.line(kettle, "2", "1").with(OrderLine.PRICING, taxed);
    Entity read =
        RoundTrip.of(
            rig,
            invoice(buyer, "118")
                .with(Invoice.STATUS, sent)
                .with(Invoice.ORDER, order)
                .with(Invoice.CURRENCY, "RUB")
                .with(Invoice.COMMENT, "by bank")
                .with(Invoice.ISSUED_ON, LocalDate.of(2026, 11, 20))
                .with(Invoice.DUE_ON, LocalDate.of(2026, 12, 1))
                .with(Invoice.RESPONSIBLE, rig.any("employee"))
                .with(Invoice.STORE, rig.any("store"))
                .with(Invoice.LINES, List.of(line)),
            Invoice.LINES);
    Entity there = read.require(Invoice.LINES).get(0);
    assertThat(there.require(OrderLine.ITEM)).isEqualTo(kettle);
    RoundTrip.assertSame(there, line, OrderLine.PRICING);
    assertThat(there.knows(OrderLine.RESERVED)).isFalse();
    assertThat(read.require(Invoice.TOTAL)).isEqualByComparingTo("379.81");
    assertThat(read.require(Invoice.PAID)).isZero();
    assertThat(rig.connector.dictionaries().code(Dictionaries.INVOICE_STATUS, sent))
        .hasValueSatisfying(code -> assertThat(code.name()).isEqualTo("Отправлен"));
  }

  @Test
  void theDayOnAnInvoiceIsMoscows() {
    String id =
        rig.fake
            .invoicesOut()
            .add(
                body -> {
                  body.put("name", "late").put("moment", "2026-11-20 00:30:00");
                  body.set("organization", rig.fake.ref("organization", rig.any("organization")));
                  body.set("agent", rig.fake.ref("counterparty", rig.any("counterparty")));
                })
            .id();
    assertThat(rig.read(new Ref(Invoice.TYPE, id)).require(Invoice.ISSUED_ON))
        .isEqualTo(LocalDate.of(2026, 11, 20));
  }

  @Test
  @Rule("B-090")
  void whatIsPaidIsRead() {
    Ref kettle = rig.stored(Rig.create("k", Rig.product("Kettle"))).ref();
    Ref buyer = buyer();
    Entity made =
        rig.stored(
            Rig.create(
                "i",
                invoice(buyer, "1").with(Invoice.LINES, List.of(Rig.line(kettle, "1", "100")))));
    rig.fake
        .paymentsIn()
        .add(
            body -> {
              body.set("organization", rig.fake.ref("organization", rig.any("organization")));
              body.set("agent", rig.fake.ref("counterparty", buyer.id()));
              body.put("sum", 6000)
                  .putArray("operations")
                  .add(rig.fake.ref("invoiceout", made.id()).put("linkedSum", 6000));
            });
    assertThat(rig.read(made.ref()).require(Invoice.PAID)).isEqualByComparingTo("60");
  }

  @Test
  @Rule("B-088")
  void aTakenNumberIsNamed() {
    Ref buyer = buyer();
    rig.stored(Rig.create("1", invoice(buyer, "118")));
    assertThat(rig.write(Rig.create("2", invoice(buyer, "118"))).get(0))
        .isInstanceOfSatisfying(
            WriteResult.Refused.class,
            refused ->
                assertThat(refused.reasons().get(0).code()).isEqualTo(Refusal.Code.NUMBER_TAKEN));
  }

  @Test
  void anInvoiceWaitsForItsOrderAndIsSentBehindIt() {
    Ref buyer = new Ref(Customer.TYPE, "b");
    Write.Create order = Rig.create("o", rig.newOrder(buyer));
    Write.Create invoice =
        Rig.create(
            "i",
            invoice(buyer, "1").with(Invoice.ORDER, Ref.to(Order.TYPE, order.key().text())));
    assertThat(rig.connector.pack(List.of(order, invoice)))
        .containsExactly(List.of(order), List.of(invoice));
  }

  @Test
  void invoicesGoInBulksOfAHundred() {
    List<Write> writes = new ArrayList<>();
    for (int n = 0; n < 150; n++) {
      writes.add(Rig.create("i" + n, invoice(new Ref(Customer.TYPE, "b"), "n" + n)));
    }
    assertThat(rig.connector.pack(writes)).extracting(List::size).containsExactly(100, 50);
  }

  @Test
  void theFeedShowsInvoicesWithTheirLinesOnlyIfTheyAreWanted() {
    Ref kettle = rig.stored(Rig.create("k", Rig.product("Kettle"))).ref();
    Entity wanted =
        invoice(buyer(), "1").with(Invoice.LINES, List.of(Rig.line(kettle, "1", "100")));
    rig.stored(Rig.create("i", wanted));
    assertThat(rig.look("invoices", FieldSet.of(Invoice.LINES)))
        .singleElement()
        .satisfies(read -> assertThat(read.require(Invoice.LINES)).hasSize(1));
    assertThat(rig.look("invoices", FieldSet.of(Invoice.NUMBER, Order.LINES)))
        .singleElement()
        .satisfies(read -> assertThat(read.knows(Invoice.LINES)).isFalse());
  }

  @Test
  void aDeletedInvoiceIsGone() {
    Entity made = rig.stored(Rig.create("i", invoice(buyer(), "1")));
    WriteResult deleted = rig.write(new Write.Delete(Rig.key(Invoice.TYPE, "d"), made)).get(0);
    assertThat(deleted).isInstanceOf(WriteResult.Written.class);
    assertThat(rig.fake.invoicesOut().size()).isZero();
  }
}
