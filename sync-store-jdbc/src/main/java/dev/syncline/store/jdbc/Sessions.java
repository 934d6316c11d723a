package dev.syncline.store.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections for a call's length, and transactions on them. A connection goes back with the
 * auto-commit that it came with. Thread-safe.
 */
final class Sessions {

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final int ATTEMPTS = 10;
  private static final int QUEUE_SECONDS = 20;

  /** What is done on a connection. */
  interface Step<T> {
    T on(Connection connection) throws SQLException;
  }

  private final DataSource source;
  private final Tables tables;
  private final Errors errors;

  /** SQLite lets one write at a time and is not fair to those who wait: we are. */
  private final ReentrantLock oneWriter = new ReentrantLock(true);

  Sessions(DataSource source, Tables tables) {
    this.source = source;
    this.tables = tables;
    this.errors = new Errors(tables);
  }

  Tables tables() {
    return tables;
  }

  Errors errors() {
    return errors;
  }

  /** Reads: what is committed, whatever the connection's defaults. */
  <T> T read(String doing, Step<T> step) {
    try (Connection connection = source.getConnection()) {
      try {
        return step.on(connection);
      } finally {
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
      }
    } catch (SQLException failed) {
      throw errors.failed(doing, failed);
    }
  }

  /** One transaction: all of it or nothing. Repeated where the database undid it for another's. */
  <T> T write(String doing, Step<T> step) {
    boolean alone = tables.dialect() == Dialect.SQLITE;
    if (alone) {
      oneWriter.lock();
    }
    try {
      return attempts(doing, step);
    } finally {
      if (alone) {
        oneWriter.unlock();
      }
    }
  }

  private <T> T attempts(String doing, Step<T> step) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(doing, step, attempt > 1);
      } catch (SQLException failed) {
        if (attempt == ATTEMPTS || !errors.again(failed)) {
          throw errors.failed(doing, failed);
        }
        LOG.debug("{} repeats {}: {}", tables, doing, Errors.words(failed));
      }
    }
  }

  private <T> T once(String doing, Step<T> step, boolean again) throws SQLException {
    try (Connection connection = source.getConnection()) {
      Transaction transaction = new Transaction(connection, again);
      transaction.begin();
      try {
        T result = step.on(connection);
        transaction.commit(doing);
        return result;
      } finally {
        transaction.end();
      }
    }
  }

  /**
   * One transaction on a connection that is lent. Those that repeat theirs queue, over all
   * processes: else they could undo each other's work for ever.
   */
  private final class Transaction {

    private final Connection connection;
    private final boolean queues;
    private final boolean lentAs;
    private boolean open;

    Transaction(Connection connection, boolean again) throws SQLException {
      this.connection = connection;
      this.queues = again;
      this.lentAs = connection.getAutoCommit();
    }

    void begin() throws SQLException {
      if (tables.dialect() == Dialect.SQLITE) {
        setAutoCommit(true);
        execute("BEGIN IMMEDIATE"); // a later upgrade from reading to writing may find it too late
        open = true;
        return;
      }
      setAutoCommit(false);
      open = true;
      if (tables.dialect() == Dialect.MARIADB) {
        // Its default locks the gaps between rows, and two writers of other rows block each other.
        execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
      }
      if (queues && tables.dialect() == Dialect.MARIADB) {
        execute("SELECT GET_LOCK('" + tables.lockName("repeats") + "', " + QUEUE_SECONDS + ")");
      } else if (queues && tables.dialect() == Dialect.POSTGRESQL) {
        execute("SELECT pg_advisory_xact_lock(" + tables.lockName("repeats").hashCode() + ")");
      }
    }

    private void setAutoCommit(boolean on) throws SQLException {
      if (connection.getAutoCommit() != on) {
        connection.setAutoCommit(on);
      }
    }

    void commit(String doing) throws SQLException {
      try {
        if (tables.dialect() == Dialect.SQLITE) {
          execute("COMMIT");
        } else {
          connection.commit();
        }
        open = false;
      } catch (SQLException failed) {
        if (errors.again(failed) || errors.duplicate(failed)) {
          throw failed;
        }
        throw errors.commitFailed(doing, failed);
      }
    }

    /** Undoes what is not committed; a connection that is gone undoes it by itself. */
    void end() {
      try {
        if (open && tables.dialect() == Dialect.SQLITE) {
          execute("ROLLBACK");
        } else if (open) {
          connection.rollback();
        }
        if (queues && tables.dialect() == Dialect.MARIADB) {
          execute("SELECT RELEASE_LOCK('" + tables.lockName("repeats") + "')");
        }
        setAutoCommit(lentAs);
      } catch (SQLException gone) {
        LOG.debug("{}: could not undo: {}", tables, Errors.words(gone));
      }
    }

    private void execute(String sql) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }

  /** For the caller who found that another was quicker: the transaction is repeated. */
  static SQLException overtaken() {
    return new SQLException("another was quicker", "40001");
  }
}
