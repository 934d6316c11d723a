package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.lines;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.quantity;
import static dev.syncline.testkit.engine.Bench.ref;
import static dev.syncline.testkit.engine.Bench.withLine;
import static dev.syncline.testkit.engine.Bench.withoutLine;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Side;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinesTest {

  static Stream<Named<Supplier<Bench>>> benches() {
    return Stream.of(
        Named.of("stable ids", Bench::plain),
        Named.of(
            "unstable ids right, told",
            () -> Bench.right(type -> type.unstableLines().tellsWhatItHolds())),
        Named.of("unstable ids right, not told", () -> Bench.right(MemoryType::unstableLines)),
        Named.of(
            "unstable ids on both",
            () -> Bench.of(MemoryType::unstableLines, MemoryType::unstableLines)),
        Named.of(
            "told on both",
            () -> Bench.of(MemoryType::tellsWhatItHolds, MemoryType::tellsWhatItHolds)));
  }

  private static Bench linked(Supplier<Bench> made, Entity... lines) {
    Bench bench = made.get().with(orders());
    bench.left.user().add(order("1", lines));
    bench.run();
    bench.quiet();
    return bench;
  }

  private static void edit(Bench bench, Side side, UnaryOperator<Entity> change) {
    bench.on(side).user().edit(Order.TYPE, bench.only(bench.on(side), Order.TYPE).id(), change);
  }

  private static void both(Bench bench, String... expected) {
    bench.run();
    bench.run();
    for (Side side : Side.values()) {
      assertThat(lines(bench.only(bench.on(side), Order.TYPE)))
          .as(side.word())
          .containsExactlyInAnyOrder(expected);
    }
    bench.quiet();
  }

  @ParameterizedTest
  @MethodSource("benches")
  void aLineAddedOnTheLeft(Supplier<Bench> made) {
    Bench bench = linked(made, line("a", 1), line("b", 2));
    edit(bench, Side.LEFT, withLine(line("c", 3)));
    both(bench, "a 1", "b 2", "c 3");
  }

  @ParameterizedTest
  @MethodSource("benches")
  void aLineAddedOnTheRight(Supplier<Bench> made) {
    Bench bench = linked(made, line("a", 1), line("b", 2));
    edit(bench, Side.RIGHT, withLine(line("c", 3)));
    both(bench, "a 1", "b 2", "c 3");
  }

  @ParameterizedTest
  @MethodSource("benches")
  void aLineRemovedOnEitherSide(Supplier<Bench> made) {
    Bench bench = linked(made, line("a", 1), line("b", 2), line("c", 3));
    edit(bench, Side.LEFT, withoutLine("a"));
    both(bench, "b 2", "c 3");
    edit(bench, Side.RIGHT, withoutLine("c"));
    both(bench, "b 2");
  }

  @ParameterizedTest
  @MethodSource("benches")
  void aLineEditedOnEitherSide(Supplier<Bench> made) {
    Bench bench = linked(made, line("a", 1), line("b", 2));
    edit(bench, Side.LEFT, quantity("a", 5));
    both(bench, "a 5", "b 2");
    edit(bench, Side.RIGHT, quantity("b", 7));
    both(bench, "a 5", "b 7");
  }

  @ParameterizedTest
  @MethodSource("benches")
  void differentLinesEditedOnBothSides(Supplier<Bench> made) {
    Bench bench = linked(made, line("a", 1), line("b", 2));
    edit(bench, Side.LEFT, quantity("a", 5));
    edit(bench, Side.RIGHT, quantity("b", 7));
    both(bench, "a 5", "b 7");
    assertThat(bench.heard.conflicts).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("benches")
  void linesAddedOnBothSides(Supplier<Bench> made) {
    Bench bench = linked(made, line("a", 1));
    edit(bench, Side.LEFT, withLine(line("l", 2)));
    edit(bench, Side.RIGHT, withLine(line("r", 3)));
    both(bench, "a 1", "l 2", "r 3");
  }

  @ParameterizedTest
  @MethodSource("benches")
  void oneLineAddedAndAnotherRemovedOnTheOtherSide(Supplier<Bench> made) {
    Bench bench = linked(made, line("a", 1), line("b", 2));
    edit(bench, Side.LEFT, withLine(line("l", 2)));
    edit(bench, Side.RIGHT, withoutLine("a"));
    both(bench, "b 2", "l 2");
  }

  @ParameterizedTest
  @MethodSource("benches")
  void reorderedLinesAreNoEdit(Supplier<Bench> made) {
    Bench bench = linked(made, line("a", 1), line("b", 2));
    edit(
        bench,
        Side.LEFT,
        order -> {
          List<Entity> turned = new ArrayList<>(order.require(Order.LINES));
          Collections.reverse(turned);
          return order.with(Order.LINES, turned);
        });
    bench.quiet();
  }

  @ParameterizedTest
  @MethodSource("benches")
  void identicalLinesAreInterchangeable(Supplier<Bench> made) {
    Bench bench = linked(made, line("a", 1), line("a", 1), line("a", 1));
    edit(
        bench,
        Side.LEFT,
        order -> order.with(Order.LINES, order.require(Order.LINES).subList(0, 2)));
    both(bench, "a 1", "a 1");
    edit(bench, Side.RIGHT, withLine(line("a", 1)));
    both(bench, "a 1", "a 1", "a 1");
  }

  @ParameterizedTest
  @MethodSource("benches")
  void allLinesRemoved(Supplier<Bench> made) {
    Bench bench = linked(made, line("a", 1), line("b", 1));
    edit(bench, Side.LEFT, order -> order.with(Order.LINES, List.of()));
    both(bench);
  }

  @ParameterizedTest
  @MethodSource("benches")
  void aFieldBesideTheLinesIsEditedWithoutTouchingThem(Supplier<Bench> made) {
    Bench bench = linked(made, line("a", 1), line("b", 2));
    edit(bench, Side.LEFT, order -> order.with(Order.COMMENT, "hurry"));
    both(bench, "a 1", "b 2");
    assertThat(bench.only(bench.right, Order.TYPE).require(Order.COMMENT)).isEqualTo("hurry");
  }

  @Test
  void linesKeepTheirIdsWhenOthersChange() {
    Bench bench = linked(Bench::plain, line("a", 1), line("b", 2));
    List<String> before = ids(bench);
    edit(bench, Side.LEFT, quantity("a", 5));
    bench.run();
    assertThat(ids(bench)).isEqualTo(before);
    edit(bench, Side.LEFT, withLine(line("c", 2)));
    bench.run();
    assertThat(ids(bench)).hasSize(3).containsAll(before);
  }

  private static List<String> ids(Bench bench) {
    return bench.only(bench.right, Order.TYPE).require(Order.LINES).stream()
        .map(Entity::id)
        .toList();
  }

  @Test
  void theSameLineEditedOnBothSidesIsAConflictOfThatLineOnly() {
    Bench bench = linked(Bench::plain, line("a", 1), line("b", 2));
    edit(bench, Side.LEFT, quantity("a", 5));
    edit(bench, Side.RIGHT, quantity("a", 7));
    edit(bench, Side.RIGHT, quantity("b", 9));
    both(bench, "a 5", "b 9");
    assertThat(bench.heard.conflicts).hasSize(1);
  }

  @Test
  void differentUnitsOfOneLineEditedOnBothSidesAreBothKept() {
    Bench bench = linked(Bench::plain, line("a", 1));
    edit(bench, Side.LEFT, quantity("a", 5));
    edit(bench, Side.RIGHT, Bench.lineOf("a", line -> line.with(OrderLine.NAME, "a better a")));
    both(bench, "a better a 5");
    assertThat(bench.heard.conflicts).isEmpty();
  }

  @Test
  void aLineEditedOnOneSideAndRemovedOnTheOtherFollowsTheWinner() {
    Bench bench = linked(Bench::plain, line("a", 1), line("b", 2));
    edit(bench, Side.LEFT, quantity("a", 5));
    edit(bench, Side.RIGHT, withoutLine("a"));
    both(bench, "a 5", "b 2");
  }

  @Test
  void aMatchedOrdersLinesArePairedByWhatTheySell() {
    Bench bench = Bench.plain().with(products(), orders());
    for (Side side : Side.values()) {
      String tea = bench.on(side).user().add(product("A", "Tea"));
      String mug = bench.on(side).user().add(product("B", "Mug"));
      Entity teaLine = line("Tea", 1).with(OrderLine.ITEM, ref(Product.TYPE, tea));
      Entity mugLine = line("Mug", 2).with(OrderLine.ITEM, ref(Product.TYPE, mug));
      bench
          .on(side)
          .user()
          .add(side == Side.LEFT ? order("1", teaLine, mugLine) : order("1", mugLine, teaLine));
    }
    assertThat(bench.run().writes()).isZero();
    edit(bench, Side.LEFT, quantity("Tea", 4));
    both(bench, "Tea 4", "Mug 2");
  }

  @Test
  void aLineOfANewProductBringsTheProductAlong() {
    Bench bench = Bench.plain().with(products().onDemand(), orders());
    bench.left.user().add(order("1", line("a", 1)));
    bench.run();
    String tea = bench.left.user().add(product("A", "Tea"));
    edit(bench, Side.LEFT, withLine(line("Tea", 3).with(OrderLine.ITEM, ref(Product.TYPE, tea))));
    bench.run();
    assertThat(lines(bench.only(bench.right, Order.TYPE))).containsExactly("a 1", "Tea 3");
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    bench.quiet();
  }

  @Test
  void aLineAfterAnotherLostAnswerIsNotDoubled() {
    Bench bench = linked(Bench::plain, line("a", 1));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostAfter());
    edit(bench, Side.LEFT, withLine(line("b", 2)));
    both(bench, "a 1", "b 2");
  }

  @Test
  void aQuantityThatTheVendorRoundsIsNotWrittenOverAndOver() {
    Bench bench =
        Bench.right(
                type ->
                    type.stores(
                            entity ->
                                entity.has(Order.LINES)
                                    ? entity.with(
                                        Order.LINES,
                                        entity.require(Order.LINES).stream()
                                            .map(
                                                each ->
                                                    each.with(
                                                        OrderLine.QUANTITY,
                                                        each.require(OrderLine.QUANTITY)
                                                            .setScale(0, RoundingMode.HALF_UP)))
                                            .toList())
                                    : entity)
                        .tellsWhatItHolds())
            .with(orders());
    bench.left.user().add(order("1", line("a", 1).with(OrderLine.QUANTITY, new BigDecimal("1.4"))));
    bench.run();
    assertThat(lines(bench.only(bench.right, Order.TYPE))).containsExactly("a 1");
    bench.quiet();
    bench.quiet();
    assertThat(lines(bench.only(bench.left, Order.TYPE))).containsExactly("a 1.4");
  }
}
