package dev.syncline.prestashop.fake;

import dev.syncline.testkit.fake.RequestLog;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What reached the shop, counted by method and resource. Immutable.
 *
 * @since 0.1
 */
public final class Requests {

  private final List<RequestLog.Entry> entries;

  Requests(List<RequestLog.Entry> entries) {
    this.entries = entries;
  }

  /** All of them. */
  public int total() {
    return entries.size();
  }

  /** Those for a resource, such as {@code products}. */
  public int of(String resource) {
    return (int) entries.stream().filter(entry -> resource(entry).equals(resource)).count();
  }

  /** Those for a resource with a method. */
  public int of(String method, String resource) {
    return byMethodAndResource().getOrDefault(method.toUpperCase(Locale.ROOT) + " " + resource, 0);
  }

  /** How many by method and resource, such as {@code GET products}. */
  public Map<String, Integer> byMethodAndResource() {
    Map<String, Integer> counts = new TreeMap<>();
    entries.forEach(entry -> counts.merge(entry.method() + " " + resource(entry), 1, Integer::sum));
    return counts;
  }

  /** How many wrote: every POST, PUT, PATCH and DELETE. */
  public int writes() {
    return (int)
        entries.stream()
            .filter(entry -> !entry.method().equals("GET") && !entry.method().equals("HEAD"))
            .count();
  }

  private static String resource(RequestLog.Entry entry) {
    String[] segments = entry.path().split("/");
    return segments.length > 2 ? segments[2] : "";
  }

  @Override
  public String toString() {
    return byMethodAndResource().toString();
  }
}
