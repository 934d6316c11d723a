package dev.syncline.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rows by many keys at once: always through the index, also in a table that was empty a moment ago
 * and has no statistics yet.
 */
final class Finding {

  private static final int[] SIZES = {8, 64, 500};

  /** Makes something of a row. */
  interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private final Connection connection;
  private final Tables tables;

  Finding(Connection connection, Tables tables) {
    this.connection = connection;
    this.tables = tables;
  }

  /**
   * The rows of a table with the two given names and one of the keys.
   *
   * @param columns what is read
   * @param names the two columns that a search always names
   * @param key the column of the keys
   */
  <T> List<T> rows(
      String table,
      List<Column> columns,
      List<Column> names,
      Column key,
      List<String> values,
      List<String> keys,
      Reading<T> reading)
      throws SQLException {
    String where =
        " WHERE " + names.get(0).name() + " = ? AND " + names.get(1).name() + " = ? AND ";
    String select = "SELECT " + Batch.names(columns) + " FROM " + table + where + key.name();
    return switch (tables.dialect()) {
      case POSTGRESQL -> byArray(select, columns, values, keys, reading);
      case H2 -> oneByOne(select, values, keys, reading);
      case SQLITE, MARIADB -> byList(select, values, keys, reading);
    };
  }

  /**
   * The sub-select with a limit makes PostgreSQL look each key up by itself: with a plain join it
   * may settle for reading the whole table, and keep to that while the table grows.
   */
  private <T> List<T> byArray(
      String select,
      List<Column> columns,
      List<String> values,
      List<String> keys,
      Reading<T> reading)
      throws SQLException {
    String sql =
        "SELECT "
            + Batch.names(columns)
            + " FROM unnest(CAST(? AS text[])) AS asked(id) CROSS JOIN LATERAL ("
            + tables.in(select)
            + " = asked.id LIMIT 1) AS found";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", keys.toArray(new String[0])));
      statement.setString(2, values.get(0));
      statement.setString(3, values.get(1));
      List<T> found = new ArrayList<>();
      collect(statement, reading, found);
      return found;
    }
  }

  /** H2 is in the process: a call is cheap, and a list would not be looked up by the index. */
  private <T> List<T> oneByOne(
      String select, List<String> values, List<String> keys, Reading<T> reading)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(tables.in(select) + " = ?")) {
      statement.setString(1, values.get(0));
      statement.setString(2, values.get(1));
      for (String key : keys) {
        statement.setString(3, key);
        collect(statement, reading, found);
      }
    }
    return found;
  }

  private <T> List<T> byList(
      String select, List<String> values, List<String> keys, Reading<T> reading)
      throws SQLException {
    List<T> found = new ArrayList<>();
    int largest = SIZES[SIZES.length - 1];
    for (int from = 0; from < keys.size(); from += largest) {
      List<String> some = keys.subList(from, Math.min(keys.size(), from + largest));
      int size = size(some.size());
      String marks = String.join(", ", Collections.nCopies(size, "?"));
      try (PreparedStatement statement =
          connection.prepareStatement(tables.in(select) + " IN (" + marks + ")")) {
        set(statement, 1, values.get(0));
        set(statement, 2, values.get(1));
        for (int at = 0; at < size; at++) {
          set(statement, at + 3, some.get(Math.min(at, some.size() - 1)));
        }
        collect(statement, reading, found);
      }
    }
    return found;
  }

  /** A few sizes only, so that a statement is met again. */
  private static int size(int wanted) {
    for (int size : SIZES) {
      if (wanted <= size) {
        return size;
      }
    }
    throw new IllegalArgumentException(wanted + " keys at once");
  }

  private void set(PreparedStatement statement, int at, String value) throws SQLException {
    Column.text(tables.dialect(), statement, at, value);
  }

  static <T> void collect(PreparedStatement statement, Reading<T> reading, List<T> into)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        into.add(reading.of(rows));
      }
    }
  }
}
