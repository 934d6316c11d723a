package dev.syncline.plans.bitrix24moysklad.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.fake.Document;
import dev.syncline.moysklad.fake.FakeCollection;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Numbering;
import dev.syncline.plans.bitrix24moysklad.Identification;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Invoices of both systems. */
class InvoiceStoriesTest {

  private final Desk desk = new Desk();
  private final Portal portal = desk.portal;
  private final Stock stock = desk.stock;

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  @Rule({"B-086", "B-087"})
  void anInvoiceKeepsTheNumberOfTheSystemThatItWasMadeInWhateverNumbersTheOrders() {
    desk.set(more -> more.withNumbering(Numbering.MOYSKLAD));
    long own =
        portal.invoice(
            Desk.ISSUED,
            portal.company("Acme"),
            "TEA-1",
            draft -> draft.set("accountNumber", "B-7"));
    stock.invoice("00042", "Отправлен", stock.company("Globex"), stock.product("Mug", "MUG-1"));
    desk.sync();

    assertThat(Stock.names(stock.fake.invoicesOut())).containsExactlyInAnyOrder("B-7", "00042");
    assertThat(portal.fake.invoices().all())
        .extracting(each -> each.text("accountNumber"))
        .containsExactlyInAnyOrder("B-7", "00042");
    portal.fake.invoices().update(own, "comments", "changed");
    desk.sync();
    assertThat(Stock.named(stock.fake.invoicesOut(), "B-7").text("description"))
        .isEqualTo("changed");
  }

  @Test
  @Rule({"B-003", "B-005"})
  void anInvoiceOfEitherSideIsMadeAsACustomerInvoiceOrASmartInvoiceOnTheOther() {
    portal.invoice(Desk.ISSUED, portal.company("Acme"), "TEA-1", draft -> {});
    desk.sync();
    assertThat(stock.fake.invoicesOut().size()).isEqualTo(1);
    assertThat(stock.fake.customerOrders().size()).isZero();

    stock.invoice("00042", "Выписан", stock.company("Globex"), stock.product("Mug", "MUG-1"));
    desk.sync();
    assertThat(portal.fake.invoices().size()).isEqualTo(2);
    assertThat(portal.fake.deals().size()).isZero();
    assertThat(stock.fake.invoicesOut().size()).isEqualTo(2);
    assertThat(desk.sync().writes()).isZero();
  }

  @Test
  @Rule("B-089")
  void anInvoiceOfADealBelongsToItsOrderAndTheOtherWayRound() {
    long acme = portal.company("Acme");
    long deal = portal.deal("NEW", acme, "TEA-1");
    portal.invoice(Desk.ISSUED, acme, "TEA-1", draft -> draft.set("parentId2", deal));
    ObjectNode globex = stock.company("Globex");
    ObjectNode mug = stock.product("Mug", "MUG-1");
    FakeObject order = stock.order("00042", "Новый", globex, mug);
    FakeObject bill = stock.invoice("00077", "Выписан", globex, mug);
    stock
        .fake
        .invoicesOut()
        .update(
            bill.id(),
            body -> body.set("customerOrder", stock.fake.ref("customerorder", order.id())));
    desk.sync();

    FakeObject made =
        stock.fake.invoicesOut().find(each -> !each.name().equals("00077")).orElseThrow();
    assertThat(Stock.target(made, "customerOrder"))
        .isEqualTo(Stock.named(stock.fake.customerOrders(), "bx24-" + deal).id());
    Document came = portal.fake.invoices().find("accountNumber", "00077").orElseThrow();
    assertThat(came.text("parentId2"))
        .isEqualTo(
            String.valueOf(
                portal.fake.deals().find("title", "Customer Order 00042").orElseThrow().id()));
  }

