package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A pair that was found stays found, and gets everything that it lacked. */
class FoundPairsTest {

  private static final Entity TOLD = product("A", "Tea").with(Product.DESCRIPTION, "green");
  private static final Entity CODED = product("A", "Tea").with(Product.BARCODES, Set.of("4600"));

  @Test
  void whatEachSideOfAFoundPairLacksIsFilled() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(TOLD.with(Product.EXTERNAL_CODE, "x"));
    bench.right.user().add(CODED);
    bench.run();
    bothHaveAll(bench);
    bench.quiet();
  }

  @Test
  void itIsFilledAsWellWhenTheFirstAnswerIsLost() {
    for (MemoryFault fault :
        new MemoryFault[] {new MemoryFault.LostAfter(), new MemoryFault.LostBefore()}) {
      Bench bench = Bench.plain().with(products());
      bench.left.user().add(TOLD);
      bench.right.user().add(CODED);
      bench.left.faults().onNext(MemoryCall.WRITE, fault);
      bench.right.faults().onNext(MemoryCall.WRITE, fault);
      bench.run();
      bench.run();
      bothHaveAll(bench);
      bench.quiet();
    }
  }

  private static void bothHaveAll(Bench bench) {
    for (Entity each :
        List.of(bench.only(bench.left, Product.TYPE), bench.only(bench.right, Product.TYPE))) {
      assertThat(each.get(Product.DESCRIPTION)).contains("green");
      assertThat(each.get(Product.BARCODES)).contains(Set.of("4600"));
    }
  }

  @Test
  void aFoundPairIsNotLostWithTheProcessThatWroteToItFirst() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(TOLD);
    String right = bench.right.user().add(product("A", "Tea"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledBefore());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    bench.right.user().set(right, Product.SKU, "B");
    bench.restart();
    bench.run();
    assertThat(bench.only(bench.right, Product.TYPE).get(Product.DESCRIPTION)).contains("green");
    assertThat(bench.only(bench.left, Product.TYPE).id()).isNotEmpty();
  }

  @Test
  void whatExistsAndIsSomebodyElsesByNowStopsNobodyAndIsNamed() {
    Bench bench = Bench.right(type -> type.guard(Guard.NATIVE_KEY)).with(products());
    String first = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.SKU, "B");
    bench.store = new InMemoryLinkStore();
    bench.restart();
    bench.left.user().add(product("B", "Coffee"));
    bench.left.user().add(product("C", "Cocoa"));
    assertThat(bench.run().stopped()).isEmpty();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.id()).isEqualTo(first);
              assertThat(failure.reason()).contains("DOUBLE");
            });
    assertThat(values(bench.right, Product.NAME)).contains("Cocoa").hasSize(2);
  }
}
