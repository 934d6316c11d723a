package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.model.Customer;
import dev.syncline.testkit.engine.Bench;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** F6: sets are merged element by element. */
class F6SetsTest {

  @Test
  void elementsOfASetAreMergedOneByOne() {
    Bench bench = Bench.plain().with(customers());
    String left = bench.left.user().add(customer("Ann", "a@example.org", "b@example.org"));
    bench.run();
    String right = bench.only(bench.right, Customer.TYPE).id();
    bench.left.user().set(left, Customer.EMAILS, Set.of("b@example.org", "l@example.org"));
    bench
        .right
        .user()
        .set(right, Customer.EMAILS, Set.of("a@example.org", "b@example.org", "r@example.org"));
    bench.run();
    bench.run();
    for (Side side : Side.values()) {
      assertThat(bench.only(bench.on(side), Customer.TYPE).require(Customer.EMAILS))
          .containsExactlyInAnyOrder("b@example.org", "l@example.org", "r@example.org");
    }
    bench.quiet();
  }
}
