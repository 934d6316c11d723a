package dev.syncline.examples.world;

/**
 * On which side something is before the first sync.
 *
 * @since 0.1
 */
public enum Home {
  /** Only on the left. */
  LEFT,
  /** Only on the right. */
  RIGHT,
  /** On both sides, to be found by matching. */
  BOTH;

  /** Whether it is on the left. */
  public boolean onLeft() {
    return this != RIGHT;
  }

  /** Whether it is on the right. */
  public boolean onRight() {
    return this != LEFT;
  }

  /** Whether something that lives here may refer to something that lives there. */
  public boolean sees(Home other) {
    return other == this || other == BOTH;
  }
}
