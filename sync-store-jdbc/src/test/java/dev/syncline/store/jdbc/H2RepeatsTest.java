package dev.syncline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.LinkStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2RepeatsTest extends RepeatProofs {

  private static final String BLOCKED =
      "SELECT COUNT(*) FROM information_schema.sessions WHERE blocker_id IS NOT NULL";

  @TempDir static Path folder;

  @Override
  DataSource source() {
    JdbcDataSource source = (JdbcDataSource) Database.h2(folder);
    source.setURL(source.getURL() + ";LOCK_TIMEOUT=60000");
    return source;
  }

  @Override
  Dialect dialect() {
    return Dialect.H2;
  }

  private static void untilBlocked(Connection watching, int many) throws SQLException {
    long latest = System.nanoTime() + Duration.ofSeconds(LONG_ENOUGH).toNanos();
    int blocked = 0;
    while (blocked < many) {
      assertThat(System.nanoTime()).isLessThan(latest);
      Thread.onSpinWait();
      try (Statement statement = watching.createStatement();
          ResultSet row = statement.executeQuery(BLOCKED)) {
        assertThat(row.next()).isTrue();
        blocked = row.getInt(1);
      }
    }
  }

  /** Both have looked for the index and not found it when the table becomes free. */
  @Test
  void whoMakesAnIndexThatAnotherMakesAtThatMomentIsRepeated() throws Exception {
    prefix = Database.newPrefix();
    JdbcLinkStore.Builder first = JdbcLinkStore.on(source()).tablePrefix(prefix);
    first.knowing(1).open().close();
    ExecutorService starts = Executors.newFixedThreadPool(2);
    try (Connection busy = source().getConnection();
        Connection watching = source().getConnection();
        Statement statement = busy.createStatement()) {
      busy.setAutoCommit(false);
      String journal = dialect().quoted(prefix + "journal");
      statement.execute("SELECT * FROM " + journal + " FOR UPDATE");
      Future<LinkStore> one = starts.submit(() -> open(source()));
      Future<LinkStore> two = starts.submit(() -> open(source()));
      untilBlocked(watching, 2);
      busy.rollback();
      one.get().close();
      two.get().close();
    } finally {
      starts.shutdownNow();
    }
    JdbcLinkStore.on(source()).tablePrefix(prefix).migrations(Migrations.NONE).open().close();
  }
}
