package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Conflicts;
import dev.syncline.RunReport;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import org.junit.jupiter.api.Test;

/** F10: a death between a write and its commit. */
class F10CrashBeforeCommitTest {

  @Test
  void aDeathBetweenWriteAndCommitIsNoConflictAndRevertsNoUser() {
    Bench bench = Bench.plain().with(products().conflicts(Conflicts.RIGHT));
    String left = bench.linked("one");
    bench.left.user().set(left, Product.NAME, "two");
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    bench.left.user().set(left, Product.NAME, "three");
    bench.restart();
    RunReport report = bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("three");
    assertThat(values(bench.right, Product.NAME)).containsExactly("three");
    assertThat(report.conflicts()).isZero();
    bench.quiet();
  }
}
