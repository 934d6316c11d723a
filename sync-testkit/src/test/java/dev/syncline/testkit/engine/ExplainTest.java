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

import dev.syncline.Explanation;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.ValueMap;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.EntityType;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Why an entity is as it is, or why nothing was done with it. */
class ExplainTest {

  private static Explanation explain(Bench bench, EntityType type, Side side, String id) {
    return bench.engine.explain(bench.plan, type, side, id);
  }

  private static String told(Bench bench, String id) {
    return explain(bench, Product.TYPE, Side.LEFT, id).toString();
  }

  private static String why(Bench bench, String id, String unit) {
    return explain(bench, Product.TYPE, Side.LEFT, id).flows().get(0).why(unit).orElseThrow();
  }

  @Test
  void eachUnitNamesTheSideAndTheRunThatItCameFrom() {
    Bench bench = Bench.plain().with(products());
    String left = bench.left.user().add(product("A", "Tea").with(Product.DESCRIPTION, "leaves"));
    RunReport first = bench.run();
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().set(right, Product.NAME, "Green tea");
    RunReport second = bench.run();
    assertThat(told(bench, left))
        .startsWith("product " + left + " (left): linked to right " + right)
        .contains("\n  name: from right in run " + second.run())
        .contains("\n  sku: from left in run " + first.run())
        .contains("\n  description: from left in run " + first.run())
        .doesNotContain("tea")
        .doesNotContain("leaves");
    assertThat(explain(bench, Product.TYPE, Side.RIGHT, right).toString())
        .contains("linked to left " + left)
        .contains("name: from right in run " + second.run());
  }

  @Test
  void anExplanationWritesNothingAndAsksEachSideForOneEntity() {
    Bench bench = Bench.plain().with(products());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().set(left, Product.NAME, "Green tea");
    var before = bench.contents();
    long writes = bench.writeCalls();
    long asked = bench.left.requests() + bench.right.requests();
    assertThat(why(bench, left, "name")).isEqualTo("is carried from left by the next run");
    assertThat(bench.left.requests() + bench.right.requests() - asked)
        .as("a check and a read on each side")
        .isEqualTo(4);
    assertThat(bench.contents()).isEqualTo(before);
    assertThat(bench.writeCalls()).isEqualTo(writes);
    assertThat(bench.left.faults().calls(MemoryCall.LIST)).isPositive();
    assertThat(bench.run().updated(Side.RIGHT)).isEqualTo(1);
  }

  @Test
  void aUnitThatIsSkippedSaysWhichCodeHasNoPair() {
    Flow flow =
        Flow.of(Order.TYPE)
            .matchBy(Order.NUMBER)
            .fields(
                FieldRules.of(Order.TYPE)
                    .copy(Order.NUMBER)
                    .code(Order.STATUS, ValueMap.empty().pair("NEW", "new")));
    Bench bench = Bench.plain().with(flow);
    String left = bench.left.user().add(order("1").with(Order.STATUS, "NEW"));
    bench.run();
    bench.left.user().set(left, Order.STATUS, "WON");
    bench.run();
    Explanation told = explain(bench, Order.TYPE, Side.LEFT, left);
    assertThat(told.flows().get(0).why("status")).get().asString().startsWith("skipped, UNMAPPED");
  }

  @Test
  void whatDifferedWhenThePairWasFoundIsSaidToBeKeptOnBoth() {
    Bench bench = Bench.plain().with(products());
    String left = bench.left.user().add(product("A", "left name"));
    bench.right.user().add(product("A", "right name"));
    bench.run();
    assertThat(why(bench, left, "name")).startsWith("kept on both: they differed");
    assertThat(why(bench, left, "sku")).isEqualTo("the same on both sides");
  }

