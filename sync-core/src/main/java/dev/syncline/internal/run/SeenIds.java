package dev.syncline.internal.run;

import java.util.Arrays;

/**
 * Which of many ids were seen, in some sixteen bytes each, by their prints. Two ids with one print
 * count as one: what was not seen may so be taken for seen, never the other way round. Not
 * thread-safe.
 */
final class SeenIds {

  private static final int FIRST = 1 << 10;

  private long[] slots = new long[FIRST];
  private int size;
  private boolean zero;

  void add(long print) {
    if (print == 0) {
      zero = true;
      return;
    }
    if (2 * (size + 1) > slots.length) {
      grow();
    }
    int at = place(slots, print);
    size += slots[at] == 0 ? 1 : 0;
    slots[at] = print;
  }

  boolean has(long print) {
    return print == 0 ? zero : slots[place(slots, print)] == print;
  }

  void forget() {
    Arrays.fill(slots, 0);
    size = 0;
    zero = false;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    for (long print : slots) {
      if (print != 0) {
        larger[place(larger, print)] = print;
      }
    }
    slots = larger;
  }

  /** Where it is, or the free place where it goes: prints are evenly spread. */
  private static int place(long[] slots, long print) {
    int last = slots.length - 1;
    int at = (int) print & last;
    while (slots[at] != 0 && slots[at] != print) {
      at = (at + 1) & last;
    }
    return at;
  }
}
