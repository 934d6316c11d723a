package dev.syncline.connector;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/**
 * Names one effect: every attempt at it carries the same key, so that a vendor's guard, or a
 * search, can tell that it has already happened.
 *
 * @param plan the plan's name
 * @param flow the flow's name
 * @param source the native id of the entity that the effect follows from
 * @param generation 1 for the first counterpart ever made, one more for each made after a person
 *     asked for a new one
 * @param kind what is done, such as {@code create}
 * @since 0.1
 */
public record OperationKey(String plan, String flow, String source, int generation, String kind) {

  private static final int NAME_BASED_SHA1 = 0x5000;
  private static final UUID NAMESPACE = UUID.fromString("7a3c1f7e-5f0f-5d6a-9a53-0d8f2f8b6d11");

  /** The key as text, stable: stores keep it. */
  public String text() {
    return plan + "/" + flow + "/" + source + "/" + generation + "/" + kind;
  }

  /** A name-based UUID of the key, for vendors whose guard is a UUID (RFC 4122, version 5). */
  public UUID uuid() {
    MessageDigest sha1 = sha1();
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .array());
    ByteBuffer digest = ByteBuffer.wrap(sha1.digest(text().getBytes(StandardCharsets.UTF_8)));
    long high = (digest.getLong() & 0xFFFFFFFFFFFF0FFFL) | NAME_BASED_SHA1;
    long low = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low);
  }

  /**
   * The partner's id as people may read it in a marker field: {@code shop:order:4711}, with the
   * generation if it is not the first.
   */
  public String marker() {
    return plan + ":" + flow + ":" + source + (generation == 1 ? "" : "~" + generation);
  }

  /**
   * The key of the create that left a marker on an entity; empty if it is none of this plan and
   * flow.
   */
  public static Optional<OperationKey> ofMarker(String plan, String flow, String marker) {
    String ours = plan + ":" + flow + ":";
    if (!marker.startsWith(ours) || marker.length() == ours.length()) {
      return Optional.empty();
    }
    String rest = marker.substring(ours.length());
    int tilde = rest.lastIndexOf('~');
    boolean numbered = tilde > 0 && rest.substring(tilde + 1).matches("[0-9]{1,6}");
    return Optional.of(
        new OperationKey(
            plan,
            flow,
            numbered ? rest.substring(0, tilde) : rest,
            numbered ? Integer.parseInt(rest.substring(tilde + 1)) : 1,
            "create"));
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException every) {
      throw new IllegalStateException("every Java has SHA-1", every);
    }
  }

  @Override
  public String toString() {
    return text();
  }
}
