package dev.syncline.store.jdbc;

import dev.syncline.store.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Cursors, open intents, failures and what else the engine notes. */
final class EntryTable {

  private static final Column SCOPE = Column.text("scope_name");
  private static final Column KIND = Column.text("kind_name");
  private static final Column KEY = Column.text("entry_key");
  private static final Column BESIDE = Column.bytes("long_names");
  private static final Column BODY = Column.bytes("body");
  private static final List<Column> ALL = List.of(SCOPE, KIND, KEY, BESIDE, BODY);
  private static final List<Column> KEYS = List.of(SCOPE, KIND, KEY);
  private static final List<Column> READ = List.of(KEY, BESIDE, BODY);

  private final Tables tables;

  EntryTable(Tables tables) {
    this.tables = tables;
  }

  /** Adds entries that must not be there. */
  void add(Connection connection, List<Entry> entries) throws SQLException {
    new Batch(connection, tables.dialect())
        .insert(tables.in("{entry}"), ALL, KEYS, List.of(), rows(entries));
  }

  /** Adds or replaces entries; of several with one key the last one counts. */
  void put(Connection connection, List<Entry> entries) throws SQLException {
    Map<List<String>, Entry> last = new LinkedHashMap<>();
    entries.forEach(each -> last.put(List.of(each.scope(), each.kind(), each.key()), each));
    new Batch(connection, tables.dialect())
        .insert(tables.in("{entry}"), ALL, KEYS, List.of(BODY), rows(last.values()));
  }

  private static List<Batch.Row> rows(Collection<Entry> entries) {
    return entries.stream()
        .map(
            each ->
                Batch.Row.of(
                    Names.column(each.scope()),
                    Names.column(each.kind()),
                    Names.column(each.key()),
                    Names.beside(each.key()),
                    each.body()))
        .toList();
  }

  void remove(Connection connection, List<Entry> entries) throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    String sql =
        tables.in("DELETE FROM {entry} WHERE scope_name = ? AND kind_name = ? AND entry_key = ?");
    List<Batch.Row> rows =
        entries.stream()
            .map(
                each ->
                    Batch.Row.of(
                        Names.column(each.scope()),
                        Names.column(each.kind()),
                        Names.column(each.key())))
            .toList();
    new Batch(connection, tables.dialect()).change(sql, KEYS, rows);
  }

  List<Entry> find(Connection connection, String scope, String kind, Collection<String> keys)
      throws SQLException {
    List<String> asked = keys.stream().map(Names::column).distinct().toList();
    return new Finding(connection, tables)
        .rows(
            "{entry}",
            READ,
            List.of(SCOPE, KIND),
            KEY,
            Stream.of(scope, kind).map(Names::column).toList(),
            asked,
            row -> read(row, scope, kind));
  }

  /**
   * Ordered by the whole key: else H2 does not see that its index has that order, and sorts all.
   */
  List<Entry> scan(Connection connection, String scope, String kind, String after, int limit)
      throws SQLException {
    String sql =
        tables.in(
            "SELECT "
                + Batch.names(READ)
                + " FROM {entry} WHERE scope_name = ? AND kind_name = ? AND entry_key > ?"
                + " ORDER BY scope_name, kind_name, entry_key LIMIT ?");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Dialect dialect = tables.dialect();
      Column.text(dialect, statement, 1, Names.column(scope));
      Column.text(dialect, statement, 2, Names.column(kind));
      Column.text(dialect, statement, 3, Names.column(after));
      statement.setInt(4, limit);
      List<Entry> found = new ArrayList<>();
      Finding.collect(statement, row -> read(row, scope, kind), found);
      return found;
    }
  }

  private Entry read(ResultSet row, String scope, String kind) throws SQLException {
    String key = Column.text(tables.dialect(), row, 1);
    return new Entry(
        scope, kind, String.valueOf(Names.whole(key, row.getBytes(2), 0)), Column.bytes(row, 3));
  }
}
