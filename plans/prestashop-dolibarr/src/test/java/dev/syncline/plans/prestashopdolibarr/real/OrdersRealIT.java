package dev.syncline.plans.prestashopdolibarr.real;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.RunReport;
import dev.syncline.plans.prestashopdolibarr.real.RealDesk.Piece;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Customers, orders, invoices, payments and refunds. */
@RealPrograms
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdersRealIT {

  private static final BigDecimal NOTHING = BigDecimal.ZERO;

  private RealPair pair;
  private RealDesk desk;

  @BeforeAll
  void open() {
    pair = RealPair.shared();
    desk = new RealDesk(pair.shop);
  }

  @AfterAll
  void close() {
    desk.showWithoutTax(false);
    desk.close();
  }

  private JsonNode order(int order) {
    return pair.ledger.only("orders", "ref_client", desk.reference(order));
  }

  private List<JsonNode> papers(int order, int type) {
    return pair.ledger.where("invoices", "ref_client", desk.reference(order)).stream()
        .filter(paper -> paper.path("type").asInt() == type)
        .toList();
  }

  private JsonNode invoice(int order) {
    List<JsonNode> invoices = papers(order, 0);
    assertThat(invoices).as("invoices of order " + order + ": " + pair.failures()).hasSize(1);
    return invoices.get(0);
  }

  private BigDecimal paid(JsonNode invoice) {
    BigDecimal paid = NOTHING;
    for (JsonNode each : pair.ledger.get("invoices/" + RealLedger.id(invoice) + "/payments")) {
      paid = paid.add(RealLedger.decimal(each, "amount"));
    }
    return paid;
  }

  private void equalToTheCent(int order) {
    JsonNode there = order(order);
    JsonNode invoice = invoice(order);
    BigDecimal included = desk.total(order, "total_paid_tax_incl");
    BigDecimal excluded = desk.total(order, "total_paid_tax_excl");
    assertThat(RealLedger.decimal(there, "total_ttc")).isEqualByComparingTo(included);
    assertThat(RealLedger.decimal(invoice, "total_ttc")).isEqualByComparingTo(included);
    assertThat(RealLedger.decimal(there, "total_ht")).isEqualByComparingTo(excluded);
    assertThat(RealLedger.decimal(invoice, "total_ht")).isEqualByComparingTo(excluded);
  }

  @Test
  void anOrderWithRatesShippingAndVoucherArrivesWithInvoiceAndPayment() {
    int mug = desk.product("order-mug", "10.00", "20");
    int book = desk.product("order-book", "20.00", "5.5");
    int customer = desk.customer("buyer");
    int address = desk.address(customer, "Paris");
    int order =
        desk.order(customer, address, desk.carrier(false), Piece.of(mug, 2), Piece.of(book, 1));
    desk.voucher(order, "4.00", "4.51");
    desk.pay(order);
    pair.sync();
    equalToTheCent(order);
    JsonNode there = order(order);
    assertThat(there.path("statut").asText()).isEqualTo("1");
    JsonNode invoice = invoice(order);
    assertThat(invoice.path("paye").asText()).isEqualTo("1");
    assertThat(paid(invoice)).isEqualByComparingTo(desk.total(order, "total_paid_tax_incl"));
    JsonNode party = pair.ledger.get("thirdparties/" + there.path("socid").asText());
    assertThat(party.path("email").asText()).isEqualTo(desk.email("buyer"));
    assertThat(party.path("town").asText()).isEqualTo("Paris");
    pair.sync();
    pair.count();
    RunReport again = pair.sync();
    assertThat(pair.writes()).as(again.toString()).isEmpty();
  }

  @Test
  void anOrderWaitsForItsInvoiceAndThenFollowsItsStates() {
    int mug = desk.product("state-mug", "7.50", "20");
    int customer = desk.customer("states");
    int order =
        desk.order(customer, desk.address(customer, "Lille"), desk.carrier(true), Piece.of(mug, 3));
    pair.sync();
    assertThat(pair.ledger.where("orders", "ref_client", desk.reference(order))).isEmpty();
    desk.pay(order);
    pair.sync();
    equalToTheCent(order);
    desk.ship(order);
    pair.sync();
    assertThat(order(order).path("statut").asText()).isEqualTo("2");
  }

  @Test
  void aCombinationIsSoldAsItself() {
    int option = pair.shop.option(RealPair.own("Colour"));
    int red = pair.shop.value(option, "red");
    int shirt = desk.product("order-shirt", "15.00", "20");
    int variant =
        pair.shop.post(
            "combinations",
            RealShop.combination(shirt, RealPair.own("order-shirt-red"), "1.50", red));
    pair.shop.stock(shirt, variant, 100);
    int customer = desk.customer("variant");
    int order =
        desk.order(
            customer,
            desk.address(customer, "Lyon"),
            desk.carrier(true),
            new Piece(shirt, variant, 2));
    desk.pay(order);
    pair.sync();
    equalToTheCent(order);
    JsonNode sold = pair.ledger.product(RealPair.own("order-shirt-red"));
    assertThat(order(order).path("lines").findValuesAsText("fk_product"))
        .contains(RealLedger.id(sold));
  }

  @Test
  void aPartialRefundBecomesACreditNote() {
    int mug = desk.product("refund-mug", "12.00", "20");
    int customer = desk.customer("refund");
    int order =
        desk.order(customer, desk.address(customer, "Nice"), desk.carrier(true), Piece.of(mug, 3));
    desk.pay(order);
    pair.sync();
    desk.refundOnePiece(order);
    pair.sync();
    String invoice = RealLedger.id(invoice(order));
    List<JsonNode> notes = pair.ledger.where("invoices", "fk_facture_source", invoice);
    assertThat(notes).as(pair.failures().toString()).hasSize(1);
    assertThat(notes.get(0).path("type").asText()).isEqualTo("2");
    assertThat(RealLedger.decimal(notes.get(0), "total_ttc")).isEqualByComparingTo("-14.40");
  }

  @Test
  void aCustomerAndAnAddressThatAreChangedFollow() {
    int mug = desk.product("people-mug", "5.00", "20");
    int customer = desk.customer("moves");
    int address = desk.address(customer, "Brest");
    int order = desk.order(customer, address, desk.carrier(true), Piece.of(mug, 1));
    desk.pay(order);
    pair.sync();
    pair.shop.patch(
        "customers",
        "<customer>"
            + RealShop.node("id", customer)
            + RealShop.node("lastname", "Moved")
            + RealShop.node("email", desk.email("moved"))
            + "</customer>");
    pair.shop.patch(
        "addresses",
        "<address>"
            + RealShop.node("id", address)
            + RealShop.node("city", "Rennes")
            + "</address>");
    pair.sync();
    JsonNode party = pair.ledger.get("thirdparties/" + order(order).path("socid").asText());
    assertThat(party.path("name").asText()).isEqualTo("Moved Anne");
    assertThat(party.path("email").asText()).isEqualTo(desk.email("moved"));
    assertThat(party.path("town").asText()).isEqualTo("Rennes");
  }

  @Test
  void totalsAreEqualToTheCentHoweverTheShopShowsAndRounds() {
    int seven = desk.product("odd-seven", "3.333333", "20");
    int book = desk.product("odd-book", "1.114999", "5.5");
    int meal = desk.product("odd-meal", "8.765432", "10");
    int customer = desk.customer("odd");
    int address = desk.address(customer, "Metz");
    int carrier = desk.carrier(false);
    List<Integer> orders = new ArrayList<>();
    for (boolean without : List.of(false, true)) {
      desk.showWithoutTax(without);
      for (int rounding : List.of(1, 2, 3)) {
        desk.rounding(rounding);
        for (int many : List.of(1, 3, 7)) {
          int order =
              desk.order(
                  customer,
                  address,
                  carrier,
                  Piece.of(seven, many),
                  Piece.of(book, many + 1),
                  Piece.of(meal, many));
          desk.pay(order);
          orders.add(order);
        }
      }
    }
    desk.showWithoutTax(false);
    desk.rounding(2);
    pair.sync();
    System.out.println("order  shop incl.  Dolibarr  shop excl.  Dolibarr");
    orders.forEach(this::table);
    assertThat(orders).allSatisfy(this::equalToTheCent);
  }

  private void table(int order) {
    JsonNode invoice = invoice(order);
    System.out.printf(
        Locale.ROOT,
        "%5d %11s %9.2f %11s %9.2f%n",
        order,
        desk.total(order, "total_paid_tax_incl"),
        RealLedger.decimal(invoice, "total_ttc"),
        desk.total(order, "total_paid_tax_excl"),
        RealLedger.decimal(invoice, "total_ht"));
  }
}
