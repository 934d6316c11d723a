package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.values;
import static dev.syncline.testkit.engine.Bench.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Gone;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** H13: whom an enumeration has shown, over a death in its middle and over a lost position. */
class H13BrokenEnumerationTest {

  private static final int PAGE = 2;
  private static final int PRODUCTS = 6;
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final VirtualTime time = new VirtualTime();
  private final InMemoryLinkStore store = new InMemoryLinkStore();
  private final MemoryConnector left =
      system("left", type -> type.pageSize(PAGE).silentAboutGone());
  private final MemoryConnector right = system("right", type -> type);
  private final SyncPlan plan =
      SyncPlan.named("shop").between(left, right).flow(products().gone(Gone.DELETE)).build();
  private TestEngine engine = process(PAGE);

  private MemoryConnector system(String name, UnaryOperator<MemoryType> tweak) {
    MemoryType type =
        MemoryType.of(
            Product.TYPE,
            Product.NAME,
            Product.SKU,
            Product.DESCRIPTION,
            Product.PRICE,
            Product.BARCODES,
            Product.EXTERNAL_CODE);
    return MemoryConnector.named(name, time).retention(REMEMBERED).with(tweak.apply(type)).build();
  }

  /** A new process, which works on so many changes at once. */
  private TestEngine process(int slice) {
    return TestEngine.inSlices(slice, time, store, SyncListener.SILENT);
  }

  @BeforeEach
  void inStep() {
    for (int each = 0; each < PRODUCTS; each++) {
      left.user().add(product("A" + each, "Tea " + each));
      time.advance(Duration.ofSeconds(1));
    }
    engine.run(plan);
    engine.runAfter(Duration.ofHours(1), plan);
  }

  private String id(String sku) {
    return where(left, Product.SKU, sku).id();
  }

  private void delete(String sku) {
    left.user().delete(Product.TYPE, id(sku));
  }

  /** Each is changed, one a second, in a field that does not travel. */
  private void touchAll() {
    for (Entity each : left.entities(Product.TYPE)) {
      left.user().set(each.id(), Product.EXTERNAL_CODE, "touched");
      time.advance(Duration.ofSeconds(1));
    }
  }

  private long calls(MemoryCall call) {
    return left.faults().calls(call);
  }

  private void deathAtCall(int number) {
    left.faults().onCall(left.faults().calls() + number, new MemoryFault.KilledBefore());
  }

  private void isGone(String sku) {
    assertThat(values(right, Product.SKU)).hasSize(PRODUCTS - 1).doesNotContain(sku);
    assertThat(values(left, Product.SKU)).hasSize(PRODUCTS - 1);
    assertThat(engine.run(plan).writes()).isZero();
  }

  @Test
  void whomADeadRunHasShownIsNotAskedForAndWhoIsGoneIsFound() {
    delete("A5");
    deathAtCall(5); // a check, what changed, and two pages of everything
    assertThatThrownBy(() -> engine.engine().reconcile(plan))
        .isInstanceOf(MemoryFault.Killed.class);
    engine = process(PAGE);
    long lists = calls(MemoryCall.LIST);
    long reads = calls(MemoryCall.READ);
    engine.engine().reconcile(plan);
    assertThat(calls(MemoryCall.READ) - reads).as("who is missing").isEqualTo(1);
    assertThat(calls(MemoryCall.LIST) - lists).as("what changed, and the rest").isLessThan(4);
    isGone("A5");
  }

  /** It was shown before the position was lost, and what then shows all does not show it. */
  @Test
  void whomAPositionHasShownThatWasLostCountsForNothing() {
    touchAll();
    left.faults().beforeNext(MemoryCall.LIST, this::thePositionIsLostAfterThisPage);
    engine.run(plan);
    isGone("A0");
  }

  private void thePositionIsLostAfterThisPage() {
    left.faults().onNext(MemoryCall.LIST, new MemoryFault.PositionLost());
    left.faults().beforeNext(MemoryCall.LIST, () -> delete("A0"));
  }

  /** What takes the place of a lost position tells who is gone only as a whole. */
  @Test
  void anEnumerationAfterALostPositionIsBegunAnewIfItIsBrokenOff() {
    time.advance(REMEMBERED.multipliedBy(2));
    delete("A0");
    touchAll();
    deathAtCall(4); // a check, and two pages of everything
    assertThatThrownBy(() -> engine.run(plan)).isInstanceOf(MemoryFault.Killed.class);
    engine = process(PAGE);
    engine.run(plan);
    isGone("A0");
  }
}
