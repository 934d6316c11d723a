package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.quantity;
import static dev.syncline.testkit.engine.Bench.ref;
import static dev.syncline.testkit.engine.Bench.withLine;
import static dev.syncline.testkit.engine.Bench.withoutLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Conflicts;
import dev.syncline.Direction;
import dev.syncline.Gone;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Refusal;
import dev.syncline.mapping.Arrival;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the stories of convergence found, each as a scenario of its own, with its seed. */
class FoundBySeedsTest {

  private static List<String> lines(MemoryConnector system) {
    return system.entities(Order.TYPE).get(0).get(Order.LINES).orElse(List.of()).stream()
        .map(
            line ->
                line.require(OrderLine.NAME)
                    + " "
                    + line.require(OrderLine.QUANTITY).stripTrailingZeros().toPlainString())
        .toList();
  }

  /** Seed 111: the answer of the side written first made the other side's half look done. */
  @Test
  void aSetThatBothSidesChangedReachesBothWhereAVendorTellsWhatItHolds() {
    Bench bench = Bench.of(MemoryType::tellsWhatItHolds, type -> type).with(products());
    String left =
        bench.left.user().add(product("A", "Tea").with(Product.BARCODES, Set.of("1", "2")));
    bench.run();
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.left.user().set(left, Product.BARCODES, Set.of("1"));
    bench.right.user().set(right, Product.BARCODES, Set.of("2"));
    bench.run();
    assertThat(bench.left.entity(Product.TYPE, left).get(Product.BARCODES)).isEmpty();
    assertThat(bench.right.entity(Product.TYPE, right).get(Product.BARCODES)).isEmpty();
    bench.quiet();
  }

  /** Seed 279: the line came back, and nobody was told that its removal had lost. */
  @Test
  void aLineRemovedHereAndEditedThereIsAConflictThatIsTold() {
    for (Conflicts policy : Conflicts.values()) {
      Bench bench = Bench.plain().with(orders().conflicts(policy));
      String left = bench.left.user().add(order("1", line("Tea", 1)));
      bench.run();
      String right = bench.only(bench.right, Order.TYPE).id();
      bench.left.user().edit(Order.TYPE, left, withoutLine("Tea"));
      bench.right.user().edit(Order.TYPE, right, quantity("Tea", 5));
      bench.run();
      assertThat(bench.heard.conflicts).as(policy.name()).hasSize(1);
      assertThat(lines(bench.left)).isEqualTo(lines(bench.right));
      bench.quiet();
    }
  }

  /** Seed 453: two lines of one product were taken for one line, and differed for ever. */
  @Test
  void oneProductAddedOnBothSidesIsOneLineThatAConflictDecides() {
    Bench bench = Bench.plain().with(products(), orders().conflicts(Conflicts.RIGHT));
    String tea = bench.left.user().add(product("T", "Tea"));
    String left = bench.left.user().add(order("1", line("wrap", 1)));
    bench.run();
    String right = bench.only(bench.right, Order.TYPE).id();
    String rightTea = bench.only(bench.right, Product.TYPE).id();
    Entity two = line("Tea", 2).with(OrderLine.ITEM, ref(Product.TYPE, tea));
    Entity three = line("Black tea", 3).with(OrderLine.ITEM, ref(Product.TYPE, rightTea));
    bench.left.user().edit(Order.TYPE, left, withLine(two));
    bench.right.user().edit(Order.TYPE, right, withLine(three));
    bench.run();
    assertThat(lines(bench.right)).containsExactly("wrap 1", "Black tea 3");
    assertThat(lines(bench.left)).isEqualTo(lines(bench.right));
    assertThat(bench.heard.conflicts).isNotEmpty();
    bench.quiet();
  }

  /** Seed 99: a list that lagged showed the order without the line that we had just added. */
  @Test
  void aLineThatALaggingListDoesNotShowYetIsNotRemoved() {
    Duration lag = Duration.ofSeconds(30);
    Bench bench =
        Bench.of(type -> type.withoutTimestamps().searchLag(lag).settleTime(lag), type -> type)
            .with(orders());
    bench.right.user().add(order("1", line("Tea", 1)));
    bench.run();
    bench.time.advance(Duration.ofMinutes(5));
    bench.run();
    String right = bench.only(bench.right, Order.TYPE).id();
    bench.right.user().edit(Order.TYPE, right, withLine(line("Mug", 2)));
    bench.run();
    assertThat(lines(bench.left)).containsExactly("Tea 1", "Mug 2");
    bench.time.advance(Duration.ofSeconds(4));
    bench.run();
    assertThat(lines(bench.right)).containsExactly("Tea 1", "Mug 2");
  }

