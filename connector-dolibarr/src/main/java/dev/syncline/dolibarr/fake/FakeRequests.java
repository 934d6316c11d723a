package dev.syncline.dolibarr.fake;

import dev.syncline.testkit.fake.RequestLog;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The requests that reached a {@link FakeDolibarr} until it was looked at.
 *
 * @param entries every request, in order
 * @since 0.1
 */
public record FakeRequests(List<RequestLog.Entry> entries) {

  private static final String ROOT = "/api/index.php/";

  /** How many there were. */
  public int total() {
    return entries.size();
  }

  /** How many a resource saw by a method: {@code count("POST", "products")}. */
  public int count(String method, String resource) {
    return (int)
        entries.stream()
            .filter(entry -> entry.method().equals(method) && resource(entry).equals(resource))
            .count();
  }

  /** How many were not mere reads. */
  public int writes() {
    return (int) entries.stream().filter(entry -> !entry.method().equals("GET")).count();
  }

  /** How many there were by method and resource: {@code POST orders}. */
  public Map<String, Integer> byResource() {
    Map<String, Integer> counts = new TreeMap<>();
    entries.forEach(entry -> counts.merge(entry.method() + " " + resource(entry), 1, Integer::sum));
    return counts;
  }

  private static String resource(RequestLog.Entry entry) {
    int at = entry.path().indexOf(ROOT);
    String rest = at < 0 ? entry.path() : entry.path().substring(at + ROOT.length());
    int slash = rest.indexOf('/');
    return slash < 0 ? rest : rest.substring(0, slash);
  }
}
