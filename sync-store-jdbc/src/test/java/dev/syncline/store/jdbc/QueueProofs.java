package dev.syncline.store.jdbc;

import static dev.syncline.store.jdbc.TellingDataSource.COMMIT;
import static dev.syncline.store.jdbc.TellingDataSource.telling;
import static dev.syncline.store.jdbc.TellingDataSource.undone;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.store.LinkStore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Where a database has named locks, transactions that are repeated go one after the other. */
abstract class QueueProofs extends RepeatProofs {

  /** A number: how many wait in the queue of repeats now. */
  abstract String waiting();

  /** A number: how many have the place at its head. */
  abstract String atItsHead();

  private int number(String sql) {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getInt(1);
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /**
   * Two writers of different rows, both undone once; the first then stays in its second attempt.
   */
  private static final class Repeats {

    final CountDownLatch firstIsBack = new CountDownLatch(1);
    final CountDownLatch firstMayGo = new CountDownLatch(1);
    final List<Thread> back = new CopyOnWriteArrayList<>();
    private final Map<Thread, Integer> commits = new ConcurrentHashMap<>();

    void before(String sql) throws InterruptedException, SQLException {
      if (!sql.equals(COMMIT)) {
        return;
      }
      if (commits.merge(Thread.currentThread(), 1, Integer::sum) == 1) {
        throw undone();
      }
      back.add(Thread.currentThread());
      if (back.size() == 1) {
        firstIsBack.countDown();
        assertThat(firstMayGo.await(LONG_ENOUGH, TimeUnit.SECONDS)).isTrue();
      }
    }
  }

  private static void until(BooleanSupplier happened) {
    long latest = System.nanoTime() + Duration.ofSeconds(LONG_ENOUGH).toNanos();
    while (!happened.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(latest);
      Thread.onSpinWait();
    }
  }

  @Test
  void whoIsRepeatedWaitsForWhoeverIsRepeatedAlready() throws Exception {
    Repeats repeats = new Repeats();
    DataSource source = telling(source(), repeats::before);
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try (LinkStore store = open(source)) {
      Future<?> first =
          writers.submit(() -> store.commit(update().put(entry("first", "1")).build()));
      assertThat(repeats.firstIsBack.await(LONG_ENOUGH, TimeUnit.SECONDS)).isTrue();
      Future<?> second =
          writers.submit(() -> store.commit(update().put(entry("second", "2")).build()));
      until(() -> repeats.back.size() == 2 || number(waiting()) == 1);
      assertThat(repeats.back).as("who is in a second attempt").hasSize(1);
      repeats.firstMayGo.countDown();
      first.get();
      second.get();
    } finally {
      repeats.firstMayGo.countDown();
      writers.shutdownNow();
    }
    assertThat(repeats.back).hasSize(2).doesNotHaveDuplicates();
    assertThat(kept()).containsExactly("first 1", "second 2");
    assertThat(number(atItsHead())).as("left behind on a connection that is lent again").isZero();
  }
}
