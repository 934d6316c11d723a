package dev.syncline.internal.base;

import java.util.Arrays;

/**
 * The fingerprint of a unit's value: one number for a value, one for each element of a set, none
 * for an empty unit.
 *
 * @param version of the kind's rules: prints of two versions tell nothing about each other
 * @param elements sorted
 */
public record Print(int version, long[] elements) {

  /** Whether both were made by the same rules. */
  public boolean comparable(Print other) {
    return version == other.version;
  }

  /** Whether the unit had no value. */
  public boolean empty() {
    return elements.length == 0;
  }

  /** Whether the set had this element. */
  public boolean has(long element) {
    return Arrays.binarySearch(elements, element) >= 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Print print
        && print.version == version
        && Arrays.equals(print.elements, elements);
  }

  @Override
  public int hashCode() {
    return 31 * version + Arrays.hashCode(elements);
  }

  @Override
  public String toString() {
    return "Print[" + elements.length + "]";
  }
}
