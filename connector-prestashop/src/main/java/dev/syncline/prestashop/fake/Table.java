package dev.syncline.prestashop.fake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rows of one table by id, found by any field they were ever asked by. */
final class Table {

  private final String name;
  private final NavigableMap<Integer, Row> rows = new TreeMap<>();
  private final Map<String, Map<String, NavigableSet<Integer>>> indexes = new HashMap<>();
  private int last;

  Table(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  Row add() {
    return add(++last);
  }

  /** A row with a wanted id, as a fresh installation has them. */
  Row add(int id) {
    last = Math.max(last, id);
    Row row = new Row(this, id);
    rows.put(id, row);
    indexes.forEach((field, by) -> by.computeIfAbsent("", any -> new TreeSet<>()).add(id));
    return row;
  }

  @Nullable Row find(int id) {
    return rows.get(id);
  }

  Collection<Row> all() {
    return rows.values();
  }

  List<Row> by(String field, Object value) {
    Map<String, NavigableSet<Integer>> index = indexes.computeIfAbsent(field, this::indexed);
    List<Row> found = new ArrayList<>();
    for (int id : index.getOrDefault(value.toString(), new TreeSet<>())) {
      Row row = rows.get(id);
      if (row != null) {
        found.add(row);
      }
    }
    return found;
  }

  private Map<String, NavigableSet<Integer>> indexed(String field) {
    Map<String, NavigableSet<Integer>> index = new HashMap<>();
    rows.values()
        .forEach(row -> index.computeIfAbsent(row.get(field), v -> new TreeSet<>()).add(row.id));
    return index;
  }

  void moved(Row row, String field, String from, String to) {
    Map<String, NavigableSet<Integer>> index = indexes.get(field);
    if (index != null) {
      index.computeIfAbsent(from, v -> new TreeSet<>()).remove(row.id);
      index.computeIfAbsent(to, v -> new TreeSet<>()).add(row.id);
    }
  }

  void remove(Row row) {
    rows.remove(row.id);
    indexes.forEach((field, by) -> by.getOrDefault(row.get(field), new TreeSet<>()).remove(row.id));
  }
}
