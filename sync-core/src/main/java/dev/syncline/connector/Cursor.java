package dev.syncline.connector;

/**
 * An opaque, boundary-safe position in a feed. Printable, at most {@link #MAX_LENGTH} characters,
 * without personal data.
 *
 * @param text what the feed needs to go on from here
 * @since 0.1
 */
public record Cursor(String text) {

  /** The longest cursor that a store keeps. */
  public static final int MAX_LENGTH = 2000;

  /** Checks the length. */
  public Cursor {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a cursor has at most " + MAX_LENGTH + " characters");
    }
  }
}
