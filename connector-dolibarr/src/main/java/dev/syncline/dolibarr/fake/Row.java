package dev.syncline.dolibarr.fake;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of the fake's database: what is not there is NULL. Values are {@link Long}, {@link
 * BigDecimal} or {@link String}; moments are the text the database holds.
 */
record Row(long id, Map<String, Object> values) {

  @Nullable Object get(String column) {
    return values.get(column);
  }

  String text(String column) {
    Object value = values.get(column);
    return value == null ? "" : shown(value);
  }

  /** A value as the database tells it: a number with all its decimals, never with an exponent. */
  static String shown(Object value) {
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  long number(String column) {
    Object value = values.get(column);
    return value instanceof Number number ? number.longValue() : 0;
  }

  BigDecimal decimal(String column) {
    Object value = values.get(column);
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    return value instanceof Long whole ? BigDecimal.valueOf(whole) : BigDecimal.ZERO;
  }

  boolean is(String column, Object value) {
    return value.equals(values.get(column));
  }

  /** The same row with these columns changed; null makes a column NULL. */
  Row with(Map<String, ? extends @Nullable Object> changes) {
    Map<String, Object> more = new HashMap<>(values);
    changes.forEach(
        (column, value) -> {
          if (value == null) {
            more.remove(column);
          } else {
            more.put(column, value);
          }
        });
    return new Row(id, more);
  }

  boolean changes(Map<String, ? extends @Nullable Object> wanted) {
    return wanted.entrySet().stream()
        .anyMatch(entry -> !same(values.get(entry.getKey()), entry.getValue()));
  }

  private static boolean same(@Nullable Object held, @Nullable Object wanted) {
    if (held instanceof BigDecimal one && wanted instanceof BigDecimal other) {
      return one.compareTo(other) == 0;
    }
    return Objects.equals(held, wanted);
  }
}
