package dev.syncline.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A plan's numbers. Given in the transaction that uses them, so none appears before another. */
final class Sequences {

  private final Tables tables;
  private final Errors errors;

  Sequences(Tables tables, Errors errors) {
    this.tables = tables;
    this.errors = errors;
  }

  /** The last one of the next so many numbers. */
  long advance(Connection connection, String plan, String kind, long by) throws SQLException {
    String update =
        "UPDATE {sequence} SET last_number = last_number + ? WHERE plan_name = ? AND kind_name = ?";
    if (change(connection, update, plan, kind, by) == 1) {
      return last(connection, plan, kind);
    }
    try {
      String insert = "INSERT INTO {sequence} (last_number, plan_name, kind_name) VALUES (?, ?, ?)";
      change(connection, insert, plan, kind, by);
      return by;
    } catch (SQLException failed) {
      throw errors.duplicate(failed) ? Sessions.overtaken() : failed;
    }
  }

  private int change(Connection connection, String sql, String plan, String kind, long number)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(tables.in(sql))) {
      statement.setLong(1, number);
      Column.text(tables.dialect(), statement, 2, Names.column(plan));
      Column.text(tables.dialect(), statement, 3, kind);
      return statement.executeUpdate();
    }
  }

  private long last(Connection connection, String plan, String kind) throws SQLException {
    String sql =
        tables.in("SELECT last_number FROM {sequence} WHERE plan_name = ? AND kind_name = ?");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Column.text(tables.dialect(), statement, 1, Names.column(plan));
      Column.text(tables.dialect(), statement, 2, kind);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw Sessions.overtaken();
        }
        return row.getLong(1);
      }
    }
  }
}
