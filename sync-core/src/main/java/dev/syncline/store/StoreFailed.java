package dev.syncline.store;

/**
 * A store cannot do its work: unreachable, full, locked, read-only, or of another schema. The run
 * that meets it ends; of the commit under way nothing is applied, except where {@link
 * Reason#OUTCOME_UNKNOWN} says that nobody knows. The next run goes on from what is kept.
 *
 * @since 0.1
 */
public final class StoreFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Reason {
    /** No connection, or one that was lost before anything was committed. */
    UNREACHABLE,
    /** The connection was lost while a commit was being confirmed: it is kept whole, or not. */
    OUTCOME_UNKNOWN,
    /** Somebody else held a lock for too long. */
    LOCKED,
    /** No space is left. */
    FULL,
    /** The database takes no writes, or the user may not write. */
    READ_ONLY,
    /** The tables are missing, too old, or newer than this library. */
    SCHEMA,
    /** Anything else. */
    BROKEN
  }

  private final Reason reason;

  /** The text names the store and what to do; it holds no secret and no customer data. */
  public StoreFailed(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The same, with what led to it. */
  public StoreFailed(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }
}
