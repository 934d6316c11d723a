package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.Drift;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.ValueMap;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesTest {

  private static final ValueMap STAGES =
      ValueMap.empty().pair("NEW", "open").pair("PREPARING", "open").pair("WON", "done");

  private static Flow flow(FieldRules rules) {
    return Flow.of(Product.TYPE).matchBy(Product.SKU).fields(rules);
  }

  private static FieldRules rules() {
    return FieldRules.of(Product.TYPE).copy(Product.SKU);
  }

  private static Flow staged() {
    return Flow.of(Order.TYPE)
        .matchBy(Order.NUMBER)
        .fields(
            FieldRules.of(Order.TYPE).copy(Order.NUMBER, Order.COMMENT).code(Order.STATUS, STAGES))
        .onlyMapped(Order.STATUS);
  }

  private static Entity order(String number, String status) {
    return Entity.of(Order.TYPE, "").with(Order.NUMBER, number).with(Order.STATUS, status);
  }

  @Test
  void aCreateOnlyFieldIsGivenOnceAndNeverAgain() {
    Bench bench = Bench.plain().with(flow(rules().createOnly(Product.NAME)));
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.NAME)).isEqualTo("Tea");
    bench.left.user().set(left, Product.NAME, "Green tea");
    assertThat(bench.run().writes()).isZero();
    bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "Mine");
    assertThat(bench.run().writes()).isZero();
  }

  @Test
  void aFieldThatTheVendorTakesOnlyAtBirthIsNotUpdated() {
    Bench bench = Bench.plain().with(flow(rules().copy(Product.KIND)));
    String left = bench.left.user().add(product("A", "Tea").with(Product.KIND, "goods"));
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.KIND)).isEqualTo("goods");
    bench.left.user().set(left, Product.KIND, "service");
    assertThat(bench.run().writes()).isZero();
    bench.quiet();
  }

  @Test
  void anIfEmptyFieldIsPutOnlyIntoASideThatHasNone() {
    Bench bench = Bench.plain().with(flow(rules().ifEmpty(Product.DESCRIPTION)));
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    Entity right = bench.only(bench.right, Product.TYPE);
    bench.left.user().set(left, Product.DESCRIPTION, "from left");
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, right.id()).require(Product.DESCRIPTION))
        .isEqualTo("from left");
    bench.left.user().set(left, Product.DESCRIPTION, "changed");
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, right.id()).require(Product.DESCRIPTION))
        .isEqualTo("from left");
    bench.quiet();
  }

  @Test
  void aOneWayFieldInATwoWayFlowGoesOneWay() {
    Bench bench = Bench.plain().with(flow(rules().copy(Product.NAME).toRight(Product.DESCRIPTION)));
    String left = bench.left.user().add(product("A", "Tea").with(Product.DESCRIPTION, "one"));
    bench.run();
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().set(right, Product.DESCRIPTION, "of the right");
    bench.right.user().set(right, Product.NAME, "Green tea");
    bench.run();
    Entity after = bench.left.entity(Product.TYPE, left);
    assertThat(after.require(Product.DESCRIPTION)).isEqualTo("one");
    assertThat(after.require(Product.NAME)).isEqualTo("Green tea");
    assertThat(bench.right.entity(Product.TYPE, right).require(Product.DESCRIPTION))
        .isEqualTo("of the right");
    bench.left.user().set(left, Product.DESCRIPTION, "two");
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, right).require(Product.DESCRIPTION))
        .isEqualTo("two");
    bench.quiet();
  }

  @Test
  void driftIsLeftAloneByPushAndRepairedByMirror() {
    Bench pushing = Bench.plain().with(products().toRight());
    Bench mirroring = Bench.plain().with(products().toRight().drift(Drift.MIRROR));
    for (Bench bench : new Bench[] {pushing, mirroring}) {
      bench.left.user().add(product("A", "Tea"));
      bench.run();
      bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "Mine");
      bench.run();
    }
    assertThat(pushing.only(pushing.right, Product.TYPE).require(Product.NAME)).isEqualTo("Mine");
    assertThat(mirroring.only(mirroring.right, Product.TYPE).require(Product.NAME))
        .isEqualTo("Tea");
    assertThat(mirroring.only(mirroring.left, Product.TYPE).require(Product.NAME)).isEqualTo("Tea");
    pushing.quiet();
    mirroring.quiet();
  }

  @Test
  void mirrorMakesNothingOnTheSourceSide() {
    Bench bench = Bench.plain().with(products().toRight().drift(Drift.MIRROR));
    bench.right.user().add(product("R", "theirs alone"));
    bench.run();
    assertThat(bench.left.entities(Product.TYPE)).isEmpty();
  }

  @Test
  void aComputedFieldFollowsItsSource() {
    Bench bench =
        Bench.plain()
            .with(
                flow(
                    rules()
                        .copy(Product.NAME)
                        .compute(
                            Side.RIGHT,
                            Product.DESCRIPTION,
                            Set.of(Product.NAME),
                            mapping ->
                                Put.value(mapping.source().require(Product.NAME) + ", fresh"),
                            When.ALWAYS)));
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    Entity right = bench.only(bench.right, Product.TYPE);
    assertThat(right.require(Product.DESCRIPTION)).isEqualTo("Tea, fresh");
    bench.quiet();
    bench.left.user().set(left, Product.NAME, "Mug");
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, right.id()).require(Product.DESCRIPTION))
        .isEqualTo("Mug, fresh");
    assertThat(bench.left.entity(Product.TYPE, left).has(Product.DESCRIPTION)).isFalse();
    bench.right.user().set(right.id(), Product.DESCRIPTION, "by hand");
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, right.id()).require(Product.DESCRIPTION))
        .isEqualTo("by hand");
    bench.quiet();
  }

  @Test
  void aFieldThatIsOnlyReadForComputingIsNoEchoWhenItChanges() {
    Bench bench =
        Bench.plain()
            .with(
                flow(
                    rules()
                        .compute(
                            Side.RIGHT,
                            Product.DESCRIPTION,
                            Set.of(Product.NAME),
                            mapping ->
                                Put.value(mapping.source().require(Product.NAME) + ", fresh"),
                            When.ALWAYS)));
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().set(left, Product.NAME, "Mug");
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.DESCRIPTION))
        .isEqualTo("Mug, fresh");
    long read = bench.right.faults().calls(MemoryCall.READ);
    bench.left.user().set(left, Product.PRICE, new Money(BigDecimal.ONE, "EUR"));
    bench.run();
    assertThat(bench.right.faults().calls(MemoryCall.READ)).isEqualTo(read);
    bench.quiet();
  }

  @Test
  void aConstantIsGivenToNewCounterpartsOnly() {
    Bench bench = Bench.plain().with(flow(rules().constant(Side.RIGHT, Product.UNIT, "796")));
    bench.left.user().add(product("A", "Tea"));
    bench.right.user().add(product("B", "Mug"));
    bench.run();
    assertThat(Bench.where(bench.right, Product.SKU, "A").require(Product.UNIT)).isEqualTo("796");
    assertThat(Bench.where(bench.left, Product.SKU, "B").has(Product.UNIT)).isFalse();
    bench.quiet();
  }

  @Test
  void manyCodesToOneStayWhereTheyAreAndTheFirstIsPrimary() {
    Bench bench = Bench.plain().with(staged());
    String left = bench.left.user().add(order("1", "PREPARING"));
    bench.run();
    Entity right = bench.only(bench.right, Order.TYPE);
    assertThat(right.require(Order.STATUS)).isEqualTo("open");
    bench.right.user().set(right.id(), Order.STATUS, "done");
    bench.run();
    assertThat(bench.left.entity(Order.TYPE, left).require(Order.STATUS)).isEqualTo("WON");
    bench.right.user().set(right.id(), Order.STATUS, "open");
    bench.run();
    assertThat(bench.left.entity(Order.TYPE, left).require(Order.STATUS)).isEqualTo("NEW");
    bench.left.user().set(left, Order.STATUS, "PREPARING");
    RunReport report = bench.run();
    assertThat(report.writes()).isZero();
    assertThat(bench.left.entity(Order.TYPE, left).require(Order.STATUS)).isEqualTo("PREPARING");
    bench.quiet();
  }

  @Test
  void anUnmappedCodeKeepsANewEntityOutUntilItIsMapped() {
    Bench bench = Bench.plain().with(staged());
    String left = bench.left.user().add(order("1", "DRAFT"));
    RunReport report = bench.run();
    assertThat(bench.right.entities(Order.TYPE)).isEmpty();
    assertThat(report.flows().get("order").skipped()).containsKey("UNMAPPED status");
    assertThat(report.clean()).isTrue();
    bench.left.user().set(left, Order.STATUS, "NEW");
    bench.run();
    assertThat(bench.only(bench.right, Order.TYPE).require(Order.STATUS)).isEqualTo("open");
  }

  @Test
  void theGateStopsAllFieldsAndTheEntityCatchesUpWhenItOpens() {
    Bench bench = Bench.plain().with(staged());
    String left = bench.left.user().add(order("1", "NEW"));
    bench.run();
    Entity right = bench.only(bench.right, Order.TYPE);
    bench.left.user().set(left, Order.STATUS, "DRAFT");
    bench.left.user().set(left, Order.COMMENT, "while closed");
    bench.run();
    bench.run();
    assertThat(bench.right.entity(Order.TYPE, right.id()).has(Order.COMMENT)).isFalse();
    bench.left.user().set(left, Order.STATUS, "WON");
    bench.run();
    Entity after = bench.right.entity(Order.TYPE, right.id());
    assertThat(after.require(Order.COMMENT)).isEqualTo("while closed");
    assertThat(after.require(Order.STATUS)).isEqualTo("done");
    bench.quiet();
  }

  @Test
  void createWhenDecidesWhetherACounterpartIsMade() {
    Bench bench =
        Bench.plain()
            .with(products().createWhen(product -> product.has(Product.PRICE), Product.PRICE));
    String left = bench.left.user().add(product("A", "Tea"));
    assertThat(bench.run().flows().get("product").skipped()).containsKey("CONDITION");
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    bench.left.user().set(left, Product.PRICE, Money.of("1", "EUR"));
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
  }

  @Test
  void updateWhenDecidesWhetherACounterpartIsChangedAndNothingIsMissed() {
    Bench bench =
        Bench.plain()
            .with(
                products()
                    .updateWhen(
                        product -> !product.get(Product.UNIT).orElse("").equals("frozen"),
                        Product.UNIT));
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().set(left, Product.UNIT, "frozen");
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.NAME)).isEqualTo("Tea");
    bench.left.user().set(left, Product.UNIT, "thawed");
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.NAME)).isEqualTo("Green tea");
  }

  @Test
  void aFlowFromNowLeavesWhatWasThereAlone() {
    Bench bench = Bench.plain().with(products().toRight().fromNow());
    bench.left.user().add(product("A", "old"));
    bench.time.advance(Duration.ofHours(1));
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    bench.left.user().add(product("B", "new"));
    bench.run();
    assertThat(Bench.values(bench.right, Product.SKU)).containsExactly("B");
  }

  @Test
  void inAOneWayFlowTheSourceIsCarriedOverWhatWasTypedInTheTarget() {
    Bench bench = Bench.plain().with(products().toRight());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "Mine");
    bench.run();
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.NAME)).isEqualTo("Green tea");
    assertThat(bench.heard.conflicts).isEmpty();
    bench.quiet();
  }
}
