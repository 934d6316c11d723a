package dev.syncline.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.mariadb.jdbc.MariaDbDataSource;

class MariaDbRepeatsTest extends QueueProofs {

  private static @Nullable HikariDataSource pool;

  @BeforeAll
  static void start() throws Exception {
    String url = Database.mariadb().getConfiguration().getURL("syncline");
    MariaDbDataSource source = new MariaDbDataSource(url);
    source.setUser("root");
    pool = Database.pool(source, false);
  }

  @AfterAll
  static void end() {
    pool.close();
  }

  @Override
  DataSource source() {
    return pool;
  }

  @Override
  Dialect dialect() {
    return Dialect.MARIADB;
  }

  @Override
  String waiting() {
    return "SELECT COUNT(*) FROM information_schema.processlist WHERE state = 'User lock'";
  }

  @Override
  String atItsHead() {
    String lock = new Tables(Dialect.MARIADB, null, prefix).lockName("repeats");
    return "SELECT IS_USED_LOCK('" + lock + "') IS NOT NULL";
  }
}
