package dev.syncline.store.jdbc;

import dev.syncline.Side;
import dev.syncline.store.Notice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What came from outside, in the plan's sequence. */
final class NoticeTable {

  private static final String SEQUENCE = "notice";
  private static final List<Column> KEYS =
      List.of(Column.text("plan_name"), Column.number("notice_number"));
  private static final List<Column> ALL =
      List.of(
          KEYS.get(0),
          KEYS.get(1),
          Column.text("side_name"),
          Column.text("type_name"),
          Column.text("entity_id"),
          Column.number("gone"),
          Column.number("not_before_second"),
          Column.number("not_before_nano"));

  private final Tables tables;
  private final Sequences sequences;

  NoticeTable(Tables tables, Sequences sequences) {
    this.tables = tables;
    this.sequences = sequences;
  }

  long add(Connection connection, Notice notice) throws SQLException {
    long number = sequences.advance(connection, notice.plan(), SEQUENCE, 1);
    Instant notBefore = notice.notBefore();
    Batch.Row row =
        Batch.Row.of(
            Names.column(notice.plan()),
            number,
            notice.side().name(),
            Names.clean(notice.type()),
            Names.clean(notice.id()),
            notice.gone() ? 1L : 0L,
            notBefore.getEpochSecond(),
            (long) notBefore.getNano());
    new Batch(connection, tables.dialect())
        .insert(tables.in("{notice}"), ALL, KEYS, List.of(), List.of(row));
    return number;
  }

  void clear(Connection connection, List<Notice> notices) throws SQLException {
    if (notices.isEmpty()) {
      return;
    }
    String sql = tables.in("DELETE FROM {notice} WHERE plan_name = ? AND notice_number = ?");
    List<Batch.Row> rows =
        notices.stream()
            .map(each -> Batch.Row.of(Names.column(each.plan()), each.sequence()))
            .toList();
    new Batch(connection, tables.dialect()).change(sql, KEYS, rows);
  }

  List<Notice> oldest(Connection connection, String plan, int limit) throws SQLException {
    String sql =
        tables.in(
            "SELECT "
                + Batch.names(ALL.subList(1, ALL.size()))
                + " FROM {notice} WHERE plan_name = ? ORDER BY plan_name, notice_number LIMIT ?");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Column.text(tables.dialect(), statement, 1, Names.column(plan));
      statement.setInt(2, limit);
      List<Notice> found = new ArrayList<>();
      Finding.collect(statement, row -> read(row, plan), found);
      return found;
    }
  }

  private Notice read(ResultSet row, String plan) throws SQLException {
    Dialect dialect = tables.dialect();
    return new Notice(
        plan,
        row.getLong(1),
        Side.valueOf(Column.text(dialect, row, 2)),
        Column.text(dialect, row, 3),
        Column.text(dialect, row, 4),
        row.getInt(5) != 0,
        Instant.ofEpochSecond(row.getLong(6), row.getInt(7)));
  }
}
