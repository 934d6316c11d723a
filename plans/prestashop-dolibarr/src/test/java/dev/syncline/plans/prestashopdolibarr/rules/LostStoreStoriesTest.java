package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.testkit.Rule;
import java.util.List;
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

  @Test
  @Rule({"P-030", "P-052"})
  void combinationsThatShareOneReferenceAreTakenOverEachAsWhatItIs() {
    try (Pair pair = new Pair()) {
      int shirt = pair.shop.product("Shirt", "SHIRT");
      int size = pair.shop.option("Size");
      for (String each : List.of("S", "M", "L", "XL")) {
        pair.shop.combination(shirt, "SHARED", pair.shop.value(size, each));
      }
      pair.sync();
      List<String> before = goods(pair);
      assertThat(before).hasSize(4);
      try (SyncEngine anew = pair.engine(new InMemoryLinkStore())) {
        RunReport report = anew.run(pair.plan());
        assertThat(report.created(Side.RIGHT)).as(report.toString()).isZero();
        assertThat(report.failed()).as(report.toString()).isZero();
      }
      assertThat(goods(pair)).isEqualTo(before);
    }
  }

  /** Found against the real programs: which of them got the plain reference is chance. */
  @Test
  @Rule({"P-030", "P-052"})
  void whoeverHasThePlainReferenceIsTakenOverAsWhatItWasMadeFor() {
    try (Pair pair = new Pair()) {
      int shirt = pair.shop.product("Shirt", "SHIRT");
      int size = pair.shop.option("Size");
      for (String each : List.of("S", "M", "L")) {
        pair.shop.combination(shirt, "SHARED", pair.shop.value(size, each));
      }
      pair.sync();
      swap(pair, "SHARED", "SHARED-2");
      List<String> before = goods(pair);
      try (SyncEngine anew = pair.engine(new InMemoryLinkStore())) {
        RunReport report = anew.run(pair.plan());
        assertThat(report.stopped()).as(report.toString()).isEmpty();
        assertThat(report.created(Side.RIGHT)).as(report.toString()).isZero();
        assertThat(report.failed()).as(report.toString()).isZero();
      }
      assertThat(goods(pair)).hasSize(3).isEqualTo(before);
    }
  }

  private static void swap(Pair pair, String one, String other) {
    long first = pair.ledger.product(one).id();
    long second = pair.ledger.product(other).id();
    pair.ledger.fake.products().update(first, draft -> draft.ref("ASIDE"));
    pair.ledger.fake.products().update(second, draft -> draft.ref(one));
    pair.ledger.fake.products().update(first, draft -> draft.ref(other));
  }

  private static List<String> goods(Pair pair) {
    return pair.ledger.fake.products().all().stream()
        .map(each -> each.text("ref") + " " + each.text("ref_ext") + " " + each.text("description"))
        .toList();
  }
}
