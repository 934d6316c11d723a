package dev.syncline.model;

/**
 * How phone numbers are compared. One engine uses one ruler, so both sides are measured alike.
 *
 * <p>Implementations are thread-safe and pure.
 *
 * @since 0.1
 */
public interface PhoneRules {

  /** The form in which two writings of one number are equal. */
  String normal(String raw);

  /**
   * The name of the rules and their version: another one makes every fingerprint of a phone "no
   * base".
   */
  default String version() {
    return getClass().getName();
  }

  /** Digits only, without the plus: right for numbers that are always written internationally. */
  static PhoneRules digits() {
    return DigitsOnly.INSTANCE;
  }
}
