package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.model.Customer;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs of some flows of a plan. */
class LimitedRunsTest {

  private static Bench synced() {
    Bench bench = Bench.plain().with(customers(), products());
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    return bench;
  }

  private static RunReport run(Bench bench, String... flows) {
    return bench.engine.engine().run(bench.plan, List.of(flows));
  }

  @Test
  void onlyTheNamedFlowIsPolledAndTheOtherMissesNothing() {
    Bench bench = synced();
    bench.left.user().add(product("A", "Tea"));
    bench.left.user().add(customer("Ann", "ann@example.org"));
    run(bench, "product");
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.right.entities(Customer.TYPE)).isEmpty();
    bench.time.advance(Duration.ofHours(1));
    bench.run();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    bench.quiet();
  }

  @Test
  void aLimitedRunCostsOnlyItsOwnFeeds() {
    Bench bench = synced();
    long before = bench.left.faults().calls(MemoryCall.LIST);
    run(bench, "product");
    assertThat(bench.left.faults().calls(MemoryCall.LIST) - before).isEqualTo(1);
  }

  @Test
  void flowsThatShareAFeedMoveTogether() {
    Bench bench = Bench.oneFeedEach().with(customers(), products());
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    bench.left.user().add(product("A", "Tea"));
    bench.left.user().add(customer("Ann", "ann@example.org"));
    run(bench, "product");
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
  }

  @Test
  void theFirstRunIsWholeWhateverItIsLimitedTo() {
    Bench bench = Bench.plain().with(customers(), products());
    bench.left.user().add(customer("Ann", "ann@example.org"));
    run(bench, "product");
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
  }

  @Test
  void aHintOfAnotherFlowIsKeptForItsOwnRun() {
    Bench bench = Bench.plain().with(customers().onDemand(), products());
    bench.run();
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.engine.hint(bench.plan, Side.LEFT, Customer.TYPE, ann);
    run(bench, "product");
    assertThat(bench.right.entities(Customer.TYPE)).isEmpty();
    run(bench, "customer");
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    assertThat(bench.store.notices("shop", 10)).isEmpty();
  }

  @Test
  void aFailureOfAnotherFlowIsLeftToItsOwnRun() {
    Bench bench = synced();
    bench.right.faults().refuse(Write.Create.class::isInstance, Refusal.Code.INVALID);
    bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.run();
    bench.right.faults().allowAll();
    bench.time.advance(Duration.ofHours(1));
    run(bench, "product");
    assertThat(bench.failures()).hasSize(1);
    run(bench, "customer");
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void aFlowThatThePlanDoesNotHaveIsRefused() {
    Bench bench = synced();
    assertThatThrownBy(() -> run(bench, "stock")).hasMessageContaining("has no flow stock");
  }

  @Test
  void aCancelledRunEndsAfterItsSliceAndTheNextOneGoesOn() {
    Bench bench = Bench.plain().with(customers(), products());
    bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().add(product("A", "Tea"));
    bench
        .right
        .faults()
        .beforeNext(MemoryCall.WRITE, () -> bench.engine.engine().cancel(bench.plan));
    assertThat(bench.run().stopped()).containsExactly("the run was cancelled");
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
  }
}
