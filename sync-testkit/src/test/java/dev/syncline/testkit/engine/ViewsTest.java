package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.lineOf;
import static dev.syncline.testkit.engine.Bench.lines;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.quantity;
import static dev.syncline.testkit.engine.Bench.withLine;
import static dev.syncline.testkit.engine.Bench.withoutLine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.SyntheticLines;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Rules that see a side otherwise than it is; amounts stand for numbers of pieces here. */
class ViewsTest {

  /** A deal without rows has one of its amount. */
  private static Entity withAmount(Entity deal) {
    BigDecimal amount = deal.get(Order.TOTAL).orElse(BigDecimal.ZERO);
    boolean none = deal.knows(Order.LINES) && !deal.has(Order.LINES);
    return none && amount.signum() > 0
        ? deal.with(Order.LINES, List.of(SyntheticLines.of("amount", named("Amount", amount))))
        : deal;
  }

  private static Entity named(String name, BigDecimal quantity) {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.NAME, name)
        .with(OrderLine.QUANTITY, quantity);
  }

  /** The title says what delivery costs. */
  private static Entity withDelivery(Entity deal) {
    if (!deal.knows(Order.LINES) || !deal.has(Order.TITLE)) {
      return deal;
    }
    List<Entity> all = new ArrayList<>(deal.get(Order.LINES).orElse(List.of()));
    BigDecimal cost = new BigDecimal(deal.require(Order.TITLE));
    all.add(SyntheticLines.of("delivery", named("Delivery", cost)));
    return deal.with(Order.LINES, List.copyOf(all));
  }

  /** Rounding is nobody's business but the right side's. */
  private static Entity withoutRounding(Entity order) {
    List<Entity> all = order.get(Order.LINES).orElse(List.of());
    List<Entity> less =
        all.stream().filter(each -> !each.require(OrderLine.NAME).equals("Rounding")).toList();
    return less.isEmpty() && order.knows(Order.LINES)
        ? order.cleared(Order.LINES)
        : less.isEmpty() ? order : order.with(Order.LINES, less);
  }

  private static Flow plainOrders() {
    return Flow.of(Order.TYPE)
        .fields(
            FieldRules.of(Order.TYPE)
                .copy(Order.NUMBER)
                .lines(
                    Order.LINES,
                    FieldRules.of(OrderLine.TYPE).copy(OrderLine.NAME, OrderLine.QUANTITY)));
  }

  private static Bench bench(Flow flow) {
    UnaryOperator<MemoryType> lefts =
        type -> type.type().equals(Order.TYPE) ? type.readOnly(Order.TOTAL) : type;
    return Bench.of(lefts, UnaryOperator.identity()).with(flow);
  }

  private static Bench amounts() {
    return bench(plainOrders().view(Side.LEFT, ViewsTest::withAmount, Order.TOTAL));
  }

  private static Bench deliveries() {
    return bench(plainOrders().view(Side.LEFT, ViewsTest::withDelivery, Order.TITLE));
  }

  private static String deal(Bench bench, int amount) {
    String id =
        bench
            .left
            .user()
            .add(order("1").cleared(Order.LINES).with(Order.TOTAL, BigDecimal.valueOf(amount)));
    bench.run();
    return id;
  }

  private static String right(Bench bench) {
    return bench.only(bench.right, Order.TYPE).id();
  }

  private static void onTheRight(Bench bench, UnaryOperator<Entity> edit) {
    bench.right.user().edit(Order.TYPE, right(bench), edit);
    bench.run();
  }

  private static List<String> leftLines(Bench bench) {
    return lines(bench.only(bench.left, Order.TYPE));
  }

  private static List<String> rightLines(Bench bench) {
    return lines(bench.only(bench.right, Order.TYPE));
  }

  @Test
  @Rule("B-083")
  void aDealWithoutRowsIsAnOrderWithOneRowOfItsAmount() {
    Bench bench = amounts();
    deal(bench, 100);
    assertThat(rightLines(bench)).containsExactly("Amount 100");
    bench.quiet();
    bench.quiet();
    assertThat(leftLines(bench)).isEmpty();
  }

  @Test
  void anotherAmountIsAnotherAmountOfTheSameRow() {
    Bench bench = amounts();
    String deal = deal(bench, 100);
    String row = bench.only(bench.right, Order.TYPE).require(Order.LINES).get(0).id();
    bench.left.user().set(deal, Order.TOTAL, BigDecimal.valueOf(120));
    bench.run();
    assertThat(rightLines(bench)).containsExactly("Amount 120");
    assertThat(bench.only(bench.right, Order.TYPE).require(Order.LINES).get(0).id()).isEqualTo(row);
    assertThat(leftLines(bench)).isEmpty();
    bench.quiet();
  }

  @Test
  void whatElseChangesOnTheOtherSideWritesNoRow() {
    Bench bench = amounts();
    deal(bench, 100);
    onTheRight(bench, order -> order.with(Order.NUMBER, "2"));
    assertThat(bench.only(bench.left, Order.TYPE).require(Order.NUMBER)).isEqualTo("2");
    assertThat(leftLines(bench)).isEmpty();
    bench.quiet();
  }

  @Test
  void aRowThatTheOtherSideReallyChangedBecomesARow() {
    Bench bench = amounts();
    deal(bench, 100);
    onTheRight(bench, quantity("Amount", 90));
    assertThat(leftLines(bench)).containsExactly("Amount 90");
    bench.quiet();
    onTheRight(bench, quantity("Amount", 80));
    assertThat(leftLines(bench)).containsExactly("Amount 80");
    bench.quiet();
  }

  @Test
  void aRowAddedOnTheOtherSideKeepsTheAmountAsARow() {
    Bench bench = amounts();
    deal(bench, 100);
    onTheRight(bench, withLine(line("Tea", 2)));
    assertThat(leftLines(bench)).containsExactly("Amount 100", "Tea 2");
    assertThat(rightLines(bench)).containsExactly("Amount 100", "Tea 2");
    bench.quiet();
    onTheRight(bench, quantity("Tea", 3));
    onTheRight(bench, withoutLine("Amount"));
    assertThat(leftLines(bench)).containsExactly("Tea 3");
    bench.quiet();
  }

  @Test
  void realRowsTakeTheAmountsPlace() {
    Bench bench = amounts();
    String deal = deal(bench, 100);
    bench
        .left
        .user()
        .edit(Order.TYPE, deal, order -> order.with(Order.LINES, List.of(line("Tea", 2))));
    bench.run();
    assertThat(rightLines(bench)).containsExactly("Tea 2");
    bench.quiet();
  }

  @Test
  void aRowOfTheHeaderIsInvisibleOnTheWayBack() {
    Bench bench = deliveries();
    bench.left.user().add(order("1", line("Tea", 2)).with(Order.TITLE, "5"));
    bench.run();
    assertThat(rightLines(bench)).containsExactly("Tea 2", "Delivery 5");
    bench.quiet();
    onTheRight(bench, quantity("Tea", 3));
    assertThat(leftLines(bench)).containsExactly("Tea 3");
    bench.quiet();
    onTheRight(bench, withLine(line("Coffee", 1)));
    assertThat(leftLines(bench)).containsExactly("Tea 3", "Coffee 1");
    bench.quiet();
    bench
        .left
        .user()
        .edit(
            Order.TYPE,
            bench.only(bench.left, Order.TYPE).id(),
            order -> order.with(Order.TITLE, "6"));
    bench.run();
    assertThat(rightLines(bench)).containsExactlyInAnyOrder("Tea 3", "Delivery 6", "Coffee 1");
    bench.quiet();
  }

  @Test
  void aRowOfTheHeaderIsNeverWrittenBesideTheHeader() {
    Bench bench = deliveries();
    bench.left.user().add(order("1", line("Tea", 2)).with(Order.TITLE, "5"));
    bench.run();
    long before = bench.left.faults().calls(MemoryCall.WRITE);
    onTheRight(bench, quantity("Delivery", 7));
    onTheRight(bench, lineOf("Delivery", each -> each.with(OrderLine.NAME, "Courier")));
    assertThat(leftLines(bench)).containsExactly("Tea 2");
    assertThat(bench.left.faults().calls(MemoryCall.WRITE)).isEqualTo(before);
    bench.quiet();
    onTheRight(bench, quantity("Tea", 4));
    assertThat(leftLines(bench)).containsExactly("Tea 4");
    bench.quiet();
  }

  @Test
  void whatAViewLeavesOutDoesNotTravelAndIsNotDeleted() {
    Bench bench = bench(plainOrders().view(Side.RIGHT, ViewsTest::withoutRounding));
    String left = bench.left.user().add(order("1", line("Tea", 2)));
    bench.run();
    onTheRight(bench, withLine(line("Rounding", 1)));
    assertThat(leftLines(bench)).containsExactly("Tea 2");
    bench.quiet();
    bench.left.user().edit(Order.TYPE, left, quantity("Tea", 3));
    bench.run();
    assertThat(rightLines(bench)).containsExactly("Tea 3", "Rounding 1");
    bench.quiet();
    bench.left.user().edit(Order.TYPE, left, withoutLine("Tea"));
    bench.run();
    assertThat(rightLines(bench)).containsExactly("Rounding 1");
    bench.quiet();
  }

  @Test
  void itAllHoldsWhereEveryWriteGivesTheLinesNewIds() {
    Bench bench =
        Bench.of(MemoryType::unstableLines, MemoryType::unstableLines)
            .with(
                plainOrders()
                    .view(Side.LEFT, ViewsTest::withDelivery, Order.TITLE)
                    .view(Side.RIGHT, ViewsTest::withoutRounding));
    bench.left.user().add(order("1", line("Tea", 2)).with(Order.TITLE, "5"));
    bench.run();
    onTheRight(bench, withLine(line("Rounding", 1)));
    onTheRight(bench, quantity("Tea", 3));
    assertThat(leftLines(bench)).containsExactly("Tea 3");
    assertThat(rightLines(bench)).containsExactly("Tea 3", "Delivery 5", "Rounding 1");
    bench.quiet();
  }
}
