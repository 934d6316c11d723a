package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.ref;
import static dev.syncline.testkit.engine.Bench.where;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.model.Customer;
import dev.syncline.model.Order;
import dev.syncline.testkit.engine.Bench;
import org.junit.jupiter.api.Test;

/** H3: twins that people made, on one side or on both. */
class H3BornOnBothSidesTest {

  @Test
  void twinsInAPageMakeOneCustomerAndTheOtherIsReported() {
    Bench bench = Bench.plain().with(customers().toRight());
    bench.left.user().add(customer("Ann", "ann@example.org"));
    String twin = bench.left.user().add(customer("Ann again", "ANN@example.org"));
    bench.run();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
              assertThat(failure.id()).isEqualTo(twin);
            });
  }

  @Test
  void aCustomerBornOnBothSidesIsLinkedAndNotMadeTwice() {
    for (boolean first : new boolean[] {true, false}) {
      Bench bench = Bench.plain().with(customers());
      if (!first) {
        bench.run();
      }
      bench.left.user().add(customer("Ann", "ann@example.org"));
      bench.right.user().add(customer("Ann", "ann@example.org"));
      bench.run();
      assertThat(bench.left.entities(Customer.TYPE)).hasSize(1);
      assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
      bench.quiet();
    }
  }

  @Test
  void aCustomerBornOnBothSidesAndBroughtAlongByAnOrderIsLinked() {
    Bench bench = Bench.plain().with(customers().onDemand(), orders());
    String left = bench.left.user().add(customer("Ann", "ann@example.org"));
    String right = bench.right.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().add(order("1").with(Order.CUSTOMER, ref(Customer.TYPE, left)));
    bench.right.user().add(order("2").with(Order.CUSTOMER, ref(Customer.TYPE, right)));
    bench.run();
    assertThat(bench.left.entities(Customer.TYPE)).hasSize(1);
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    assertThat(where(bench.right, Order.NUMBER, "1").require(Order.CUSTOMER).id()).isEqualTo(right);
    assertThat(where(bench.left, Order.NUMBER, "2").require(Order.CUSTOMER).id()).isEqualTo(left);
  }
}
