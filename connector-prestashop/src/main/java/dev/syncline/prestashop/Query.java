package dev.syncline.prestashop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of one of the webservice's lists. Immutable.
 *
 * <p>Every list is sorted by id, because without a sort the database orders it as it likes.
 *
 * @since 0.1
 */
public final class Query {

  /** The longest list of values in one filter: common servers take addresses of 8 KB. */
  private static final int FILTER_CHARS = 4_500;

  private final Map<String, String> parameters;

  private Query(Map<String, String> parameters) {
    this.parameters = parameters;
  }

  /** Everything, in the shortest form: ids. */
  public static Query ids() {
    return new Query(Map.of()).with("sort", "[id_ASC]");
  }

  /** These columns; whole entities with their associations if one of them begins with an @. */
  public static Query of(Set<String> columns) {
    boolean whole = columns.stream().anyMatch(each -> each.startsWith("@"));
    Set<String> all = new LinkedHashSet<>(List.of("id"));
    all.addAll(columns.stream().sorted().toList());
    return ids().with("display", whole ? "full" : "[" + String.join(",", all) + "]");
  }

  private Query with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(name, value);
    return new Query(more);
  }

  /** Whether whole entities are asked for. */
  public boolean whole() {
    return "full".equals(parameters.get("display"));
  }

  /** Only those whose ids are greater. */
  public Query after(long id) {
    return id <= 0 ? this : with("filter[id]", ">[" + id + "]");
  }

  /** Only those in which a column is greater. */
  public Query above(String column, String value) {
    return with("filter[" + column + "]", ">[" + value + "]");
  }

  /** Allows for columns of dates, which are unknown to a list otherwise. */
  public Query dated() {
    return with("date", "1");
  }

  /** Only those that were changed or made after a moment of the shop's clock. */
  public Query since(String column, String moment) {
    return above(column, moment).dated();
  }

  /** Only those in which a column has one of these values, which hold no brackets and no bars. */
  public Query with(String column, Collection<String> values) {
    return with("filter[" + column + "]", "[" + String.join("|", values) + "]");
  }

  /** Only those in which a column begins with a text, in which _ stands for any character. */
  public Query like(String column, String pattern) {
    return with("filter[" + column + "]", "[" + pattern + "]%");
  }

  /** Only so many. */
  public Query limit(int rows) {
    return with("limit", Integer.toString(rows));
  }

  /** In another order. */
  public Query sort(String spec) {
    return with("sort", "[" + spec + "]");
  }

  /** Texts in one language only. */
  public Query language(int id) {
    return with("language", Integer.toString(id));
  }

  /** The parameters, in order. */
  public Map<String, String> parameters() {
    return parameters;
  }

  /** Splits values so that each part fits into an address. */
  public static List<List<String>> portions(Collection<String> values) {
    List<List<String>> all = new ArrayList<>();
    List<String> part = new ArrayList<>();
    int chars = 0;
    for (String value : new LinkedHashSet<>(values)) {
      int length = 3 + 3 * value.length();
      if (value.chars().allMatch(each -> each >= '0' && each <= '9')) {
        length = 3 + value.length();
      }
      if (!part.isEmpty() && chars + length > FILTER_CHARS) {
        all.add(part);
        part = new ArrayList<>();
        chars = 0;
      }
      part.add(value);
      chars += length;
    }
    if (!part.isEmpty()) {
      all.add(part);
    }
    return all;
  }
}
