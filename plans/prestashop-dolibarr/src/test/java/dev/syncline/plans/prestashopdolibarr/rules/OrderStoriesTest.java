package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Trigger;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How orders of the shop become orders, invoices and payments of the ledger. */
class OrderStoriesTest {

  private final Pair pair = new Pair();
  private final Sales sales = new Sales(pair);
  private final int mug = pair.shop.product("Mug", "MUG-1");

  @AfterEach
  void close() {
    pair.close();
  }

  @Test
  @Rule({"P-080", "P-082"})
  void anOrderComesWithItsFirstStateThatHasAnInvoiceAndTheWholeChainWithIt() {
    int order = sales.order(sales.anna(), Sales.AWAITING_WIRE, draft -> draft.line(mug, 2));
    pair.sync();
    assertThat(sales.ledger.orders().size()).isZero();
    assertThat(sales.ledger.invoices().size()).isZero();

    sales.state(order, Sales.PAID);
    pair.sync();
    FakeRecord made = sales.made(order);
    assertThat(made.text("status")).isEqualTo(Sales.VALIDATED);
    assertThat(made.text("billed")).isEqualTo("1");
    FakeRecord invoice = sales.invoice(order);
    assertThat(invoice.text("status")).as("paid in full").isEqualTo("2");
    assertThat(invoice.field("linkedObjectsIds").isMissingNode()).isFalse();
    assertThat(sales.ledger.payments().size()).isEqualTo(1);
    assertThat(pair.sync().writes()).isZero();
  }
}
