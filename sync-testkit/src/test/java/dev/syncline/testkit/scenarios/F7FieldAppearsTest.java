package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import org.junit.jupiter.api.Test;

/** F7: a field that appears later. */
class F7FieldAppearsTest {

  private static Flow named(FieldRules more) {
    return Flow.of(Product.TYPE).matchBy(Product.SKU).fields(more);
  }

  private static FieldRules sku() {
    return FieldRules.of(Product.TYPE).copy(Product.SKU);
  }

  @Test
  void aFieldThatIsAddedLaterOverwritesNothing() {
    Bench bench = Bench.plain().with(named(sku()));
    String left =
        bench.left.user().add(product("A", "left name").with(Product.DESCRIPTION, "of the left"));
    bench.run();
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().set(right, Product.NAME, "right name");
    bench.run();
    bench.with(named(sku().copy(Product.NAME, Product.DESCRIPTION)));
    bench.left.user().set(left, Product.EXTERNAL_CODE, "touched");
    assertThat(bench.run().writes()).isZero();
    assertThat(bench.left.entity(Product.TYPE, left).require(Product.NAME)).isEqualTo("left name");
    assertThat(bench.right.entity(Product.TYPE, right).require(Product.NAME))
        .isEqualTo("right name");
    bench.left.user().set(left, Product.NAME, "newer name");
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, right).require(Product.NAME))
        .isEqualTo("newer name");
    bench.quiet();
  }

  @Test
  void aFieldThatIsAddedLaterMayFillTheEmptySide() {
    Bench bench = Bench.plain().with(named(sku()));
    String left =
        bench.left.user().add(product("A", "left name").with(Product.DESCRIPTION, "of the left"));
    bench.run();
    bench.with(named(sku().copy(Product.DESCRIPTION).arriving(Arrival.FILL)));
    bench.left.user().set(left, Product.EXTERNAL_CODE, "touched");
    bench.run();
    assertThat(values(bench.right, Product.DESCRIPTION)).containsExactly("of the left");
  }
}
