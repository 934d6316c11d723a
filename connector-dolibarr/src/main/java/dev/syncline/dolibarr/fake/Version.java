package dev.syncline.dolibarr.fake;

/** A version of Dolibarr. */
record Version(String text, int major, int minor, int patch) implements Comparable<Version> {

  static Version parse(String text) {
    String[] parts = text.replaceAll("[^0-9.].*", "").split("\\.");
    return new Version(text, part(parts, 0), part(parts, 1), part(parts, 2));
  }

  private static int part(String[] parts, int index) {
    return parts.length > index && !parts[index].isEmpty() ? Integer.parseInt(parts[index]) : 0;
  }

  boolean atLeast(int wanted) {
    return major >= wanted;
  }

  boolean atLeast(String wanted) {
    return compareTo(parse(wanted)) >= 0;
  }

  @Override
  public int compareTo(Version other) {
    int byMajor = Integer.compare(major, other.major);
    int byMinor = byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
    return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
  }
}
