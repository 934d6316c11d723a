package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** F9: another secret or ruler is no edit. */
class F9RulerChangesTest {

  @Test
  void anotherSecretIsNoEdit() {
    Bench bench = Bench.plain().with(products());
    String left = bench.linked("Tea");
    try (SyncEngine other =
        SyncEngine.builder()
            .links(bench.store)
            .runtime(bench.engine.runtime())
            .secrets(Secrets.of("another secret !".getBytes(StandardCharsets.US_ASCII)))
            .build()) {
      bench.left.user().set(left, Product.EXTERNAL_CODE, "touched");
      assertThat(other.run(bench.plan).writes()).isZero();
      bench.left.user().set(left, Product.NAME, "Green tea");
      assertThat(other.run(bench.plan).updated(Side.RIGHT)).isEqualTo(1);
    }
  }
}
