package dev.syncline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Flow;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.time.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a first sync and its H2 store hold, without the two systems: the live heap at a commit, and
 * again when the run has died just there and the store is closed. With {@code -Dsyncline.full=true}
 * the worlds have 10 000 and 100 000 records.
 */
class FlatHeapTest {

  private static final boolean FULL = Boolean.getBoolean("syncline.full");
  private static final int SMALL = FULL ? 10_000 : 2_000;
  private static final int PARTS = 8;
  private static final List<Integer> SAMPLED = FULL ? List.of(1, 3, 5, 7) : List.of(2, 6);
  private static final int SLICE = FULL ? 2_000 : 400;
  private static final int PAGE = 100;

  /** The database's own cache is the host's to size: small, so that it is full in both worlds. */
  private static final String CACHE_KB = "1024";

  @TempDir private Path folder;

  private int stores;

  /** A store whose process dies at one commit, after the heap was looked at. */
  private static final class Sampling extends ForwardingLinkStore {
    private final long fatal;
    private long commits;
    private long heap;

    private final JdbcConnectionPool pool;

    Sampling(JdbcConnectionPool pool, long fatal) {
      super(JdbcLinkStore.on(pool).open());
      this.pool = pool;
      this.fatal = fatal;
    }

    @Override
    public void close() {
      super.close();
      pool.dispose();
    }

    @Override
    public void commit(StoreUpdate update) {
      if (++commits == fatal) {
        heap = liveHeap();
        throw new MemoryFault.Killed("a sample");
      }
      super.commit(update);
    }
  }

  private static long liveHeap() {
    long least = Long.MAX_VALUE;
    for (int each = 0; each < 3; each++) {
      System.gc();
      Runtime now = Runtime.getRuntime();
      least = Math.min(least, now.totalMemory() - now.freeMemory());
    }
    return least;
  }

  private record World(VirtualTime time, SyncPlan plan) {

    /** So many records; half of each side has its counterpart far away in the other's order. */
    static World of(int records) {
      VirtualTime time = new VirtualTime();
      MemoryConnector left = side("left", time);
      MemoryConnector right = side("right", time);
      int each = records / 2;
      for (int at = 0; at < each; at++) {
        left.user().add(product("S" + at, at));
        right.user().add(product("S" + (each + each / 2 - 1 - at), at));
        time.advance(Duration.ofMillis(1));
      }
      Flow products =
          Flow.of(Product.TYPE)
              .matchBy(Product.SKU)
              .fields(
                  FieldRules.of(Product.TYPE)
                      .copy(Product.NAME, Product.SKU, Product.DESCRIPTION, Product.BARCODES));
      return new World(time, SyncPlan.named("shop").between(left, right).flow(products).build());
    }

    private static MemoryConnector side(String name, VirtualTime time) {
      MemoryType products =
          MemoryType.of(
              Product.TYPE, Product.NAME, Product.SKU, Product.DESCRIPTION, Product.BARCODES);
      return MemoryConnector.named(name, time).with(products.pageSize(PAGE)).build();
    }

    private static Entity product(String sku, int at) {
      return Entity.of(Product.TYPE, "")
          .with(Product.SKU, sku)
          .with(Product.NAME, "Thing number " + at)
          .with(Product.DESCRIPTION, ("What is to be said of " + at + ". ").repeat(20))
          .with(Product.BARCODES, Set.of("46" + (100_000_000_00L + at)));
    }
  }

  private Sampling store(long fatal) {
    String url = "jdbc:h2:file:" + folder.resolve("s" + stores++) + ";CACHE_SIZE=" + CACHE_KB;
    return new Sampling(JdbcConnectionPool.create(url, "sa", ""), fatal);
  }

  private long commits(int records) {
    World world = World.of(records);
    try (Sampling store = store(Long.MAX_VALUE)) {
      TestEngine.inSlices(SLICE, world.time(), store, SyncListener.SILENT).run(world.plan());
      assertThat(store.scanLinks("shop", "product", "", records)).hasSize(records * 3 / 4);
      return store.commits;
    }
  }

  private long peak(int records) {
    long commits = commits(records);
    long peak = 0;
    for (int part : SAMPLED) {
      World world = World.of(records);
      long at;
      try (Sampling store = store(commits * part / PARTS)) {
        TestEngine engine = TestEngine.inSlices(SLICE, world.time(), store, SyncListener.SILENT);
        assertThatThrownBy(() -> engine.run(world.plan())).isInstanceOf(MemoryFault.Killed.class);
        at = store.heap;
      }
      long share = at - liveHeap();
      System.out.println(records + " records, sample " + part + ": " + share / 1024 + " KiB");
      peak = Math.max(peak, share);
      assertThat(world.plan().name()).isEqualTo("shop");
    }
    return peak;
  }

  @Test
  void tenTimesTheRecordsNeedNoMoreThanAFifthMoreHeap() {
    long small = peak(SMALL);
    long large = peak(10 * SMALL);
    System.out.printf(
        "peak live heap: %d KiB of %d records, %d KiB of %d%n",
        small / 1024, SMALL, large / 1024, 10 * SMALL);
    assertThat(large).isLessThanOrEqualTo(small * 12 / 10);
  }
}
