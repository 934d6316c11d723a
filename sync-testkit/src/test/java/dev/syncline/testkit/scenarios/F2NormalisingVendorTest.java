package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import org.junit.jupiter.api.Test;

/** F2: a vendor that normalises what it is given. */
class F2NormalisingVendorTest {

  @Test
  void whatTheVendorMadeOfAValueIsNotCarriedBack() {
    Bench bench =
        Bench.right(
                type ->
                    type.tellsWhatItHolds()
                        .stores(
                            entity ->
                                entity.has(Product.NAME)
                                    ? entity.with(
                                        Product.NAME,
                                        entity.require(Product.NAME).replaceAll("[<>\"]", ""))
                                    : entity))
            .with(products());
    String left = bench.linked("Tea <GmbH> \"Q\"");
    bench.quiet();
    bench.left.user().set(left, Product.NAME, "Mug <AG>");
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("Mug AG");
    bench.quiet();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Mug <AG>");
    bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "Cup");
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Cup");
  }
}
