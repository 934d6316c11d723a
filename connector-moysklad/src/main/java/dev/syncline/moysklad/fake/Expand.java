package dev.syncline.moysklad.fake;

import java.util.LinkedHashMap;
import java.util.Map;

/** A tree of references to open in an answer, at most three deep. */
record Expand(Map<String, Expand> inner) {

  static final Expand NONE = new Expand(Map.of());
  private static final int DEEPEST = 3;

  static Expand parse(String text) {
    if (text.isBlank()) {
      return NONE;
    }
    Expand root = new Expand(new LinkedHashMap<>());
    for (String path : text.split(",")) {
      String[] steps = path.trim().split("\\.");
      if (steps.length > DEEPEST) {
        throw ApiError.of(400, 1089, "Expand поля " + path.trim() + " не поддерживается");
      }
      Expand level = root;
      for (String step : steps) {
        if (!step.isEmpty()) {
          level = level.inner.computeIfAbsent(step, key -> new Expand(new LinkedHashMap<>()));
        }
      }
    }
    return root;
  }

  /** The same, with something more within a field that is open. */
  Expand with(String field, String more) {
    if (has(field)) {
      into(field).inner.put(more, NONE);
    }
    return this;
  }

  boolean has(String field) {
    return inner.containsKey(field);
  }

  Expand into(String field) {
    return inner.getOrDefault(field, NONE);
  }
}
