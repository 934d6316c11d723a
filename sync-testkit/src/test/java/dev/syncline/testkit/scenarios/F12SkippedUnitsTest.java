package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.ValueMap;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.testkit.engine.Bench;
import org.junit.jupiter.api.Test;

/** F12: what is skipped keeps its base. */
class F12SkippedUnitsTest {

  @Test
  void aSkippedUnitKeepsItsBaseAndMissesNothing() {
    ValueMap stages = ValueMap.empty().pair("NEW", "open").pair("WON", "done");
    Bench bench =
        Bench.plain()
            .with(
                Flow.of(Order.TYPE)
                    .matchBy(Order.NUMBER)
                    .fields(
                        FieldRules.of(Order.TYPE)
                            .copy(Order.NUMBER, Order.COMMENT)
                            .code(Order.STATUS, stages)));
    String left =
        bench
            .left
            .user()
            .add(Entity.of(Order.TYPE, "").with(Order.NUMBER, "1").with(Order.STATUS, "NEW"));
    bench.run();
    bench
        .left
        .user()
        .edit(
            Order.TYPE,
            left,
            order -> order.with(Order.STATUS, "STRANGE").with(Order.COMMENT, "goes on"));
    RunReport report = bench.run();
    assertThat(report.flows().get("order").skipped()).isNotEmpty();
    Entity right = bench.only(bench.right, Order.TYPE);
    assertThat(right.require(Order.STATUS)).isEqualTo("open");
    assertThat(right.require(Order.COMMENT)).isEqualTo("goes on");
    bench.with(
        Flow.of(Order.TYPE)
            .matchBy(Order.NUMBER)
            .fields(
                FieldRules.of(Order.TYPE)
                    .copy(Order.NUMBER, Order.COMMENT)
                    .code(Order.STATUS, stages.pair("STRANGE", "odd"))));
    bench.engine.hint(bench.plan, Side.LEFT, Order.TYPE, left);
    bench.run();
    assertThat(bench.right.entity(Order.TYPE, right.id()).require(Order.STATUS)).isEqualTo("odd");
  }
}
