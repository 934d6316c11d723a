package dev.syncline.prestashop.fake;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One stored thing: plain values as the database shows them, texts by language, associations, and
 * what single shops have of their own instead.
 */
final class Row {

  private static final class Own {
    final Map<String, String> values = new HashMap<>();
    final Map<String, SortedMap<Integer, String>> texts = new HashMap<>();
  }

  final int id;
  final TreeSet<Integer> shops = new TreeSet<>();

  private final Table table;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, SortedMap<Integer, String>> texts = new LinkedHashMap<>();
  private final Map<String, List<Map<String, String>>> lists = new HashMap<>();
  private final Map<Integer, Own> own = new TreeMap<>();

  Row(Table table, int id) {
    this.table = table;
    this.id = id;
  }

  String get(String field) {
    return field.equals("id") ? Integer.toString(id) : values.getOrDefault(field, "");
  }

  String get(String field, int shop) {
    Own mine = own.get(shop);
    String value = mine == null ? null : mine.values.get(field);
    return value == null ? get(field) : value;
  }

  int num(String field) {
    return (int) Values.leadingNumber(get(field));
  }

  boolean flag(String field) {
    return num(field) != 0;
  }

  BigDecimal dec(String field) {
    return Values.decimal(get(field));
  }

  BigDecimal dec(String field, int shop) {
    return Values.decimal(get(field, shop));
  }

  Row set(String field, Object value) {
    String stored = value.toString();
    table.moved(this, field, get(field), stored);
    values.put(field, stored);
    return this;
  }

  Row set(String field, String value, int shop, boolean apart) {
    if (apart) {
      own.computeIfAbsent(shop, each -> new Own()).values.put(field, value);
      return this;
    }
    return set(field, value);
  }

  String text(String field, int language) {
    return texts(field).getOrDefault(language, "");
  }

  SortedMap<Integer, String> texts(String field) {
    return texts.getOrDefault(field, Collections.emptySortedMap());
  }

  SortedMap<Integer, String> texts(String field, int shop) {
    Own mine = own.get(shop);
    SortedMap<Integer, String> found = mine == null ? null : mine.texts.get(field);
    return found == null ? texts(field) : found;
  }

  Row setTexts(String field, Map<Integer, String> by, int shop, boolean apart) {
    (apart ? own.computeIfAbsent(shop, each -> new Own()).texts : texts)
        .put(field, new TreeMap<>(by));
    return this;
  }

  Row setTexts(String field, Map<Integer, String> by) {
    return setTexts(field, by, 0, false);
  }

  List<Map<String, String>> list(String name) {
    return lists.getOrDefault(name, List.of());
  }

  Row setList(String name, List<Map<String, String>> items) {
    lists.put(name, List.copyOf(items));
    return this;
  }

  List<Integer> ids(String name) {
    return list(name).stream()
        .map(item -> (int) Values.leadingNumber(item.getOrDefault("id", "")))
        .toList();
  }

  @Override
  public String toString() {
    return table.name() + "/" + id;
  }
}
