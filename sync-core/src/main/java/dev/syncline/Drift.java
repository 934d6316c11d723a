package dev.syncline;

/**
 * What becomes of a change that was made where the flow does not read it: in the target of a
 * one-way unit.
 *
 * @since 0.1
 */
public enum Drift {
  /** It stays until the source changes. */
  PUSH,
  /** It is put back to what the source says. */
  MIRROR
}
