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

import dev.syncline.Conflicts;
import dev.syncline.Gone;
import dev.syncline.connector.Refusal;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryConnector;
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
}
