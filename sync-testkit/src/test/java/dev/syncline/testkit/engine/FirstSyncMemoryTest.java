package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.SyncListener;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a first sync holds while it runs, without the systems and the store: the heap at a commit,
 * and again when the run was killed just there. With {@code -Dsyncline.full=true} the worlds have
 * 10 000 and 100 000 products a side.
 */
class FirstSyncMemoryTest {

  private static final boolean FULL = Boolean.getBoolean("syncline.full");
  private static final int SMALL = FULL ? 10_000 : 1_000;
  private static final int SLICE = FULL ? 2_000 : 200;
  private static final int PARTS = 8;
  private static final List<Integer> SAMPLED = FULL ? List.of(1, 2, 3, 4, 5, 6) : List.of(3, 6);
  private static final long NOISE = 400_000;

  /** A store whose process dies at one commit, after the heap was looked at. */
  private static final class Sampling extends ForwardingLinkStore {
    private long untilSample = Long.MAX_VALUE;
    private long heap;

    Sampling(LinkStore behind) {
      super(behind);
    }

    @Override
    public void commit(StoreUpdate update) {
      if (--untilSample == 0) {
        heap = heapInUse();
        throw new MemoryFault.Killed("a sample");
      }
      super.commit(update);
    }
  }

  private static long heapInUse() {
    long least = Long.MAX_VALUE;
    for (int each = 0; each < 3; each++) {
      System.gc();
      Runtime now = Runtime.getRuntime();
      least = Math.min(least, now.totalMemory() - now.freeMemory());
    }
    return least;
  }

  /** Half of each side has its counterpart far away in the other side's order. */
  private static Bench world(int size) {
    Bench bench = Bench.of(type -> type.pageSize(100), type -> type.pageSize(100)).with(products());
    for (int each = 0; each < size; each++) {
      bench.left.user().add(described("S" + each, each));
      bench.right.user().add(described("S" + (size + size / 2 - 1 - each), each));
      bench.time.advance(Duration.ofMillis(1));
    }
    return bench;
  }

  private static Entity described(String sku, int each) {
    return product(sku, "Thing number " + each)
        .with(Product.DESCRIPTION, ("What is to be said of " + each + ". ").repeat(20))
        .with(Product.BARCODES, Set.of("46" + (100_000_000_00L + each)));
  }

  /** How many commits an undisturbed run has. */
  private static long commits(int size) {
    Bench bench = world(size);
    MortalStore counter = new MortalStore(bench.store);
    TestEngine.inSlices(SLICE, bench.time, counter, SyncListener.SILENT).run(bench.plan);
    return counter.commits();
  }

  private static long peak(int size) {
    long commits = commits(size);
    long peak = 0;
    for (int part : SAMPLED) {
      Bench bench = world(size);
      Sampling store = new Sampling(bench.store);
      store.untilSample = commits * part / PARTS;
      TestEngine engine = TestEngine.inSlices(SLICE, bench.time, store, SyncListener.SILENT);
      assertThatThrownBy(() -> engine.run(bench.plan)).isInstanceOf(MemoryFault.Killed.class);
      long share = store.heap - heapInUse();
      System.out.println(size + " a side, sample " + part + ": " + share / 1024 + " KiB");
      peak = Math.max(peak, share);
      assertThat(bench.left.entities(Product.TYPE)).hasSizeGreaterThanOrEqualTo(size);
    }
    return peak;
  }

  @Test
  void whatARunHoldsDoesNotGrowWithTheWorld() {
    long small = peak(SMALL);
    long large = peak(10 * SMALL);
    System.out.println("peak: " + small / 1024 + " KiB of " + SMALL + ", " + large / 1024 + " KiB");
    assertThat(large).isLessThanOrEqualTo(small * 12 / 10 + NOISE);
  }
}
