package dev.syncline.mapping;

import dev.syncline.Direction;
import dev.syncline.Drift;
import dev.syncline.Side;
import dev.syncline.model.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pair of change units: the smallest thing that is merged between two sides.
 *
 * @param name stable and unique within its mapper: bases are kept by it
 * @param left the left field, or null if the unit has none
 * @param right the right field, or null if the unit has none
 * @param direction which way it travels
 * @param when when it is written
 * @param arrival what becomes of unequal sides without a base; null takes the flow's
 * @param lines how the lines of a list correspond; null for all other kinds
 * @param drift what becomes of a change made in the target of a one-way unit; null takes the flow's
 * @since 0.1
 */
public record Unit(
    String name,
    @Nullable Field<?> left,
    @Nullable Field<?> right,
    Direction direction,
    When when,
    @Nullable Arrival arrival,
    @Nullable EntityMapper lines,
    @Nullable Drift drift) {

  /** A unit whose drift is the flow's. */
  public Unit(
      String name,
      @Nullable Field<?> left,
      @Nullable Field<?> right,
      Direction direction,
      When when,
      @Nullable Arrival arrival,
      @Nullable EntityMapper lines) {
    this(name, left, right, direction, when, arrival, lines, null);
  }

  /** The field on a side, if the unit has one there. */
  public Optional<Field<?>> field(Side side) {
    return Optional.ofNullable(side == Side.LEFT ? left : right);
  }

  /** Whether the unit may be written to a side. */
  public boolean writes(Side target) {
    return direction.goesTo(target) && field(target).isPresent();
  }
}
