package dev.syncline.connector;

/**
 * What keeps a whole call from succeeding, named by what to do about it.
 *
 * <p>What concerns one item of a bulk is a result, not an exception. Messages name the account, the
 * call and the remedy, and hold neither secrets nor personal data.
 *
 * @since 0.1
 */
public abstract sealed class ConnectorException extends RuntimeException
    permits AuthenticationFailed,
        AccessDenied,
        QuotaExhausted,
        Unavailable,
        TooLarge,
        CursorLost,
        OutcomeUnknown,
        ProtocolBroken {

  private static final long serialVersionUID = 1L;

  private final transient Account account;
  private final String call;

  ConnectorException(Account account, String call, String message) {
    super(account + ", " + call + ": " + message);
    this.account = account;
    this.call = call;
  }

  /** The account that was asked. */
  public Account account() {
    return account;
  }

  /** The vendor's name of the call, such as {@code crm.item.list}. */
  public String call() {
    return call;
  }
}
