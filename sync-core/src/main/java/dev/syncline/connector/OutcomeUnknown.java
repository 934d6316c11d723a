package dev.syncline.connector;

/**
 * A write was sent and no trustworthy answer came: it may have happened, and it may still happen.
 *
 * @since 0.1
 */
public final class OutcomeUnknown extends ConnectorException {

  private static final long serialVersionUID = 1L;

  /** Says what happened and what to do. */
  public OutcomeUnknown(Account account, String call, String message) {
    super(account, call, message);
  }
}
