package dev.syncline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.LinkStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2RepeatsTest extends RepeatProofs {

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

  /** H2 tells of no session that it waits for a table; its threads do. */
  private static boolean waitsForATable(Thread thread) {
    return thread.getState() == Thread.State.TIMED_WAITING
        && Stream.of(thread.getStackTrace())
            .anyMatch(frame -> frame.getClassName().equals("org.h2.mvstore.db.MVTable"));
  }

  private static void until(BooleanSupplier happened) {
    long latest = System.nanoTime() + Duration.ofSeconds(LONG_ENOUGH).toNanos();
    while (!happened.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(latest);
      Thread.onSpinWait();
    }
  }

  private LinkStore started(List<Thread> threads) {
    threads.add(Thread.currentThread());
    return open(source());
  }

  /** Both have looked for the index and not found it when the table becomes free. */
  @Test
  void whoMakesAnIndexThatAnotherMakesAtThatMomentIsRepeated() throws Exception {
    prefix = Database.newPrefix();
    JdbcLinkStore.Builder first = JdbcLinkStore.on(source()).tablePrefix(prefix);
    first.knowing(1).open().close();
    ExecutorService starts = Executors.newFixedThreadPool(2);
    try (Connection busy = source().getConnection();
        Statement statement = busy.createStatement()) {
      busy.setAutoCommit(false);
      statement.execute(
          "INSERT INTO "
              + dialect().quoted(prefix + "journal")
              + " VALUES ('shop', 1, 'run', 0, 0, 'order', 'left', '7', 'CREATED')");
      List<Thread> threads = new CopyOnWriteArrayList<>();
      Future<LinkStore> one = starts.submit(() -> started(threads));
      Future<LinkStore> two = starts.submit(() -> started(threads));
      until(() -> threads.size() == 2 && threads.stream().allMatch(H2RepeatsTest::waitsForATable));
      busy.rollback();
      one.get().close();
      two.get().close();
    } finally {
      starts.shutdownNow();
    }
    JdbcLinkStore.on(source()).tablePrefix(prefix).migrations(Migrations.NONE).open().close();
  }
}
