package dev.syncline.connector;

/**
 * The system answered something that this connector does not understand; the message says what was
 * expected.
 *
 * @since 0.1
 */
public final class ProtocolBroken extends ConnectorException {

  private static final long serialVersionUID = 1L;

  /** Says what happened and what to do. */
  public ProtocolBroken(Account account, String call, String message) {
    super(account, call, message);
  }
}
