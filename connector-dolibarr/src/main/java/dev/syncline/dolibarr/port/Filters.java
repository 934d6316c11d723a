package dev.syncline.dolibarr.port;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Texts of the vendor's filter language. Pure. */
final class Filters {

  /** What the input filter or the filter language does not let through within a value. */
  private static final String UNSPEAKABLE = "[\"()'%_:\\\\<>;`,]";

  private Filters() {}

  /** Both, where there are two. */
  static String and(String... parts) {
    List<String> said = List.of(parts).stream().filter(part -> !part.isEmpty()).toList();
    return said.size() < 2
        ? String.join("", said)
        : said.stream().map(Filters::bracketed).collect(Collectors.joining(" and "));
  }

  private static String bracketed(String part) {
    return part.contains(") or (") ? "(" + part + ")" : part;
  }

  static String ids(String column, Collection<String> ids) {
    return "(" + column + ":in:" + String.join(",", ids) + ")";
  }

  static String above(String column, String id) {
    return "(" + column + ":>:" + id + ")";
  }

  /** Changed since, in the row or in its extra fields. */
  static String since(String text, String extras) {
    String row = "(t.tms:>=:'" + text + "')";
    return extras.isEmpty() ? row : row + " or (" + extras + ".tms:>=:'" + text + "')";
  }

  /**
   * Equal to a text; where it holds what cannot be said, any character may stand there, and the
   * hits are looked through.
   */
  static String equal(String column, String value) {
    String spoken = value.replaceAll(UNSPEAKABLE, "_");
    return spoken.equals(value)
        ? "(" + column + ":=:'" + value + "')"
        : "(" + column + ":like:'" + spoken + "')";
  }

  static String ending(String column, String value) {
    return "(" + column + ":like:'%" + value + "')";
  }

  static String any(List<String> filters) {
    return String.join(" or ", filters);
  }
}
