package dev.syncline.store.jdbc;

import dev.syncline.store.StoreFailed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Many rows at once, the way that each database takes them fastest without any setting of the
 * driver's.
 */
final class Batch {

  private static final int POSTGRES_ROWS = 2_000;
  private static final int MARIADB_ROWS = 100;
  private static final int ROWS = 500;
  private static final int BYTES = 4 << 20;

  private final Connection connection;
  private final Dialect dialect;

  Batch(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** One row's values, in the order of the columns. */
  record Row(List<@Nullable Object> values) {

    static Row of(@Nullable Object... values) {
      List<@Nullable Object> list = new ArrayList<>(values.length);
      for (Object value : values) {
        list.add(value);
      }
      return new Row(list);
    }

    long size() {
      long size = 0;
      for (Object value : values) {
        size += value instanceof byte[] bytes ? bytes.length : 0;
      }
      return size;
    }
  }

  /**
   * Adds rows.
   *
   * @param replacing the columns that take the new value where the row is there already; empty: a
   *     row that is there is an error
   */
  void insert(
      String table, List<Column> columns, List<Column> keys, List<Column> replacing, List<Row> rows)
      throws SQLException {
    for (List<Row> some : chunks(rows)) {
      switch (dialect) {
        case POSTGRESQL -> insertArrays(table, columns, keys, replacing, some);
        case MARIADB -> insertMany(table, columns, replacing, some);
        case H2, SQLITE ->
            change(insertSql(table, columns, keys, replacing, one(columns)), columns, some);
      }
    }
  }

  private List<List<Row>> chunks(List<Row> rows) {
    int most =
        switch (dialect) {
          case POSTGRESQL -> POSTGRES_ROWS;
          case MARIADB -> MARIADB_ROWS;
          case H2, SQLITE -> ROWS;
        };
    List<List<Row>> chunks = new ArrayList<>();
    List<Row> chunk = new ArrayList<>();
    long size = 0;
    for (Row row : rows) {
      if (chunk.size() == most || (size + row.size() > BYTES && !chunk.isEmpty())) {
        chunks.add(chunk);
        chunk = new ArrayList<>();
        size = 0;
      }
      chunk.add(row);
      size += row.size();
    }
    if (!chunk.isEmpty()) {
      chunks.add(chunk);
    }
    return chunks;
  }

  private void insertArrays(
      String table, List<Column> columns, List<Column> keys, List<Column> replacing, List<Row> rows)
      throws SQLException {
    String arrays = columns.stream().map(Column::array).collect(Collectors.joining(", "));
    String source = "SELECT * FROM unnest(" + arrays + ")";
    try (PreparedStatement statement =
        connection.prepareStatement(insertSql(table, columns, keys, replacing, source))) {
      for (int at = 0; at < columns.size(); at++) {
        List<@Nullable Object> values = new ArrayList<>(rows.size());
        for (Row row : rows) {
          values.add(row.values().get(at));
        }
        statement.setArray(at + 1, columns.get(at).array(connection, values));
      }
      statement.executeUpdate();
    }
  }

  private void insertMany(
      String table, List<Column> columns, List<Column> replacing, List<Row> rows)
      throws SQLException {
    String marks = "(" + marks(columns) + ")";
    String source = "VALUES " + String.join(", ", Collections.nCopies(rows.size(), marks));
    try (PreparedStatement statement =
        connection.prepareStatement(insertSql(table, columns, List.of(), replacing, source))) {
      int at = 1;
      for (Row row : rows) {
        at = set(statement, at, columns, row);
      }
      statement.executeUpdate();
    }
  }

  private String insertSql(
      String table,
      List<Column> columns,
      List<Column> keys,
      List<Column> replacing,
      String source) {
    boolean merge = dialect == Dialect.H2 && !replacing.isEmpty();
    String into = merge ? "MERGE INTO " : "INSERT INTO ";
    String names = " (" + names(columns) + ") ";
    return into
        + table
        + names
        + (merge ? "KEY (" + names(keys) + ") " : "")
        + source
        + (merge ? "" : onClash(keys, replacing));
  }

  private String onClash(List<Column> keys, List<Column> replacing) {
    if (replacing.isEmpty()) {
      return "";
    }
    boolean maria = dialect == Dialect.MARIADB;
    String values =
        replacing.stream()
            .map(Column::name)
            .map(each -> each + " = " + (maria ? "VALUES(" + each + ")" : "excluded." + each))
            .collect(Collectors.joining(", "));
    return (maria
            ? " ON DUPLICATE KEY UPDATE "
            : " ON CONFLICT (" + names(keys) + ") DO UPDATE SET ")
        + values;
  }

  /** One statement for each row, in their order; how many rows each of them has changed. */
  int[] changeCounted(String sql, List<Column> columns, List<Row> rows) throws SQLException {
    int[] counts = change(sql, columns, rows);
    if (IntStream.of(counts).anyMatch(count -> count == Statement.SUCCESS_NO_INFO)) {
      throw new StoreFailed(
          StoreFailed.Reason.BROKEN,
          "the driver merges batches and does not say which rows they changed: switch that off"
              + " (MariaDB Connector/J: useBulkStmts=false)");
    }
    return counts;
  }

  /** The same where nobody counts. */
  int[] change(String sql, List<Column> columns, List<Row> rows) throws SQLException {
    int[] counts = new int[rows.size()];
    int done = 0;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (List<Row> some : chunks(rows)) {
        for (Row row : some) {
          set(statement, 1, columns, row);
          statement.addBatch();
        }
        int[] now = statement.executeBatch();
        System.arraycopy(now, 0, counts, done, now.length);
        done += now.length;
      }
    }
    return counts;
  }

  private int set(PreparedStatement statement, int from, List<Column> columns, Row row)
      throws SQLException {
    int at = from;
    for (int each = 0; each < columns.size(); each++) {
      columns.get(each).set(dialect, statement, at++, row.values().get(each));
    }
    return at;
  }

  private static String one(List<Column> columns) {
    return "VALUES (" + marks(columns) + ")";
  }

  static String marks(List<?> columns) {
    return String.join(", ", Collections.nCopies(columns.size(), "?"));
  }

  static String names(List<Column> columns) {
    return columns.stream().map(Column::name).collect(Collectors.joining(", "));
  }
}
