package dev.syncline.prestashop.port;

import java.util.Arrays;
import java.util.Base64;

/**
 * Prints of a list's rows, so many ids to a bucket: what a cursor can keep of a list that dates
 * nothing. A bucket whose print is another holds a change.
 *
 * <p>A print is a sum over rows, so it needs no order, and two buckets are added where the list has
 * grown beyond what there is room for. Not thread-safe.
 */
final class Buckets {

  /** As many as a cursor has room for. */
  static final int MOST = 200;

  private static final long SMALLEST = 64;
  private static final int BYTES = 6;
  private static final int CHARS = 8;
  private static final long MASK = (1L << (BYTES * 8)) - 1;

  private long width;
  private long[] known;

  private Buckets(long width, long[] known) {
    this.width = width;
    this.known = known;
  }

  static Buckets none() {
    return new Buckets(SMALLEST, new long[0]);
  }

  /** Whether nothing was ever shown. */
  boolean isEmpty() {
    return known.length == 0;
  }

  /** The bucket of an id; makes room for it. */
  int of(long id) {
    while ((id - 1) / width >= MOST) {
      known = halved(known);
      width *= 2;
    }
    return (int) ((id - 1) / width);
  }

  /** How many ids a bucket has. */
  long width() {
    return width;
  }

  int count() {
    return known.length;
  }

  long print(int bucket) {
    return bucket < known.length ? known[bucket] : 0;
  }

  void set(int bucket, long print) {
    if (bucket >= known.length) {
      known = Arrays.copyOf(known, bucket + 1);
    }
    known[bucket] = print & MASK;
  }

  /** All prints, as they are now. */
  long[] prints() {
    return known.clone();
  }

  static long sum(long one, long other) {
    return (one + other) & MASK;
  }

  /** Each two buckets become one. */
  static long[] halved(long[] prints) {
    long[] half = new long[(prints.length + 1) / 2];
    for (int at = 0; at < prints.length; at++) {
      half[at / 2] = sum(half[at / 2], prints[at]);
    }
    return half;
  }

  /** A print of one row: never 0, which stands for no row. */
  static long print(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int at = 0; at < text.length(); at++) {
      hash = (hash ^ text.charAt(at)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0x9E3779B97F4A7C15L;
    return ((hash ^ (hash >>> 29)) & MASK) | 1;
  }

  String text() {
    byte[] bytes = new byte[known.length * BYTES];
    for (int at = 0; at < known.length; at++) {
      for (int each = 0; each < BYTES; each++) {
        bytes[at * BYTES + each] = (byte) (known[at] >>> (8 * each));
      }
    }
    return width + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws RuntimeException if somebody else wrote it
   */
  static Buckets parse(String text) {
    int dot = text.indexOf('.');
    long width = Long.parseLong(text.substring(0, dot));
    String prints = text.substring(dot + 1);
    if (width < SMALLEST || prints.length() % CHARS != 0 || prints.length() > MOST * CHARS) {
      throw new IllegalArgumentException("no buckets");
    }
    byte[] bytes = Base64.getUrlDecoder().decode(prints);
    long[] known = new long[bytes.length / BYTES];
    for (int at = 0; at < known.length; at++) {
      for (int each = 0; each < BYTES; each++) {
        known[at] |= (bytes[at * BYTES + each] & 0xFFL) << (8 * each);
      }
    }
    return new Buckets(width, known);
  }
}
