package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** H17: a long first upload that is broken off. */
class H17BrokenUploadTest {

  @Test
  void aLongFirstUploadGoesOnWhereItWasBroken() {
    Bench bench =
        Bench.of(type -> type.pageSize(500), type -> type.pageSize(1000)).with(products());
    for (int each = 0; each < 13_000; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
      bench.time.advance(Duration.ofMillis(1));
    }
    // The first slice is 10 000 entities in batches of 50: this is in the second.
    bench.right.faults().onCall(230, new MemoryFault.KilledAfter());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    long made = bench.right.entities(Product.TYPE).size();
    assertThat(made).isGreaterThan(10_000).isLessThan(12_000);
    bench.restart();
    long lists = bench.left.faults().calls(MemoryCall.LIST);
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(13_000);
    assertThat(bench.left.faults().calls(MemoryCall.LIST) - lists).isLessThan(11);
    bench.quiet();
  }
}
