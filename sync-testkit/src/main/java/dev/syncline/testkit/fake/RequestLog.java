package dev.syncline.testkit.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What reached a fake, in order, answered or not. Keeps method, path and size, not bodies.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class RequestLog {

  /** One request that reached the fake; status {@link FakeResponse#DROPPED} if it got no answer. */
  public record Entry(String method, String path, String query, int status) {

    @Override
    public String toString() {
      return method + " " + path + (query.isEmpty() ? "" : "?" + query) + " -> " + status;
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  synchronized void add(FakeRequest request, FakeResponse response) {
    entries.add(new Entry(request.method(), request.path(), request.rawQuery(), response.status()));
  }

  /** How many requests arrived. */
  public synchronized int size() {
    return entries.size();
  }

  /** How many requests of a kind arrived. */
  public synchronized long count(Predicate<Entry> kind) {
    return entries.stream().filter(kind).count();
  }

  /** Everything since the given position. */
  public synchronized List<Entry> since(int position) {
    return List.copyOf(entries.subList(position, entries.size()));
  }

  /** Requests by method and path. */
  public synchronized Map<String, Integer> byPath() {
    Map<String, Integer> counts = new TreeMap<>();
    entries.forEach(entry -> counts.merge(entry.method() + " " + entry.path(), 1, Integer::sum));
    return counts;
  }
}
