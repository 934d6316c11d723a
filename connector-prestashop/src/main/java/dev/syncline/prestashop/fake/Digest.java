package dev.syncline.prestashop.fake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Hashes, keys and references that look like the shop's and come out the same every time. */
final class Digest {

  private static final int KEY_LENGTH = 32;
  private static final int REFERENCE_LENGTH = 9;
  private static final int LETTERS = 26;

  private Digest() {}

  static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String key(String of, int id) {
    return sha1((of + id).getBytes(StandardCharsets.UTF_8)).substring(0, KEY_LENGTH);
  }

  /** Nine letters, no two orders alike. */
  static String reference(int order) {
    // Odd and without the factor 13, so that it permutes the references.
    long scrambled = (order * 2_862_933_555_77L) % (long) Math.pow(LETTERS, REFERENCE_LENGTH);
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < REFERENCE_LENGTH; i++) {
      letters.append((char) ('A' + scrambled % LETTERS));
      scrambled /= LETTERS;
    }
    return letters.reverse().toString().toUpperCase(Locale.ROOT);
  }
}
