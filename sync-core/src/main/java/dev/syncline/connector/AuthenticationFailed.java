package dev.syncline.connector;

/**
 * The credentials are refused: nothing more is asked of this account until a person has mended
 * them.
 *
 * @since 0.1
 */
public final class AuthenticationFailed extends ConnectorException {

  private static final long serialVersionUID = 1L;

  /** What a check calls the problem, unless the vendor's words name it better. */
  public static final String CODE = "AUTHENTICATION_FAILED";

  private final String code;

  /** Says what happened and what to do. */
  public AuthenticationFailed(Account account, String call, String message) {
    this(account, call, message, CODE);
  }

  /**
   * Says what happened and what to do.
   *
   * @param code what a check calls the problem, such as {@code B24_USER_MISSING}
   */
  public AuthenticationFailed(Account account, String call, String message, String code) {
    super(account, call, message);
    this.code = code;
  }

  /** The code of the problem that a check makes of it. */
  public String code() {
    return code;
  }
}
