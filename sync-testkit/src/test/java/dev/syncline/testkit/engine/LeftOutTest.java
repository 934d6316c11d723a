package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.lines;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.quantity;
import static dev.syncline.testkit.engine.Bench.ref;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Direction;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.connector.Refusal;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.testkit.memory.MemoryCall;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules that know what to put where what they refer to has no counterpart and gets none. */
class LeftOutTest {

  private static final FieldRules ROWS =
      FieldRules.of(OrderLine.TYPE)
          .compute(
              Side.RIGHT, OrderLine.ITEM, Set.of(OrderLine.ITEM), LeftOutTest::item, When.ALWAYS)
          .toRight(OrderLine.NAME, OrderLine.QUANTITY);

  private static Put<Ref> item(Mapping row) {
    Optional<Ref> sold = row.source().get(OrderLine.ITEM);
    if (sold.isEmpty() || row.leftOut(sold.get())) {
      return Put.empty();
    }
    return row.counterpart(sold.get())
        .<Put<Ref>>map(Put::value)
        .orElseGet(() -> new Put.Wait<>(sold.get()));
  }

  private static final FieldRules ORDERS =
      FieldRules.of(Order.TYPE)
          .toRight(Order.NUMBER, Order.COMMENT)
          .lines(Order.LINES, ROWS, Direction.TO_RIGHT);

  private static Flow orders() {
    return Flow.of(Order.TYPE).toRight().fields(ORDERS);
  }

  private static Flow named() {
    return products().toRight().gone(Gone.UNLINK).createWhen(each -> each.has(Product.NAME));
  }

  private final Bench bench = Bench.plain().with(named(), orders());

  @AfterEach
  void close() {
    bench.close();
  }

  private String sold(Bench at, String product) {
    return at.left
        .user()
        .add(order("1", line("a", 1).with(OrderLine.ITEM, ref(Product.TYPE, product))));
  }

  private static Optional<Ref> itemOf(Bench at) {
    return at.only(at.right, Order.TYPE).require(Order.LINES).get(0).get(OrderLine.ITEM);
  }

  @Test
  void whatIsGoneBeforeItEverTravelledIsLeftOut() {
    String gone = bench.left.user().add(product("A", "Tea"));
    bench.left.user().delete(Product.TYPE, gone);
    sold(bench, gone);
    bench.run();
    assertThat(itemOf(bench)).isEmpty();
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void whatWasUnlinkedIsLeftOut() {
    String product = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().delete(Product.TYPE, product);
    bench.engine.hint(bench.plan, Side.LEFT, Product.TYPE, product);
    bench.run();
    sold(bench, product);
    bench.run();
    assertThat(itemOf(bench)).isEmpty();
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void whatAConditionKeepsFromBeingMadeIsLeftOut() {
    String nameless = bench.left.user().add(Entity.of(Product.TYPE, "").with(Product.SKU, "A"));
    sold(bench, nameless);
    bench.run();
    assertThat(itemOf(bench)).isEmpty();
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void whatNoFlowCarriesIsLeftOut() {
    Bench other = Bench.plain().with(orders());
    sold(other, "7");
    other.run();
    assertThat(itemOf(other)).isEmpty();
    other.close();
  }

  @Test
  void whatCanTravelIsBroughtAlong() {
    sold(bench, bench.left.user().add(product("A", "Tea")));
    bench.run();
    assertThat(itemOf(bench)).contains(bench.only(bench.right, Product.TYPE).ref());
  }

  @Test
  void whatIsOnlyRefusedIsWaitedFor() {
    bench
        .right
        .faults()
        .refuse(write -> write.key().flow().equals(Product.TYPE.name()), Refusal.Code.INVALID);
    sold(bench, bench.left.user().add(product("A", "Tea")));
    bench.run();
    assertThat(bench.right.entities(Order.TYPE)).isEmpty();
    assertThat(bench.failures())
        .extracting(Failure::kind)
        .containsExactlyInAnyOrder(Failure.Kind.REFUSED, Failure.Kind.WAITING);
  }

  /** A table whose lines are left alone while the counterpart has a comment. */
  private record Finished(FieldRules rules) implements EntityMapper {

    @Override
    public List<Unit> units() {
      return rules.units();
    }

    @Override
    public Set<Field<?>> reads(Side side) {
      return rules.reads(side);
    }

    @Override
    public Wanted map(Mapping mapping) {
      Wanted wanted = rules.map(mapping);
      boolean done = mapping.held().filter(held -> held.has(Order.COMMENT)).isPresent();
      return done ? wanted.with(Order.LINES.name(), Put.skip("FINISHED")) : wanted;
    }
  }

  @Test
  void linesThatAMapperSkipsAreLeftAloneAndTheRestTravels() {
    Bench other = Bench.plain().with(Flow.of(Order.TYPE).toRight().fields(new Finished(ORDERS)));
    String id = other.left.user().add(order("1", line("a", 1)));
    other.run();
    other.left.user().edit(Order.TYPE, id, quantity("a", 2));
    other.left.user().set(id, Order.COMMENT, "done");
    other.run();
    assertThat(lines(other.only(other.right, Order.TYPE))).containsExactly("a 2");
    other.left.user().edit(Order.TYPE, id, quantity("a", 3));
    other.left.user().set(id, Order.NUMBER, "2");
    long before = other.right.faults().calls(MemoryCall.WRITE);
    var report = other.run();
    assertThat(lines(other.only(other.right, Order.TYPE))).containsExactly("a 2");
    assertThat(other.only(other.right, Order.TYPE).get(Order.NUMBER)).contains("2");
    assertThat(other.right.faults().calls(MemoryCall.WRITE)).isEqualTo(before + 1);
    assertThat(report.toString()).contains("FINISHED lines");

    other.left.user().edit(Order.TYPE, id, each -> each.cleared(Order.COMMENT));
    other.run();
    other.run();
    assertThat(lines(other.only(other.right, Order.TYPE))).containsExactly("a 2");
    other.left.user().set(id, Order.NUMBER, "3");
    other.run();
    assertThat(lines(other.only(other.right, Order.TYPE)))
        .as("nothing was missed once the gate is open")
        .containsExactly("a 3");
    other.close();
  }
}
