package dev.syncline;

/**
 * Which way a flow, or one of its fields, travels.
 *
 * @since 0.1
 */
public enum Direction {
  /** Both ways. */
  BOTH,
  /** Only from left to right. */
  TO_RIGHT,
  /** Only from right to left. */
  TO_LEFT;

  /** Whether something may travel to this side. */
  public boolean goesTo(Side target) {
    return this == BOTH || (this == TO_RIGHT) == (target == Side.RIGHT);
  }

  /** Whether something may travel to this side if both directions must allow it. */
  public boolean goesTo(Side target, Direction other) {
    return goesTo(target) && other.goesTo(target);
  }
}
