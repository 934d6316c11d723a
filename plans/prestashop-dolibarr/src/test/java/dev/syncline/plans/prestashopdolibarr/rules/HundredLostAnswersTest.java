package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Answers that never come, one after the other, in the whole chain. */
class HundredLostAnswersTest {

  private static final long SEED = 20261122;
  private static final int LOST = 100;
  private static final List<String> WRITES =
      List.of("/thirdparties", "/orders", "validate", "/invoices", "setinvoiced", "distributed");

  @Test
  @Rule({"P-032", "P-125"})
  void aHundredLostAnswersDoubleNothingAndTheInvoicesSumUpToTheShops() {
    try (Pair pair = new Pair()) {
      Sales sales = new Sales(pair);
      int mug = pair.shop.product("Mug", "MUG-1", draft -> draft.quantity(10_000));
      pair.sync();
      SplittableRandom chance = new SplittableRandom(SEED);
      List<Integer> orders = new ArrayList<>();
      int lost = 0;
      for (int round = 0; lost < LOST; round++) {
        int buyer = sales.customer("Buyer", "Number", "buyer" + round + "@mail.example");
        for (int each = 0; each < 2; each++) {
          int pieces = 1 + chance.nextInt(5);
          orders.add(sales.order(buyer, Sales.PAID, draft -> draft.line(mug, pieces)));
        }
        for (String write : WRITES) {
          sales.ledger.faults().onNext("POST", write, Fault.LOST_AFTER);
          lost++;
        }
        pair.run();
        pair.time.advance(Duration.ofHours(1));
      }
      for (int runs = 0; runs < 10 && !pair.run().clean(); runs++) {
        pair.time.advance(Duration.ofHours(6));
      }
      assertThat(pair.failures()).isEmpty();
      BigDecimal shops = BigDecimal.ZERO;
      BigDecimal ledgers = BigDecimal.ZERO;
      for (int order : orders) {
        assertThat(sales.madeAll(order)).as("order %s of seed %s", order, SEED).hasSize(1);
        assertThat(sales.invoice(order).text("status")).isEqualTo("2");
        shops = shops.add(sales.shop.orders().get(order).amount("total_paid_tax_incl"));
        ledgers = ledgers.add(sales.invoice(order).number("total_ttc"));
      }
      assertThat(sales.ledger.payments().size()).isEqualTo(orders.size());
      assertThat(sales.ledger.thirdParties().size()).isEqualTo(orders.size() / 2);
      assertThat(ledgers).isEqualByComparingTo(shops);
      assertThat(pair.run().writes()).isZero();
    }
  }
}
