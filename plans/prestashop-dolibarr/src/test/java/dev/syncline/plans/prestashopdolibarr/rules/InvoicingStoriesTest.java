package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.RunReport;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.Rule;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders and what of them is invoiced: sums that do not come out, and invoices for parts. */
class InvoicingStoriesTest {

  private final Pair pair = new Pair();
  private final Sales sales = new Sales(pair);
  private final int mug = pair.shop.product("Mug", "MUG-1", draft -> draft.quantity(100));
  private final int tea = pair.shop.product("Tea", "TEA-1", draft -> draft.quantity(100));

  @AfterEach
  void close() {
    pair.close();
  }

  private void total(int order, String amount) {
    sales.shop.orders().edit(order, draft -> draft.set("total_paid_tax_incl", amount));
    sales
        .shop
        .shelf("order_invoices")
        .where("id_order", order)
        .forEach(
            invoice ->
                sales
                    .shop
                    .shelf("order_invoices")
                    .edit(invoice.id(), draft -> draft.set("total_paid_tax_incl", amount)));
  }

  @Test
  @Rule({"P-089", "P-121"})
  void whatDidNotComeOutGoesOnByItselfOnceItDoes() {
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
    total(order, "20.46");
    pair.run();
    assertThat(sales.made(order).text("status")).isEqualTo(Sales.DRAFT);
    assertThat(sales.invoices(order)).isEmpty();
    assertThat(pair.failures())
        .filteredOn(each -> each.kind() == Failure.Kind.VETOED)
        .extracting(Failure::flow, Failure::reason)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("order", "TOTALS_DIFFER lines 20.40, shop 20.46"),
            org.assertj.core.groups.Tuple.tuple(
                "invoice", "TOTALS_DIFFER lines 20.40, shop 20.46"));

    // Nothing tells that the shop's sums are right now: an import mended them.
    sales.shop.shelf("orders").imported(order, draft -> draft.set("total_paid_tax_incl", "20.40"));
    sales
        .shop
        .shelf("order_invoices")
        .where("id_order", order)
        .forEach(
            invoice ->
                sales
                    .shop
                    .shelf("order_invoices")
                    .imported(invoice.id(), draft -> draft.set("total_paid_tax_incl", "20.40")));
    for (int runs = 0; runs < 4 && !pair.failures().isEmpty(); runs++) {
      pair.run();
    }
    assertThat(pair.failures()).isEmpty();
    assertThat(sales.made(order).text("status")).isEqualTo(Sales.VALIDATED);
    assertThat(sales.made(order).text("billed")).isEqualTo("1");
    assertThat(sales.invoice(order).text("status")).as("paid").isEqualTo("2");
    assertThat(sales.ledger.payments().size()).isEqualTo(1);
  }

  @Test
  @Rule("P-121")
  void whatStaysWrongIsTriedAgainAtGrowingIntervalsAndHoldsUpNobody() {
    int wrong = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
    total(wrong, "99.00");
    pair.run();
    Failure first = vetoed();
    pair.time.advance(Duration.ofHours(2));
    int right =
        sales.order(
            sales.customer("Bob", "Roy", "bob@mail.example"),
            Sales.PAID,
            draft -> draft.line(mug, 2));
    pair.run();
    Failure second = vetoed();
    assertThat(second.attempts()).isGreaterThan(first.attempts());
    assertThat(Duration.between(pair.time.now(), second.retryAt()))
        .isGreaterThan(Duration.ofMinutes(15));
    assertThat(sales.invoice(right).text("status")).isEqualTo("2");
  }

  private Failure vetoed() {
    return pair.failures().stream()
        .filter(each -> each.flow().equals("invoice"))
        .findFirst()
        .orElseThrow();
  }

  /** Tea goes on a second invoice. */
  private int secondInvoice(int order, boolean numbered) {
    Item first = sales.shop.shelf("order_invoices").where("id_order", order).get(0);
    int second =
        sales
            .shop
            .shelf("order_invoices")
            .add(
                draft ->
                    draft
                        .set("id_order", order)
                        .set("number", numbered ? 2 : 0)
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
    return second;
  }

  @Test
  @Rule({"P-096", "P-082"})
  void anOrderIsInvoicedOnceItsInvoicesCoverItTogether() {
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1).line(tea, 1));
    secondInvoice(order, true);
    pair.run();
    assertThat(sales.invoices(order)).hasSize(2);
    assertThat(sales.made(order).text("billed")).as("all of it").isEqualTo("1");
  }

  @Test
  @Rule({"P-094", "P-096"})
  void anOrderThatIsInvoicedInPartKeepsItsLinesWithAWarning() {
    int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1).line(tea, 1));
    secondInvoice(order, false);
    pair.run();
    assertThat(sales.invoice(order).number("total_ttc")).isEqualByComparingTo("20.40");
    assertThat(sales.made(order).text("billed")).isEqualTo("0");
    Item detail = sales.details(order).get(0);
    sales
        .shop
        .shelf("order_details")
        .edit(
            detail.id(),
            draft ->
                draft
                    .set("product_quantity", 2)
                    .set("total_price_tax_excl", "20")
                    .set("total_price_tax_incl", "24"));
    sales.shop.orders().edit(order, draft -> draft.set("total_paid_tax_incl", "44.40"));
    sales.state(order, Sales.SHIPPED);
    RunReport report = pair.run();
    assertThat(pair.failures())
        .as("what the shop took for the rest is too much for this invoice")
        .extracting(Failure::flow)
        .containsOnly("payment");
    assertThat(report.toString()).contains("NOT_TAKEN lines");
    assertThat(Sales.lines(sales.made(order)))
        .isEqualTo(List.of("MUG-1 1 10 20", "TEA-1 1 10 20", "SHIPPING 1 7 20"));
    assertThat(sales.made(order).text("status")).as("the rest goes on").isEqualTo(Sales.UNDER_WAY);
  }
}
