package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Drift;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.ValueMap;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What we made comes back and is known, whatever the rules did not give it. */
class FirstEchoTest {

  private static final FieldRules NAMES = FieldRules.of(Product.TYPE).copy(Product.NAME);

  private static Bench bench(FieldRules rules) {
    return Bench.right(
            type ->
                type.tellsWhatItHolds()
                    .stores(
                        given ->
                            given.type().equals(Product.TYPE)
                                ? given.with(Product.UNIT, "pc")
                                : given))
        .with(Flow.of(Product.TYPE).fields(rules));
  }

  private static void costsNoRead(Bench bench) {
    bench.left.user().add(product("A", "Tea").with(Product.UNIT, "box"));
    bench.run();
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.UNIT)).isEqualTo("pc");
    assertThat(bench.left.faults().calls(MemoryCall.READ)).isZero();
    assertThat(bench.right.faults().calls(MemoryCall.READ)).isZero();
  }

  @Test
  void aFieldThatTravelsBackOnlyCostsNoReadAfterACreate() {
    costsNoRead(bench(NAMES.toLeft(Product.UNIT)));
  }

  @Test
  void aCodeWithoutAPairCostsNoReadAfterACreate() {
    costsNoRead(bench(NAMES.code(Product.UNIT, ValueMap.of(Map.of("kg", "kg")))));
  }

  @Test
  void whatTheTargetComposedStaysUntilOneSideIsEdited() {
    Bench bench = bench(NAMES.toLeft(Product.UNIT));
    costsNoRead(bench);
    assertThat(bench.only(bench.left, Product.TYPE).require(Product.UNIT)).isEqualTo("box");
    bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.only(bench.left, Product.TYPE).require(Product.UNIT)).isEqualTo("box");
    assertThat(bench.only(bench.left, Product.TYPE).require(Product.NAME)).isEqualTo("Green tea");
    bench.quiet();
  }

  @Test
  void whatTheSystemFilledInIsNoEditThoughNobodyToldOfTheCreate() {
    Bench bench = givesUnits(type -> type.fills(Product.UNIT));
    assertThat(values(bench.right, Product.UNIT)).containsExactly("pc");
    assertThat(values(bench.left, Product.UNIT)).isEmpty();
    bench.quiet();
  }

  @Test
  void whatASystemIsNotKnownToFillInIsAnEditOfThere() {
    Bench bench = givesUnits(type -> type);
    assertThat(values(bench.left, Product.UNIT)).containsExactly("pc");
  }

  /** A create whose answer is lost, at a system that gives the unit itself. */
  private static Bench givesUnits(UnaryOperator<MemoryType> declared) {
    Bench bench =
        Bench.right(
                type ->
                    declared.apply(
                        type.stores(
                            given ->
                                given.type().equals(Product.TYPE) && !given.has(Product.UNIT)
                                    ? given.with(Product.UNIT, "pc")
                                    : given)))
            .with(Flow.of(Product.TYPE).fields(NAMES.copy(Product.UNIT)));
    bench.left.user().add(product("A", "Tea").cleared(Product.UNIT));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostAfter());
    bench.run();
    bench.run();
    return bench;
  }

  @Test
  void aRuleThatTakesWhatArrivesStillDoes() {
    Bench bench = bench(NAMES.toLeft(Product.UNIT).arriving(Arrival.FROM_RIGHT));
    bench.left.user().add(product("A", "Tea").with(Product.UNIT, "box"));
    bench.run();
    bench.run();
    assertThat(bench.only(bench.left, Product.TYPE).require(Product.UNIT)).isEqualTo("pc");
    bench.quiet();
  }

  @Test
  void oneRuleIsMirroredWhileTheOthersArePushed() {
    Flow flow =
        Flow.of(Product.TYPE)
            .toRight()
            .drift(Drift.PUSH)
            .fields(NAMES.copy(Product.SKU).toRight(Product.DESCRIPTION).mirrored());
    assertThat(flow.mirrors(Side.RIGHT)).isTrue();
    assertThat(flow.mirrors(Side.LEFT)).isFalse();
    Bench bench = Bench.right(MemoryType::tellsWhatItHolds).with(flow);
    bench.left.user().add(product("A", "Tea").with(Product.DESCRIPTION, "green"));
    bench.run();
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().set(right, Product.NAME, "mine");
    bench.right.user().set(right, Product.DESCRIPTION, "mine");
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.NAME)).isEqualTo("mine");
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.DESCRIPTION))
        .isEqualTo("green");
    bench.quiet();
  }

  @Test
  void aMirroredRuleOfATwoWayFlowIsRepairedToo() {
    Flow flow =
        Flow.of(Product.TYPE)
            .fields(NAMES.toRight(Product.DESCRIPTION).mirrored().copy(Product.SKU));
    Bench bench = Bench.plain().with(flow);
    bench.left.user().add(product("A", "Tea").with(Product.DESCRIPTION, "green"));
    bench.run();
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().set(right, Product.DESCRIPTION, "mine");
    bench.right.user().set(right, Product.SKU, "B");
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).require(Product.DESCRIPTION))
        .isEqualTo("green");
    assertThat(bench.only(bench.left, Product.TYPE).require(Product.SKU)).isEqualTo("B");
    bench.quiet();
  }
}
