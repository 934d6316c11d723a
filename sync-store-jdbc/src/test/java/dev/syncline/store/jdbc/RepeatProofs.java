package dev.syncline.store.jdbc;

import static dev.syncline.store.jdbc.TellingDataSource.COMMIT;
import static dev.syncline.store.jdbc.TellingDataSource.telling;
import static dev.syncline.store.jdbc.TellingDataSource.undone;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.store.Entry;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreFailed;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A transaction that the database undid for another's sake is done all the same. */
@Timeout(120)
abstract class RepeatProofs {

  static final int LONG_ENOUGH = 60;
  private static final int FEW = 3;
  private static final int ENDLESS = 1_000;

  String prefix = "";

  /** The database of the class. */
  abstract DataSource source() throws Exception;

  abstract Dialect dialect();

  @BeforeEach
  void tables() throws Exception {
    prefix = Database.newPrefix();
    open(source()).close();
  }

  LinkStore open(DataSource source) {
    return JdbcLinkStore.on(source).tablePrefix(prefix).dialect(dialect()).open();
  }

  static Entry entry(String key, String body) {
    return new Entry("shop", "cursor", key, body.getBytes(StandardCharsets.UTF_8));
  }

  static StoreUpdate.Builder update() {
    return StoreUpdate.under(List.of());
  }

  List<String> kept() throws Exception {
    try (LinkStore store = open(source())) {
      return store.scanEntries("shop", "cursor", "", 99).stream()
          .map(each -> each.key() + " " + new String(each.body(), StandardCharsets.UTF_8))
          .toList();
    }
  }

  /** Each has changed what the other one wants next: the database undoes one of them. */
  @Test
  void whoLosesADeadlockIsDoneAfterTheWinner() throws Exception {
    CyclicBarrier bothHaveChangedOne = new CyclicBarrier(2);
    Set<Thread> came = ConcurrentHashMap.newKeySet();
    DataSource crossing =
        telling(
            source(),
            sql -> {
              if (sql.startsWith("DELETE") && came.add(Thread.currentThread())) {
                bothHaveChangedOne.await(LONG_ENOUGH, TimeUnit.SECONDS);
              }
            });
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try (LinkStore store = open(crossing)) {
      store.commit(update().put(entry("x", "old")).put(entry("y", "old")).build());
      Future<?> one =
          writers.submit(
              () -> store.commit(update().put(entry("x", "one")).remove(entry("y", "")).build()));
      Future<?> two =
          writers.submit(
              () -> store.commit(update().put(entry("y", "two")).remove(entry("x", "")).build()));
      one.get();
      two.get();
    } finally {
      writers.shutdownNow();
    }
    assertThat(came).hasSize(2);
    assertThat(kept()).isSubsetOf("x one", "y two").hasSize(1);
  }

  private static DataSource undoing(DataSource behind, int times, AtomicInteger attempts) {
    return telling(
        behind,
        sql -> {
          if (sql.equals(COMMIT) && attempts.incrementAndGet() <= times) {
            throw undone();
          }
        });
  }

  @Test
  void whatIsUndoneAFewTimesIsDoneOnce() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    try (LinkStore store = open(undoing(source(), FEW, attempts))) {
      store.commit(update().put(entry("feed", "1")).build());
    }
    assertThat(attempts.get()).isEqualTo(FEW + 1);
    assertThat(kept()).containsExactly("feed 1");
  }

  @Test
  void whatIsUndoneForEverIsSaidAndNothingOfItIsThere() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    try (LinkStore store = open(undoing(source(), ENDLESS, attempts))) {
      StoreUpdate change = update().put(entry("feed", "1")).build();
      assertThatThrownBy(() -> store.commit(change))
          .isInstanceOfSatisfying(
              StoreFailed.class,
              failed -> assertThat(failed.reason()).isEqualTo(StoreFailed.Reason.LOCKED));
    }
    assertThat(attempts.get()).isBetween(FEW, ENDLESS - 1);
    assertThat(kept()).isEmpty();
  }
}
