package dev.syncline.store.jdbc;

import dev.syncline.Side;
import dev.syncline.store.JournalErasure;
import dev.syncline.store.JournalRow;
import dev.syncline.store.LinkStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened to whom. The rows of a plan are numbered without gaps, so what is too many is found
 * by its number and never counted.
 */
final class JournalTable {

  /** Forgetting takes a statement: once for so many rows. */
  static final int SLACK = LinkStore.JOURNAL_ROWS / 20;

  private static final String SEQUENCE = "journal";
  private static final List<Column> ALL =
      List.of(
          Column.text("plan_name"),
          Column.number("row_number_in_plan"),
          Column.text("run_id"),
          Column.number("at_second"),
          Column.number("at_nano"),
          Column.text("flow_name"),
          Column.text("side_name"),
          Column.text("entity_id"),
          Column.text("what"));

  private final Tables tables;
  private final Sequences sequences;
  private final @Nullable Duration keptFor;

  JournalTable(Tables tables, Sequences sequences, @Nullable Duration keptFor) {
    this.tables = tables;
    this.sequences = sequences;
    this.keptFor = keptFor;
  }

  void add(Connection connection, List<JournalRow> rows) throws SQLException {
    Map<String, List<JournalRow>> byPlan = new LinkedHashMap<>();
    rows.forEach(row -> byPlan.computeIfAbsent(row.plan(), plan -> new ArrayList<>()).add(row));
    for (Map.Entry<String, List<JournalRow>> each : byPlan.entrySet()) {
      add(connection, each.getKey(), each.getValue());
    }
  }

  private void add(Connection connection, String plan, List<JournalRow> rows) throws SQLException {
    long last = sequences.advance(connection, plan, SEQUENCE, rows.size());
    long number = last - rows.size();
    List<Batch.Row> added = new ArrayList<>();
    for (JournalRow row : rows) {
      Instant at = row.at();
      added.add(
          Batch.Row.of(
              Names.column(plan),
              ++number,
              Names.clean(row.run()),
              at.getEpochSecond(),
              (long) at.getNano(),
              Names.column(row.flow()),
              row.side().name(),
              Names.column(row.id()),
              Names.clean(row.what())));
    }
    new Batch(connection, tables.dialect())
        .insert(tables.in("{journal}"), ALL, List.of(), List.of(), added);
    if (last / SLACK != (last - rows.size()) / SLACK) {
      forget(connection, plan, last - LinkStore.JOURNAL_ROWS);
    }
  }

  private void forget(Connection connection, String plan, long upTo) throws SQLException {
    String sql = tables.in("DELETE FROM {journal} WHERE plan_name = ? AND row_number_in_plan <= ?");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Column.text(tables.dialect(), statement, 1, Names.column(plan));
      statement.setLong(2, upTo);
      statement.executeUpdate();
    }
  }

  /** Forgets rows; of what is not said any will do. */
  void erase(Connection connection, List<JournalErasure> erased) throws SQLException {
    for (JournalErasure each : erased) {
      erase(connection, each);
    }
  }

  private void erase(Connection connection, JournalErasure erased) throws SQLException {
    Map<String, String> equal = new LinkedHashMap<>();
    equal.put("plan_name", Names.column(erased.plan()));
    putIfSaid(equal, "flow_name", Names.columnOrNull(erased.flow()));
    putIfSaid(equal, "side_name", erased.side() == null ? null : erased.side().name());
    putIfSaid(equal, "entity_id", Names.columnOrNull(erased.id()));
    Instant before = erased.before();
    String sql =
        "DELETE FROM {journal} WHERE "
            + String.join(" = ? AND ", equal.keySet())
            + " = ?"
            + (before == null ? "" : " AND (at_second < ? OR (at_second = ? AND at_nano < ?))");
    try (PreparedStatement statement = connection.prepareStatement(tables.in(sql))) {
      int at = 0;
      for (String value : equal.values()) {
        Column.text(tables.dialect(), statement, ++at, value);
      }
      if (before != null) {
        statement.setLong(++at, before.getEpochSecond());
        statement.setLong(++at, before.getEpochSecond());
        statement.setInt(++at, before.getNano());
      }
      statement.executeUpdate();
    }
  }

  private static void putIfSaid(Map<String, String> into, String column, @Nullable String value) {
    if (value != null) {
      into.put(column, value);
    }
  }

  /** Forgets what is older than it may be, of every plan. */
  void forgetOld(Connection connection, Instant now) throws SQLException {
    if (keptFor == null) {
      return;
    }
    String sql = tables.in("DELETE FROM {journal} WHERE at_second < ?");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, now.minus(keptFor).getEpochSecond());
      statement.executeUpdate();
    }
  }

  List<JournalRow> newest(
      Connection connection, String plan, String flow, Side side, String id, int limit)
      throws SQLException {
    String sql =
        tables.in(
            "SELECT run_id, at_second, at_nano, what FROM {journal}"
                + " WHERE plan_name = ? AND flow_name = ? AND side_name = ? AND entity_id = ?"
                + " ORDER BY row_number_in_plan DESC LIMIT ?");
    Dialect dialect = tables.dialect();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Column.text(dialect, statement, 1, Names.column(plan));
      Column.text(dialect, statement, 2, Names.column(flow));
      Column.text(dialect, statement, 3, side.name());
      Column.text(dialect, statement, 4, Names.column(id));
      statement.setInt(5, limit);
      List<JournalRow> found = new ArrayList<>();
      Finding.collect(statement, row -> read(row, plan, flow, side, id), found);
      return found;
    }
  }

  private JournalRow read(ResultSet row, String plan, String flow, Side side, String id)
      throws SQLException {
    Dialect dialect = tables.dialect();
    return new JournalRow(
        plan,
        Column.text(dialect, row, 1),
        Instant.ofEpochSecond(row.getLong(2), row.getInt(3)),
        flow,
        side,
        id,
        Column.text(dialect, row, 4));
  }
}
