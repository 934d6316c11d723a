package dev.syncline.prestashop.fake;

/** A release of the shop, such as 8.2.0, compared number by number. */
record Version(String text) {

  boolean atLeast(String other) {
    String[] mine = text.split("\\.");
    String[] theirs = other.split("\\.");
    for (int i = 0; i < Math.max(mine.length, theirs.length); i++) {
      int difference = part(mine, i) - part(theirs, i);
      if (difference != 0) {
        return difference > 0;
      }
    }
    return true;
  }

  private static int part(String[] parts, int index) {
    return index < parts.length ? Integer.parseInt(parts[index]) : 0;
  }
}
