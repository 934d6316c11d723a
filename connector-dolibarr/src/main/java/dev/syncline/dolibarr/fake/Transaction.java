package dev.syncline.dolibarr.fake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One view of the database; what is written through it obeys the columns' types and sizes. */
final class Transaction {

  /** The database's own refusal; the text is what MariaDB says. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(String text) {
      super(text, null, false, false);
    }

    String text() {
      return Objects.requireNonNull(getMessage());
    }
  }

  private final Database database;
  private final Map<String, Table> tables;
  private final Clocks clocks;
  private final boolean fourByteCharacters;

  Transaction(
      Database database, Map<String, Table> tables, Clocks clocks, boolean fourByteCharacters) {
    this.database = database;
    this.tables = tables;
    this.clocks = clocks;
    this.fourByteCharacters = fourByteCharacters;
  }

  Clocks clocks() {
    return clocks;
  }

  void commit() {
    database.commit(tables);
  }

  private Table table(String name) {
    return tables.getOrDefault(name, Table.EMPTY);
  }

  @Nullable Row find(String table, long id) {
    return table(table).get(id);
  }

  Row get(String table, long id) {
    return Objects.requireNonNull(find(table, id), table);
  }

  Stream<Row> all(String table) {
    return table(table).rows();
  }

  Stream<Row> where(String table, Predicate<Row> wanted) {
    return table(table).where(wanted);
  }

  /** The rows whose column holds this number. */
  List<Row> of(String table, String column, long value) {
    Long wanted = value;
    return where(table, row -> row.is(column, wanted)).toList();
  }

  Row insert(String table, Map<String, ? extends @Nullable Object> values) {
    return insert(table, database.nextId(table), values, Schema.columns(table));
  }

  /** Adds a row with an id and columns of its own: the values of extra fields. */
  Row insert(
      String table,
      long id,
      Map<String, ? extends @Nullable Object> values,
      Map<String, Column> columns) {
    Row row = new Row(id, Map.of()).with(stored(table, values, columns));
    Map<String, Object> stamped = new HashMap<>(row.values());
    stamped.put("rowid", id);
    stamped.put("id", id);
    stamped.put("tms", clocks.databaseNow());
    Row whole = new Row(id, stamped);
    checkUnique(table, whole);
    tables.put(table, table(table).with(whole));
    return whole;
  }

  Row update(String table, long id, Map<String, ? extends @Nullable Object> changes) {
    return update(table, id, changes, Schema.columns(table));
  }

  /** Changes a row; it is stamped only if it really changes. */
  Row update(
      String table,
      long id,
      Map<String, ? extends @Nullable Object> changes,
      Map<String, Column> columns) {
    Row held = get(table, id);
    Map<String, @Nullable Object> wanted = stored(table, changes, columns);
    if (!held.changes(wanted)) {
      return held;
    }
    Row changed = held.with(wanted).with(Map.of("tms", clocks.databaseNow()));
    checkUnique(table, changed);
    tables.put(table, table(table).with(changed));
    return changed;
  }

  void delete(String table, long id) {
    tables.put(table, table(table).without(id));
  }

  void deleteAll(String table, String column, long value) {
    of(table, column, value).forEach(row -> delete(table, row.id()));
  }

  private Map<String, @Nullable Object> stored(
      String table, Map<String, ? extends @Nullable Object> values, Map<String, Column> columns) {
    Map<String, @Nullable Object> stored = new HashMap<>();
    values.forEach(
        (name, value) -> {
          Column column = columns.get(name);
          if (column == null) {
            throw new IllegalStateException("no column " + table + "." + name);
          }
          stored.put(name, value == null ? null : fitting(table, column, value));
        });
    return stored;
  }

  private Object fitting(String table, Column column, Object value) {
    return switch (column.type()) {
      case WHOLE ->
          value instanceof Number number ? number.longValue() : Php.whole(value.toString());
      case NUMBER -> Php.decimal(value).setScale(column.size(), RoundingMode.HALF_UP);
      case FLOATING -> plain(Php.decimal(value));
      case MOMENT, CHANGED -> value.toString();
      case DAY -> Clocks.day(value.toString());
      case CHARACTERS, BYTES -> text(table, column, value.toString());
    };
  }

  private static BigDecimal plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  private String text(String table, Column column, String text) {
    if (!fourByteCharacters && text.codePoints().anyMatch(point -> point > 0xFFFF)) {
      int point = text.codePoints().filter(each -> each > 0xFFFF).findFirst().orElse(0);
      StringBuilder bytes = new StringBuilder();
      for (byte each : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
        bytes
            .append("\\x")
            .append(Integer.toHexString(each & 0xFF).toUpperCase(java.util.Locale.ROOT));
      }
      throw new Refused(
          "Incorrect string value: '"
              + bytes
              + "' for column `dolibarr`.`llx_"
              + table
              + "`.`"
              + column.name()
              + "` at row 1");
    }
    int length =
        column.type() == Column.Type.CHARACTERS
            ? text.codePointCount(0, text.length())
            : text.getBytes(StandardCharsets.UTF_8).length;
    if (length > column.size()) {
      throw new Refused("Data too long for column '" + column.name() + "' at row 1");
    }
    return text;
  }

  private void checkUnique(String table, Row row) {
    for (Schema.Unique unique : Schema.uniques(table)) {
      if (unique.columns().stream().anyMatch(column -> row.get(column) == null)) {
        continue;
      }
      boolean taken =
          where(
                  table,
                  other ->
                      other.id() != row.id()
                          && unique.columns().stream()
                              .allMatch(
                                  column -> Php.sameText(other.text(column), row.text(column))))
              .findAny()
              .isPresent();
      if (taken) {
        String values = String.join("-", unique.columns().stream().map(row::text).toList());
        throw new Refused("Duplicate entry '" + values + "' for key '" + unique.key() + "'");
      }
    }
  }
}
