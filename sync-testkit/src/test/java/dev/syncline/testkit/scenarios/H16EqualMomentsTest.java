package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import org.junit.jupiter.api.Test;

/** H16: more rows of one moment than a page holds. */
class H16EqualMomentsTest {

  @Test
  void moreRowsOfOneMomentThanAPageHoldsAreAllSeen() {
    Bench bench = Bench.of(type -> type.pageSize(10), type -> type).with(products());
    for (int each = 0; each < 35; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(35);
  }
}
