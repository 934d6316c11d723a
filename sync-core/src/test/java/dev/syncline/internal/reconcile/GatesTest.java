package dev.syncline.internal.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Drift;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.ValueMap;
import dev.syncline.mapping.Wanted;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is left alone for a while is not missed later. */
class GatesTest {

  private static final FieldRules COMMENT = FieldRules.of(Order.TYPE).copy(Order.COMMENT);
  private static final ValueMap STAGES = ValueMap.of(Map.of("NEW", "fresh", "WON", "done"));
  private static final Flow OPEN = Flow.of(Order.TYPE).fields(COMMENT);
  private static final Flow CLOSED = OPEN.updateWhen(order -> order.knows(Order.TOTAL));

  @Test
  void anEditMadeWhileTheGateWasShutTravelsWhenItOpens() {
    Couple couple = agreed("old");
    couple.left = order("new");

    assertThat(couple.judge(CLOSED)).isEqualTo(new Decision.Skip("CONDITION"));
    assertThat(couple.round(CLOSED)).isFalse();
    couple.settle(OPEN, 1);

    assertThat(couple.right.require(Order.COMMENT)).isEqualTo("new");
  }

  @Test
  void whatShouldArriveFromTheLeftArrivesOnceTheGateIsOpen() {
    Flow halfOpen = OPEN.updateWhen(order -> order.id().equals("R"));
    Couple couple = new Couple(order("mine"), order("theirs").withId("R"), Side.LEFT, Base.NONE);
    couple.arriving = Arrival.FROM_LEFT;
    couple.round(halfOpen);
    couple.arriving = null;

    assertThat(couple.writes).isZero();
    couple.settle(OPEN, 1);
    assertThat(couple.right.require(Order.COMMENT)).isEqualTo("mine");
  }

  @Test
  void anEmptySideIsFilledOnceTheGateIsOpen() {
    Flow halfOpen = OPEN.updateWhen(order -> order.id().equals("R"));
    Entity empty = Entity.of(Order.TYPE, "R").cleared(Order.COMMENT);
    Couple couple = new Couple(order("mine"), empty, Side.LEFT, Base.NONE);
    couple.arriving = Arrival.FILL;
    couple.round(halfOpen);
    couple.arriving = null;

    assertThat(couple.writes).isZero();
    couple.settle(OPEN, 1);
    assertThat(couple.right.require(Order.COMMENT)).isEqualTo("mine");
  }

  @Test
  void aCodeWithoutAPairKeepsItsBaseAndTravelsOnceItHasOne() {
    Flow flow = Flow.of(Order.TYPE).fields(FieldRules.of(Order.TYPE).code(Order.STATUS, STAGES));
    Couple couple = new Couple(status("NEW"), status("fresh"), Side.LEFT, Base.NONE);
    couple.settle(flow, 0);
    Base before = couple.link.base();
    couple.left = status("ODD");

    Decision.Update skipped = (Decision.Update) couple.judge(flow);
    couple.round(flow);

    assertThat(skipped.skipped()).containsEntry("status", ValueMap.UNMAPPED);
    assertThat(couple.link.base()).isEqualTo(before);
    Flow wider =
        Flow.of(Order.TYPE)
            .fields(FieldRules.of(Order.TYPE).code(Order.STATUS, STAGES.pair("ODD", "odd")));
    couple.settle(wider, 1);
    assertThat(couple.right.require(Order.STATUS)).isEqualTo("odd");
  }

  @Test
  void aCodeThatArrivedWithoutAPairTravelsAfterItsNextEdit() {
    Flow flow = Flow.of(Order.TYPE).fields(FieldRules.of(Order.TYPE).code(Order.STATUS, STAGES));
    Couple couple = new Couple(status("ODD"), status("fresh"), Side.LEFT, Base.NONE);
    couple.arriving = Arrival.FROM_LEFT;
    couple.round(flow);
    couple.arriving = null;
    couple.left = status("WON");

    couple.settle(flow, 1);

    assertThat(couple.right.require(Order.STATUS)).isEqualTo("done");
  }