  @Test
  void aChangeInTheTargetOfAOneWayFlowIsSaidNotToTravel() {
    Bench bench = Bench.plain().with(products().toRight());
    String left = bench.left.user().add(product("A", "Tea"));
    RunReport run = bench.run();
    bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "Mine");
    assertThat(why(bench, left, "name"))
        .isEqualTo(
            "changed on the right, not carried: it goes to the right only; last from left in run "
                + run.run());
  }

  @Test
  void anUnknownIdIsSaidToBeUnknown() {
    Bench bench = Bench.plain().with(products());
    assertThat(told(bench, "L99"))
        .isEqualTo("product L99 (left): not linked: the left has no product of this id");
  }

  @Test
  void aTypeOutsideThePlanIsSaidToBeOutside() {
    Bench bench = Bench.plain().with(products());
    assertThat(explain(bench, Order.TYPE, Side.LEFT, "L1").toString())
        .isEqualTo("order L1 (left): the plan has no flow for this type on this side");
  }

  @Test
  void anEntityThatNoRunHasSeenIsSaidToComeWithTheNext() {
    Bench bench = Bench.plain().with(products());
    String left = bench.left.user().add(product("A", "Tea"));
    assertThat(told(bench, left))
        .contains("no counterpart was found; one is made on the right by the next run");
    String right = bench.right.user().add(product("A", "Tea"));
    assertThat(told(bench, left)).contains("matches right " + right + ", and is linked by");
    assertThat(bench.store.scanLinks("shop", "product", "", 9)).isEmpty();
  }

  @Test
  void aConditionThatDoesNotHoldIsNamed() {
    Bench bench =
        Bench.plain()
            .with(products().toRight().createWhen(entity -> false).updateWhen(entity -> false));
    String left = bench.left.user().add(product("A", "Tea"));
    assertThat(told(bench, left)).contains("createWhen) does not hold");
    String right = bench.right.user().add(product("A", "Tea"));
    assertThat(explain(bench, Product.TYPE, Side.RIGHT, right).toString())
        .contains("the flow goes to the right only");
  }

  @Test
  void whatTravelsOnDemandIsSaidToWaitForWhoRefersToIt() {
    Bench bench = Bench.plain().with(customers().onDemand(), orders());
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.run();
    assertThat(explain(bench, Customer.TYPE, Side.LEFT, ann).toString())
        .contains("it travels on demand, together with what refers to it")
        .doesNotContain("example");
  }

  @Test
  void anAmbiguousEntityNamesItsCandidates() {
    Bench bench = Bench.plain().with(products().toRight());
    String one = bench.right.user().add(product("A", "one"));
    String two = bench.right.user().add(product("A", "two"));
    String left = bench.left.user().add(product("A", "Tea"));
    assertThat(told(bench, left)).contains(one).contains(two).contains("engine.choose(");
    assertThat(bench.failures()).isEmpty();
    bench.run();
    assertThat(told(bench, left)).contains("\n  open: product " + left + " (left): matches 2");
  }

  @Test
  void aPairThatEndedIsSaidToHaveEnded() {
    Bench bench = Bench.plain().with(products());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().delete(Product.TYPE, right);
    bench.engine.hint(bench.plan, Side.RIGHT, Product.TYPE, right);
    assertThat(told(bench, left)).contains("gone on the right").contains("UNLINK");
    bench.run();
    assertThat(told(bench, left)).contains("its pair with right " + right + " is ended");
  }

  @Test
  void aRefusalAndADroppedFailureAreNamed() {
    Bench bench = Bench.plain().with(products().toRight());
    bench.right.faults().refuse(Write.Create.class::isInstance, Refusal.Code.INVALID);
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    assertThat(told(bench, left)).contains("refused: [INVALID");
    bench.engine.drop(bench.plan, bench.failures().get(0));
    bench.engine.runAfter(Duration.ofDays(1), bench.plan);
    assertThat(told(bench, left)).contains("its failure was put away").doesNotContain("open:");
  }

  @Test
  void aPairWhoseReferenceWaitsSaysForWhat() {
    Bench bench = Bench.plain().with(customers().onDemand(), orders());
    String left = bench.left.user().add(order("1", line("x", 1)));
    bench.run();
    bench.right.faults().refuse(Write.Create.class::isInstance, Refusal.Code.INVALID);
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().set(left, Order.CUSTOMER, ref(Customer.TYPE, ann));
    bench.run();
    Explanation told = explain(bench, Order.TYPE, Side.LEFT, left);
    assertThat(told.flows().get(0).why("customer"))
        .contains("waits for [customer:" + ann + "], which has no counterpart yet");
    assertThat(told.toString()).contains("open: order " + left + " (left): waits for customer");
  }

  @Test
  void severalFlowsOfATypeAllAnswer() {
    Flow second = Flow.between(Product.TYPE, Category.TYPE);
    Bench bench = Bench.plain().with(products(), second.toLeft());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    Explanation told = explain(bench, Product.TYPE, Side.LEFT, left);
    assertThat(told.flows()).extracting(Explanation.InFlow::flow).hasSize(2);
    assertThat(told.toString())
        .contains("\nproduct: linked to right")
        .contains("\nproduct=category: not linked: the flow goes to the left only");
  }

  @Test
  void theJournalNamesWhatWasCarriedAndFromWhere() {
    FieldRules rules = FieldRules.of(Product.TYPE).copy(Product.NAME, Product.SKU);
    Bench bench = Bench.plain().with(products().fields(rules));
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    String right = bench.only(bench.right, Product.TYPE).id();
    assertThat(bench.store.journal("shop", "product", Side.RIGHT, right, 9))
        .singleElement()
        .satisfies(
            row -> assertThat(row.what()).isEqualTo("CREATED from left " + left + ": name, sku"));
  }
}
