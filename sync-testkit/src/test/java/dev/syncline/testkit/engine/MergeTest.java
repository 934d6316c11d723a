package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Conflicts;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Money;
import dev.syncline.model.Product;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergeTest {

  private static Bench linked(Bench bench, Side origin) {
    bench
        .on(origin)
        .user()
        .add(
            product("A", "Tea")
                .with(Product.DESCRIPTION, "leaves")
                .with(Product.PRICE, Money.of("10", "EUR")));
    bench.run();
    return bench;
  }

  private static Entity product(Bench bench, Side side) {
    return bench.only(bench.on(side), Product.TYPE);
  }

  private static void edit(Bench bench, Side side, String name) {
    bench.on(side).user().set(product(bench, side).id(), Product.NAME, name);
  }

  private static Entity product(String sku, String name) {
    return Bench.product(sku, name);
  }

  @Test
  void editsOfDifferentFieldsOnBothSidesAreBothKept() {
    Bench bench = linked(Bench.plain().with(products()), Side.LEFT);
    edit(bench, Side.LEFT, "Green tea");
    bench.right.user().set(product(bench, Side.RIGHT).id(), Product.DESCRIPTION, "fine leaves");
    RunReport report = bench.run();
    for (Side side : Side.values()) {
      assertThat(product(bench, side).require(Product.NAME)).isEqualTo("Green tea");
      assertThat(product(bench, side).require(Product.DESCRIPTION)).isEqualTo("fine leaves");
    }
    assertThat(report.conflicts()).isZero();
    bench.quiet();
  }

  @Test
  void theSameEditOnBothSidesIsNoConflict() {
    Bench bench = linked(Bench.plain().with(products()), Side.LEFT);
    edit(bench, Side.LEFT, "Green tea");
    edit(bench, Side.RIGHT, "Green tea");
    RunReport report = bench.run();
    assertThat(report.writes()).isZero();
    assertThat(report.conflicts()).isZero();
    edit(bench, Side.RIGHT, "Black tea");
    bench.run();
    assertThat(product(bench, Side.LEFT).require(Product.NAME)).isEqualTo("Black tea");
  }

  @ParameterizedTest
  @EnumSource(Conflicts.class)
  void aConflictIsDecidedByThePolicyCountedAndHandedToTheListener(Conflicts policy) {
    for (Side origin : Side.values()) {
      Bench bench = linked(Bench.plain().with(products().conflicts(policy)), origin);
      edit(bench, Side.LEFT, "of the left");
      edit(bench, Side.RIGHT, "of the right");
      RunReport report = bench.run();
      Side winner =
          switch (policy) {
            case LEFT -> Side.LEFT;
            case RIGHT -> Side.RIGHT;
            case ORIGIN -> origin;
          };
      for (Side side : Side.values()) {
        assertThat(product(bench, side).require(Product.NAME)).isEqualTo("of the " + winner.word());
      }
      assertThat(report.conflicts()).isEqualTo(1);
      assertThat(bench.heard.conflicts).containsExactly("name " + winner.word());
      assertThat(bench.heard.losers.get(0).require(Product.NAME))
          .isEqualTo("of the " + winner.other().word());
      bench.quiet();
    }
  }

  @Test
  void aConflictOfOneFieldLeavesTheOthersAlone() {
    Bench bench = linked(Bench.plain().with(products().conflicts(Conflicts.LEFT)), Side.LEFT);
    edit(bench, Side.LEFT, "of the left");
    edit(bench, Side.RIGHT, "of the right");
    bench.right.user().set(product(bench, Side.RIGHT).id(), Product.PRICE, Money.of("12", "EUR"));
    bench.run();
    bench.run();
    for (Side side : Side.values()) {
      assertThat(product(bench, side).require(Product.NAME)).isEqualTo("of the left");
      assertThat(product(bench, side).require(Product.PRICE)).isEqualTo(Money.of("12", "EUR"));
    }
    assertThat(bench.heard.conflicts).hasSize(1);
    bench.quiet();
  }

  @Test
  void anAmountWrittenWithAnotherScaleIsNoEdit() {
    Bench bench = linked(Bench.plain().with(products()), Side.LEFT);
    bench
        .right
        .user()
        .set(product(bench, Side.RIGHT).id(), Product.PRICE, Money.of("10.00", "EUR"));
    assertThat(bench.run().writes()).isZero();
  }

  @Test
  void elementsAddedToASetOnBothSidesAreUnited() {
    Bench bench = Bench.plain().with(customers());
    String left = bench.left.user().add(customer("Ann", "a@example.org"));
    bench.run();
    String right = bench.only(bench.right, Customer.TYPE).id();
    bench.left.user().set(left, Customer.EMAILS, Set.of("a@example.org", "l@example.org"));
    bench.right.user().set(right, Customer.EMAILS, Set.of("a@example.org", "r@example.org"));
    bench.run();
    bench.run();
    for (Side side : Side.values()) {
      assertThat(bench.only(bench.on(side), Customer.TYPE).require(Customer.EMAILS))
          .containsExactlyInAnyOrder("a@example.org", "l@example.org", "r@example.org");
    }
    assertThat(bench.heard.conflicts).isEmpty();
    bench.quiet();
  }

  @Test
  void anElementRemovedOnOneSideAndAnotherAddedOnTheOtherBothHappen() {
    Bench bench = Bench.plain().with(customers());
    String left = bench.left.user().add(customer("Ann", "a@example.org", "b@example.org"));
    bench.run();
    String right = bench.only(bench.right, Customer.TYPE).id();
    bench.left.user().set(left, Customer.EMAILS, Set.of("b@example.org"));
    bench
        .right
        .user()
        .set(right, Customer.EMAILS, Set.of("a@example.org", "b@example.org", "c@example.org"));
    bench.run();
    bench.run();
    for (Side side : Side.values()) {
      assertThat(bench.only(bench.on(side), Customer.TYPE).require(Customer.EMAILS))
          .containsExactlyInAnyOrder("b@example.org", "c@example.org");
    }
    bench.quiet();
  }

  @Test
  void anElementRemovedOnBothSidesIsGone() {
    Bench bench = Bench.plain().with(customers());
    String left = bench.left.user().add(customer("Ann", "a@example.org", "b@example.org"));
    bench.run();
    String right = bench.only(bench.right, Customer.TYPE).id();
    bench.left.user().set(left, Customer.EMAILS, Set.of("b@example.org"));
    bench.right.user().set(right, Customer.EMAILS, Set.of("b@example.org"));
    assertThat(bench.run().writes()).isZero();
    bench.quiet();
  }

  @Test
  void anElementChangedInItsSpellingOnlyIsNoEdit() {
    Bench bench = Bench.plain().with(customers());
    String left = bench.left.user().add(customer("Ann", "a@example.org"));
    bench.run();
    bench.left.user().set(left, Customer.EMAILS, Set.of("A@EXAMPLE.ORG"));
    assertThat(bench.run().writes()).isZero();
  }
}
