package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.categories;
import static dev.syncline.testkit.engine.Bench.category;
import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.lines;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.ref;
import static dev.syncline.testkit.engine.Bench.values;
import static dev.syncline.testkit.engine.Bench.where;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FirstSyncTest {

  @Test
  void whatIsNewOnTheLeftIsMadeOnTheRight() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("A", "Tea"));
    RunReport report = bench.run();
    Entity made = bench.only(bench.right, Product.TYPE);
    assertThat(made.require(Product.NAME)).isEqualTo("Tea");
    assertThat(report.created(Side.RIGHT)).isEqualTo(1);
    assertThat(report.created(Side.LEFT)).isZero();
    assertThat(report.clean()).isTrue();
  }

  @Test
  void whatIsNewOnTheRightIsMadeOnTheLeft() {
    Bench bench = Bench.plain().with(products());
    bench.right.user().add(product("A", "Tea"));
    assertThat(bench.run().created(Side.LEFT)).isEqualTo(1);
    assertThat(bench.only(bench.left, Product.TYPE).require(Product.NAME)).isEqualTo("Tea");
  }

  @Test
  void editsTravelBothWays() {
    Bench bench = Bench.plain().with(products());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().set(left, Product.NAME, "Green tea");
    assertThat(bench.run().updated(Side.RIGHT)).isEqualTo(1);
    Entity right = bench.only(bench.right, Product.TYPE);
    assertThat(right.require(Product.NAME)).isEqualTo("Green tea");
    bench.right.user().set(right.id(), Product.NAME, "Black tea");
    assertThat(bench.run().updated(Side.LEFT)).isEqualTo(1);
    assertThat(bench.left.entity(Product.TYPE, left).require(Product.NAME)).isEqualTo("Black tea");
  }

  @Test
  void aClearedFieldIsClearedOnTheOtherSide() {
    Bench bench = Bench.plain().with(products());
    String left =
        bench.left.user().add(product("A", "Tea").with(Product.DESCRIPTION, "From the hills"));
    bench.run();
    bench.left.user().clear(left, Product.DESCRIPTION);
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).has(Product.DESCRIPTION)).isFalse();
  }

  @Test
  void aOneWayFlowCarriesNothingBack() {
    Bench bench = Bench.plain().with(products().toRight());
    bench.left.user().add(product("A", "Tea"));
    bench.right.user().add(product("B", "Coffee"));
    bench.run();
    assertThat(values(bench.right, Product.SKU)).containsExactlyInAnyOrder("A", "B");
    assertThat(values(bench.left, Product.SKU)).containsExactly("A");
    bench.right.user().set(where(bench.right, Product.SKU, "A").id(), Product.NAME, "Mine");
    bench.run();
    assertThat(where(bench.left, Product.SKU, "A").require(Product.NAME)).isEqualTo("Tea");
    assertThat(where(bench.right, Product.SKU, "A").require(Product.NAME)).isEqualTo("Mine");
  }

  @Test
  void onlyTheFieldThatDiffersIsWritten() {
    Bench bench = Bench.plain().with(products());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    Entity right = bench.only(bench.right, Product.TYPE);
    bench
        .right
        .faults()
        .beforeNext(
            MemoryCall.WRITE,
            () -> bench.right.user().set(right.id(), Product.DESCRIPTION, "typed meanwhile"));
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, right.id()).require(Product.DESCRIPTION))
        .isEqualTo("typed meanwhile");
  }

  @Test
  void aQuietPairSendsNothingForFiveRuns() {
    Bench bench = Bench.plain().with(products(), customers(), orders());
    for (int each = 0; each < 7; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
      bench.right.user().add(customer("Ann " + each, "ann" + each + "@example.org"));
    }
    String customer = bench.left.user().add(customer("Bob", "bob@example.org"));
    bench
        .left
        .user()
        .add(order("1", line("x", 1)).with(Order.CUSTOMER, ref(Customer.TYPE, customer)));
    bench.run();
    for (int run = 0; run < 5; run++) {
      bench.quiet();
      bench.time.advance(Duration.ofMinutes(7));
    }
  }

  @Test
  void aQuietRunReadsNoEntityAndSearchesForNone() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.run();
    long reads = bench.left.faults().calls(MemoryCall.READ);
    long finds = bench.right.faults().calls(MemoryCall.FIND);
    bench.run();
    bench.run();
    assertThat(bench.left.faults().calls(MemoryCall.READ)).isEqualTo(reads);
    assertThat(bench.right.faults().calls(MemoryCall.FIND)).isEqualTo(finds);
  }

  @Test
  void anEditOfWhatTheOtherSystemHasNoRoomForIsNotLookedUpThere() {
    Bench bench =
        Bench.of(
            type ->
                type.type().equals(Product.TYPE)
                    ? MemoryType.of(Product.TYPE, Product.NAME, Product.SKU)
                    : type,
            UnaryOperator.identity());
    bench.with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.run();
    long reads = bench.left.faults().calls(MemoryCall.READ);
    String right = bench.only(bench.right, Product.TYPE).id();

    bench.right.user().set(right, Product.BARCODES, Set.of("4600000000000"));
    bench.run();
    assertThat(bench.left.faults().calls(MemoryCall.READ)).isEqualTo(reads);
    bench.right.user().set(right, Product.NAME, "Green tea");
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Green tea");
  }

  @Test
  void whatAnOrderRefersToIsBroughtAlong() {
    Bench bench =
        Bench.plain().with(products().onDemand(), customers().onDemand(), orders().toRight());
    String tea = bench.left.user().add(product("A", "Tea"));
    bench.left.user().add(product("B", "nobody ordered it"));
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench
        .left
        .user()
        .add(
            order("1", line("Tea", 2).with(OrderLine.ITEM, ref(Product.TYPE, tea)))
                .with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    bench.run();
    Entity made = bench.only(bench.right, Order.TYPE);
    Entity product = bench.only(bench.right, Product.TYPE);
    assertThat(made.require(Order.CUSTOMER).id())
        .isEqualTo(bench.only(bench.right, Customer.TYPE).id());
    assertThat(made.require(Order.LINES).get(0).require(OrderLine.ITEM)).isEqualTo(product.ref());
    assertThat(product.require(Product.SKU)).isEqualTo("A");
    bench.quiet();
  }

  @Test
  void aTreeArrivesWholeWithoutChains() {
    aTreeArrives(Bench.right(type -> type.guard(Guard.MARKER)));
  }

  @Test
  void aTreeArrivesWholeInChains() {
    Bench bench = Bench.right(MemoryType::chains);
    aTreeArrives(bench);
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(1);
  }

  private static void aTreeArrives(Bench bench) {
    bench.with(categories());
    String root = bench.left.user().add(category("root"));
    String middle =
        bench.left.user().add(category("middle").with(Category.PARENT, ref(Category.TYPE, root)));
    bench.left.user().add(category("leaf").with(Category.PARENT, ref(Category.TYPE, middle)));
    // Edited last, the root comes after its children.
    bench.time.advance(Duration.ofSeconds(1));
    bench.left.user().set(root, Category.NAME, "Root");
    bench.run();
    Entity leaf = where(bench.right, Category.NAME, "leaf");
    Entity above = bench.right.entity(Category.TYPE, leaf.require(Category.PARENT).id());
    assertThat(above.require(Category.NAME)).isEqualTo("middle");
    Entity top = bench.right.entity(Category.TYPE, above.require(Category.PARENT).id());
    assertThat(top.require(Category.NAME)).isEqualTo("Root");
    assertThat(bench.right.entities(Category.TYPE)).hasSize(3);
    bench.quiet();
  }

  @Test
  void aDeepTreeThatComesInSlicesArrivesWhole() {
    Bench bench = Bench.right(type -> type.batchSize(7)).with(categories());
    String above = bench.left.user().add(category("c0"));
    for (int each = 1; each < 30; each++) {
      above =
          bench
              .left
              .user()
              .add(category("c" + each).with(Category.PARENT, ref(Category.TYPE, above)));
    }
    bench.run();
    assertThat(bench.right.entities(Category.TYPE)).hasSize(30);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void aRingOfCategoriesWaitsByNameAndIsReleased() {
    Bench bench = Bench.plain().with(categories());
    String one = bench.left.user().add(category("one"));
    String two =
        bench.left.user().add(category("two").with(Category.PARENT, ref(Category.TYPE, one)));
    bench.left.user().set(one, Category.PARENT, ref(Category.TYPE, two));
    RunReport report = bench.run();
    assertThat(report.waiting()).isEqualTo(2);
    assertThat(bench.failures())
        .extracting(Failure::kind)
        .containsExactly(Failure.Kind.WAITING, Failure.Kind.WAITING);
    assertThat(bench.failures().get(0).reason()).contains("category:");
    bench.left.user().clear(one, Category.PARENT);
    RunReport released = bench.run();
    assertThat(released.created(Side.RIGHT)).isEqualTo(2);
    assertThat(released.waiting()).isZero();
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void anOrderOfAHiddenCustomerWaitsAndIsReleasedWhenTheCustomerIsShown() {
    Bench bench = Bench.plain().with(customers().onDemand(), orders());
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().hide(Customer.TYPE, ann, true);
    bench.left.user().add(order("1").with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    RunReport report = bench.run();
    assertThat(report.waiting()).isEqualTo(1);
    assertThat(bench.right.entities(Order.TYPE)).isEmpty();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.kind()).isEqualTo(Failure.Kind.WAITING);
              assertThat(f.reason()).contains("customer:" + ann);
            });
    bench.left.user().hide(Customer.TYPE, ann, false);
    bench.engine.runAfter(Duration.ofMinutes(16), bench.plan);
    assertThat(bench.only(bench.right, Order.TYPE).require(Order.NUMBER)).isEqualTo("1");
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void whoeverWaitsIsReleasedInTheRunInWhichItsCustomerAppears() {
    Bench bench = Bench.plain().with(customers(), orders());
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().hide(Customer.TYPE, ann, true);
    bench.left.user().add(order("1").with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    bench.run();
    bench.left.user().hide(Customer.TYPE, ann, false);
    bench.left.user().set(ann, Customer.NAME, "Ann A.");
    RunReport report = bench.run();
    assertThat(report.created(Side.RIGHT)).isEqualTo(2);
    assertThat(report.waiting()).isZero();
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void aFlowBetweenTwoTypesTravelsBothWays() {
    Bench bench =
        Bench.plain()
            .with(
                Flow.between(Category.TYPE, Product.TYPE)
                    .fields(
                        FieldRules.between(Category.TYPE, Product.TYPE)
                            .with(Category.NAME, Product.NAME, Lens.same())));
    String left = bench.left.user().add(category("Tea"));
    bench.run();
    Entity made = bench.only(bench.right, Product.TYPE);
    assertThat(made.require(Product.NAME)).isEqualTo("Tea");
    bench.right.user().set(made.id(), Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.left.entity(Category.TYPE, left).require(Category.NAME))
        .isEqualTo("Green tea");
    bench.quiet();
  }

  @Test
  void linesArriveWithTheirOrder() {
    Bench bench = Bench.plain().with(orders());
    bench.left.user().add(order("1", line("a", 1), line("b", 2)));
    bench.run();
    assertThat(lines(bench.only(bench.right, Order.TYPE))).containsExactly("a 1", "b 2");
    bench.quiet();
  }

  @Test
  void aFeedWithoutTimestampsIsReadWholeAndSendsNothing() {
    Bench bench =
        Bench.of(MemoryType::withoutTimestamps, MemoryType::withoutTimestamps).with(products());
    String tea = bench.left.user().add(product("A", "Tea"));
    bench.right.user().add(product("B", "Coffee"));
    bench.run();
    bench.quiet();
    bench.left.user().set(tea, Product.NAME, "Green tea");
    bench.run();
    assertThat(where(bench.right, Product.SKU, "A").require(Product.NAME)).isEqualTo("Green tea");
    bench.quiet();
  }

  @Test
  void bareHintsAreReadBeforeTheyAreJudged() {
    Bench bench = Bench.of(MemoryType::hintsOnly, MemoryType::hintsOnly).with(products());
    String tea = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().set(tea, Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.NAME)).isEqualTo("Green tea");
    bench.quiet();
  }

  @Test
  void aHintFromOutsideIsWorkedOnInTheNextRun() {
    Bench bench = Bench.plain().with(products().onDemand());
    String tea = bench.left.user().add(product("A", "Tea"));
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    bench.engine.hint(bench.plan, Side.LEFT, Product.TYPE, tea);
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.store.notices("shop", 10)).isEmpty();
  }
}
