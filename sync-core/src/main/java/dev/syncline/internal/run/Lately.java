package dev.syncline.internal.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Remembers the latest of many: memory does not grow with the catalogue. Thread-safe. */
final class Lately {

  private static final int REMEMBERED = 50_000;

  private final Set<String> keys =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  /** Whether it is new, as far as is remembered. */
  boolean add(String key) {
    return keys.add(key);
  }
}
