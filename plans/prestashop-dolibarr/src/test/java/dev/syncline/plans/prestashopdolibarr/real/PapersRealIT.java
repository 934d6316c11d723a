package dev.syncline.plans.prestashopdolibarr.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.SyncEngine;
import dev.syncline.plans.prestashopdolibarr.OrderSettings;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Trigger;
import dev.syncline.plans.prestashopdolibarr.real.RealDesk.Piece;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What becomes of orders later: parts that are paid or given back, called off, removed, edited. */
@RealPrograms
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PapersRealIT {

  private RealPair pair;
  private RealDesk desk;

  @BeforeAll
  void open() {
    pair = RealPair.shared();
    desk = new RealDesk(pair.shop);
  }

  @AfterAll
  void close() {
    desk.close();
  }

  private int order(String word, String price, int pieces) {
    return order(word, price, pieces, true);
  }

  private int order(String word, String price, int pieces, boolean free) {
    int mug = desk.product(word + "-mug", price, "20");
    int customer = desk.customer(word);
    int address = desk.address(customer, "Tours");
    return desk.order(customer, address, desk.carrier(free), Piece.of(mug, pieces));
  }

  private List<JsonNode> orders(int order) {
    return pair.ledger.where("orders", "ref_client", desk.reference(order));
  }

  private JsonNode order(int order) {
    assertThat(orders(order)).as("order " + order + ": " + pair.failures()).hasSize(1);
    return orders(order).get(0);
  }

  private JsonNode invoice(int order) {
    List<JsonNode> all = pair.ledger.where("invoices", "ref_client", desk.reference(order));
    List<JsonNode> invoices = all.stream().filter(each -> each.path("type").asInt() == 0).toList();
    assertThat(invoices).as("invoices of " + order + ": " + pair.failures()).hasSize(1);
    return pair.ledger.get("invoices/" + RealLedger.id(invoices.get(0)));
  }

  private JsonNode creditNote(int order) {
    String invoice = RealLedger.id(invoice(order));
    List<JsonNode> notes = pair.ledger.where("invoices", "fk_facture_source", invoice);
    assertThat(notes).as(pair.failures().toString()).hasSize(1);
    return notes.get(0);
  }

  private BigDecimal paid(int order) {
    BigDecimal paid = BigDecimal.ZERO;
    String path = "invoices/" + RealLedger.id(invoice(order)) + "/payments";
    for (JsonNode each : pair.ledger.get(path)) {
      paid = paid.add(RealLedger.decimal(each, "amount"));
    }
    return paid;
  }

  private void under(UnaryOperator<OrderSettings> orders, Runnable story) {
    pair.set(settings -> settings.withOrders(orders.apply(settings.orders())));
    try {
      story.run();
    } finally {
      pair.set(
          settings ->
              settings.withOrders(settings.orders().withTrigger(Trigger.FIRST_INVOICE_STATE)));
    }
  }

  private void nothingMore() {
    pair.sync();
    pair.count();
    pair.sync();
    assertThat(pair.writes()).isEmpty();
  }

  @Test
  void whatIsPaidInPartsIsPaidInParts() {
    int order = order("parts", "10.00", 3);
    desk.enter(order, desk.invoicedState());
    desk.paid(order, "12.50");
    pair.sync();
    assertThat(invoice(order).path("paye").asText()).isEqualTo("0");
    assertThat(paid(order)).isEqualByComparingTo("12.50");
    desk.paid(order, "23.50");
    pair.sync();
    assertThat(paid(order)).isEqualByComparingTo("36");
    assertThat(invoice(order).path("paye").asText()).isEqualTo("1");
    nothingMore();
  }

  @Test
  void aPartialRefundWithTheDeliveryIsACreditNoteOfBoth() {
    int order = order("back", "12.00", 3, false);
    desk.pay(order);
    pair.sync();
    assertThat(desk.total(order, "total_shipping_tax_incl")).as("a paid delivery").isPositive();
    desk.refundOnePieceAndTheDelivery(order);
    pair.sync();
    JsonNode note = creditNote(order);
    BigDecimal back = new BigDecimal("14.40").add(desk.total(order, "total_shipping_tax_incl"));
    assertThat(RealLedger.decimal(note, "total_ttc")).isEqualByComparingTo(back.negate());
    nothingMore();
  }

  @Test
  void anOrderThatIsCalledOffBeforeItsInvoiceIsCancelled() {
    under(
        orders -> orders.withTrigger(Trigger.ANY_STATE),
        () -> {
          int order = order("off", "10.00", 1);
          pair.sync();
          assertThat(order(order).path("statut").asText()).isEqualTo("1");
          desk.cancel(order);
          pair.sync();
          assertThat(order(order).path("statut").asText()).isEqualTo("-1");
          nothingMore();
        });
  }

  @Test
  void anOrderThatIsDeletedBeforeItsInvoiceIsCancelledAndAnInvoicedOneStays() {
    under(
        orders -> orders.withTrigger(Trigger.ANY_STATE),
        () -> {
          int order = order("gone", "10.00", 1);
          int invoiced = order("kept", "10.00", 1);
          desk.pay(invoiced);
          pair.sync();
          String id = RealLedger.id(order(order));
          String kept = RealLedger.id(order(invoiced));
          pair.shop.delete("orders", order);
          pair.shop.delete("orders", invoiced);
          pair.reconcile();
          assertThat(pair.ledger.get("orders/" + id).path("statut").asText()).isEqualTo("-1");
          assertThat(pair.ledger.get("orders/" + kept).path("statut").asText()).isEqualTo("1");
        });
  }

  @Test
  void anOrderThatIsEditedBeforeItsInvoiceIsRewritten() {
    under(
        orders -> orders.withTrigger(Trigger.ANY_STATE),
        () -> {
          int order = order("edited", "10.00", 2);
          pair.sync();
          desk.voucher(order, "5.00", "6.00");
          pair.sync();
          assertThat(RealLedger.decimal(order(order), "total_ttc")).isEqualByComparingTo("18");
          assertThat(order(order).path("statut").asText()).isEqualTo("1");
          nothingMore();
        });
  }

  @Test
  void aProductThatIsOffSaleKeepsNoOrderFromArriving() {
    int order = order("offsale", "10.00", 1);
    int product =
        RealShop.number(
            pair.shop.one(
                "products?display=[id]&filter[reference]=[" + RealPair.own("offsale-mug") + "]",
                "//product/id"));
    pair.shop.patch(
        "products",
        "<product>" + RealShop.node("id", product) + RealShop.node("active", 0) + "</product>");
    pair.sync();
    desk.pay(order);
    pair.sync();
    JsonNode there = pair.ledger.get("orders/" + RealLedger.id(order(order)));
    assertThat(there.path("statut").asText()).isEqualTo("1");
    JsonNode line = there.path("lines").path(0);
    assertThat(line.path("fk_product").asText("0")).isIn("", "0", "null");
    assertThat(line.path("desc").asText()).contains(RealPair.own("offsale-mug"));
    assertThat(invoice(order).path("paye").asText()).isEqualTo("1");
    nothingMore();
  }

  @Test
  void aChainThatBrokeGoesOnWhereItStopped() {
    int order = order("broken", "10.00", 2);
    desk.pay(order);
    pair.toLedger.killAfter(
        1, call -> call.method().equals("POST") && call.url().encodedPath().endsWith("/validate"));
    assertThatThrownBy(() -> pair.engine().run(pair.plan())).hasStackTraceContaining("Killed");
    pair.toLedger.mend();
    pair.restart(SyncEngine.SLICE);
    pair.awaitSettled();
    assertThat(order(order).path("statut").asText()).isEqualTo("1");
    assertThat(paid(order)).isEqualByComparingTo("24");
    nothingMore();
  }

  @Test
  void theNumberOfAnInvoiceGoesBackAsTheNoteOfTheShops() {
    pair.set(
        settings ->
            settings
                .withBack(settings.back().withWrites(true))
                .withOrders(settings.orders().withBack(OrderSettings.Back.INVOICE_NUMBERS)));
    try {
      pair.sync();
      int order = order("numbered", "10.00", 1);
      desk.pay(order);
      pair.sync();
      pair.sync();
      String note =
          pair.shop.one(
              "order_invoices?display=[note]&filter[id_order]=" + order, "//order_invoice/note");
      assertThat(note).contains(invoice(order).path("ref").asText());
      nothingMore();
    } finally {
      pair.set(
          settings ->
              settings
                  .withBack(settings.back().withWrites(false))
                  .withOrders(settings.orders().withBack()));
    }
  }
}
