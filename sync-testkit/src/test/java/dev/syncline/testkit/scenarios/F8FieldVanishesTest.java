package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import org.junit.jupiter.api.Test;

/** F8: a field that vanishes is not emptied on the other side. */
class F8FieldVanishesTest {

  @Test
  void aFieldThatIsNotShownAnyMoreIsNotCleared() {
    Bench bench = Bench.plain().with(products());
    String left = bench.left.user().add(product("A", "Tea").with(Product.DESCRIPTION, "leaves"));
    bench.run();
    bench.left.user().withhold(Product.DESCRIPTION, true);
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    Entity right = bench.only(bench.right, Product.TYPE);
    assertThat(right.require(Product.NAME)).isEqualTo("Green tea");
    assertThat(right.require(Product.DESCRIPTION)).isEqualTo("leaves");
    bench.left.user().withhold(Product.DESCRIPTION, false);
    bench.quiet();
  }
}
