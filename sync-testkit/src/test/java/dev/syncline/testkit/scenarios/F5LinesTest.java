package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.lines;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.withLine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryType;
import org.junit.jupiter.api.Test;

/** F5: lines are merged one by one. */
class F5LinesTest {

  @Test
  void linesAreMergedOneByOneWithUnstableIds() {
    Bench bench =
        Bench.of(MemoryType::unstableLines, type -> type.unstableLines().tellsWhatItHolds())
            .with(orders());
    String left = bench.left.user().add(order("1", line("a", 1), line("b", 2), line("c", 3)));
    bench.run();
    Entity right = bench.only(bench.right, Order.TYPE);
    bench.left.user().edit(Order.TYPE, left, withLine(line("l", 4)));
    bench.right.user().edit(Order.TYPE, right.id(), Bench.withoutLine("b"));
    bench.run();
    bench.run();
    assertThat(lines(bench.left.entity(Order.TYPE, left)))
        .containsExactlyInAnyOrder("a 1", "c 3", "l 4");
    assertThat(lines(bench.right.entity(Order.TYPE, right.id())))
        .containsExactlyInAnyOrder("a 1", "c 3", "l 4");
    bench.quiet();
  }
}
