package dev.syncline.prestashop.fake;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys of the webservice, each with its matrix of permissions and its shops. */
final class Keys {

  /** What one key may do: methods by resource, and the shops it may touch. */
  record Key(Map<String, Set<String>> methods, Set<Integer> shops) {}

  private final Map<String, Key> keys = new HashMap<>();

  void put(String key, Map<String, Set<String>> methods, Set<Integer> shops) {
    keys.put(key, new Key(new TreeMap<>(methods), new TreeSet<>(shops)));
  }

  void remove(String key) {
    keys.remove(key);
  }

  @Nullable Key find(String key) {
    return keys.get(key);
  }

  Set<String> known() {
    return Set.copyOf(keys.keySet());
  }
}
