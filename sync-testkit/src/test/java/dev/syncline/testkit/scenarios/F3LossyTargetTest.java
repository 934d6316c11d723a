package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import org.junit.jupiter.api.Test;

/** F3: a target that keeps less, and an edit there. */
class F3LossyTargetTest {

  private static Flow named(FieldRules more) {
    return Flow.of(Product.TYPE).matchBy(Product.SKU).fields(more);
  }

  private static FieldRules sku() {
    return FieldRules.of(Product.TYPE).copy(Product.SKU);
  }

  @Test
  void aTextThatIsCutIsNotCutOnTheSideThatHoldsItWhole() {
    Bench bench =
        Bench.plain().with(named(sku().with(Product.NAME, Product.NAME, Lens.cutRight(8))));
    String left = bench.linked("Green tea of the hills");
    assertThat(values(bench.right, Product.NAME)).containsExactly("Green te");
    bench.quiet();
    Entity right = bench.only(bench.right, Product.TYPE);
    bench.right.user().set(right.id(), Product.DESCRIPTION, "touched");
    bench.run();
    assertThat(bench.left.entity(Product.TYPE, left).require(Product.NAME))
        .isEqualTo("Green tea of the hills");
    bench.right.user().set(right.id(), Product.NAME, "Black te");
    bench.run();
    assertThat(bench.left.entity(Product.TYPE, left).require(Product.NAME)).isEqualTo("Black te");
    bench.quiet();
  }

  /** Nothing but what the left holds tells that the short text is the long one's. */
  @Test
  void whatIsCarriedToTheSideThatHoldsItWholeKeepsItWhole() {
    Bench bench =
        Bench.plain()
            .with(
                named(sku().with(Product.NAME, Product.NAME, Lens.cutRight(8)))
                    .toLeft()
                    .found(Arrival.FROM_RIGHT));
    String left = bench.left.user().add(product("A", "Green tea of the hills"));
    String right = bench.right.user().add(product("A", "Green te"));
    bench.run();
    assertThat(bench.left.entity(Product.TYPE, left).require(Product.NAME))
        .isEqualTo("Green tea of the hills");
    bench.right.user().set(right, Product.NAME, "Black te");
    bench.run();
    assertThat(bench.left.entity(Product.TYPE, left).require(Product.NAME)).isEqualTo("Black te");
    bench.quiet();
  }
}
