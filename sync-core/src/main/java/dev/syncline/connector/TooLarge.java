package dev.syncline.connector;

/**
 * The call asked for too much at once: the same in smaller portions will do.
 *
 * @since 0.1
 */
public final class TooLarge extends ConnectorException {

  private static final long serialVersionUID = 1L;

  /** Says what happened and what to do. */
  public TooLarge(Account account, String call, String message) {
    super(account, call, message);
  }
}
