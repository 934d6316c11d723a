package dev.syncline.connector;

/**
 * The credentials are good, but a right is missing; the message names it and where it is granted.
 *
 * @since 0.1
 */
public final class AccessDenied extends ConnectorException {

  private static final long serialVersionUID = 1L;

  private final String missingRight;

  /** Says what was asked and which right would allow it. */
  public AccessDenied(Account account, String call, String message, String missingRight) {
    super(account, call, message);
    this.missingRight = missingRight;
  }

  /** The vendor's name of the missing right, scope or permission. */
  public String missingRight() {
    return missingRight;
  }
}
