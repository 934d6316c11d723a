package dev.syncline.internal.reconcile;

import dev.syncline.Direction;
import dev.syncline.Drift;
import dev.syncline.Side;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.When;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must become of one text unit, said once more and naively: null is "not said", the empty text
 * is "has none".
 *
 * @param left what the left says
 * @param right what the right says
 * @param baseLeft what the left agreed on, null if never
 * @param baseRight what the right agreed on, null if never
 * @param flow the flow's direction
 * @param unit the unit's direction
 * @param winner who wins conflicts
 */
record UnitOracle(
    @Nullable String left,
    @Nullable String right,
    @Nullable String baseLeft,
    @Nullable String baseRight,
    Direction flow,
    Direction unit,
    Side winner,
    Arrival arrival,
    Drift drift,
    When when) {

  /**
   * What is expected.
   *
   * @param target where something is written, null if nowhere
   * @param value what is written
   * @param baseLeft what the left has agreed on afterwards
   * @param baseRight what the right has agreed on afterwards
   */
  record Expected(
      @Nullable Side target,
      @Nullable String value,
      @Nullable String baseLeft,
      @Nullable String baseRight) {}

  Expected expected() {
    // What is given at birth only is nobody's business later; what may not travel is not compared.
    if (when == When.CREATE_ONLY || (!mayGoTo(Side.LEFT) && !mayGoTo(Side.RIGHT))) {
      return baseStays();
    }
    // What a side did not say is not compared.
    if (left == null || right == null) {
      return baseStays();
    }
    // Equality first, whatever the bases say.
    if (left.equals(right)) {
      return new Expected(null, null, left, right);
    }
    // Nothing was ever agreed: the arrival's rule.
    if (baseLeft == null || baseRight == null) {
      return arrived();
    }
    boolean leftEdited = !left.equals(baseLeft);
    boolean rightEdited = !right.equals(baseRight);
    if (!leftEdited && !rightEdited) {
      return baseStays();
    }
    // Both edited: of a one-way unit the source's value goes, else the policy decides.
    if (leftEdited && rightEdited) {
      boolean bothWays = mayGoTo(Side.LEFT) && mayGoTo(Side.RIGHT);
      return bothWays ? carried(winner) : carried(mayGoTo(Side.RIGHT) ? Side.LEFT : Side.RIGHT);
    }
    // One edited: its value goes to the other. An edit in the target of a one-way unit stays, or,
    // mirrored, is put back.
    Side edited = leftEdited ? Side.LEFT : Side.RIGHT;
    if (mayGoTo(edited.other())) {
      return carried(edited);
    }
    return drift == Drift.MIRROR ? carried(edited.other()) : baseStays();
  }

  private Expected arrived() {
    Side source =
        switch (arrival) {
          case FROM_LEFT -> Side.LEFT;
          case FROM_RIGHT -> Side.RIGHT;
          // An empty side is filled; two values both stay.
          case FILL -> "".equals(left) ? Side.RIGHT : "".equals(right) ? Side.LEFT : null;
          case KEEP -> null;
        };
    // Both stay, each as its own base.
    if (source == null || !mayGoTo(source.other())) {
      return new Expected(null, null, left, right);
    }
    return carried(source);
  }

  private Expected carried(Side source) {
    String value = Objects.requireNonNull(source == Side.LEFT ? left : right);
    String held = source == Side.LEFT ? right : left;
    // Only into a side that has none.
    if (when == When.IF_EMPTY && !"".equals(held)) {
      return baseStays();
    }
    return new Expected(source.other(), value, value, value);
  }

  private Expected baseStays() {
    return new Expected(null, null, baseLeft, baseRight);
  }

  private boolean mayGoTo(Side target) {
    Direction way = target == Side.LEFT ? Direction.TO_LEFT : Direction.TO_RIGHT;
    return (flow == Direction.BOTH || flow == way) && (unit == Direction.BOTH || unit == way);
  }
}
