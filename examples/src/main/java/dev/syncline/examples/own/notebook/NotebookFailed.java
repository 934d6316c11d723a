package dev.syncline.examples.own.notebook;

/**
 * A call that got no answer.
 *
 * @since 0.1
 */
public final class NotebookFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Trouble {
    /** The password is not that of the notebook. */
    WRONG_PASSWORD,
    /** Nobody is there; nothing was done. */
    CLOSED,
    /** The question was lost. */
    CUT_BEFORE,
    /** The answer was lost. */
    CUT_AFTER
  }

  private final Trouble trouble;

  NotebookFailed(Trouble trouble) {
    this.trouble = trouble;
  }

  Trouble trouble() {
    return trouble;
  }
}
