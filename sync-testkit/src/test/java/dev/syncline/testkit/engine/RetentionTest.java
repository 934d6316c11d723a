package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Gone;
import dev.syncline.Retention;
import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.model.Product;
import dev.syncline.testkit.VirtualRuntime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes by its age. */
class RetentionTest {

  private static final Duration MONTH = Duration.ofDays(30);

  private static SyncEngine keeping(Bench bench, Retention retention) {
    return SyncEngine.builder()
        .links(bench.store)
        .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
        .runtime(new VirtualRuntime(bench.time))
        .retention(retention)
        .build();
  }

  @Test
  void theJournalGoesBackAsFarAsTheHostWants() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("A", "Tea"));
    try (SyncEngine engine = keeping(bench, Retention.FOREVER.withJournal(MONTH))) {
      engine.run(bench.plan);
      String old = bench.only(bench.right, Product.TYPE).id();
      bench.time.advance(MONTH.minusDays(1));
      bench.left.user().add(product("B", "Coffee"));
      engine.run(bench.plan);
      String young = Bench.where(bench.right, Product.SKU, "B").id();
      assertThat(bench.store.journal("shop", "product", Side.RIGHT, old, 9)).isNotEmpty();
      bench.time.advance(Duration.ofDays(2));
      engine.run(bench.plan);
      assertThat(bench.store.journal("shop", "product", Side.RIGHT, old, 9)).isEmpty();
      assertThat(bench.store.journal("shop", "product", Side.RIGHT, young, 9)).isNotEmpty();
    }
  }

  @Test
  void aPairWithASideThatIsGoneIsForgottenAndOthersStay() {
    Bench bench = Bench.plain().with(products().gone(Gone.UNLINK));
    String gone = bench.left.user().add(product("A", "Tea"));
    String there = bench.left.user().add(product("B", "Coffee"));
    try (SyncEngine engine = keeping(bench, Retention.FOREVER.withDetached(MONTH))) {
      engine.run(bench.plan);
      bench.left.user().delete(Product.TYPE, gone);
      engine.run(bench.plan);
      bench.time.advance(MONTH.minusDays(1));
      engine.run(bench.plan);
      assertThat(linked(bench, gone)).isTrue();
      bench.time.advance(Duration.ofDays(2));
      engine.run(bench.plan);
      assertThat(linked(bench, gone)).isFalse();
      assertThat(linked(bench, there)).isTrue();
    }
  }

  private static boolean linked(Bench bench, String left) {
    return !bench.store.links("shop", "product", Side.LEFT, List.of(left)).isEmpty();
  }

  @Test
  void noTimeIsNoAge() {
    assertThatThrownBy(() -> Retention.FOREVER.withJournal(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
