package dev.syncline.connector;

import java.time.Duration;

/**
 * The system does not answer now, and nothing was done: the same call may be repeated after a
 * while.
 *
 * @since 0.1
 */
public final class Unavailable extends ConnectorException {

  private static final long serialVersionUID = 1L;

  private final transient Duration retryAfter;

  /** Says what failed and how long to wait. */
  public Unavailable(Account account, String call, String message, Duration retryAfter) {
    super(account, call, message);
    this.retryAfter = retryAfter;
  }

  /** How long to wait before the call is repeated. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
