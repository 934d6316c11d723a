package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Gone;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** H13: what is not shown is not gone. */
class H13UnseenTest {

  @Test
  void whatIsNotShownIsNotDeletedAndMissesNothing() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
    String left = bench.linked("Tea");
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().hide(Product.TYPE, right, true);
    bench.left.user().set(left, Product.NAME, "Green tea");
    RunReport report = bench.run();
    assertThat(report.deleted(Side.LEFT)).isZero();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains("product:" + right));
    bench.right.user().hide(Product.TYPE, right, false);
    bench.engine.runAfter(Duration.ofMinutes(16), bench.plan);
    assertThat(bench.right.entity(Product.TYPE, right).require(Product.NAME))
        .isEqualTo("Green tea");
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }
}
