package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Conflicts;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryType;
import org.junit.jupiter.api.Test;

/** H6: a vendor that takes the version expected. */
class H6VersionTest {

  @Test
  void aVersionClosesTheWindowBetweenReadAndWrite() {
    Bench bench = Bench.right(MemoryType::versioned).with(products().conflicts(Conflicts.RIGHT));
    String left = bench.linked("Tea");
    Entity right = bench.only(bench.right, Product.TYPE);
    bench.left.user().set(left, Product.NAME, "of the left");
    bench
        .right
        .faults()
        .beforeNext(
            MemoryCall.WRITE,
            () -> bench.right.user().set(right.id(), Product.NAME, "of the right"));
    bench.run();
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("of the right");
    assertThat(values(bench.left, Product.NAME)).containsExactly("of the right");
  }
}
