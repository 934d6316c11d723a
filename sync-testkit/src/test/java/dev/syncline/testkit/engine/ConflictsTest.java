package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Conflicts;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.model.Order;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.Test;

/** One deal, edited on both sides between two runs. */
class ConflictsTest {

  private final Bench bench = Bench.plain().with(orders());
  private final String left =
      bench.left.user().add(order("118", line("Tea", 1)).with(Order.COMMENT, "as agreed"));
  private final String right = paired();

  private String paired() {
    bench.run();
    return bench.only(bench.right, Order.TYPE).id();
  }

  private String comment(Side side) {
    return bench.only(bench.on(side), Order.TYPE).require(Order.COMMENT);
  }

  @Test
  void editsOfDifferentFieldsAreBothKept() {
    bench.left.user().set(left, Order.COMMENT, "call first");
    bench.right.user().set(right, Order.STATUS, "PAID");
    RunReport report = bench.run();
    bench.run();
    for (Side side : Side.values()) {
      assertThat(comment(side)).isEqualTo("call first");
      assertThat(bench.only(bench.on(side), Order.TYPE).require(Order.STATUS)).isEqualTo("PAID");
    }
    assertThat(report.conflicts()).isZero();
    assertThat(report.decidedConflicts()).isEmpty();
    assertThat(report.toString()).doesNotContain("conflict");
  }

  @Rule("B-009")
  @Test
  void anEditOfTheSameFieldIsDecidedByThePolicyReportedAndExplainedAfterwards() {
    bench.left.user().set(left, Order.COMMENT, "of the left");
    bench.right.user().set(right, Order.COMMENT, "of the right");
    RunReport report = bench.run();
    assertThat(comment(Side.RIGHT)).isEqualTo("of the left");
    assertThat(report.decidedConflicts())
        .containsExactly(
            new RunReport.Conflict("order", left, right, "comment", Side.LEFT, Conflicts.ORIGIN));
    assertThat(report.toString())
        .contains("conflict: order " + left + " comment, left wins (origin)")
        .doesNotContain("of the");
    for (Side side : Side.values()) {
      String id = side == Side.LEFT ? left : right;
      assertThat(bench.engine.explain(bench.plan, Order.TYPE, side, id).toString())
          .contains(
              "comment: from left in run "
                  + report.run()
                  + ": changed on both sides, left wins (origin)")
          .contains("number: from left in run ")
          .doesNotContain("of the");
    }
    assertThat(bench.run().decidedConflicts()).isEmpty();
  }

  @Test
  void aReportNamesSomeOfManyConflictsAndCountsAll() {
    int many = RunReport.CONFLICTS_NAMED + 5;
    for (int each = 0; each < many; each++) {
      bench.left.user().add(order("m" + each));
    }
    bench.run();
    for (Side side : Side.values()) {
      bench.on(side).entities(Order.TYPE).stream()
          .filter(each -> each.require(Order.NUMBER).startsWith("m"))
          .forEach(each -> bench.on(side).user().set(each.id(), Order.COMMENT, side.word()));
    }
    RunReport report = bench.run();
    assertThat(report.conflicts()).isEqualTo(many);
    assertThat(report.decidedConflicts()).hasSize(RunReport.CONFLICTS_NAMED);
    assertThat(report.toString()).contains("and 5 conflicts more");
  }
}
