package dev.syncline.store.jdbc;

import dev.syncline.Side;
import dev.syncline.store.LinkRow;
import dev.syncline.store.StoreConflict;
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

/** The links, each at its revision. */
final class LinkTable {

  private static final Column PLAN = Column.text("plan_name");
  private static final Column FLOW = Column.text("flow_name");
  private static final Column KEY = Column.text("link_key");
  private static final Column LEFT = Column.text("left_id");
  private static final Column RIGHT = Column.text("right_id");
  private static final Column REVISION = Column.number("revision");
  private static final Column BESIDE = Column.bytes("long_names");
  private static final Column BODY = Column.bytes("body");
  private static final List<Column> READ = List.of(KEY, LEFT, RIGHT, REVISION, BESIDE, BODY);
  private static final List<Column> ALL =
      List.of(PLAN, FLOW, KEY, LEFT, RIGHT, REVISION, BESIDE, BODY);
  private static final List<Column> CHANGE =
      List.of(LEFT, RIGHT, REVISION, BESIDE, BODY, PLAN, FLOW, KEY, REVISION);
  private static final List<Column> REMOVE = List.of(PLAN, FLOW, KEY, REVISION);

  private final Tables tables;

  LinkTable(Tables tables) {
    this.tables = tables;
  }

  private record Named(String plan, String flow, String key) {

    static Named of(LinkRow row) {
      return new Named(row.plan(), row.flow(), row.key());
    }
  }

  /** What a link shall become, and the revision that it must still have. */
  private record Put(LinkRow row, long expected) {

    Batch.Row inserted() {
      return Batch.Row.of(
          Names.column(row.plan()),
          Names.column(row.flow()),
          Names.column(row.key()),
          Names.columnOrNull(row.leftId()),
          Names.columnOrNull(row.rightId()),
          row.revision() + 1,
          Names.beside(row.key(), row.leftId(), row.rightId()),
          row.body());
    }

    Batch.Row changed() {
      return Batch.Row.of(
          Names.columnOrNull(row.leftId()),
          Names.columnOrNull(row.rightId()),
          row.revision() + 1,
          Names.beside(row.key(), row.leftId(), row.rightId()),
          row.body(),
          Names.column(row.plan()),
          Names.column(row.flow()),
          Names.column(row.key()),
          expected);
    }
  }

  /** Removals, then changes in their order, then what is new: an id moves on within one update. */
  void apply(Connection connection, List<LinkRow> removed, List<LinkRow> puts) throws SQLException {
    Batch batch = new Batch(connection, tables.dialect());
    remove(batch, removed);
    Collection<Put> once = once(puts);
    change(batch, once.stream().filter(put -> put.expected() > 0).toList());
    List<Batch.Row> added =
        once.stream().filter(put -> put.expected() == 0).map(Put::inserted).toList();
    batch.insert(tables.in("{link}"), ALL, List.of(), List.of(), added);
  }

  private void remove(Batch batch, List<LinkRow> removed) throws SQLException {
    if (removed.isEmpty()) {
      return;
    }
    List<Batch.Row> rows =
        removed.stream()
            .map(
                row ->
                    Batch.Row.of(
                        Names.column(row.plan()),
                        Names.column(row.flow()),
                        Names.column(row.key()),
                        row.revision()))
            .toList();
    String sql =
        tables.in(
            "DELETE FROM {link} WHERE plan_name = ? AND flow_name = ? AND link_key = ?"
                + " AND revision = ?");
    each(batch.changeCounted(sql, REMOVE, rows), removed);
  }

  private void change(Batch batch, List<Put> puts) throws SQLException {
    if (puts.isEmpty()) {
      return;
    }
    String sql =
        tables.in(
            "UPDATE {link} SET left_id = ?, right_id = ?, revision = ?, long_names = ?, body = ?"
                + " WHERE plan_name = ? AND flow_name = ? AND link_key = ? AND revision = ?");
    int[] counts = batch.changeCounted(sql, CHANGE, puts.stream().map(Put::changed).toList());
    each(counts, puts.stream().map(Put::row).toList());
  }

  private static void each(int[] counts, List<LinkRow> rows) {
    for (int at = 0; at < counts.length; at++) {
      if (counts[at] != 1) {
        throw changed(rows.get(at));
      }
    }
  }

  private static StoreConflict changed(LinkRow row) {
    return new StoreConflict(
        StoreConflict.Cause.LINK_CHANGED, row.flow() + " link " + row.key() + " has changed");
  }

  /** A link that is put twice goes at once to where the second put leads. */
  private static Collection<Put> once(List<LinkRow> puts) {
    Map<Named, Put> once = new LinkedHashMap<>();
    for (LinkRow row : puts) {
      Put before = once.get(Named.of(row));
      if (before != null && before.row().revision() + 1 != row.revision()) {
        throw changed(row);
      }
      once.put(Named.of(row), new Put(row, before == null ? row.revision() : before.expected()));
    }
    return once.values();
  }

  /** Which of the rows is in the way: its key or one of its ids is taken. */
  StoreConflict taken(Connection connection, List<LinkRow> puts) throws SQLException {
    for (LinkRow row : puts) {
      for (Side side : Side.values()) {
        List<String> ids = row.id(side).stream().toList();
        for (LinkRow other : find(connection, row.plan(), row.flow(), side, ids)) {
          if (!other.key().equals(row.key())) {
            return new StoreConflict(
                StoreConflict.Cause.LINK_CHANGED,
                row.flow() + " " + ids.get(0) + " (" + side.word() + ") is linked already");
          }
        }
      }
    }
    return new StoreConflict(
        StoreConflict.Cause.LINK_CHANGED,
        "one of " + puts.size() + " links, or one of their ids, was linked meanwhile or twice");
  }

  List<LinkRow> find(
      Connection connection, String plan, String flow, Side side, Collection<String> ids)
      throws SQLException {
    List<String> asked = ids.stream().map(Names::column).distinct().toList();
    return new Finding(connection, tables)
        .rows(
            "{link}",
            READ,
            List.of(PLAN, FLOW),
            side == Side.LEFT ? LEFT : RIGHT,
            Stream.of(plan, flow).map(Names::column).toList(),
            asked,
            row -> read(row, plan, flow));
  }

  List<LinkRow> scan(Connection connection, String plan, String flow, String after, int limit)
      throws SQLException {
    String sql =
        tables.in(
            "SELECT "
                + Batch.names(READ)
                + " FROM {link} WHERE plan_name = ? AND flow_name = ? AND link_key > ?"
                + " ORDER BY plan_name, flow_name, link_key LIMIT ?");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Dialect dialect = tables.dialect();
      Column.text(dialect, statement, 1, Names.column(plan));
      Column.text(dialect, statement, 2, Names.column(flow));
      Column.text(dialect, statement, 3, after.isEmpty() ? "" : Names.column(after));
      statement.setInt(4, limit);
      List<LinkRow> found = new ArrayList<>();
      Finding.collect(statement, row -> read(row, plan, flow), found);
      return found;
    }
  }

  private LinkRow read(ResultSet row, String plan, String flow) throws SQLException {
    Dialect dialect = tables.dialect();
    byte[] beside = row.getBytes(5);
    return new LinkRow(
        plan,
        flow,
        String.valueOf(Names.whole(Column.text(dialect, row, 1), beside, 0)),
        Names.whole(Column.textOrNull(dialect, row, 2), beside, 1),
        Names.whole(Column.textOrNull(dialect, row, 3), beside, 2),
        row.getLong(4),
        Column.bytes(row, 6));
  }
}
