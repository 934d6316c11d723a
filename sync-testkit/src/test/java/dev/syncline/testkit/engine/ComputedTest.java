package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.testkit.memory.MemoryCall;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is computed from fields that no rule of its own carries follows them all the same. */
class ComputedTest {

  private static final FieldRules ROWS =
      FieldRules.of(OrderLine.TYPE)
          .toRight(OrderLine.QUANTITY)
          .compute(
              Side.RIGHT,
              OrderLine.NAME,
              Set.of(OrderLine.NAME),
              row -> loud(row.source().get(OrderLine.NAME).orElse("")),
              When.ALWAYS);

  private static final FieldRules RULES =
      FieldRules.of(Order.TYPE)
          .toRight(Order.NUMBER)
          .compute(
              Side.RIGHT,
              Order.COMMENT,
              Set.of(Order.STATUS),
              order -> loud(order.source().get(Order.STATUS).orElse("none")),
              When.ALWAYS)
          .lines(Order.LINES, ROWS, Direction.TO_RIGHT);

  private static Put<String> loud(String text) {
    return Put.value(text.toUpperCase(Locale.ROOT));
  }

  private final Bench bench = Bench.plain().with(Flow.of(Order.TYPE).toRight().fields(RULES));
  private final String id = bench.left.user().add(order("1", line("tea", 1)));

  @AfterEach
  void close() {
    bench.close();
  }

  private Entity paper() {
    return bench.only(bench.right, Order.TYPE);
  }

  @Test
  void aFieldThatIsOnlyLookedAtIsCarriedWhenItChanges() {
    bench.run();
    assertThat(paper().get(Order.COMMENT)).contains("NONE");
    bench.left.user().set(id, Order.STATUS, "paid");
    bench.run();
    assertThat(paper().get(Order.COMMENT)).contains("PAID");
    bench.quiet();
  }

  @Test
  void soIsAFieldOfALine() {
    bench.run();
    bench
        .left
        .user()
        .edit(Order.TYPE, id, Bench.lineOf("tea", row -> row.with(OrderLine.NAME, "mug")));
    bench.run();
    assertThat(Bench.lines(paper())).containsExactly("MUG 1");
    bench.quiet();
  }

  @Test
  void whatIsShownAgainUnchangedCostsNoLookAtTheOtherSide() {
    bench.run();
    bench.left.user().set(id, Order.TITLE, "not carried");
    long before = bench.right.faults().calls(MemoryCall.READ);
    assertThat(bench.run().writes()).isZero();
    assertThat(bench.right.faults().calls(MemoryCall.READ)).isEqualTo(before);
  }
}
