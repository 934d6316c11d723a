package dev.syncline.mapping;

/**
 * When a unit is written.
 *
 * @since 0.1
 */
public enum When {
  /** Whenever it differs. */
  ALWAYS,
  /**
   * Whenever it differs, but never when the counterpart is made: right after that, by a write of its
   * own, which is tried again until it is done. So a document is first made, and then validated.
   */
  ONCE_MADE,
  /** Only when the counterpart is made; afterwards it is neither compared nor written. */
  CREATE_ONLY,
  /** Only while the target's field is empty. */
  IF_EMPTY
}
