package dev.syncline.store.jdbc;

import dev.syncline.store.StoreFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * The databases that a {@link JdbcLinkStore} speaks with.
 *
 * @since 0.1
 */
public enum Dialect {
  /** H2 2.x, embedded in a file or served. */
  H2("h2", '"', " FOR UPDATE"),
  /** PostgreSQL 12 and newer. */
  POSTGRESQL("postgresql", '"', " FOR UPDATE"),
  /** SQLite 3.24 and newer: one writer at a time. */
  SQLITE("sqlite", '"', ""),
  /** MariaDB 10.5 and newer, MySQL 8 and newer, on InnoDB. */
  MARIADB("mariadb", '`', " FOR UPDATE");

  private final String folder;
  private final char quote;
  private final String locking;

  Dialect(String folder, char quote, String locking) {
    this.folder = folder;
    this.quote = quote;
    this.locking = locking;
  }

  /** Where its scripts lie. */
  String folder() {
    return folder;
  }

  /** What makes a SELECT lock its rows; a SQLite transaction has the whole file anyway. */
  String locking() {
    return locking;
  }

  String quoted(String name) {
    return quote + name + quote;
  }

  /** What a database says that it is. */
  static Dialect of(Connection connection) throws SQLException {
    String product = connection.getMetaData().getDatabaseProductName();
    return switch (product.toLowerCase(Locale.ROOT)) {
      case "h2" -> H2;
      case "postgresql" -> POSTGRESQL;
      case "sqlite" -> SQLITE;
      case "mariadb", "mysql" -> MARIADB;
      default ->
          throw new StoreFailed(
              StoreFailed.Reason.SCHEMA,
              "the database calls itself "
                  + product
                  + ", which no dialect is for: name the one that it understands,"
                  + " JdbcLinkStore.on(dataSource).dialect(…)");
    };
  }
}