  /** Seed 218: a failure of what is gone, and ignored, was due for ever. */
  @Test
  void whatIsGoneAndIgnoredKeepsNoFailure() {
    Bench bench = Bench.plain().with(products().gone(Gone.IGNORE));
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.right.faults().refuse(write -> true, Refusal.Code.NOT_ALLOWED);
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.failures()).hasSize(1);
    bench.left.user().delete(Product.TYPE, left);
    bench.time.advance(Duration.ofDays(1));
    bench.run();
    assertThat(bench.failures()).isEmpty();
  }

  /** Seed 3639: the refused edit was taken back, and each list showed the entity as agreed. */
  @Test
  void aRefusedEditThatIsTakenBackLeavesNoFailure() {
    Bench bench = Bench.of(MemoryType::withoutTimestamps, type -> type).with(products());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.right.faults().refuse(write -> true, Refusal.Code.NOT_ALLOWED);
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.failures()).hasSize(1);
    bench.left.user().set(left, Product.NAME, "Tea");
    bench.time.advance(Duration.ofDays(1));
    bench.run();
    assertThat(bench.failures()).isEmpty();
  }

  /** Seed 67: what may have been ours was held back, and its real counterpart was made twice. */
  @Test
  void whatMayBeOursIsFoundAsTheCounterpartOfAnother() {
    Bench bench =
        Bench.of(type -> type.guard(Guard.NONE).settleTime(Duration.ofMinutes(5)), type -> type)
            .with(products());
    bench.right.user().add(product("A", "Tea"));
    bench.left.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledBefore());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    bench.restart();
    bench.left.user().add(product("B", "Mug"));
    bench.right.user().add(product("B", "Mug"));
    bench.run();
    assertThat(Bench.values(bench.left, Product.SKU)).containsOnlyOnce("B");
    assertThat(Bench.values(bench.right, Product.SKU)).containsOnlyOnce("B");
  }

  /** Seed 11: what we made was met as a stranger, and each side kept what it had. */
  @Test
  void whatAnUnguardedCreateMadeFollowsItsSource() {
    Bench bench =
        Bench.of(type -> type, type -> type.guard(Guard.NONE).settleTime(Duration.ofMinutes(5)))
            .with(products().found(Arrival.FILL));
    String left = bench.left.user().add(product("A", "Tea"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostAfter());
    bench.run();
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.time.advance(Duration.ofDays(1));
    bench.run();
    assertThat(Bench.values(bench.right, Product.NAME)).containsExactly("Green tea");
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  /** Seed 188: what we had put there was taken for something that the vendor gives by itself. */
  @Test
  void whatTheSourceLostBeforeTheAdoptionIsTakenFromWhatWasAdopted() {
    Bench bench =
        Bench.of(type -> type.guard(Guard.MARKER).settleTime(Duration.ofMinutes(5)), type -> type)
            .with(products());
    String right =
        bench.right.user().add(product("A", "Tea").with(Product.DESCRIPTION, "from Ceylon"));
    bench.left.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostAfter());
    bench.run();
    bench.right.user().edit(Product.TYPE, right, held -> held.cleared(Product.DESCRIPTION));
    bench.time.advance(Duration.ofDays(1));
    bench.run();
    assertThat(bench.only(bench.left, Product.TYPE).get(Product.DESCRIPTION)).isEmpty();
    bench.quiet();
  }

  /** Seed 122: a line that was added before another of its product was taken for that one. */
  @Test
  void ofTwoLinesOfOneProductTheOneIsMeantThatSaysMoreOfTheSame() {
    Bench bench = Bench.plain().with(products(), orders().direction(Direction.TO_RIGHT));
    String tea = bench.left.user().add(product("T", "Tea"));
    Entity one = line("Tea", 1).with(OrderLine.ITEM, ref(Product.TYPE, tea));
    String left = bench.left.user().add(order("1", one));
    bench.run();
    String right = bench.only(bench.right, Order.TYPE).id();
    String rightTea = bench.only(bench.right, Product.TYPE).id();
    Entity more = line("More tea", 2).with(OrderLine.ITEM, ref(Product.TYPE, rightTea));
    bench.right.user().edit(Order.TYPE, right, quantity("Tea", 5));
    bench
        .right
        .user()
        .edit(
            Order.TYPE,
            right,
            held ->
                held.with(Order.LINES, List.of(more, held.get(Order.LINES).orElseThrow().get(0))));
    bench.left.user().edit(Order.TYPE, left, withoutLine("Tea"));
    bench.run();
    assertThat(lines(bench.right)).containsExactly("More tea 2");
  }
}
