package dev.syncline.store.jdbc;

import dev.syncline.store.Lease;
import dev.syncline.store.StoreConflict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may work on what. Its rows are locked for as long as a commit under them takes. */
final class LeaseTable {

  private final Tables tables;
  private final Errors errors;

  LeaseTable(Tables tables, Errors errors) {
    this.tables = tables;
    this.errors = errors;
  }

  private record Held(String holder, long fence, Instant until) {}

  private @Nullable Held locked(Connection connection, String resource) throws SQLException {
    String sql =
        tables.in(
            "SELECT holder_name, fence, until_second, until_nano FROM {lease}"
                + " WHERE resource_name = ?"
                + tables.dialect().locking());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Column.text(tables.dialect(), statement, 1, Names.column(resource));
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Held(
                Column.text(tables.dialect(), row, 1),
                row.getLong(2),
                Instant.ofEpochSecond(row.getLong(3), row.getInt(4)))
            : null;
      }
    }
  }

  Optional<Lease> take(
      Connection connection, String resource, String holder, Instant now, Duration length)
      throws SQLException {
    Held old = locked(connection, resource);
    boolean mine = old != null && old.holder().equals(Names.column(holder));
    if (old != null && !mine && old.until().isAfter(now)) {
      return Optional.empty();
    }
    long fence = old == null ? 1 : mine ? old.fence() : old.fence() + 1;
    Lease taken = new Lease(resource, holder, fence, now.plus(length));
    if (old == null) {
      add(connection, taken);
    } else {
      set(connection, taken, holder, taken.until(), "");
    }
    return Optional.of(taken);
  }

  private void add(Connection connection, Lease lease) throws SQLException {
    String sql =
        tables.in(
            "INSERT INTO {lease} (resource_name, holder_name, fence, until_second, until_nano)"
                + " VALUES (?, ?, ?, ?, ?)");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Column.text(tables.dialect(), statement, 1, Names.column(lease.resource()));
      Column.text(tables.dialect(), statement, 2, Names.column(lease.holder()));
      statement.setLong(3, lease.fence());
      Instant until = lease.until();
      statement.setLong(4, until.getEpochSecond());
      statement.setInt(5, until.getNano());
      statement.executeUpdate();
    } catch (SQLException failed) {
      throw errors.duplicate(failed) ? Sessions.overtaken() : failed;
    }
  }

  void release(Connection connection, Lease lease) throws SQLException {
    set(connection, lease, "", Instant.MIN, " AND fence = ? AND holder_name = ?");
  }

  private void set(Connection connection, Lease lease, String holder, Instant until, String still)
      throws SQLException {
    String sql =
        tables.in(
            "UPDATE {lease} SET holder_name = ?, fence = ?, until_second = ?, until_nano = ?"
                + " WHERE resource_name = ?"
                + still);
    Dialect dialect = tables.dialect();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Column.text(dialect, statement, 1, Names.column(holder));
      statement.setLong(2, lease.fence());
      statement.setLong(3, until.getEpochSecond());
      statement.setInt(4, until.getNano());
      Column.text(dialect, statement, 5, Names.column(lease.resource()));
      if (!still.isEmpty()) {
        statement.setLong(6, lease.fence());
        Column.text(dialect, statement, 7, Names.column(lease.holder()));
      }
      statement.executeUpdate();
    }
  }

  /**
   * Nobody takes over before the transaction ends. In one order, so that nobody waits in a ring.
   */
  void check(Connection connection, List<Lease> fences) throws SQLException {
    for (Lease fence :
        fences.stream().sorted(Comparator.comparing(Lease::resource)).distinct().toList()) {
      Held now = locked(connection, fence.resource());
      if (now == null
          || now.fence() != fence.fence()
          || !now.holder().equals(Names.column(fence.holder()))) {
        throw new StoreConflict(
            StoreConflict.Cause.LEASE_LOST, fence.resource() + " is held by somebody else now");
      }
    }
  }
}
