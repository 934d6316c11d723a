package dev.syncline.store.jdbc;

import dev.syncline.store.StoreFailed;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables' version, and the way from one to the next. */
final class Schema {

  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
  private static final int LOCK_SECONDS = 60;

  /** An index, a table, a column that a start which was cut short has made already. */
  private static final Set<Integer> MARIADB_THERE = Set.of(1050, 1060, 1061);

  /** What H2 says of an index that another makes at this moment. */
  private static final int H2_GENERAL_ERROR = 50_000;

  private static final int H2_ADMIN_ONLY = 90_040;

  private final Sessions sessions;
  private final Tables tables;
  private final List<Script> scripts;

  Schema(Sessions sessions, List<Script> scripts) {
    this.sessions = sessions;
    this.tables = sessions.tables();
    this.scripts = scripts;
  }

  private int known() {
    return scripts.size();
  }

  /**
   * Refuses tables that this library does not fit.
   *
   * @throws StoreFailed naming what is missing
   */
  void check() {
    int version = version();
    refuseNewer(version);
    if (version < known()) {
      String missing =
          scripts.stream().skip(version).map(Script::name).collect(Collectors.joining(", "));
      throw new StoreFailed(
          StoreFailed.Reason.SCHEMA,
          tables
              + (version == 0 ? " has no tables" : " is at version " + version)
              + ": run "
              + missing
              + " of JdbcLinkStore.scripts("
              + tables.dialect()
              + ") with your own tool, or let the library do it: migrations(APPLY)");
    }
  }

  private void refuseNewer(int version) {
    if (version > known()) {
      throw new StoreFailed(
          StoreFailed.Reason.SCHEMA,
          tables
              + " is at version "
              + version
              + " and this library knows "
              + known()
              + ": a newer one has been here. Use at least that one");
    }
  }

  /** 0 if there is nothing yet. */
  private int version() {
    return sessions.read(
        "reading its version",
        connection -> {
          try {
            return version(connection);
          } catch (SQLException missing) {
            if (sessions.errors().reason(missing) == StoreFailed.Reason.SCHEMA) {
              return 0;
            }
            throw missing;
          }
        });
  }

  /**
   * H2 keeps what is committed in memory for half a second unless told otherwise: a process that is
   * killed would have forgotten what it has sent, and would send it again. It is told otherwise.
   *
   * @throws StoreFailed if only an administrator could
   */
  void keepCommits() {
    if (tables.dialect() != Dialect.H2) {
      return;
    }
    sessions.read(
        "reading its settings",
        connection -> {
          int delay = delay(connection);
          if (delay > 0) {
            setDelay(connection, delay);
          }
          return true;
        });
  }

  private void setDelay(Connection connection, int before) throws SQLException {
    try {
      query(connection, "SET WRITE_DELAY 0");
    } catch (SQLException refused) {
      if (refused.getErrorCode() != H2_ADMIN_ONLY) {
        throw refused;
      }
      throw new StoreFailed(
          StoreFailed.Reason.BROKEN,
          tables
              + " keeps commits in memory for "
              + before
              + " ms, and a killed process would send again what it has sent: add ;WRITE_DELAY=0"
              + " to the database's URL, or let an administrator run SET WRITE_DELAY 0 once");
    }
  }

  private int delay(Connection connection) throws SQLException {
    String sql =
        "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'WRITE_DELAY'";
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  private int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(tables.in("SELECT MAX(version) FROM {version}"))) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** Brings the tables to this library's version. Safe when several processes start at once. */
  void migrate() {
    int version = version();
    refuseNewer(version);
    if (version < known()) {
      sessions.write("making its tables", this::migrate);
    }
  }

  private boolean migrate(Connection connection) throws SQLException {
    lock(connection);
    try {
      run(connection, scripts.get(0).statements().get(0));
      int version = version(connection);
      for (Script script : scripts.subList(Math.min(version, known()), known())) {
        for (String statement : script.statements()) {
          run(connection, statement);
        }
        LOG.info("{}: {} applied", tables, script.name());
      }
    } finally {
      unlock(connection);
    }
    return true;
  }

  /** H2 has no such lock; there, as everywhere, a script may be run by two at once. */
  private void lock(Connection connection) throws SQLException {
    if (tables.dialect() == Dialect.POSTGRESQL) {
      query(
          connection,
          "SELECT pg_advisory_xact_lock(" + tables.lockName("scripts").hashCode() + ")");
    } else if (tables.dialect() == Dialect.MARIADB) {
      query(
          connection,
          "SELECT GET_LOCK('" + tables.lockName("scripts") + "', " + LOCK_SECONDS + ")");
    }
  }

  private void unlock(Connection connection) throws SQLException {
    if (tables.dialect() == Dialect.MARIADB) {
      query(connection, "SELECT RELEASE_LOCK('" + tables.lockName("scripts") + "')");
    }
  }

  private static void query(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      boolean there =
          tables.dialect() == Dialect.MARIADB && MARIADB_THERE.contains(failed.getErrorCode());
      if (there) {
        return;
      }
      boolean racing =
          tables.dialect() == Dialect.H2
              && failed.getErrorCode() == H2_GENERAL_ERROR
              && String.valueOf(failed.getMessage()).contains("object already exists");
      throw racing ? Sessions.overtaken() : failed;
    }
  }
}
