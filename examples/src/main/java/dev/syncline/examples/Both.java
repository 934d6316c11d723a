package dev.syncline.examples;

/**
 * A count of each side.
 *
 * @since 0.1
 */
public record Both(long left, long right) {

  /** Nothing on either side. */
  public static final Both NONE = new Both(0, 0);

  /** What was added since an earlier count. */
  public Both since(Both before) {
    return new Both(left - before.left, right - before.right);
  }

  /** Both counts together. */
  public Both plus(Both more) {
    return new Both(left + more.left, right + more.right);
  }

  /** Whether there is nothing on either side. */
  public boolean none() {
    return left == 0 && right == 0;
  }

  @Override
  public String toString() {
    return left + " left, " + right + " right";
  }
}
