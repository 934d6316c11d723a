package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.model.Product;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import org.junit.jupiter.api.Test;

/** H10: what comes in on another node needs no lease. */
class H10IngressWithoutLeaseTest {

  @Test
  void aHintOnAnotherNodeNeedsNoLease() {
    Bench bench = Bench.plain().with(products().onDemand());
    String left = bench.left.user().add(product("A", "one"));
    bench
        .left
        .faults()
        .beforeNext(
            MemoryCall.CHECK,
            () -> {
              try (TestEngine other = TestEngine.on(bench.time, bench.store)) {
                other.hint(bench.plan, Side.LEFT, Product.TYPE, left);
              }
            });
    bench.run();
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("one");
  }
}
