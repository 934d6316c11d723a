package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** H5: lists that lag behind our own writes. */
class H5StaleVendorTest {

  @Test
  void aListThatLagsBehindOurWriteIsNotTakenForAnEdit() {
    Bench bench = Bench.right(type -> type.searchLag(Duration.ofSeconds(15))).with(products());
    String left = bench.linked("Tea");
    bench.time.advance(Duration.ofMinutes(5));
    bench.run();
    Entity right = bench.only(bench.right, Product.TYPE);
    bench.right.user().set(right.id(), Product.DESCRIPTION, "typed by a person");
    bench.time.advance(Duration.ofSeconds(13));
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    // The list now shows the person's edit, and still the old name.
    bench.time.advance(Duration.ofSeconds(3));
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Green tea");
    assertThat(values(bench.left, Product.DESCRIPTION)).containsExactly("typed by a person");
    bench.time.advance(Duration.ofMinutes(5));
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Green tea");
    assertThat(values(bench.right, Product.NAME)).containsExactly("Green tea");
    bench.quiet();
  }

  @Test
  void aTargetThatReallyWentBackAfterTheLagIsAnEdit() {
    Bench bench = Bench.right(type -> type.searchLag(Duration.ofSeconds(15))).with(products());
    String left = bench.linked("Tea");
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    bench.time.advance(Duration.ofMinutes(5));
    bench.run();
    bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "Tea");
    bench.time.advance(Duration.ofMinutes(5));
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Tea");
  }
}
