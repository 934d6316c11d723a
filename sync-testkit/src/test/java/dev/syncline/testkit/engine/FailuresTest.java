package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Failure;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.mapping.Arrival;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person can do about an entity that could not be synced. */
class FailuresTest {

  private static final Duration LONG = Duration.ofDays(10);

  private String one = "";
  private String two = "";

  private Bench twoHits() {
    Bench bench = Bench.plain().with(products().toRight());
    one = bench.right.user().add(product("A", "one"));
    two = bench.right.user().add(product("A", "two"));
    bench.left.user().add(product("A", "Tea").with(Product.DESCRIPTION, "leaves"));
    bench.run();
    return bench;
  }

  private static Failure sole(Bench bench) {
    assertThat(bench.failures()).hasSize(1);
    return bench.failures().get(0);
  }

  @Test
  void anAmbiguousEntityNamesItsCandidatesAndHowToChoose() {
    Bench bench = twoHits();
    assertThat(sole(bench).candidates()).containsExactlyInAnyOrder(one, two);
    assertThat(sole(bench).toString())
        .contains("matches 2 on the right: ")
        .contains("release with engine.choose(plan, failure, \"" + sole(bench).candidates().get(0));
  }

  @Test
  void aChosenCounterpartIsLinkedAndTreatedAsOneThatWasFound() {
    Bench bench = twoHits();
    bench.engine.choose(bench.plan, sole(bench), two);
    assertThat(bench.failures()).isEmpty();
    RunReport report = bench.run();
    assertThat(report.clean()).isTrue();
    assertThat(bench.right.entity(Product.TYPE, two).require(Product.NAME)).isEqualTo("two");
    assertThat(bench.right.entity(Product.TYPE, two).require(Product.DESCRIPTION))
        .isEqualTo("leaves");
    assertThat(bench.right.entity(Product.TYPE, one).has(Product.DESCRIPTION)).isFalse();
    bench.left.user().set(bench.only(bench.left, Product.TYPE).id(), Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, two).require(Product.NAME)).isEqualTo("Green tea");
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void aChosenCounterpartIsOverwrittenWhereTheFlowSaysSo() {
    Bench bench = Bench.plain().with(products().toRight().found(Arrival.FROM_LEFT));
    one = bench.right.user().add(product("A", "one"));
    bench.right.user().add(product("A", "two"));
    bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.engine.choose(bench.plan, sole(bench), one);
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, one).require(Product.NAME)).isEqualTo("Tea");
  }

  @Test
  void whatIsNotThereOrBelongsToAnotherCannotBeChosen() {
    Bench bench = twoHits();
    Failure failure = sole(bench);
    String taken = bench.left.user().add(product("B", "Mug"));
    bench.run();
    String mug = Bench.where(bench.right, Product.SKU, "B").id();
    assertThatThrownBy(() -> bench.engine.choose(bench.plan, failure, "R99"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is no right product R99");
    assertThatThrownBy(() -> bench.engine.choose(bench.plan, failure, mug))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("linked already, to " + taken);
    assertThat(bench.failures()).hasSize(1);
  }

  @Test
  void aRefusedEntityHasNothingToChoose() {
    Bench bench = Bench.plain().with(products().toRight());
    bench.right.faults().refuse(Write.Create.class::isInstance, Refusal.Code.INVALID);
    bench.left.user().add(product("A", "Tea"));
    bench.run();
    assertThatThrownBy(() -> bench.engine.choose(bench.plan, sole(bench), "R1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing to choose");
  }

  @Test
  void aCounterpartThatWasLinkedBetweenTheChoiceAndTheRunIsNotTakenAway() {
    Bench bench = twoHits();
    Failure failure = sole(bench);
    String other = bench.left.user().add(product("A", "Mug"));
    bench.run();
    Failure second =
        bench.failures().stream().filter(each -> each.id().equals(other)).findFirst().orElseThrow();
    bench.engine.choose(bench.plan, failure, two);
    bench.engine.choose(bench.plan, second, two);
    bench.run();
    assertThat(counterpart(bench, failure.id())).isEqualTo(two);
    assertThat(counterpart(bench, other)).as("the only one that was left").isEqualTo(one);
  }

  private static String counterpart(Bench bench, String left) {
    return bench.store.links("shop", "product", Side.LEFT, List.of(left)).get(0).rightId();
  }

  @Test
  void anOrderThatWaitsForAnAmbiguousCustomerNamesHimAndIsReleasedByTheChoice() {
    Bench bench = Bench.plain().with(customers().onDemand(), orders().toRight());
    String a = bench.right.user().add(customer("Ann", "ann@example.org"));
    bench.right.user().add(customer("Anna", "ann@example.org"));
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    String id =
        bench
            .left
            .user()
            .add(order("1", line("x", 1)).with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    bench.run();
    Failure waits =
        bench.failures().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    assertThat(waits.toString())
        .startsWith(
            "order " + id + " (left): waits for customer " + ann + " (matches 2 on the right: ")
        .contains("release with engine.choose(plan, failure, ")
        .doesNotContain("example.org");
    bench.engine.choose(bench.plan, waits, a);
    bench.run();
    assertThat(bench.failures()).isEmpty();
    assertThat(bench.only(bench.right, Order.TYPE).require(Order.CUSTOMER))
        .isEqualTo(ref(Customer.TYPE, a));
  }

  @Test
  void aDroppedEntityIsLeftAloneUntilItChangesOverRestartsToo() {
    Bench bench =
        Bench.of(type -> type.withoutTimestamps(), type -> type).with(products().toRight());
    bench.right.faults().refuse(Write.Create.class::isInstance, Refusal.Code.INVALID);
    String tea = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.engine.drop(bench.plan, sole(bench));
    assertThat(bench.failures()).isEmpty();
    bench.right.faults().allowAll();
    bench.restart();
    for (int each = 0; each < 3; each++) {
      RunReport report = bench.engine.runAfter(LONG, bench.plan);
      assertThat(report.clean()).as(report.toString()).isTrue();
      assertThat(bench.failures()).isEmpty();
      assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    }
    bench.left.user().set(tea, Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.NAME)).isEqualTo("Green tea");
  }

  @Test
  void whatHappenedToADroppedEntityBeforeTheNextRunCountsAsAChange() {
    Bench bench = twoHits();
    Entity tea = bench.only(bench.left, Product.TYPE);
    bench.engine.drop(bench.plan, sole(bench));
    bench.left.user().set(tea.id(), Product.SKU, "C");
    bench.run();
    assertThat(Bench.where(bench.right, Product.SKU, "C").require(Product.NAME)).isEqualTo("Tea");
  }

  @Test
  void ofAPairOnlyTheWriteThatWasDroppedIsLeftAlone() {
    Bench bench = Bench.plain().with(products());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.faults().refuse(Write.Update.class::isInstance, Refusal.Code.INVALID);
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    bench.engine.drop(bench.plan, sole(bench));
    bench.engine.runAfter(LONG, bench.plan);
    bench.right.user().set(right, Product.DESCRIPTION, "leaves");
    RunReport report = bench.run();
    assertThat(bench.left.entity(Product.TYPE, left).require(Product.DESCRIPTION))
        .isEqualTo("leaves");
    assertThat(report.failed()).as(report.toString()).isZero();
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void whatMayHaveBeenMadeIsNotMadeAgainByAChangeOfADroppedEntity() {
    Bench bench = Bench.right(type -> type.guard(Guard.NONE)).with(products().toRight());
    String tea = bench.left.user().add(product("A", "Tea"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostBefore());
    bench.run();
    assertThat(sole(bench).kind()).isEqualTo(Failure.Kind.DOUBTFUL);
    bench.engine.drop(bench.plan, sole(bench));
    bench.run();
    assertThat(bench.failures()).isEmpty();
    bench.left.user().set(tea, Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    assertThat(sole(bench).kind()).isEqualTo(Failure.Kind.DOUBTFUL);
  }

  @Test
  void aDroppedFailureCanStillBeTriedAgain() {
    Bench bench = twoHits();
    Failure failure = sole(bench);
    bench.engine.drop(bench.plan, failure);
    bench.run();
    bench.right.user().delete(Product.TYPE, two);
    bench.engine.retry(bench.plan, failure);
    assertThat(bench.run().flows().get("product").linked()).isEqualTo(1);
  }

  /** The removal of the old failure must not take the new one away. */
  @Test
  void aRetryThatIsAskedWhileARunFailsTheEntityAnewLosesNothing() {
    Bench bench = Bench.plain().with(products().toRight());
    bench.right.faults().refuse(Write.Create.class::isInstance, Refusal.Code.INVALID);
    String tea = bench.left.user().add(product("A", "Tea"));
    bench.run();
    Failure first = sole(bench);
    bench.left.user().set(tea, Product.NAME, "Green tea");
    bench.right.faults().beforeNext(MemoryCall.WRITE, () -> bench.engine.retry(bench.plan, first));
    bench.run();
    assertThat(bench.store.scanEntries("shop", "failure", "", 10)).hasSize(1);
    bench.right.faults().allowAll();
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void aPreviewDoesWhatWasDecidedAndLeavesItToTheRun() {
    Bench bench = twoHits();
    bench.engine.choose(bench.plan, sole(bench), two);
    assertThat(bench.engine.preview(bench.plan).open()).isEmpty();
    assertThat(bench.store.links("shop", "product", Side.RIGHT, List.of(two))).isEmpty();
    bench.run();
    assertThat(bench.store.links("shop", "product", Side.RIGHT, List.of(two))).hasSize(1);
  }
}
