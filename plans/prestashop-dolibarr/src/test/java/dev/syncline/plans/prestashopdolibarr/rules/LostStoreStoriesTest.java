package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.Test;

/** A host whose store was lost begins anew over a Dolibarr that an earlier one has filled. */
class LostStoreStoriesTest {

  @Test
  @Rule({"P-030", "P-032"})
  void papersThatAnEarlierHostHasMadeAreTakenOverAndNothingIsBookedTwice() {
    try (Pair pair = new Pair()) {
      Sales sales = new Sales(pair);
      int mug = pair.shop.product("Mug", "MUG-1");
      int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 2));
      pair.sync();
      int orders = sales.ledger.orders().size();
      int invoices = sales.ledger.invoices().size();
      int payments = sales.ledger.payments().size();
      assertThat(payments).isOne();
      try (SyncEngine anew = pair.engine(new InMemoryLinkStore())) {
        RunReport report = anew.run(pair.plan());
        assertThat(report.stopped()).isEmpty();
        assertThat(report.created(Side.RIGHT)).as(report.toString()).isZero();
        assertThat(report.failed()).as(report.toString()).isZero();
      }
      assertThat(sales.ledger.orders().size()).isEqualTo(orders);
      assertThat(sales.ledger.invoices().size()).isEqualTo(invoices);
      assertThat(sales.ledger.payments().size()).isEqualTo(payments);
      assertThat(sales.invoice(order).text("status")).isEqualTo("2");
    }
  }
}
