package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The past, from a day of choice on. */
class HistoryStoriesTest {

  private final Pair pair = new Pair(all -> all.withOrders(all.orders().withZone("Europe/Paris")));
  private final Sales sales = new Sales(pair);
  private final int mug = pair.shop.product("Mug", "MUG-1", draft -> draft.quantity(1000));
  private final int anna = sales.anna();

  @AfterEach
  void close() {
    pair.close();
  }

  private int paidAt(String moment) {
    return sales.order(anna, Sales.PAID, draft -> draft.line(mug, 1).at(Instant.parse(moment)));
  }

  private void since(String day) {
    pair.set(all -> all.withOrders(all.orders().withSince(day)));
  }

  @Test
  @Rule("P-092")
  void ordersComeFromTheirDayInTheShopOnOldestFirstAndAnEarlierDayAddsWhatIsMissing() {
    int june = paidAt("2026-06-10T10:00:00Z");
    int eve = paidAt("2026-08-31T21:59:59Z");
    int first = paidAt("2026-08-31T22:00:00Z");
    int late = paidAt("2026-10-01T10:00:00Z");
    // What is old is changed today: its day is still its day.
    sales.state(eve, Sales.SHIPPED);
    since("2026-09-01");
    pair.sync();
    assertThat(sales.madeAll(june)).isEmpty();
    assertThat(sales.madeAll(eve)).isEmpty();
    assertThat(sales.made(first).id()).isLessThan(sales.made(late).id());
    assertThat(sales.ledger.invoices().size()).isEqualTo(2);
    assertThat(sales.ledger.payments().size()).isEqualTo(2);
    assertThat(pair.sync().writes()).as("run twice").isZero();

    since("2026-06-01");
    pair.sync();
    for (int order : new int[] {june, eve, first, late}) {
      assertThat(sales.madeAll(order)).hasSize(1);
      assertThat(sales.invoice(order).text("status")).isEqualTo("2");
    }
    assertThat(sales.ledger.payments().size()).isEqualTo(4);
    assertThat(pair.sync().writes()).isZero();
  }

  @Test
  @Rule("P-092")
  void onlyOrdersThatEverHadAnInvoiceComeOfThePast() {
    int open =
        sales.order(
            anna,
            Sales.AWAITING_WIRE,
            draft -> draft.line(mug, 1).at(Instant.parse("2026-09-10T10:00:00Z")));
    int paid = paidAt("2026-09-11T10:00:00Z");
    since("2026-09-01");
    pair.sync();
    assertThat(sales.madeAll(open)).isEmpty();
    assertThat(sales.madeAll(paid)).hasSize(1);
  }

  @Test
  @Rule({"P-093", "P-021"})
  void whatHappensDuringTheImportIsNotMadeTwice() {
    List<Integer> past = new ArrayList<>();
    for (int day = 10; day < 30; day++) {
      past.add(paidAt("2026-09-" + day + "T10:00:00Z"));
    }
    int early = past.get(0);
    sales.state(early, Sales.SHIPPED);
    RunReport report = pair.sync();
    int live = sales.order(anna, Sales.PAID, draft -> draft.line(mug, 2));
    sales.state(past.get(5), Sales.SHIPPED);
    pair.sync();
    for (int order : past) {
      assertThat(sales.madeAll(order)).hasSize(1);
      assertThat(sales.invoices(order)).hasSize(1);
    }
    assertThat(sales.made(live).text("status")).isEqualTo(Sales.VALIDATED);
    assertThat(sales.made(early).text("status")).isEqualTo(Sales.UNDER_WAY);
    assertThat(sales.made(past.get(5)).text("status")).isEqualTo(Sales.UNDER_WAY);
    assertThat(report.clean()).isTrue();
  }

  @Test
  @Rule({"P-092", "P-021"})
  void thePastComesInSlicesThatMayBeBrokenOff() {
    try (Pair slow =
        new Pair.Wish()
            .engine(built -> built.slice(5))
            .settings(all -> all.withOrders(all.orders().withSince("2026-09-01")))
            .pair()) {
      Sales past = new Sales(slow);
      int tea = slow.shop.product("Tea", "TEA-1", draft -> draft.quantity(1000));
      int buyer = past.anna();
      for (int day = 10; day < 26; day++) {
        Instant at = Instant.parse("2026-09-" + day + "T10:00:00Z");
        past.order(buyer, Sales.PAID, draft -> draft.line(tea, 1).at(at));
      }
      past.ledger.faults().onNext("POST", "/orders/9/validate", Fault.LOST_BEFORE);
      past.ledger.faults().onNext("POST", "/invoices/3/validate", Fault.LOST_AFTER);
      slow.run();
      slow.restart();
      for (int runs = 0; runs < 5 && !slow.run().clean(); runs++) {
        slow.time.advance(Duration.ofHours(6));
      }
      assertThat(slow.failures()).isEmpty();
      assertThat(past.ledger.orders().size()).isEqualTo(16);
      assertThat(past.ledger.invoices().size()).isEqualTo(16);
      assertThat(past.ledger.payments().size()).isEqualTo(16);
      assertThat(past.ledger.invoices().all()).allMatch(each -> each.text("status").equals("2"));
    }
  }
}
