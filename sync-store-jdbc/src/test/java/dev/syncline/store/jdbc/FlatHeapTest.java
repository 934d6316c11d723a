package dev.syncline.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Product;
import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.LinkRow;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.time.VirtualTime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a first sync and its H2 store hold, without the two systems: the live heap at some dozens of
 * commits of one run between systems that hold nothing. With {@code -Dsyncline.full=true} the
 * worlds have 10 000 and 100 000 records.
 */
class FlatHeapTest {

  private static final boolean FULL = Boolean.getBoolean("syncline.full");
  private static final int SMALL = FULL ? 10_000 : 1_000;
  private static final int SAMPLES = FULL ? 60 : 30;
  private static final int SLICE = 200;
  private static final int OTHERS = FULL ? 100_000 : 10_000;
  private static final int OTHERS_PAGE = 1_000;

  /**
   * The worlds of the short setting are so small that what each run holds anyway varies by this.
   */
  private static final long BESIDES = FULL ? 0 : 1L << 20;

  /** The database's own cache is the host's to size: small, so that it is full in both worlds. */
  private static final String CACHE_KB = "1024";

  private static final byte[] BODY = new byte[200];

  @TempDir private Path folder;

  private int stores;

  /** A store that looks at the heap at every so many commits. */
  private static final class Sampling extends ForwardingLinkStore {
    private final JdbcConnectionPool pool;
    private final long every;
    private final List<Long> samples = new ArrayList<>();
    private long commits;

    Sampling(JdbcConnectionPool pool, long every) {
      super(JdbcLinkStore.on(pool).open());
      this.pool = pool;
      this.every = every;
    }

    @Override
    public void commit(StoreUpdate update) {
      if (++commits % every == 0) {
        samples.add(liveHeap());
      }
      super.commit(update);
    }

    @Override
    public void close() {
      super.close();
      pool.dispose();
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

  /** Half of each side has its counterpart far away in the other's order. */
  private static SyncPlan plan(int records, VirtualTime time) {
    int each = records / 2;
    int last = each + each / 2 - 1;
    Flow products =
        Flow.of(Product.TYPE)
            .matchBy(Product.SKU)
            .fields(
                FieldRules.of(Product.TYPE)
                    .copy(Product.NAME, Product.SKU, Product.DESCRIPTION, Product.BARCODES));
    return SyncPlan.named("shop")
        .between(
            new Thousands(empty("left", time), each, at -> at, at -> at),
            new Thousands(empty("right", time), each, at -> last - at, at -> last - at))
        .flow(products)
        .build();
  }

  private static MemoryConnector empty(String name, VirtualTime time) {
    MemoryType products =
        MemoryType.of(
            Product.TYPE, Product.NAME, Product.SKU, Product.DESCRIPTION, Product.BARCODES);
    return MemoryConnector.named(name, time).with(products).build();
  }

  private Sampling run(int records, long every) {
    VirtualTime time = new VirtualTime();
    String url = "jdbc:h2:file:" + folder.resolve("s" + stores++) + ";CACHE_SIZE=" + CACHE_KB;
    try (Sampling store = new Sampling(JdbcConnectionPool.create(url, "sa", ""), every)) {
      others(store);
      store.commits = 0;
      store.samples.clear();
      RunReport report =
          TestEngine.inSlices(SLICE, time, store, SyncListener.SILENT).run(plan(records, time));
      assertThat(report.failed()).as(report.toString()).isZero();
      assertThat(store.scanLinks("shop", "product", "", records)).hasSize(records * 3 / 4);
      return store;
    }
  }

  /** The database is in use already, so that most of what is H2's own is there in both worlds. */
  private static void others(LinkStore store) {
    for (int from = 0; from < OTHERS; from += OTHERS_PAGE) {
      StoreUpdate.Builder update = StoreUpdate.under(List.of());
      for (int at = from; at < from + OTHERS_PAGE; at++) {
        int mixed = (int) ((at * 0x9E3779B97F4A7C15L) >>> 40);
        update.put(new LinkRow("others", "product", mixed + "/" + at, "L" + at, "R" + at, 0, BODY));
      }
      store.commit(update.build());
    }
  }

  private long peak(int records) {
    long commits = run(records, Long.MAX_VALUE).commits;
    long before = liveHeap();
    List<Long> samples = run(records, commits / SAMPLES).samples;
    return samples.stream()
        .mapToLong(heap -> heap - before)
        .peek(share -> System.out.print(share / 1024 + " "))
        .max()
        .orElseThrow();
  }

  @Test
  void tenTimesTheRecordsNeedNoMoreThanAFifthMoreHeap() {
    long small = peak(SMALL);
    long large = peak(10 * SMALL);
    System.out.printf(
        "peak live heap: %d KiB of %d records, %d KiB of %d%n",
        small / 1024, SMALL, large / 1024, 10 * SMALL);
    assertThat(large).isLessThanOrEqualTo(small * 12 / 10 + BESIDES);
  }
}
