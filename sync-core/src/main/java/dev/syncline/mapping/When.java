package dev.syncline.mapping;

/**
 * When a unit is written.
 *
 * @since 0.1
 */
public enum When {
  /** Whenever it differs. */
  ALWAYS,
  /** Only when the counterpart is made; afterwards it is neither compared nor written. */
  CREATE_ONLY,
  /** Only while the target's field is empty. */
  IF_EMPTY
}
