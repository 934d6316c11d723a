package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.quantity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryType;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** F4: fields that the vendor computes. */
class F4ComputedFieldsTest {

  private static MemoryType totalled(MemoryType type) {
    return type.type().equals(Order.TYPE)
        ? type.computed(
            Order.TOTAL,
            order ->
                order.get(Order.LINES).orElse(List.of()).stream()
                    .map(line -> line.require(OrderLine.QUANTITY))
                    .reduce(BigDecimal.ZERO, BigDecimal::add))
        : type;
  }

  @Test
  void aComputedFieldIsNeverWritten() {
    Bench bench =
        Bench.of(F4ComputedFieldsTest::totalled, F4ComputedFieldsTest::totalled)
            .with(
                Flow.of(Order.TYPE)
                    .matchBy(Order.NUMBER)
                    .fields(
                        FieldRules.of(Order.TYPE)
                            .copy(Order.NUMBER, Order.TOTAL)
                            .lines(Order.LINES, Bench.LINE_RULES)));
    String left = bench.left.user().add(order("1", line("a", 1)));
    bench.run();
    bench.left.user().edit(Order.TYPE, left, quantity("a", 5));
    bench.run();
    assertThat(bench.only(bench.right, Order.TYPE).require(Order.TOTAL)).isEqualByComparingTo("5");
    bench.quiet();
  }
}
