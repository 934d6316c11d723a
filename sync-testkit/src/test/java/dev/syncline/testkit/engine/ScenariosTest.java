package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.lines;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.quantity;
import static dev.syncline.testkit.engine.Bench.ref;
import static dev.syncline.testkit.engine.Bench.values;
import static dev.syncline.testkit.engine.Bench.where;
import static dev.syncline.testkit.engine.Bench.withLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Conflicts;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.ValueMap;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The F and H scenarios, by their numbers. */
class ScenariosTest {

  private static String linked(Bench bench, String name) {
    String left = bench.left.user().add(product("A", name));
    bench.run();
    return left;
  }

  private static Flow named(FieldRules more) {
    return Flow.of(Product.TYPE).matchBy(Product.SKU).fields(more);
  }

  private static FieldRules sku() {
    return FieldRules.of(Product.TYPE).copy(Product.SKU);
  }

  @Test
  void f1_anAnswerThatShowsAUsersEditDoesNotSwallowIt() {
    Bench bench = Bench.right(MemoryType::tellsWhatItHolds).with(products());
    String left = linked(bench, "Tea");
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
  void f1_anAnswerThatShowsAUsersEditOfAnotherLineDoesNotSwallowIt() {
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

  @Test
  void f2_whatTheVendorMadeOfAValueIsNotCarriedBack() {
    Bench bench =
        Bench.right(
                type ->
                    type.tellsWhatItHolds()
                        .stores(
                            entity ->
                                entity.has(Product.NAME)
                                    ? entity.with(
                                        Product.NAME,
                                        entity.require(Product.NAME).replaceAll("[<>\"]", ""))
                                    : entity))
            .with(products());
    String left = linked(bench, "Tea <GmbH> \"Q\"");
    bench.quiet();
    bench.left.user().set(left, Product.NAME, "Mug <AG>");
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("Mug AG");
    bench.quiet();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Mug <AG>");
    bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "Cup");
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Cup");
  }

  @Test
  void f3_aTextThatIsCutIsNotCutOnTheSideThatHoldsItWhole() {
    Bench bench =
        Bench.plain().with(named(sku().with(Product.NAME, Product.NAME, Lens.cutRight(8))));
    String left = linked(bench, "Green tea of the hills");
    assertThat(values(bench.right, Product.NAME)).containsExactly("Green te");
    bench.quiet();
    Entity right = bench.only(bench.right, Product.TYPE);
    bench.right.user().set(right.id(), Product.DESCRIPTION, "touched");
    bench.run();
    assertThat(bench.left.entity(Product.TYPE, left).require(Product.NAME))
        .isEqualTo("Green tea of the hills");
    bench.right.user().set(right.id(), Product.NAME, "Black te");
    bench.run();
    assertThat(bench.left.entity(Product.TYPE, left).require(Product.NAME)).isEqualTo("Black te");
    bench.quiet();
  }

  @Test
  void f4_aComputedFieldIsNeverWritten() {
    Bench bench =
        Bench.of(ScenariosTest::totalled, ScenariosTest::totalled)
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
  void f5_linesAreMergedOneByOneWithUnstableIds() {
    Bench bench =
        Bench.of(MemoryType::unstableLines, type -> type.unstableLines().tellsWhatItHolds())
            .with(orders());
    String left = bench.left.user().add(order("1", line("a", 1), line("b", 2), line("c", 3)));
    bench.run();
    Entity right = bench.only(bench.right, Order.TYPE);
    bench.left.user().edit(Order.TYPE, left, withLine(line("l", 4)));
    bench.right.user().edit(Order.TYPE, right.id(), Bench.withoutLine("b"));
    bench.run();
    bench.run();
    assertThat(lines(bench.left.entity(Order.TYPE, left)))
        .containsExactlyInAnyOrder("a 1", "c 3", "l 4");
    assertThat(lines(bench.right.entity(Order.TYPE, right.id())))
        .containsExactlyInAnyOrder("a 1", "c 3", "l 4");
    bench.quiet();
  }

  @Test
  void f6_elementsOfASetAreMergedOneByOne() {
    Bench bench = Bench.plain().with(customers());
    String left = bench.left.user().add(customer("Ann", "a@example.org", "b@example.org"));
    bench.run();
    String right = bench.only(bench.right, Customer.TYPE).id();
    bench.left.user().set(left, Customer.EMAILS, Set.of("b@example.org", "l@example.org"));
    bench
        .right
        .user()
        .set(right, Customer.EMAILS, Set.of("a@example.org", "b@example.org", "r@example.org"));
    bench.run();
    bench.run();
    for (Side side : Side.values()) {
      assertThat(bench.only(bench.on(side), Customer.TYPE).require(Customer.EMAILS))
          .containsExactlyInAnyOrder("b@example.org", "l@example.org", "r@example.org");
    }
    bench.quiet();
  }

  @Test
  void f7_aFieldThatIsAddedLaterOverwritesNothing() {
    Bench bench = Bench.plain().with(named(sku()));
    String left =
        bench.left.user().add(product("A", "left name").with(Product.DESCRIPTION, "of the left"));
    bench.run();
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().set(right, Product.NAME, "right name");
    bench.run();
    bench.with(named(sku().copy(Product.NAME, Product.DESCRIPTION)));
    bench.left.user().set(left, Product.EXTERNAL_CODE, "touched");
    assertThat(bench.run().writes()).isZero();
    assertThat(bench.left.entity(Product.TYPE, left).require(Product.NAME)).isEqualTo("left name");
    assertThat(bench.right.entity(Product.TYPE, right).require(Product.NAME))
        .isEqualTo("right name");
    bench.left.user().set(left, Product.NAME, "newer name");
    bench.run();
    assertThat(bench.right.entity(Product.TYPE, right).require(Product.NAME))
        .isEqualTo("newer name");
    bench.quiet();
  }

  @Test
  void f7_aFieldThatIsAddedLaterMayFillTheEmptySide() {
    Bench bench = Bench.plain().with(named(sku()));
    String left =
        bench.left.user().add(product("A", "left name").with(Product.DESCRIPTION, "of the left"));
    bench.run();
    bench.with(named(sku().copy(Product.DESCRIPTION).arriving(Arrival.FILL)));
    bench.left.user().set(left, Product.EXTERNAL_CODE, "touched");
    bench.run();
    assertThat(values(bench.right, Product.DESCRIPTION)).containsExactly("of the left");
  }

  @Test
  void f8_aFieldThatIsNotShownAnyMoreIsNotCleared() {
    Bench bench = Bench.plain().with(products());
    String left = bench.left.user().add(product("A", "Tea").with(Product.DESCRIPTION, "leaves"));
    bench.run();
    bench.left.user().withhold(Product.DESCRIPTION, true);
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    Entity right = bench.only(bench.right, Product.TYPE);
    assertThat(right.require(Product.NAME)).isEqualTo("Green tea");
    assertThat(right.require(Product.DESCRIPTION)).isEqualTo("leaves");
    bench.left.user().withhold(Product.DESCRIPTION, false);
    bench.quiet();
  }

  @Test
  void f9_anotherSecretIsNoEdit() {
    Bench bench = Bench.plain().with(products());
    String left = linked(bench, "Tea");
    try (SyncEngine other =
        SyncEngine.builder()
            .links(bench.store)
            .runtime(bench.engine.runtime())
            .secrets(Secrets.of("another secret !".getBytes(StandardCharsets.US_ASCII)))
            .build()) {
      bench.left.user().set(left, Product.EXTERNAL_CODE, "touched");
      assertThat(other.run(bench.plan).writes()).isZero();
      bench.left.user().set(left, Product.NAME, "Green tea");
      assertThat(other.run(bench.plan).updated(Side.RIGHT)).isEqualTo(1);
    }
  }

  @Test
  void f10_aDeathBetweenWriteAndCommitIsNoConflictAndRevertsNoUser() {
    Bench bench = Bench.plain().with(products().conflicts(Conflicts.RIGHT));
    String left = linked(bench, "one");
    bench.left.user().set(left, Product.NAME, "two");
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    bench.left.user().set(left, Product.NAME, "three");
    bench.restart();
    RunReport report = bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("three");
    assertThat(values(bench.right, Product.NAME)).containsExactly("three");
    assertThat(report.conflicts()).isZero();
    bench.quiet();
  }

  @Test
  void f11_theLosersValueIsHandedToTheListenerAndKeptNowhere() {
    Bench bench = Bench.plain().with(products().conflicts(Conflicts.LEFT));
    String left = linked(bench, "one");
    bench.left.user().set(left, Product.NAME, "winning");
    bench
        .right
        .user()
        .set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "secret of the loser");
    bench.run();
    assertThat(bench.heard.losers.get(0).require(Product.NAME)).isEqualTo("secret of the loser");
    String kept =
        bench.store.scanLinks("shop", "product", "", 10).stream()
                .map(row -> new String(row.body(), StandardCharsets.ISO_8859_1))
                .toList()
            + bench.store.journal("shop", "product", Side.LEFT, left, 100).toString();
    assertThat(kept).doesNotContain("secret of the loser").doesNotContain("winning");
  }

  @Test
  void f12_aSkippedUnitKeepsItsBaseAndMissesNothing() {
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

  @Test
  void h3_twinsInAPageMakeOneCustomerAndTheOtherIsReported() {
    Bench bench = Bench.plain().with(customers().toRight());
    bench.left.user().add(customer("Ann", "ann@example.org"));
    String twin = bench.left.user().add(customer("Ann again", "ANN@example.org"));
    bench.run();
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.AMBIGUOUS);
              assertThat(failure.id()).isEqualTo(twin);
            });
  }

  @Test
  void h3_aCustomerBornOnBothSidesIsLinkedAndNotMadeTwice() {
    for (boolean first : new boolean[] {true, false}) {
      Bench bench = Bench.plain().with(customers());
      if (!first) {
        bench.run();
      }
      bench.left.user().add(customer("Ann", "ann@example.org"));
      bench.right.user().add(customer("Ann", "ann@example.org"));
      bench.run();
      assertThat(bench.left.entities(Customer.TYPE)).hasSize(1);
      assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
      bench.quiet();
    }
  }

  @Test
  void h3_aCustomerBornOnBothSidesAndBroughtAlongByAnOrderIsLinked() {
    Bench bench = Bench.plain().with(customers().onDemand(), orders());
    String left = bench.left.user().add(customer("Ann", "ann@example.org"));
    String right = bench.right.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().add(order("1").with(Order.CUSTOMER, ref(Customer.TYPE, left)));
    bench.right.user().add(order("2").with(Order.CUSTOMER, ref(Customer.TYPE, right)));
    bench.run();
    assertThat(bench.left.entities(Customer.TYPE)).hasSize(1);
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    assertThat(where(bench.right, Order.NUMBER, "1").require(Order.CUSTOMER).id()).isEqualTo(right);
    assertThat(where(bench.left, Order.NUMBER, "2").require(Order.CUSTOMER).id()).isEqualTo(left);
  }

  @Test
  void h4_aSnapshotOlderThanTheLinkIsReadAgain() {
    // One feed for all types: the order's work brings the customer, whose own snapshot is older.
    Bench bench = Bench.oneFeedEach().with(orders(), customers());
    String ann = bench.left.user().add(customer("old name", "ann@example.org"));
    bench.left.user().add(order("1").with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    bench
        .left
        .faults()
        .beforeNext(MemoryCall.READ, () -> bench.left.user().set(ann, Customer.NAME, "new name"));
    bench.run();
    assertThat(values(bench.right, Customer.NAME)).containsExactly("new name");
    assertThat(values(bench.left, Customer.NAME)).containsExactly("new name");
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(2);
    bench.quiet();
  }

  @Test
  void h5_aListThatLagsBehindOurWriteIsNotTakenForAnEdit() {
    Bench bench = Bench.right(type -> type.searchLag(Duration.ofSeconds(15))).with(products());
    String left = linked(bench, "Tea");
    bench.time.advance(Duration.ofMinutes(5));
    bench.run();
    Entity right = bench.only(bench.right, Product.TYPE);
    bench.right.user().set(right.id(), Product.DESCRIPTION, "typed by a person");
    bench.time.advance(Duration.ofSeconds(13));
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    // The list now shows the person's edit, and still the old name.
    bench.time.advance(Duration.ofSeconds(3));
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Green tea");
    assertThat(values(bench.left, Product.DESCRIPTION)).containsExactly("typed by a person");
    bench.time.advance(Duration.ofMinutes(5));
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Green tea");
    assertThat(values(bench.right, Product.NAME)).containsExactly("Green tea");
    bench.quiet();
  }

  @Test
  void h5_aTargetThatReallyWentBackAfterTheLagIsAnEdit() {
    Bench bench = Bench.right(type -> type.searchLag(Duration.ofSeconds(15))).with(products());
    String left = linked(bench, "Tea");
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    bench.time.advance(Duration.ofMinutes(5));
    bench.run();
    bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "Tea");
    bench.time.advance(Duration.ofMinutes(5));
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Tea");
  }

  @Test
  void h6_aVersionClosesTheWindowBetweenReadAndWrite() {
    Bench bench = Bench.right(MemoryType::versioned).with(products().conflicts(Conflicts.RIGHT));
    String left = linked(bench, "Tea");
    Entity right = bench.only(bench.right, Product.TYPE);
    bench.left.user().set(left, Product.NAME, "of the left");
    bench
        .right
        .faults()
        .beforeNext(
            MemoryCall.WRITE,
            () -> bench.right.user().set(right.id(), Product.NAME, "of the right"));
    bench.run();
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("of the right");
    assertThat(values(bench.left, Product.NAME)).containsExactly("of the right");
  }

  @Test
  void h9_aNoticeThatArrivesAfterTheReadIsNotClearedWithTheEarlierOne() {
    Bench bench = Bench.plain().with(products().onDemand());
    String left = bench.left.user().add(product("A", "one"));
    bench.engine.hint(bench.plan, Side.LEFT, Product.TYPE, left);
    bench
        .right
        .faults()
        .beforeNext(
            MemoryCall.WRITE,
            () -> {
              bench.left.user().set(left, Product.NAME, "two");
              bench.engine.hint(bench.plan, Side.LEFT, Product.TYPE, left);
            });
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("one");
    assertThat(bench.store.notices("shop", 10)).hasSize(1);
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("two");
    assertThat(bench.store.notices("shop", 10)).isEmpty();
  }

  @Test
  void h10_aHintOnAnotherNodeNeedsNoLease() {
    Bench bench = Bench.plain().with(products().onDemand());
    String left = bench.left.user().add(product("A", "one"));
    bench
        .left
        .faults()
        .beforeNext(
            MemoryCall.CHECK,
            () -> {
              try (TestEngine other = TestEngine.on(bench.time, bench.store)) {
                other.hint(bench.plan, Side.LEFT, Product.TYPE, left);
              }
            });
    bench.run();
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("one");
  }

  @Test
  void h12_whatWasDeletedIsNeverMadeAgain() {
    for (boolean tells : new boolean[] {true, false}) {
      Bench bench = Bench.right(type -> tells ? type : type.silentAboutGone()).with(products());
      String left = linked(bench, "Tea");
      bench.right.user().delete(Product.TYPE, bench.only(bench.right, Product.TYPE).id());
      bench.run();
      for (int run = 0; run < 3; run++) {
        bench.left.user().set(left, Product.NAME, "touched " + run);
        RunReport report = bench.run();
        assertThat(report.writes()).isZero();
        // Where the feed is silent, the first touch finds out.
        boolean findsOut = !tells && run == 0;
        assertThat(report.unlinked()).isEqualTo(findsOut ? 1 : 0);
        assertThat(report.flows().get("product").skipped())
            .isEqualTo(findsOut ? Map.of() : Map.of("DETACHED", 1L));
      }
      assertThat(bench.right.entities(Product.TYPE)).isEmpty();
      assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
    }
  }

  @Test
  void h12_aDeletionTravelsWhereThePlanSaysSo() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
    String left = linked(bench, "Tea");
    bench.right.user().delete(Product.TYPE, bench.only(bench.right, Product.TYPE).id());
    RunReport report = bench.run();
    assertThat(report.deleted(Side.LEFT)).isEqualTo(1);
    assertThat(bench.left.entities(Product.TYPE)).isEmpty();
    bench.quiet();
    bench.quiet();
    assertThat(left).isNotEmpty();
  }

  @Test
  void h12_aDeletionWhoseAnswerIsLostIsFinished() {
    for (MemoryFault fault :
        new MemoryFault[] {
          new MemoryFault.LostBefore(),
          new MemoryFault.LostAfter(),
          new MemoryFault.KilledBefore(),
          new MemoryFault.KilledAfter()
        }) {
      Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
      linked(bench, "Tea");
      bench.right.user().delete(Product.TYPE, bench.only(bench.right, Product.TYPE).id());
      bench.left.faults().onNext(MemoryCall.WRITE, fault);
      try {
        bench.run();
      } catch (MemoryFault.Killed asPlanned) {
        bench.restart();
      }
      bench.run();
      bench.time.advance(Duration.ofMinutes(5));
      bench.run();
      assertThat(bench.left.entities(Product.TYPE)).as("%s", fault).isEmpty();
      assertThat(bench.right.entities(Product.TYPE)).isEmpty();
      bench.quiet();
    }
  }

  @Test
  void h13_whatIsNotShownIsNotDeletedAndMissesNothing() {
    Bench bench = Bench.plain().with(products().gone(Gone.DELETE));
    String left = linked(bench, "Tea");
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().hide(Product.TYPE, right, true);
    bench.left.user().set(left, Product.NAME, "Green tea");
    RunReport report = bench.run();
    assertThat(report.deleted(Side.LEFT)).isZero();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains("product:" + right));
    bench.right.user().hide(Product.TYPE, right, false);
    bench.engine.runAfter(Duration.ofMinutes(16), bench.plan);
    assertThat(bench.right.entity(Product.TYPE, right).require(Product.NAME))
        .isEqualTo("Green tea");
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void h16_moreRowsOfOneMomentThanAPageHoldsAreAllSeen() {
    Bench bench = Bench.of(type -> type.pageSize(10), type -> type).with(products());
    for (int each = 0; each < 35; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(35);
  }

  @Test
  void h17_aLongFirstUploadGoesOnWhereItWasBroken() {
    Bench bench =
        Bench.of(type -> type.pageSize(500), type -> type.pageSize(1000)).with(products());
    for (int each = 0; each < 13_000; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
      bench.time.advance(Duration.ofMillis(1));
    }
    // The first slice is 10 000 entities in batches of 50: this is in the second.
    bench.right.faults().onCall(230, new MemoryFault.KilledAfter());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    long made = bench.right.entities(Product.TYPE).size();
    assertThat(made).isGreaterThan(10_000).isLessThan(12_000);
    bench.restart();
    long lists = bench.left.faults().calls(MemoryCall.LIST);
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(13_000);
    assertThat(bench.left.faults().calls(MemoryCall.LIST) - lists).isLessThan(11);
    bench.quiet();
  }
}
