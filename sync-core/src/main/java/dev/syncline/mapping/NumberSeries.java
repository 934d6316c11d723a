package dev.syncline.mapping;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The numbers that a new entity may be given, in order: {@code bx24-12}, {@code bx24-12-2}, {@code
 * bx24-12-3} and so on. Nothing is made before it is asked for.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class NumberSeries extends AbstractList<String> implements RandomAccess {

  private final String first;
  private final int second;
  private final int length;

  private NumberSeries(String first, int second, int length) {
    this.first = Objects.requireNonNull(first, "first");
    this.second = second;
    this.length = length;
  }

  /**
   * The number itself, then the number with {@code -2}, {@code -3} and so on behind it.
   *
   * @param length how many numbers there are in all, at least one
   */
  public static List<String> suffixed(String first, int length) {
    return counted(first, 2, length);
  }

  /**
   * The number itself, then the number with {@code -<second>} behind it, and so on upwards.
   *
   * @param length how many numbers there are in all, at least one
   */
  public static List<String> counted(String first, int second, int length) {
    if (length < 1) {
      throw new IllegalArgumentException("a series has at least one number, not " + length);
    }
    return new NumberSeries(first, second, length);
  }

  @Override
  public String get(int at) {
    Objects.checkIndex(at, length);
    return at == 0 ? first : first + "-" + (second + at - 1);
  }

  @Override
  public int size() {
    return length;
  }
}
