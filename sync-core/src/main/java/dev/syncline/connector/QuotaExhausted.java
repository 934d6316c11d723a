package dev.syncline.connector;

import java.time.Instant;

/**
 * The vendor refused for quota; nothing was done, and the same call may be repeated at the given
 * moment.
 *
 * @since 0.1
 */
public final class QuotaExhausted extends ConnectorException {

  private static final long serialVersionUID = 1L;

  private final transient Instant until;

  /** Says which quota is used up and when it opens again. */
  public QuotaExhausted(Account account, String call, String message, Instant until) {
    super(account, call, message);
    this.until = until;
  }

  /** When the call may be repeated. */
  public Instant until() {
    return until;
  }
}
