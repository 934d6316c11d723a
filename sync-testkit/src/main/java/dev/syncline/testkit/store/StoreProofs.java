package dev.syncline.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Side;
import dev.syncline.store.Entry;
import dev.syncline.store.JournalRow;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.Notice;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the proofs of a store share: a fresh store, and rows to put into it. */
abstract class StoreProofs {

  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  static final Duration MINUTE = Duration.ofMinutes(1);
  static final String PLAN = "shop";
  static final String FLOW = "order";
  static final int MANY = 2_500;
  static final int PAGE = 7;
  static final int MEGABYTE = 1 << 20;
  static final int THREADS = 8;
  static final int EACH = 50;
  static final int ROUNDS = 20;
  static final int LONG = 1_000;
  static final int OFFERS = 250;
  static final int SLACK = 10;

  LinkStore store;

  /** Opens a store that is empty. */
  abstract LinkStore opened() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = opened();
  }

  @AfterEach
  void close() {
    store.close();
  }

  boolean wins(StoreUpdate.Builder update) {
    try {
      commit(update);
      return true;
    } catch (StoreConflict lost) {
      return false;
    }
  }

  interface Work<T> {
    T of(int who) throws Exception;
  }

  static <T> List<T> together(Work<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<T>> all = new ArrayList<>();
      for (int at = 0; at < THREADS; at++) {
        int who = at;
        Callable<T> task =
            () -> {
              start.await();
              return work.of(who);
            };
        all.add(threads.submit(task));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> each : all) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  Lease taken(String resource, String holder, Instant now) {
    return store.lease(resource, holder, now, MINUTE).orElseThrow();
  }

  void put(LinkRow row) {
    commit(update().put(row));
  }

  void commit(StoreUpdate.Builder update) {
    store.commit(update.build());
  }

  static StoreUpdate.Builder update() {
    return StoreUpdate.under(List.of());
  }

  List<LinkRow> find(Side side, String... ids) {
    return store.links(PLAN, FLOW, side, Arrays.asList(ids));
  }

  List<String> bodies(String kind, String... keys) {
    return store.entries(PLAN, kind, Arrays.asList(keys)).stream()
        .map(entry -> text(entry.body()))
        .toList();
  }

  static void refused(StoreConflict.Cause cause, ThrowingCallable commit) {
    assertThatThrownBy(commit)
        .isInstanceOfSatisfying(
            StoreConflict.class, conflict -> assertThat(conflict.what()).isEqualTo(cause));
  }

  static LinkRow link(String key, @Nullable String left, @Nullable String right, long revision) {
    return new LinkRow(PLAN, FLOW, key, left, right, revision, bytes("body of " + key));
  }

  static Entry entry(String kind, String key, String body) {
    return new Entry(PLAN, kind, key, bytes(body));
  }

  static Notice notice(String id) {
    return new Notice(PLAN, 0, Side.LEFT, "order", id, false, Instant.EPOCH);
  }

  static JournalRow note(String id, int number) {
    return new JournalRow(
        PLAN, "run", NOON.plusSeconds(number), FLOW, Side.LEFT, id, "UPDATED " + number);
  }

  static List<String> shuffled(int count) {
    List<String> keys =
        new ArrayList<>(
            IntStream.range(0, count)
                .mapToObj(at -> (at % 3 == 0 ? "A" : at % 3 == 1 ? "a" : "") + (at * 37 % 1000))
                .distinct()
                .toList());
    SplittableRandom random = new SplittableRandom(count);
    for (int at = keys.size() - 1; at > 0; at--) {
      Collections.swap(keys, at, random.nextInt(at + 1));
    }
    return keys;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
