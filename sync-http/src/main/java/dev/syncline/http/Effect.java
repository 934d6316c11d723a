package dev.syncline.http;

/**
 * What a call does on the other side; it decides what a lost answer means.
 *
 * @since 0.1
 */
public enum Effect {
  /** Changes nothing: a lost answer is {@code Unavailable}, and asking again is harmless. */
  READ,
  /** May change something: a lost answer is {@code OutcomeUnknown}. */
  WRITE
}
