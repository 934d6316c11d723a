package dev.syncline.examples.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One entity of one side as a field table reads it from raw documents.
 *
 * @param id the vendor's id
 * @param marks what a create leaves behind to be recognised by: the other side's id, or a code on
 *     both sides
 * @param keys what a person would recognise it by; no two entities of a side share one
 * @param expected whether the other side must have it
 * @param fields the mapped fields by name
 * @since 0.1
 */
public record Item(
    String id, Set<String> marks, List<String> keys, boolean expected, Map<String, Value> fields) {

  /** Keeps its own copies, without what is empty. */
  public Item {
    Set<String> kept = new LinkedHashSet<>(marks);
    kept.remove("");
    marks = Collections.unmodifiableSet(kept);
    keys = keys.stream().filter(key -> !key.isEmpty()).toList();
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }
}
