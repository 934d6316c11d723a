package dev.syncline;

/**
 * What becomes of the counterpart of an entity that is certainly gone.
 *
 * @since 0.1
 */
public enum Gone {
  /** It stays; the link is detached, so that nothing is made again, and it is reported. */
  UNLINK,
  /** It is removed too. */
  DELETE
}
