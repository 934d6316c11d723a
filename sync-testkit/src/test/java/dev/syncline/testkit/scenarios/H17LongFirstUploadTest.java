package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.SyncListener;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** H17: a long first upload does not keep fresh changes waiting. */
class H17LongFirstUploadTest {

  private static final int SLICE = 10;
  private static final int PRODUCTS = 60;

  /** Does something once, when the upload is half done, and looks from then on. */
  private static final class HalfWay implements SyncListener {
    private final Bench bench;
    private final Runnable does;
    private final BooleanSupplier carried;
    private boolean done;
    private int madeWhenCarried;

    HalfWay(Bench bench, Runnable does, BooleanSupplier carried) {
      this.bench = bench;
      this.does = does;
      this.carried = carried;
    }

    @Override
    public void progress(Progress made) {
      if (done && madeWhenCarried == 0 && carried.getAsBoolean()) {
        madeWhenCarried = bench.right.entities(Product.TYPE).size();
      }
      if (!done && made.side() == Side.LEFT && made.done() >= PRODUCTS / 2) {
        done = true;
        does.run();
      }
    }
  }

  private static Bench upload() {
    Bench bench =
        Bench.of(type -> type.pageSize(10), type -> type.pageSize(10).batchSize(10))
            .with(products(), orders());
    for (int each = 0; each < PRODUCTS; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
      bench.time.advance(Duration.ofMillis(1));
    }
    return bench;
  }

  /** How many of the products had been made when it was seen to be carried. */
  private static int madeWhenCarried(Bench bench, Runnable does, BooleanSupplier carried) {
    HalfWay halfWay = new HalfWay(bench, does, carried);
    bench.engine = TestEngine.inSlices(SLICE, bench.time, bench.store, halfWay);
    assertThat(bench.run().clean()).isTrue();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(PRODUCTS);
    bench.quiet();
    return halfWay.madeWhenCarried;
  }

  private static String first(Bench bench) {
    return bench.left.entities(Product.TYPE).get(0).id();
  }

  @Test
  void aNoticeThatComesMeanwhileIsDoneBeforeTheUploadEnds() {
    Bench bench = upload();
    int made =
        madeWhenCarried(
            bench,
            () -> {
              String order = bench.left.user().add(order("1"));
              bench.engine.hint(bench.plan, Side.LEFT, Order.TYPE, order);
            },
            () -> !bench.right.entities(Order.TYPE).isEmpty());
    assertThat(made).isPositive().isLessThan(PRODUCTS);
    assertThat(values(bench.right, Order.NUMBER)).containsExactly("1");
    assertThat(bench.store.notices("shop", 10)).isEmpty();
  }

  @Test
  void anEditOfWhatWasCarriedAlreadyIsDoneBeforeTheUploadEnds() {
    Bench bench = upload();
    int made =
        madeWhenCarried(
            bench,
            () -> {
              bench.left.user().set(first(bench), Product.NAME, "Green tea");
              bench.time.advance(Duration.ofMinutes(2));
            },
            () -> values(bench.right, Product.NAME).contains("Green tea"));
    assertThat(made).isPositive().isLessThan(PRODUCTS);
    assertThat(bench.heard.conflicts).isEmpty();
  }

  @Test
  void whatIsNewMeanwhileIsMadeBeforeTheUploadEndsAndOnce() {
    Bench bench = upload();
    int made =
        madeWhenCarried(
            bench,
            () -> {
              bench.left.user().add(order("1"));
              bench.time.advance(Duration.ofMinutes(2));
            },
            () -> !bench.right.entities(Order.TYPE).isEmpty());
    assertThat(made).isPositive().isLessThan(PRODUCTS);
    assertThat(values(bench.right, Order.NUMBER)).containsExactly("1");
  }

  @Test
  void aShortUploadLooksAtEachFeedNoOftenerForIt() {
    Bench bench = upload();
    bench.engine = TestEngine.inSlices(SLICE, bench.time, bench.store, bench.heard);
    bench.run();
    // Seven pages of products and one of each other type, and nothing in between.
    assertThat(bench.left.faults().calls(MemoryCall.LIST)).isEqualTo(8);
  }
}
