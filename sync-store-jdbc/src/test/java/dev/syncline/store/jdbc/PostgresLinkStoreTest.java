package dev.syncline.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresLinkStoreTest extends UpgradeProofs {

  private static @Nullable HikariDataSource pool;

  @BeforeAll
  static void start() throws IOException {
    pool = Database.pool(Database.postgres().getPostgresDatabase(), true);
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
    return Dialect.POSTGRESQL;
  }

  @Override
  boolean autoCommit() {
    return true;
  }
}
