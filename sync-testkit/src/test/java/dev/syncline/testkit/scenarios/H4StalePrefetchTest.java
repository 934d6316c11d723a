package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.ref;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.Customer;
import dev.syncline.model.Order;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import org.junit.jupiter.api.Test;

/** H4: a snapshot that is older than the last commit. */
class H4StalePrefetchTest {

  @Test
  void aSnapshotOlderThanTheLinkIsReadAgain() {
    // One feed for all types: the order's work brings the customer, whose own snapshot is older.
    Bench bench = Bench.oneFeedEach().with(orders(), customers());
    String ann = bench.left.user().add(customer("old name", "ann@example.org"));
    bench.left.user().add(order("1").with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    bench
        .left
        .faults()
        .beforeNext(MemoryCall.READ, () -> bench.left.user().set(ann, Customer.NAME, "new name"));
    bench.run();
    assertThat(values(bench.right, Customer.NAME)).containsExactly("new name");
    assertThat(values(bench.left, Customer.NAME)).containsExactly("new name");
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(2);
    bench.quiet();
  }
}
