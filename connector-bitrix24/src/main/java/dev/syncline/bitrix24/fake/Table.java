package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Documents of one kind by id, with look-ups by a few fields. A stored document is never changed in
 * place: it is replaced, so that the look-ups stay true.
 */
final class Table {

  private final TreeMap<Long, ObjectNode> rows = new TreeMap<>();
  private final Map<String, Map<String, NavigableSet<Long>>> lookups = new HashMap<>();
  private final String idField;
  private long next;

  Table(long firstId, String idField, String... indexed) {
    this.next = firstId;
    this.idField = idField;
    for (String field : indexed) {
      lookups.put(field, new HashMap<>());
    }
  }

  long newId() {
    return next++;
  }

  @Nullable ObjectNode get(long id) {
    return rows.get(id);
  }

  String idField() {
    return idField;
  }

  void put(long id, ObjectNode document) {
    remove(id);
    rows.put(id, document);
    next = Math.max(next, id + 1);
    lookups.forEach(
        (field, ids) -> ids.computeIfAbsent(key(document, field), any -> new TreeSet<>()).add(id));
  }

  boolean remove(long id) {
    ObjectNode gone = rows.remove(id);
    if (gone != null) {
      lookups.forEach((field, ids) -> forget(ids, key(gone, field), id));
    }
    return gone != null;
  }

  private static void forget(Map<String, NavigableSet<Long>> ids, String key, long id) {
    NavigableSet<Long> holders = ids.get(key);
    if (holders != null) {
      holders.remove(id);
      if (holders.isEmpty()) {
        ids.remove(key);
      }
    }
  }

  boolean indexed(String field) {
    return lookups.containsKey(field) || field.equals(idField);
  }

  /** The documents whose indexed field has one of the values, by id. */
  NavigableMap<Long, ObjectNode> with(String field, Collection<String> values) {
    TreeMap<Long, ObjectNode> found = new TreeMap<>();
    for (String value : values) {
      if (field.equals(idField)) {
        Long id = Values.whole(Php.NODES.textNode(value));
        ObjectNode document = id == null ? null : rows.get(id);
        if (document != null) {
          found.put(id, document);
        }
      } else {
        Map<String, NavigableSet<Long>> ids = lookups.getOrDefault(field, Map.of());
        ids.getOrDefault(value, new TreeSet<>()).forEach(id -> found.put(id, rows.get(id)));
      }
    }
    return found;
  }

  List<ObjectNode> with(String field, Object value) {
    return List.copyOf(with(field, List.of(value.toString())).values());
  }

  NavigableMap<Long, ObjectNode> after(long id) {
    return rows.tailMap(id, false);
  }

  Collection<ObjectNode> all() {
    return rows.values();
  }

  int size() {
    return rows.size();
  }

  private static String key(ObjectNode document, String field) {
    JsonNode value = document.get(field);
    if (value != null && value.isObject()) {
      return Values.text(value.get("value"));
    }
    return Values.text(value);
  }
}
