package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.lineOf;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.quantity;
import static dev.syncline.testkit.engine.Bench.values;
import static dev.syncline.testkit.engine.Bench.where;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Refusal;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Mapping;
import dev.syncline.mapping.Put;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnsuredTest {

  private static final Duration SETTLES = Duration.ofSeconds(30);

  /** A row without a product is a row of a service of that name on the right. */
  private static final FieldRules ROWS =
      FieldRules.of(OrderLine.TYPE)
          .refOr(OrderLine.ITEM, Side.RIGHT, Set.of(OrderLine.NAME), EnsuredTest::service)
          .copy(OrderLine.QUANTITY);

  private static Put<Ref> service(Mapping row) {
    return Put.ensure(
        Entity.of(Product.TYPE, "")
            .with(Product.NAME, row.source().require(OrderLine.NAME))
            .with(Product.KIND, Product.SERVICE),
        Product.NAME);
  }

  private static Flow orders() {
    return Flow.of(Order.TYPE)
        .fields(
            FieldRules.of(Order.TYPE).copy(Order.NUMBER, Order.COMMENT).lines(Order.LINES, ROWS));
  }

  private static Bench bench(UnaryOperator<MemoryType> rights) {
    return Bench.right(rights).with(products(), orders());
  }

  private static Bench bench() {
    return bench(UnaryOperator.identity());
  }

  private static Entity free(String text, int quantity) {
    return Bench.line(text, quantity).cleared(OrderLine.ITEM);
  }

  private static Ref soldIn(Bench bench, String number) {
    return where(bench.right, Order.NUMBER, number)
        .require(Order.LINES)
        .get(0)
        .require(OrderLine.ITEM);
  }

  @Test
  @Rule("B-052")
  void aRowWithoutProductBecomesARowOfAServiceOfThatName() {
    Bench bench = bench();
    bench.left.user().add(order("1", free("Delivery", 2)));
    RunReport report = bench.run();
    Entity service = bench.only(bench.right, Product.TYPE);
    assertThat(service.require(Product.NAME)).isEqualTo("Delivery");
    assertThat(service.require(Product.KIND)).isEqualTo(Product.SERVICE);
    assertThat(soldIn(bench, "1")).isEqualTo(service.ref());
    assertThat(report.flows().get("ensured/product").created().get(Side.RIGHT)).isEqualTo(1);
    assertThat(report.clean()).isTrue();
    bench.quiet();
    bench.quiet();
  }

  @Test
  void ordersWithTheSameTextShareOneServiceInOneSearchAndOneWriteNowAndLater() {
    Bench bench = bench();
    for (int each = 1; each <= 20; each++) {
      bench.left.user().add(order("" + each, free("Delivery", each), free("Gift wrap", 1)));
    }
    bench.run();
    assertThat(values(bench.right, Product.NAME))
        .containsExactlyInAnyOrder("Delivery", "Gift wrap");
    assertThat(bench.right.faults().calls(MemoryCall.FIND)).isEqualTo(1);
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(2);
    bench.left.user().add(order("21", free("Delivery", 1)));
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2);
    assertThat(bench.right.faults().calls(MemoryCall.FIND)).isEqualTo(1);
    bench.quiet();
  }

  @Test
  void aProductOfThatNameIsTakenAndStillTravelsByItsOwnFlow() {
    Bench bench = bench();
    String tea = bench.right.user().add(product("T", "Tea"));
    bench.left.user().add(order("1", free("Tea", 2)));
    bench.run();
    assertThat(soldIn(bench, "1").id()).isEqualTo(tea);
    assertThat(values(bench.left, Product.NAME)).containsExactly("Tea");
    bench.right.user().set(tea, Product.NAME, "Green tea");
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Green tea");
    bench.quiet();
  }

  @Test
  void whatIsFoundBeforeItsOwnFlowSawItStillTravels() {
    Bench bench = bench().with(orders());
    bench.right.user().add(product("T", "Tea"));
    bench.left.user().add(order("1", free("Tea", 2)));
    bench.run();
    bench.with(products(), orders());
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Tea");
    bench.quiet();
  }

  @Test
  @Rule("B-052")
  void whatWasMadeDoesNotTravelBackAsAProductHoweverOftenItChanges() {
    Bench bench = bench();
    bench.left.user().add(order("1", free("Delivery", 2)));
    bench.run();
    String service = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().set(service, Product.DESCRIPTION, "by van");
    bench.run();
    assertThat(bench.left.entities(Product.TYPE)).isEmpty();
    bench.quiet();
  }

  @Test
  void itDoesNotTravelBackIfTheStoreWasLost() {
    Bench bench = bench(type -> type.guard(Guard.MARKER));
    bench.left.user().add(order("1", free("Delivery", 2)));
    bench.run();
    bench.store = new InMemoryLinkStore();
    bench.restart();
    bench.run();
    assertThat(bench.left.entities(Product.TYPE)).isEmpty();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    bench.quiet();
  }

  @Test
  void aChangedQuantityTravelsBothWaysAndTheRowStaysFree() {
    Bench bench = bench();
    String left = bench.left.user().add(order("1", free("Delivery", 2), free("Gift wrap", 1)));
    bench.run();
    String right = bench.only(bench.right, Order.TYPE).id();
    bench.right.user().edit(Order.TYPE, right, first(7));
    bench.run();
    assertThat(Bench.lines(bench.left.entity(Order.TYPE, left)))
        .containsExactly("Delivery 7", "Gift wrap 1");
    assertThat(bench.left.entity(Order.TYPE, left).require(Order.LINES))
        .noneMatch(row -> row.has(OrderLine.ITEM));
    bench.quiet();
    bench.left.user().edit(Order.TYPE, left, quantity("Gift wrap", 5));
    bench.run();
    assertThat(Bench.lines(bench.right.entity(Order.TYPE, right))).containsExactly("- 7", "- 5");
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2);
    bench.quiet();
  }

  @Test
  void rowsWhoseIdsChangeWithEveryWriteStayThePairsThatTheyAre() {
    Bench bench = Bench.of(MemoryType::unstableLines, MemoryType::unstableLines);
    bench.with(products(), orders());
    String left = bench.left.user().add(order("1", free("Delivery", 2), free("Gift wrap", 1)));
    bench.run();
    bench.left.user().edit(Order.TYPE, left, quantity("Gift wrap", 5));
    bench.run();
    assertThat(Bench.lines(bench.only(bench.right, Order.TYPE))).containsExactly("- 2", "- 5");
    bench.right.user().edit(Order.TYPE, bench.only(bench.right, Order.TYPE).id(), first(7));
    bench.run();
    assertThat(Bench.lines(bench.left.entity(Order.TYPE, left)))
        .containsExactly("Delivery 7", "Gift wrap 5");
    bench.quiet();
  }

  private static UnaryOperator<Entity> first(int quantity) {
    return order -> {
      List<Entity> rows = new ArrayList<>(order.require(Order.LINES));
      rows.set(0, rows.get(0).with(OrderLine.QUANTITY, BigDecimal.valueOf(quantity)));
      return order.with(Order.LINES, List.copyOf(rows));
    };
  }

  @Test
  void anotherTextIsAnotherServiceAndARealProductIsThatProduct() {
    Bench bench = bench();
    String left = bench.left.user().add(order("1", free("Delivery", 2)));
    bench.run();
    bench
        .left
        .user()
        .edit(Order.TYPE, left, lineOf("Delivery", row -> row.with(OrderLine.NAME, "Courier")));
    bench.run();
    Entity courier = where(bench.right, Product.NAME, "Courier");
    assertThat(soldIn(bench, "1")).isEqualTo(courier.ref());
    bench.quiet();
    String tea = bench.left.user().add(product("T", "Tea"));
    bench
        .left
        .user()
        .edit(
            Order.TYPE,
            left,
            lineOf("Courier", row -> row.with(OrderLine.ITEM, new Ref(Product.TYPE, tea))));
    bench.run();
    assertThat(soldIn(bench, "1")).isEqualTo(where(bench.right, Product.NAME, "Tea").ref());
    bench.quiet();
  }

  @Test
  void aRealProductChosenOnTheOtherSideComesBack() {
    Bench bench = bench();
    String left = bench.left.user().add(order("1", free("Delivery", 2)));
    bench.run();
    String tea = bench.right.user().add(product("T", "Tea"));
    bench
        .right
        .user()
        .edit(
            Order.TYPE,
            bench.only(bench.right, Order.TYPE).id(),
            order ->
                order.with(
                    Order.LINES,
                    List.of(
                        order
                            .require(Order.LINES)
                            .get(0)
                            .with(OrderLine.ITEM, new Ref(Product.TYPE, tea)))));
    bench.run();
    assertThat(bench.left.entity(Order.TYPE, left).require(Order.LINES).get(0))
        .satisfies(
            row ->
                assertThat(row.require(OrderLine.ITEM))
                    .isEqualTo(where(bench.left, Product.NAME, "Tea").ref()));
    bench.quiet();
  }

  @ParameterizedTest
  @EnumSource(Guard.class)
  void aLostAnswerMakesNoSecondService(Guard guard) {
    for (MemoryFault fault :
        List.of(
            new MemoryFault.LostAfter(),
            new MemoryFault.LostBefore(),
            new MemoryFault.KilledAfter(),
            new MemoryFault.KilledBefore())) {
      Bench bench =
          bench(
              type ->
                  type.settleTime(SETTLES)
                      .guard(type.type().equals(Product.TYPE) ? guard : Guard.NATIVE_KEY));
      bench.left.user().add(order("1", free("Delivery", 2)));
      bench.left.user().add(order("2", free("Delivery", 3)));
      bench.right.faults().onNext(MemoryCall.WRITE, fault);
      try {
        bench.run();
      } catch (MemoryFault.Killed asPlanned) {
        bench.restart();
        bench.run();
      }
      if (!bench.right.entities(Order.TYPE).isEmpty()) {
        assertThat(bench.failures()).as("%s under %s", fault, guard).isEmpty();
      }
      bench.engine.runAfter(Duration.ofHours(1), bench.plan);
      assertThat(bench.right.entities(Product.TYPE)).as("%s under %s", fault, guard).hasSize(1);
      assertThat(bench.right.entities(Order.TYPE)).hasSize(2);
      assertThat(bench.failures()).isEmpty();
      bench.quiet();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Guard.class,
      names = {"NATIVE_KEY", "MARKER"})
  void aLostAnswerIsMendedInTheSameRun(Guard guard) {
    Bench bench = bench(type -> type.settleTime(SETTLES).guard(guard));
    bench.left.user().add(order("1", free("Delivery", 2)));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostAfter());
    assertThat(bench.run().clean()).isTrue();
    assertThat(bench.right.entities(Order.TYPE)).hasSize(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    bench.quiet();
  }

  @Test
  void whatPeopleDeletedIsMadeAgainWhenItIsNeeded() {
    Bench bench = bench();
    bench.left.user().add(order("1", free("Delivery", 2)));
    bench.run();
    bench.right.user().delete(Order.TYPE, bench.only(bench.right, Order.TYPE).id());
    bench.right.user().delete(Product.TYPE, bench.only(bench.right, Product.TYPE).id());
    bench.left.user().add(order("2", free("Delivery", 3)));
    RunReport report = bench.run();
    assertThat(soldIn(bench, "2")).isEqualTo(bench.only(bench.right, Product.TYPE).ref());
    assertThat(report.failed()).isZero();
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void severalOfThatNameAreNotGuessed() {
    Bench bench = bench().with(orders());
    bench.right.user().add(product("A", "Delivery"));
    String second = bench.right.user().add(product("B", "Delivery"));
    bench.left.user().add(order("1", free("Delivery", 2)));
    bench.run();
    assertThat(bench.right.entities(Order.TYPE)).isEmpty();
    assertThat(bench.failures())
        .extracting(Failure::kind)
        .containsExactlyInAnyOrder(Failure.Kind.AMBIGUOUS, Failure.Kind.WAITING);
    bench.right.user().delete(Product.TYPE, second);
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    assertThat(bench.right.entities(Order.TYPE)).hasSize(1);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void aSearchThatMayHaveMissedItMakesNothing() {
    Bench bench = bench(type -> type.unsure(Product.NAME)).with(orders());
    bench.left.user().add(order("1", free("Delivery", 2)));
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    assertThat(bench.failures()).anySatisfy(f -> assertThat(f.reason()).contains("INCOMPLETE"));
  }

  @Test
  void aServiceThatIsRefusedHoldsOnlyTheOrdersThatNeedIt() {
    Bench bench = bench();
    bench.left.user().add(order("1", free("Delivery", 2)));
    bench.left.user().add(order("2"));
    bench.right.faults().refuse(write -> write.type().equals(Product.TYPE), Refusal.Code.OTHER);
    bench.run();
    assertThat(values(bench.right, Order.NUMBER)).containsExactly("2");
    assertThat(bench.failures()).hasSize(2);
    bench.right.faults().allowAll();
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    assertThat(values(bench.right, Order.NUMBER)).containsExactlyInAnyOrder("1", "2");
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void aPreviewCountsItOnceAndMakesNothing() {
    Bench bench = bench();
    bench.left.user().add(order("1", free("Delivery", 2)));
    bench.left.user().add(order("2", free("Delivery", 2)));
    RunReport foreseen = bench.engine.preview(bench.plan).wouldDo();
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    assertThat(foreseen.created(Side.RIGHT)).isEqualTo(3);
    assertThat(bench.run().created(Side.RIGHT)).isEqualTo(3);
  }

  @Test
  void anUntouchedOrderComingBackCostsNoRequestOnTheOtherSide() {
    Bench bench = bench();
    String left = bench.left.user().add(order("1", free("Delivery", 2)));
    bench.run();
    bench.run();
    bench.left.user().edit(Order.TYPE, left, order -> order.with(Order.TITLE, "not ours"));
    long before = bench.right.faults().calls(MemoryCall.READ);
    bench.run();
    assertThat(bench.right.faults().calls(MemoryCall.READ)).isEqualTo(before);
  }

  @Test
  void theStoreDoesNotKnowTheText() {
    Bench bench = bench();
    bench.left.user().add(order("1", free("Delivery", 2)));
    bench.run();
    assertThat(bench.store.scanLinks("shop", "ensured/product", "", 10))
        .singleElement()
        .satisfies(
            row ->
                assertThat(row.id(Side.LEFT))
                    .hasValueSatisfying(
                        name -> assertThat(name).startsWith("ensured:").doesNotContain("elivery")));
  }
}
