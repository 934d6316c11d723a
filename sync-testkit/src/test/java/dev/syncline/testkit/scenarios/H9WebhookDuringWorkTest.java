package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import org.junit.jupiter.api.Test;

/** H9: a notice that comes while its entity is worked on. */
class H9WebhookDuringWorkTest {

  @Test
  void aNoticeThatArrivesAfterTheReadIsNotClearedWithTheEarlierOne() {
    Bench bench = Bench.plain().with(products().onDemand());
    String left = bench.left.user().add(product("A", "one"));
    bench.engine.hint(bench.plan, Side.LEFT, Product.TYPE, left);
    bench
        .right
        .faults()
        .beforeNext(
            MemoryCall.WRITE,
            () -> {
              bench.left.user().set(left, Product.NAME, "two");
              bench.engine.hint(bench.plan, Side.LEFT, Product.TYPE, left);
            });
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("one");
    assertThat(bench.store.notices("shop", 10)).hasSize(1);
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("two");
    assertThat(bench.store.notices("shop", 10)).isEmpty();
  }
}
