package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.RunReport;
import dev.syncline.model.Product;
import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.Lease;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreFailed;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.TestEngine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A store that fails ends the run by name, whether or not its last commit was kept. */
class StoreFailsTest {

  private static final Duration LEASES_RUN_OUT = Duration.ofMinutes(10);

  private static final class Failing extends ForwardingLinkStore {

    private final boolean kept;
    private final long at;
    private long commits;
    private boolean gone;

    Failing(LinkStore behind, long at, boolean kept) {
      super(behind);
      this.at = at;
      this.kept = kept;
    }

    @Override
    public void commit(StoreUpdate update) {
      answer();
      gone = ++commits == at;
      if (!gone || kept) {
        super.commit(update);
      }
      answer();
    }

    @Override
    public Optional<Lease> lease(String resource, String holder, Instant now, Duration length) {
      answer();
      return super.lease(resource, holder, now, length);
    }

    @Override
    public void release(Lease lease) {
      answer();
      super.release(lease);
    }

    private void answer() {
      if (gone) {
        throw new StoreFailed(
            StoreFailed.Reason.OUTCOME_UNKNOWN, "the store is gone: see that it comes back");
      }
    }
  }

  private static Bench scenario() {
    Bench bench = Bench.plain().with(products(), customers());
    bench.left.user().add(product("A", "Tea"));
    bench.right.user().add(product("B", "Mug"));
    bench.left.user().add(customer("Ann", "ann@example.org"));
    return bench;
  }

  private static Map<String, List<String>> undisturbed() {
    Bench bench = scenario();
    bench.run();
    bench.quiet();
    return bench.contents();
  }

  @Test
  void aRunWhoseStoreFailsAtAnyCommitEndsByNameAndTheNextOneFinishes() {
    Map<String, List<String>> expected = undisturbed();
    Failing counter = new Failing(new InMemoryLinkStore(), 0, true);
    Bench counted = scenario();
    counted.engine = TestEngine.on(counted.time, counter);
    counted.run();
    assertThat(counter.commits).isGreaterThan(3);
    for (boolean kept : new boolean[] {true, false}) {
      for (long commit = 1; commit <= counter.commits; commit++) {
        Bench bench = scenario();
        Failing failing = new Failing(bench.store, commit, kept);
        bench.engine = TestEngine.on(bench.time, failing, bench.heard);
        RunReport report = bench.run();
        assertThat(report.stopped()).hasSize(1);
        assertThat(report.stopped().get(0)).contains("the store is gone");
        assertThat(failing.commits).as("nothing more is asked of it").isEqualTo(commit);

        bench.time.advance(LEASES_RUN_OUT);
        bench.restart();
        bench.run();
        bench.run();
        assertThat(bench.contents()).as("commit " + commit + " kept " + kept).isEqualTo(expected);
        assertThat(bench.failures()).isEmpty();
        bench.quiet();
      }
    }
  }

  @Test
  void aStoreThatIsNotThereIsToldBeforeAnythingIsBegun() {
    Bench bench = scenario();
    Failing failing = new Failing(bench.store, 0, true);
    failing.gone = true;
    bench.engine = TestEngine.on(bench.time, failing);

    assertThatThrownBy(bench::run).isInstanceOf(StoreFailed.class).hasMessageContaining("gone");
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
  }
}
