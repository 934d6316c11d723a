package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.ref;
import static dev.syncline.testkit.engine.Bench.values;
import static dev.syncline.testkit.engine.Bench.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Conflicts;
import dev.syncline.Failure;
import dev.syncline.Gone;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The F and H scenarios, by their numbers. */
class ScenariosTest {

  @Test
  void h3_twinsInAPageMakeOneCustomerAndTheOtherIsReported() {
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
  void h3_aCustomerBornOnBothSidesIsLinkedAndNotMadeTwice() {
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
  void h3_aCustomerBornOnBothSidesAndBroughtAlongByAnOrderIsLinked() {
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

  @Test
  void h5_aListThatLagsBehindOurWriteIsNotTakenForAnEdit() {
    Bench bench = Bench.right(type -> type.searchLag(Duration.ofSeconds(15))).with(products());
    String left = bench.linked("Tea");
    bench.time.advance(Duration.ofMinutes(5));
    bench.run();
    Entity right = bench.only(bench.right, Product.TYPE);
    bench.right.user().set(right.id(), Product.DESCRIPTION, "typed by a person");
    bench.time.advance(Duration.ofSeconds(13));
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    // The list now shows the person's edit, and still the old name.
    bench.time.advance(Duration.ofSeconds(3));
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Green tea");
    assertThat(values(bench.left, Product.DESCRIPTION)).containsExactly("typed by a person");
    bench.time.advance(Duration.ofMinutes(5));
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Green tea");
    assertThat(values(bench.right, Product.NAME)).containsExactly("Green tea");
    bench.quiet();
  }

  @Test
  void h5_aTargetThatReallyWentBackAfterTheLagIsAnEdit() {
    Bench bench = Bench.right(type -> type.searchLag(Duration.ofSeconds(15))).with(products());
    String left = bench.linked("Tea");
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    bench.time.advance(Duration.ofMinutes(5));
    bench.run();
    bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "Tea");
    bench.time.advance(Duration.ofMinutes(5));
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Tea");
  }

  @Test
  void h6_aVersionClosesTheWindowBetweenReadAndWrite() {
    Bench bench = Bench.right(MemoryType::versioned).with(products().conflicts(Conflicts.RIGHT));
    String left = bench.linked("Tea");
    Entity right = bench.only(bench.right, Product.TYPE);
    bench.left.user().set(left, Product.NAME, "of the left");
    bench
        .right
        .faults()
        .beforeNext(
            MemoryCall.WRITE,
            () -> bench.right.user().set(right.id(), Product.NAME, "of the right"));
    bench.run();
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("of the right");
    assertThat(values(bench.left, Product.NAME)).containsExactly("of the right");
  }

  @Test
  void h13_whatIsNotShownIsNotDeletedAndMissesNothing() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
    String left = bench.linked("Tea");
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().hide(Product.TYPE, right, true);
    bench.left.user().set(left, Product.NAME, "Green tea");
    RunReport report = bench.run();
    assertThat(report.deleted(Side.LEFT)).isZero();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains("product:" + right));
    bench.right.user().hide(Product.TYPE, right, false);
    bench.engine.runAfter(Duration.ofMinutes(16), bench.plan);
    assertThat(bench.right.entity(Product.TYPE, right).require(Product.NAME))
        .isEqualTo("Green tea");
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void h16_moreRowsOfOneMomentThanAPageHoldsAreAllSeen() {
    Bench bench = Bench.of(type -> type.pageSize(10), type -> type).with(products());
    for (int each = 0; each < 35; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(35);
  }

  @Test
  void h17_aLongFirstUploadGoesOnWhereItWasBroken() {
    Bench bench =
        Bench.of(type -> type.pageSize(500), type -> type.pageSize(1000)).with(products());
    for (int each = 0; each < 13_000; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
      bench.time.advance(Duration.ofMillis(1));
    }
    // The first slice is 10 000 entities in batches of 50: this is in the second.
    bench.right.faults().onCall(230, new MemoryFault.KilledAfter());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    long made = bench.right.entities(Product.TYPE).size();
    assertThat(made).isGreaterThan(10_000).isLessThan(12_000);
    bench.restart();
    long lists = bench.left.faults().calls(MemoryCall.LIST);
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(13_000);
    assertThat(bench.left.faults().calls(MemoryCall.LIST) - lists).isLessThan(11);
    bench.quiet();
  }
}
