package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.ValueMap;
import dev.syncline.model.Order;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A change of settings that would rewrite many entities nobody has edited. */
class RulesChangedTest {

  private final Bench bench = Bench.plain().with(stages("open"));
  private final List<String> ids = new ArrayList<>();

  private static Flow stages(String open) {
    return Flow.of(Order.TYPE)
        .matchBy(Order.NUMBER)
        .fields(
            FieldRules.of(Order.TYPE)
                .copy(Order.NUMBER, Order.COMMENT)
                .code(Order.STATUS, ValueMap.empty().pair("NEW", open).pair("WON", "done")));
  }

  private void inStep(int orders) {
    for (int each = 0; each < orders; each++) {
      ids.add(bench.left.user().add(order("N" + each).with(Order.STATUS, "NEW")));
    }
    bench.run();
  }

  private RunReport rulesChange() {
    bench.with(stages("opened anew"));
    return bench.engine.realign(bench.plan);
  }

  private long changed() {
    return bench.right.entities(Order.TYPE).stream()
        .filter(order -> order.require(Order.STATUS).equals("opened anew"))
        .count();
  }

  @Test
  void changesThatNobodyMadeAreHeldUntilAPersonHasLooked() {
    inStep(50);
    RunReport report = rulesChange();
    assertThat(changed()).isZero();
    assertThat(report.stopped()).singleElement().asString().contains("MASS_CHANGE", "50 of 50");
    Failure held = bench.failures().get(0);
    assertThat(held.kind()).isEqualTo(Failure.Kind.BRAKED);
    bench.run();
    assertThat(changed()).isZero();
    bench.engine.release(bench.plan, "order");
    bench.run();
    assertThat(changed()).isEqualTo(50);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void whatElseIsToBeWrittenToTheSameEntitiesGoesOn() {
    inStep(50);
    bench.left.user().set(ids.get(7), Order.COMMENT, "please ring");
    rulesChange();
    assertThat(changed()).isZero();
    assertThat(Bench.values(bench.right, Order.COMMENT)).containsExactly("please ring");
  }

  @Test
  void goingBackToTheOldRulesEndsTheBrake() {
    inStep(50);
    rulesChange();
    bench.with(stages("open"));
    bench.run();
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void whatPeopleEditIsNeverHeld() {
    inStep(50);
    bench.with(stages("opened anew"));
    ids.forEach(id -> bench.left.user().set(id, Order.STATUS, "WON"));
    bench.run();
    assertThat(Bench.values(bench.right, Order.STATUS)).containsOnly("done").hasSize(50);
  }

  @Test
  void aRunLeavesAloneWhatNobodyEdits() {
    inStep(15);
    bench.with(stages("opened anew"));
    ids.forEach(id -> bench.engine.hint(bench.plan, Side.LEFT, Order.TYPE, id));
    bench.quiet();
    assertThat(changed()).isZero();
  }

  @Test
  void aFewChangesNeedNobody() {
    inStep(15);
    rulesChange();
    assertThat(changed()).isEqualTo(15);
    bench.quiet();
  }

  @Test
  void theImpactOfNewRulesIsShownBeforeTheyAreUsed() {
    inStep(50);
    bench.with(stages("opened anew"));
    var impact = bench.engine.impact(bench.plan);
    assertThat(impact.wouldDo().updated(Side.RIGHT)).isEqualTo(50);
    assertThat(impact.diffs()).hasSize(50);
    assertThat(impact.wouldDo().stopped()).singleElement().asString().contains("MASS_CHANGE");
    assertThat(changed()).isZero();
    bench.with(stages("open"));
    assertThat(bench.engine.impact(bench.plan).wouldDo().writes()).isZero();
    bench.quiet();
  }

  @Test
  void bothSidesAreComparedWhateverWasAgreed() {
    inStep(50);
    bench.with(
        Flow.of(Order.TYPE)
            .matchBy(Order.NUMBER)
            .fields(FieldRules.of(Order.TYPE).copy(Order.NUMBER)));
    String left = ids.get(3);
    bench.left.user().set(left, Order.COMMENT, "unseen, since it did not travel");
    bench.right.user().delete(Order.TYPE, counterpart(ids.get(4)));
    bench.run();
    bench.with(stages("open"));
    var compared = bench.engine.compare(bench.plan);
    var orders = compared.flows().get("order");
    assertThat(orders.pairs()).isEqualTo(49);
    assertThat(orders.compared()).isEqualTo(49);
    assertThat(orders.same()).isEqualTo(48);
    assertThat(orders.differences())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.leftId()).isEqualTo(left);
              assertThat(each.units()).singleElement().asString().startsWith("comment");
            });
    assertThat(compared.clean()).isFalse();
    assertThat(compared.toString()).doesNotContain("did not travel");
  }

  @Test
  void aSampleIsSpreadOverAllPairs() {
    inStep(50);
    var orders = bench.engine.compare(bench.plan, 7).flows().get("order");
    assertThat(orders.pairs()).isEqualTo(50);
    assertThat(orders.compared()).isBetween(6L, 7L);
    assertThat(bench.engine.compare(bench.plan, 7).clean()).isTrue();
  }

  @Test
  void whatPeopleEditedMeanwhileGoesFirst() {
    inStep(3);
    String right = counterpart(ids.get(1));
    bench.right.user().set(right, Order.STATUS, "done");
    rulesChange();
    assertThat(bench.left.entity(Order.TYPE, ids.get(1)).require(Order.STATUS)).isEqualTo("WON");
    assertThat(changed()).isEqualTo(2);
    bench.quiet();
  }

  @Test
  void linesThatWereLeftDifferentAreFoundByComparing() {
    Bench lines = Bench.plain().with(Bench.orders().toRight());
    String left = lines.left.user().add(order("1", Bench.line("a", 1)));
    lines.run();
    String right = lines.only(lines.right, Order.TYPE).id();
    lines.right.user().edit(Order.TYPE, right, Bench.quantity("a", 2));
    lines.run();
    assertThat(lines.engine.compare(lines.plan).flows().get("order").differences())
        .singleElement()
        .satisfies(each -> assertThat(each.leftId()).isEqualTo(left));
  }

  private String counterpart(String leftId) {
    return bench.store.links("shop", "order", Side.LEFT, List.of(leftId)).get(0).rightId();
  }
}
