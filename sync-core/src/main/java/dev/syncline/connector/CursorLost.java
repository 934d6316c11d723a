package dev.syncline.connector;

/**
 * The feed's position is no longer known to the system: the feed starts again with a full
 * enumeration.
 *
 * @since 0.1
 */
public final class CursorLost extends ConnectorException {

  private static final long serialVersionUID = 1L;

  /** Says what happened and what to do. */
  public CursorLost(Account account, String call, String message) {
    super(account, call, message);
  }
}