  @Test
  void onlyMappedKeepsTheWholeEntityOut() {
    Flow flow =
        Flow.of(Order.TYPE).onlyMapped(Order.STATUS).fields(COMMENT.code(Order.STATUS, STAGES));
    Couple couple =
        new Couple(
            status("ODD").with(Order.COMMENT, "edited"),
            status("fresh").with(Order.COMMENT, "old"),
            Side.LEFT,
            Base.NONE);

    couple.round(flow);

    assertThat(couple.right.require(Order.COMMENT)).isEqualTo("old");
    assertThat(
            new Reconciler(flow, Couple.PRINTS, Abilities.ALL)
                .judge(Pair.alone(Side.LEFT, status("ODD")), Couple.BY_NUMBER, Couple.NOW))
        .isEqualTo(new Decision.Skip("UNMAPPED status"));
  }

  @Test
  void inAOneWayFlowTheSourcesEditTravelsAlthoughTheTargetWasEditedToo() {
    Couple couple = agreed("old");
    couple.left = order("from the source");
    couple.right = order("drifted");

    couple.settle(OPEN.toRight(), 1);

    assertThat(couple.right.require(Order.COMMENT)).isEqualTo("from the source");
    assertThat(couple.left.require(Order.COMMENT)).isEqualTo("from the source");
  }

  @Test
  void aMirroredOneWayFlowPutsTheTargetsDriftBack() {
    Couple couple = agreed("old");
    couple.right = order("drifted");

    assertThat(couple.round(OPEN.toRight())).isFalse();
    couple.settle(OPEN.toRight().drift(Drift.MIRROR), 1);

    assertThat(couple.right.require(Order.COMMENT)).isEqualTo("old");
  }

  @Test
  void aViewFromBeforeOurWriteIsNoEditUntilTheWriteHasSettled() {
    Couple couple = agreed("old");
    couple.left = order("new");
    couple.round(OPEN);
    couple.link = couple.link.committed(Couple.NOW, Couple.NOW.plusSeconds(30));
    couple.right = order("old");

    couple.now = Couple.NOW.plusSeconds(29);
    assertThat(couple.judge(OPEN)).isInstanceOf(Decision.Nothing.class);
    couple.now = Couple.NOW.plusSeconds(30);
    couple.settle(OPEN, 1);
    assertThat(couple.left.require(Order.COMMENT)).isEqualTo("old");
  }

  @Test
  void aChangeThatMustNotBeMadeIsToldOnceThereIsOneAndNotBefore() {
    Flow vetoed = OPEN.fields(new Vetoing(COMMENT, Side.RIGHT));
    Couple couple = agreed("old");

    assertThat(couple.judge(vetoed)).isEqualTo(new Decision.Skip("FORBIDDEN"));
    couple.left = order("new");
    assertThat(couple.judge(vetoed)).isEqualTo(new Decision.Veto("FORBIDDEN"));
    assertThat(couple.judge(vetoed.toLeft())).isInstanceOf(Decision.Nothing.class);
    couple.left = order("old");
    couple.right = order("theirs");
    couple.settle(vetoed, 1);
    assertThat(couple.left.require(Order.COMMENT)).isEqualTo("theirs");
  }

  @Test
  void whatCannotBeDoneYetIsToldAndTriedAgain() {
    Flow later = OPEN.fields(new Vetoing(COMMENT, Side.RIGHT, Wanted.Halt.Kind.LATER));
    Couple couple = agreed("old");
    couple.left = order("new");
    assertThat(couple.judge(later)).isEqualTo(new Decision.Veto("FORBIDDEN", true));
    assertThat(couple.judge(later.toLeft())).isInstanceOf(Decision.Nothing.class);
  }

  /** Rules by which one side is never written. */
  private record Vetoing(FieldRules rules, Side never, Wanted.Halt.Kind kind)
      implements EntityMapper {

    Vetoing(FieldRules rules, Side never) {
      this(rules, never, Wanted.Halt.Kind.VETO);
    }

    @Override
    public List<Unit> units() {
      return rules.units();
    }

    @Override
    public Set<Field<?>> reads(Side side) {
      return rules.reads(side);
    }

    @Override
    public Wanted map(Mapping mapping) {
      Wanted wanted = rules.map(mapping);
      return mapping.target() == never ? wanted.halted(kind, "FORBIDDEN") : wanted;
    }
  }

  private static Couple agreed(String comment) {
    Couple couple = new Couple(order(comment), order(comment), Side.LEFT, Base.NONE);
    couple.round(OPEN);
    return couple;
  }

  private static Entity order(String comment) {
    return Entity.of(Order.TYPE, "1").with(Order.COMMENT, comment);
  }

  private static Entity status(String code) {
    return Entity.of(Order.TYPE, "1").with(Order.STATUS, code);
  }
}
