package dev.syncline;

/**
 * Who wins where one unit was changed on both sides since they last agreed.
 *
 * @since 0.1
 */
public enum Conflicts {
  /** The side on which the entity was born. */
  ORIGIN,
  /** The left side. */
  LEFT,
  /** The right side. */
  RIGHT
}
