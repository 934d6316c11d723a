package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.values;
import static dev.syncline.testkit.engine.Bench.where;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.NumberSeries;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.When;
import dev.syncline.model.Order;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumberingTest {

  private static final Duration SETTLES = Duration.ofSeconds(30);

  /** Deals on the left are orders {@code bx-<id>} on the right. */
  private static Flow deals(int numbers) {
    return Flow.of(Order.TYPE)
        .toRight()
        .fields(
            FieldRules.of(Order.TYPE)
                .copy(Order.COMMENT)
                .compute(
                    Side.RIGHT,
                    Order.NUMBER,
                    Set.of(),
                    mapping ->
                        Put.candidates(
                            NumberSeries.suffixed("bx-" + mapping.source().id(), numbers)),
                    When.CREATE_ONLY));
  }

  /** Invoices have one number, the same on both sides. */
  private static Flow invoices() {
    FieldRules rules = FieldRules.of(Order.TYPE).copy(Order.COMMENT);
    for (Side target : Side.values()) {
      rules =
          rules.compute(
              target,
              Order.NUMBER,
              Set.of(Order.NUMBER),
              mapping -> Put.candidates(List.of(mapping.source().require(Order.NUMBER))),
              When.CREATE_ONLY);
    }
    return Flow.of(Order.TYPE).fields(rules);
  }

  private static Bench bench(Flow flow) {
    return bench(flow, Guard.NATIVE_KEY);
  }

  private static Bench bench(Flow flow, Guard guard) {
    return Bench.right(type -> type.unique(Order.NUMBER).guard(guard).settleTime(SETTLES))
        .with(flow);
  }

  private static String deal(Bench bench) {
    return bench.left.user().add(order("").cleared(Order.NUMBER).with(Order.COMMENT, "ours"));
  }

  private static String foreign(Bench bench, String number) {
    return bench.right.user().add(order(number).with(Order.COMMENT, "foreign"));
  }

  private static String numberOfOurs(Bench bench) {
    return where(bench.right, Order.COMMENT, "ours").require(Order.NUMBER);
  }

  @Test
  @Rule("B-076")
  void aNewOrderHasTheFirstNumberThatIsFree() {
    Bench bench = bench(deals(3));
    String id = deal(bench);
    RunReport report = bench.run();
    assertThat(numberOfOurs(bench)).isEqualTo("bx-" + id);
    assertThat(report.flows().get("order").renumbered()).isZero();
    assertThat(bench.right.faults().calls(MemoryCall.FIND)).isZero();
    bench.quiet();
  }

  @Test
  @Rule("B-079")
  void aNumberThatSomebodyElseHasIsFollowedByTheNextInTheSameRun() {
    Bench bench = bench(deals(3));
    String id = deal(bench);
    foreign(bench, "bx-" + id);
    foreign(bench, "bx-" + id + "-2");
    RunReport report = bench.run();
    assertThat(numberOfOurs(bench)).isEqualTo("bx-" + id + "-3");
    assertThat(report.flows().get("order").renumbered()).isEqualTo(1);
    assertThat(report.toString()).contains("numbered otherwise 1");
    assertThat(report.clean()).isTrue();
    String made = where(bench.right, Order.COMMENT, "ours").id();
    assertThat(bench.store.journal("shop", "order", Side.RIGHT, made, 10))
        .anySatisfy(row -> assertThat(row.what()).isEqualTo("NUMBER_SUFFIXED, place 3"));
    bench.quiet();
  }

  @Test
  void onlyWhatWasRefusedIsSentAgainAndItIsAskedOnceWhoHasTheNumbers() {
    Bench bench = bench(deals(3));
    List<String> deals = new ArrayList<>();
    for (int each = 0; each < 20; each++) {
      deals.add(deal(bench));
    }
    deals.subList(0, 5).forEach(id -> foreign(bench, "bx-" + id));
    RunReport report = bench.run();
    assertThat(report.created(Side.RIGHT)).isEqualTo(20);
    assertThat(report.flows().get("order").renumbered()).isEqualTo(5);
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(2);
    assertThat(bench.right.faults().calls(MemoryCall.FIND)).isEqualTo(1);
    bench.quiet();
  }

  @Test
  void manyOfOneNumberAreNotSentWithWhatTheOthersOrASearchHaveShownAsTaken() {
    Flow flow =
        Flow.of(Order.TYPE)
            .toRight()
            .fields(
                FieldRules.of(Order.TYPE)
                    .copy(Order.COMMENT)
                    .compute(
                        Side.RIGHT,
                        Order.NUMBER,
                        Set.of(),
                        mapping -> Put.candidates(NumberSeries.suffixed("bx", 1000)),
                        When.CREATE_ONLY));
    Bench bench =
        Bench.right(type -> type.unique(Order.NUMBER).guard(Guard.NATIVE_KEY).batchSize(1))
            .with(flow);
    for (int each = 0; each < 20; each++) {
      deal(bench);
    }
    foreign(bench, "bx");
    for (int each = 2; each <= 9; each++) {
      foreign(bench, "bx-" + each);
    }
    RunReport report = bench.run();
    assertThat(report.created(Side.RIGHT)).isEqualTo(20);
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(21);
    assertThat(bench.right.faults().calls(MemoryCall.FIND)).isEqualTo(1);
    bench.quiet();
  }

  @Test
  @Rule("B-078")
  void anOrderThatIsThereKeepsItsNumber() {
    Bench bench = bench(deals(3));
    String id = deal(bench);
    String holder = foreign(bench, "bx-" + id);
    bench.run();
    bench.right.user().delete(Order.TYPE, holder);
    bench.left.user().set(id, Order.COMMENT, "ours, changed");
    bench.run();
    assertThat(where(bench.right, Order.COMMENT, "ours, changed").require(Order.NUMBER))
        .isEqualTo("bx-" + id + "-2");
  }

  @ParameterizedTest
  @EnumSource(
      value = Guard.class,
      names = {"NATIVE_KEY", "MARKER"})
  @Rule({"B-079", "B-116"})
  void aLostAnswerAtEitherAttemptMakesNoSecondOrder(Guard guard) {
    for (MemoryFault fault :
        List.of(
            new MemoryFault.LostAfter(),
            new MemoryFault.LostBefore(),
            new MemoryFault.KilledAfter(),
            new MemoryFault.KilledBefore())) {
      for (int attempt = 1; attempt <= 2; attempt++) {
        Bench bench = bench(deals(3), guard);
        String id = deal(bench);
        foreign(bench, "bx-" + id);
        Runnable next = () -> bench.right.faults().onNext(MemoryCall.WRITE, fault);
        if (attempt == 1) {
          next.run();
        } else {
          bench.right.faults().beforeNext(MemoryCall.FIND, next); // who has the first number?
        }
        try {
          bench.run();
        } catch (MemoryFault.Killed asPlanned) {
          bench.restart();
        }
        bench.engine.runAfter(Duration.ofHours(1), bench.plan);
        assertThat(values(bench.right, Order.NUMBER))
            .as("%s at attempt %d", fault, attempt)
            .containsExactlyInAnyOrder("bx-" + id, "bx-" + id + "-2");
        assertThat(bench.failures()).isEmpty();
        bench.quiet();
      }
    }
  }

  @Test
  @Rule("B-079")
  void aNumberThatOurOwnOrderHasIsThatOrderEvenIfTheStoreWasLost() {
    Bench bench = bench(deals(3), Guard.MARKER);
    String id = deal(bench);
    bench.run();
    bench.store = new InMemoryLinkStore();
    bench.restart();
    RunReport report = bench.run();
    assertThat(values(bench.right, Order.NUMBER)).containsExactly("bx-" + id);
    assertThat(report.flows().get("order").adopted()).isEqualTo(1);
    bench.quiet();
  }

  @Test
  void aSeriesThatIsUsedUpIsAFailureThatNamesWhoHasTheLastNumber() {
    Bench bench = bench(deals(2));
    String id = deal(bench);
    foreign(bench, "bx-" + id);
    String last = foreign(bench, "bx-" + id + "-2");
    bench.run();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).contains(" " + last + " "));
  }

  @Test
  @Rule("B-088")
  void anInvoiceWhoseNumberIsTakenIsAFailureThatNamesBoth() {
    Bench bench = bench(invoices().toRight());
    String ours = bench.left.user().add(order("12").with(Order.COMMENT, "ours"));
    String holder = foreign(bench, "12");
    bench.run();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
              assertThat(failure.reason())
                  .isEqualTo(
                      "NUMBER_TAKEN: right order "
                          + holder
                          + " has the number of left order "
                          + ours);
            });
    assertThat(bench.right.entities(Order.TYPE)).hasSize(1);
    long before = bench.right.faults().calls(MemoryCall.WRITE);
    bench.run();
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(before);
  }

  @Test
  @Rule({"B-086", "B-088"})
  void itIsMadeAsSoonAsTheOtherHasAnotherNumberOrIsGone() {
    for (boolean gone : new boolean[] {false, true}) {
      Bench bench = bench(invoices());
      bench.left.user().add(order("12").with(Order.COMMENT, "ours"));
      bench.run();
      String twelve = where(bench.right, Order.COMMENT, "ours").id();
      String second = bench.left.user().add(order("13").with(Order.COMMENT, "second"));
      bench.right.user().set(twelve, Order.NUMBER, "13");
      bench.run();
      assertThat(bench.failures())
          .singleElement()
          .satisfies(failure -> assertThat(failure.id()).isEqualTo(second));
      if (gone) {
        bench.right.user().delete(Order.TYPE, twelve);
      } else {
        bench.right.user().set(twelve, Order.NUMBER, "14");
      }
      bench.run();
      assertThat(where(bench.right, Order.COMMENT, "second").require(Order.NUMBER)).isEqualTo("13");
      assertThat(bench.failures()).isEmpty();
      bench.quiet();
    }
  }

  @Test
  @Rule("B-088")
  void itIsMadeOnceOursHasAnotherNumberAPersonAsksOrTimeHasPassed() {
    List<Consumer<Bench>> ways =
        List.of(
            bench -> bench.left.user().set(ours(bench), Order.NUMBER, "15"),
            bench -> {
              bench.right.user().delete(Order.TYPE, bench.right.entities(Order.TYPE).get(0).id());
              bench.engine.retry(bench.plan, bench.failures().get(0));
            },
            bench -> {
              bench.right.user().delete(Order.TYPE, bench.right.entities(Order.TYPE).get(0).id());
              bench.time.advance(Duration.ofHours(1));
            });
    for (Consumer<Bench> way : ways) {
      Bench bench = bench(invoices().toRight());
      bench.left.user().add(order("12").with(Order.COMMENT, "ours"));
      foreign(bench, "12");
      bench.run();
      way.accept(bench);
      bench.run();
      assertThat(where(bench.right, Order.COMMENT, "ours")).isNotNull();
      assertThat(bench.failures()).isEmpty();
      bench.quiet();
    }
  }

  private static String ours(Bench bench) {
    return where(bench.left, Order.COMMENT, "ours").id();
  }
}
