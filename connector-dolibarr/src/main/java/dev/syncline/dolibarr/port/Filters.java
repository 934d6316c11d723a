package dev.syncline.dolibarr.port;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Texts of the vendor's filter language. Pure. */
final class Filters {

  /** What the input filter or the filter language does not let through within a value. */
  private static final String UNSPEAKABLE = "[\"()'%_:\\\\<>;`,]";

  /** How long all filters of a call may be in its address: web servers take some 8000 signs. */
  private static final int ADDRESS = 5500;

  private static final int MOST = 100;

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

  /** As many filters together as an address has room for, in their order. */
  static List<List<String>> portions(List<String> filters) {
    List<List<String>> portions = new ArrayList<>();
    List<String> portion = new ArrayList<>();
    int length = 0;
    for (String filter : filters) {
      int more = URLEncoder.encode(" or " + filter, StandardCharsets.UTF_8).length();
      if (!portion.isEmpty() && (length + more > ADDRESS || portion.size() == MOST)) {
        portions.add(List.copyOf(portion));
        portion.clear();
        length = 0;
      }
      portion.add(filter);
      length += more;
    }
    if (!portion.isEmpty()) {
      portions.add(List.copyOf(portion));
    }
    return portions;
  }

  static String any(List<String> filters) {
    return String.join(" or ", filters);
  }
}
