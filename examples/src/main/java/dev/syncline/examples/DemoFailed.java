package dev.syncline.examples;

/**
 * The demo cannot go on or did not show what it promises; the message says what to do or to look
 * at.
 *
 * @since 0.1
 */
public final class DemoFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what to do. */
  public DemoFailed(String message) {
    super(message);
  }
}
