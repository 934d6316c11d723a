package dev.syncline.testkit.fake;

/**
 * Bad weather between a client and a fake.
 *
 * @since 0.1
 */
public enum Fault {
  /** The connection breaks before the request is handled: nothing happened. */
  LOST_BEFORE,
  /** The request is handled, then the connection breaks: it happened, the client does not know. */
  LOST_AFTER,
  /** The connection breaks at once; the request is handled later, at {@link Faults#land()}. */
  LANDS_LATE,
  /** Status 500 with an HTML body; nothing happened. */
  SERVER_ERROR,
  /** The request is handled, then status 504 with an HTML body is answered. */
  GATEWAY_TIMEOUT,
  /**
   * The vendor's own refusal for too many requests, with nothing done; a fake says how it looks.
   */
  QUOTA,
  /** The request is handled; the answer is cut in the middle of its body. */
  MALFORMED,
  /** The request is handled; the answer is longer than any client should take. */
  OVERSIZED,
  /**
   * The request is handled; the client gives up waiting for the answer. Over a socket the
   * connection ends without one, so that no test has to wait.
   */
  SILENT
}
