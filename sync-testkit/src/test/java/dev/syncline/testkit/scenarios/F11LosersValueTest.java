package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Conflicts;
import dev.syncline.Side;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** F11: the value that lost a conflict. */
class F11LosersValueTest {

  @Test
  void theLosersValueIsHandedToTheListenerAndKeptNowhere() {
    Bench bench = Bench.plain().with(products().conflicts(Conflicts.LEFT));
    String left = bench.linked("one");
    bench.left.user().set(left, Product.NAME, "winning");
    bench
        .right
        .user()
        .set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "secret of the loser");
    bench.run();
    assertThat(bench.heard.losers.get(0).require(Product.NAME)).isEqualTo("secret of the loser");
    String kept =
        bench.store.scanLinks("shop", "product", "", 10).stream()
                .map(row -> new String(row.body(), StandardCharsets.ISO_8859_1))
                .toList()
            + bench.store.journal("shop", "product", Side.LEFT, left, 100).toString();
    assertThat(kept).doesNotContain("secret of the loser").doesNotContain("winning");
  }
}
