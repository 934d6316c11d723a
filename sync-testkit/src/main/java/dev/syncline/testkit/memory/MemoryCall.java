package dev.syncline.testkit.memory;

/**
 * The calls that a {@link MemoryConnector} counts and that can fail.
 *
 * @since 0.1
 */
public enum MemoryCall {
  /** Who am I. */
  CHECK,
  /** A page of a feed. */
  LIST,
  /** A read by ids. */
  READ,
  /** A search by keys. */
  FIND,
  /** A batch of writes. */
  WRITE,
  /** A look for what a create may have made. */
  LOCATE,
  /** A custom field is made. */
  MAKE_FIELD,
  /** Webhooks are subscribed to, or their subscriptions listed. */
  SUBSCRIBE
}