  @Test
  @Rule("B-085")
  void onlyInvoicesInMappedStagesTakePartOnEitherSide() {
    long unpaid = portal.invoice("DT31_5:D", portal.company("Acme"), "TEA-1", draft -> {});
    FakeObject dropped =
        stock.invoice("00042", "Отменен", stock.company("Globex"), stock.product("Mug", "MUG-1"));
    desk.sync();
    assertThat(stock.fake.invoicesOut().size()).isEqualTo(1);
    assertThat(portal.fake.invoices().size()).isEqualTo(1);

    portal.fake.invoices().update(unpaid, "stageId", Desk.SENT);
    stock.move(dropped, "invoiceout", "Выписан");
    desk.sync();
    assertThat(portal.fake.invoices().all())
        .extracting(each -> each.text("stageId"))
        .containsExactlyInAnyOrder(Desk.SENT, Desk.ISSUED);
    assertThat(stock.fake.invoicesOut().all())
        .extracting(each -> stock.stateOf("invoiceout", each))
        .containsExactlyInAnyOrder("Отправлен", "Выписан");
  }

  @Test
  @Rule("B-090")
  void whatIsPaidIsToldByTheStageAloneAndNoPaymentIsMade() {
    long invoice = portal.invoice(Desk.ISSUED, portal.company("Acme"), "TEA-1", draft -> {});
    desk.sync();
    portal.fake.invoices().update(invoice, "stageId", Desk.PAID);
    desk.sync();

    FakeObject bill = Stock.only(stock.fake.invoicesOut());
    assertThat(stock.stateOf("invoiceout", bill)).isEqualTo("Оплачен");
    assertThat(bill.field("payedSum").asLong()).isZero();
    assertThat(stock.fake.paymentsIn().size()).isZero();
    assertThat(stock.fake.cashIns().size()).isZero();

    stock.move(bill, "invoiceout", "Отправлен");
    desk.sync();
    assertThat(portal.fake.invoices().get(invoice).text("stageId")).isEqualTo(Desk.SENT);
  }

  @Test
  @Rule("B-091")
  void theDayTheLastDayToPayAndTheCommentTravelBothWays() {
    portal.invoice(
        Desk.ISSUED,
        portal.company("Acme"),
        "TEA-1",
        draft ->
            draft
                .set("begindate", "2026-11-03")
                .set("closedate", "2026-12-04")
                .set("comments", "by courier"));
    FakeObject bill =
        stock.invoice("00042", "Выписан", stock.company("Globex"), stock.product("Mug", "MUG-1"));
    stock
        .fake
        .invoicesOut()
        .update(
            bill.id(),
            body ->
                body.put("moment", "2026-11-05 12:00:00")
                    .put("paymentPlannedMoment", "2026-12-06 12:00:00")
                    .put("description", "by post"));
    desk.sync();

    FakeObject made =
        stock.fake.invoicesOut().find(each -> !each.name().equals("00042")).orElseThrow();
    assertThat(made.text("moment")).startsWith("2026-11-03");
    assertThat(made.text("paymentPlannedMoment")).startsWith("2026-12-04");
    assertThat(made.text("description")).isEqualTo("by courier");
    Document came = portal.fake.invoices().find("accountNumber", "00042").orElseThrow();
    assertThat(came.text("begindate")).startsWith("2026-11-05");
    assertThat(came.text("closedate")).startsWith("2026-12-06");
    assertThat(came.text("comments")).isEqualTo("by post");
  }

  @Test
  @Rule("B-030")
  void productCustomerOrderAndInvoiceShowTheIdsThatTheyHaveInBitrix24() {
    desk.set(more -> more.withIdentification(Identification.named("Bitrix24 ID")));
    assertThat(desk.engine().install(desk.plan()).problems()).isEmpty();
    long tea = portal.product("Tea", "TEA-1");
    long acme = portal.company("Acme");
    long deal = portal.deal("NEW", acme, "TEA-1");
    long invoice = portal.invoice(Desk.ISSUED, acme, "TEA-1", draft -> {});
    desk.sync();

    assertThat(shown(stock.fake.products())).isEqualTo("product:" + tea);
    assertThat(shown(stock.fake.counterparties())).isEqualTo("customer:CO_" + acme);
    assertThat(shown(stock.fake.customerOrders())).isEqualTo("deal:" + deal);
    assertThat(shown(stock.fake.invoicesOut())).isEqualTo("invoice:" + invoice);
  }

  private static String shown(FakeCollection all) {
    return Stock.only(all).text("attributes.0.value");
  }
}
