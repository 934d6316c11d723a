package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.lines;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.quantity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryType;
import org.junit.jupiter.api.Test;

/** F1: an answer as base swallows no edit. */
class F1AnswerAsBaseTest {

  @Test
  void anAnswerThatShowsAUsersEditDoesNotSwallowIt() {
    Bench bench = Bench.right(MemoryType::tellsWhatItHolds).with(products());
    String left = bench.linked("Tea");
    Entity right = bench.only(bench.right, Product.TYPE);
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench
        .right
        .faults()
        .beforeNext(
            MemoryCall.WRITE,
            () -> bench.right.user().set(right.id(), Product.DESCRIPTION, "typed meanwhile"));
    bench.run();
    bench.run();
    assertThat(bench.left.entity(Product.TYPE, left).require(Product.DESCRIPTION))
        .isEqualTo("typed meanwhile");
    bench.quiet();
  }

  @Test
  void anAnswerThatShowsAUsersEditOfAnotherLineDoesNotSwallowIt() {
    Bench bench = Bench.right(MemoryType::tellsWhatItHolds).with(orders());
    String left = bench.left.user().add(order("1", line("a", 1), line("b", 2)));
    bench.run();
    Entity right = bench.only(bench.right, Order.TYPE);
    bench.right.user().edit(Order.TYPE, right.id(), quantity("b", 9));
    bench.left.user().edit(Order.TYPE, left, quantity("a", 5));
    bench.run();
    bench.run();
    assertThat(lines(bench.left.entity(Order.TYPE, left))).containsExactly("a 5", "b 9");
    bench.quiet();
  }
}
