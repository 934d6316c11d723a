package dev.syncline;

import java.security.SecureRandom;

/**
 * The host's secret that fingerprints are keyed with: without it, a store tells nothing about
 * anybody's data.
 *
 * <p>It belongs where the host keeps its other secrets, never into the store. With another secret
 * every base is "no base": equal sides agree silently, so it can be rotated. Thread-safe; {@code
 * toString} tells nothing.
 *
 * @since 0.1
 */
public interface Secrets {

  /** The length of a key in bytes. */
  int KEY_LENGTH = 16;

  /** The 128-bit key for a plan's fingerprints. */
  byte[] key(String plan);

  /**
   * The 128-bit key for what the plans of one account have to recognise of each other: it must be
   * the same for all of them. Unless said otherwise, the one that {@link #key} gives for {@code
   * account:} and the account.
   *
   * @param account the account as {@link dev.syncline.connector.Account#key} has it
   */
  default byte[] accountKey(String account) {
    return key("account:" + account);
  }

  /**
   * One key for all plans.
   *
   * @throws IllegalArgumentException unless it has {@link #KEY_LENGTH} bytes
   */
  static Secrets of(byte[] key) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("a fingerprint key has " + KEY_LENGTH + " bytes");
    }
    byte[] kept = key.clone();
    return plan -> kept.clone();
  }

  /** A key that is forgotten with the process: for stores that are forgotten with it too. */
  static Secrets forThisProcess() {
    byte[] key = new byte[KEY_LENGTH];
    new SecureRandom().nextBytes(key);
    return of(key);
  }
}
