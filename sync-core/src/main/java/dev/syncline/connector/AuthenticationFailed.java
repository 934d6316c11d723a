package dev.syncline.connector;

/**
 * The credentials are refused: nothing more is asked of this account until a person has mended
 * them.
 *
 * @since 0.1
 */
public final class AuthenticationFailed extends ConnectorException {

  private static final long serialVersionUID = 1L;

  /** Says what happened and what to do. */
  public AuthenticationFailed(Account account, String call, String message) {
    super(account, call, message);
  }
}
