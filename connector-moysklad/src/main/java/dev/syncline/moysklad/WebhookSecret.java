package dev.syncline.moysklad;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The host's secret in the query of the address that the vendor is given. Immutable. */
final class WebhookSecret {

  private static final String NAME = "secret=";
  private static final int SHORTEST = 16;

  private final String text;

  private WebhookSecret(String text) {
    this.text = text;
  }

  /**
   * A secret.
   *
   * @throws IllegalArgumentException if it is so short that it can be guessed
   */
  static WebhookSecret of(String text) {
    if (text.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "a webhook secret has at least " + SHORTEST + " characters that cannot be guessed");
    }
    return new WebhookSecret(text);
  }

  String text() {
    return text;
  }

  /** The address as the vendor is given it. */
  String into(URI address) {
    String plain = address.toString();
    String joint = address.getRawQuery() == null ? "?" : "&";
    return plain + joint + NAME + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Whether a query holds it; takes as long for a wrong one as for the right one. */
  boolean isIn(String query) {
    boolean found = false;
    for (String part : query.split("&", -1)) {
      if (part.startsWith(NAME)) {
        found |= MessageDigest.isEqual(digest(decoded(part)), digest(text));
      }
    }
    return found;
  }

  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.substring(NAME.length()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return "";
    }
  }

  /** Whether a subscription leads to an address, with this secret or an earlier one. */
  boolean isOf(URI address, String url) {
    int at = Math.max(url.lastIndexOf("?" + NAME), url.lastIndexOf("&" + NAME));
    return at >= 0 && url.substring(0, at).equals(address.toString());
  }

  /** Digests are of one length: not even that is told. */
  private static byte[] digest(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java has SHA-256", every);
    }
  }

  @Override
  public String toString() {
    return "webhook secret";
  }
}
