package dev.syncline;

/**
 * What became of a webhook.
 *
 * @since 0.1
 */
public enum WebhookOutcome {
  /** It is stored; the work happens later. */
  ACCEPTED,
  /** It is the vendor's and says nothing that concerns the plan. */
  DUPLICATE,
  /** The signature, token or secret is wrong; nothing is kept of it. */
  NOT_AUTHENTIC,
  /** It cannot be read, or the system has no webhooks. */
  NOT_UNDERSTOOD,
  /** Its body is larger than any webhook's; it was not looked at. The answer is a 413. */
  TOO_LARGE
}
