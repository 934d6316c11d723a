package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import org.junit.jupiter.api.Test;

/** What the crash simulator leaves open: nobody looks after a death, or people edit meanwhile. */
class KilledTest {

  @Test
  void aDeathWithoutAGuardMakesNoDouble() {
    Bench bench = Bench.right(type -> type.guard(Guard.NONE)).with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    bench.restart();
    bench.run();
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
  }

  @Test
  void anEditMadeWhileTheProcessWasDeadIsNoConflict() {
    Bench bench = Bench.plain().with(products());
    String left = bench.left.user().add(product("A", "one"));
    bench.run();
    bench.left.user().set(left, Product.NAME, "two");
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    bench.left.user().set(left, Product.NAME, "three");
    bench.restart();
    bench.run();
    Entity right = bench.only(bench.right, Product.TYPE);
    assertThat(right.require(Product.NAME)).isEqualTo("three");
    assertThat(bench.heard.conflicts).isEmpty();
    bench.quiet();
  }
}
