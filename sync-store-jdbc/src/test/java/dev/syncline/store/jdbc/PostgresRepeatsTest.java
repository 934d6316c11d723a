package dev.syncline.store.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresRepeatsTest extends QueueProofs {

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
  String waiting() {
    return advisory("NOT granted");
  }

  @Override
  String atItsHead() {
    return advisory("granted");
  }

  private static String advisory(String which) {
    return "SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND " + which;
  }
}
