package dev.syncline.store.jdbc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How ids, keys and names stand in the columns that are searched.
 *
 * <p>One that fits stands as it is. A long one, or one with characters that a database refuses,
 * stands as its head and its digest, which is longer than any that fits; whole it is kept beside.
 */
final class Names {

  /** Three columns of this many characters fit into one index of every database. */
  static final int FITS = 120;

  private static final int ABSENT = -1;

  private Names() {}

  static boolean fits(String name) {
    return name.length() <= FITS && isPlain(name);
  }

  private static boolean isPlain(String name) {
    for (int at = 0; at < name.length(); at++) {
      char unit = name.charAt(at);
      if (unit == 0) {
        return false;
      }
      if (Character.isSurrogate(unit)) {
        boolean pair =
            at + 1 < name.length() && Character.isSurrogatePair(unit, name.charAt(at + 1));
        if (!pair) {
          return false;
        }
        at++;
      }
    }
    return true;
  }

  /** The name as it stands in a column to search by. */
  static String column(String name) {
    if (fits(name)) {
      return name;
    }
    String head = head(name);
    return head + "~".repeat(FITS + 1 - head.length()) + digest(name);
  }

  static @Nullable String columnOrNull(@Nullable String name) {
    return name == null ? null : column(name);
  }

  private static String head(String name) {
    int end = Math.min(FITS, name.length());
    boolean splits =
        end < name.length() && Character.isSurrogatePair(name.charAt(end - 1), name.charAt(end));
    return clean(name.substring(0, splits ? end - 1 : end));
  }

  /** Without what a database refuses in a text. */
  static String clean(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(each -> each == 0 || (each >= 0xD800 && each <= 0xDFFF) ? 0xFFFD : each)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static String digest(String name) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf16(name)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every JDK has SHA-256", missing);
    }
  }

  /** Unit by unit: also what is no text. */
  private static byte[] utf16(String name) {
    ByteBuffer units = ByteBuffer.allocate(2 * name.length());
    name.chars().forEach(unit -> units.putChar((char) unit));
    return units.array();
  }

  /** What is kept beside: the names that do not fit, or null if all do. */
  static byte @Nullable [] beside(@Nullable String... names) {
    if (Arrays.stream(names).allMatch(name -> name == null || fits(name))) {
      return null;
    }
    int size = 0;
    for (String name : names) {
      size += Integer.BYTES + (name == null || fits(name) ? 0 : 2 * name.length());
    }
    ByteBuffer bytes = ByteBuffer.allocate(size);
    for (String name : names) {
      if (name == null || fits(name)) {
        bytes.putInt(ABSENT);
      } else {
        bytes.putInt(name.length()).put(utf16(name));
      }
    }
    return bytes.array();
  }

  /** The name in a row: from its column, or from what is kept beside, at its place there. */
  static @Nullable String whole(@Nullable String column, byte @Nullable [] beside, int place) {
    if (beside == null || column == null || column.length() <= FITS) {
      return column;
    }
    ByteBuffer bytes = ByteBuffer.wrap(beside);
    for (int at = 0; at < place; at++) {
      int length = bytes.getInt();
      bytes.position(bytes.position() + 2 * Math.max(0, length));
    }
    int length = bytes.getInt();
    char[] units = new char[length];
    bytes.asCharBuffer().get(units);
    return new String(units);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
