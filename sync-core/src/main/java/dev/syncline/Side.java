package dev.syncline;

/**
 * One of the two sides of a plan.
 *
 * @since 0.1
 */
public enum Side {
  /** The first account of {@code between(left, right)}. */
  LEFT,
  /** The second account. */
  RIGHT;

  /** The other side. */
  public Side other() {
    return this == LEFT ? RIGHT : LEFT;
  }

  /** Lower case, for messages. */
  public String word() {
    return this == LEFT ? "left" : "right";
  }
}
