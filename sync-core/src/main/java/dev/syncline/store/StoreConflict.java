package dev.syncline.store;

/**
 * A commit was refused whole, because the world is not any more as it was read.
 *
 * @since 0.1
 */
public final class StoreConflict extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is not as expected. */
  public enum Cause {
    /** Another holder has taken the lease. */
    LEASE_LOST,
    /** A link has another revision, or one of its ids is linked already. */
    LINK_CHANGED,
    /** An entry that must not exist does. */
    ENTRY_EXISTS
  }

  private final Cause cause;

  /** Names what is not as expected; the text holds names and ids only. */
  public StoreConflict(Cause cause, String message) {
    super(cause + ": " + message);
    this.cause = cause;
  }

  /** What is not as expected. */
  public Cause what() {
    return cause;
  }
}
