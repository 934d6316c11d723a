package dev.syncline.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.mariadb.jdbc.MariaDbDataSource;

class MariaDbLinkStoreTest extends UpgradeProofs {

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
  boolean autoCommit() {
    return false;
  }
}
