package dev.syncline.mapping;

import dev.syncline.Side;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a unit that differs on two linked entities and of which nothing was ever agreed:
 * a pair found by matching, a rule or a field that was added later.
 *
 * @since 0.1
 */
public enum Arrival {
  /** Both keep their value; each is its own base, and the next edit travels. */
  KEEP,
  /** An empty side takes the other's value; otherwise both keep theirs. Sets are united. */
  FILL,
  /** The left value is put into the right. */
  FROM_LEFT,
  /** The right value is put into the left. */
  FROM_RIGHT;

  /** The arrival that takes the value of a side. */
  public static Arrival from(Side side) {
    return side == Side.LEFT ? FROM_LEFT : FROM_RIGHT;
  }

  /** The side whose value wins, if one does. */
  public @Nullable Side winner() {
    return switch (this) {
      case FROM_LEFT -> Side.LEFT;
      case FROM_RIGHT -> Side.RIGHT;
      case KEEP, FILL -> null;
    };
  }
}
