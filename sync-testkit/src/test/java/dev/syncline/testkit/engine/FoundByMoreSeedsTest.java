package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.categories;
import static dev.syncline.testkit.engine.Bench.category;
import static dev.syncline.testkit.engine.Bench.line;
import static dev.syncline.testkit.engine.Bench.lines;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.quantity;
import static dev.syncline.testkit.engine.Bench.ref;
import static dev.syncline.testkit.engine.Bench.values;
import static dev.syncline.testkit.engine.Bench.withLine;
import static dev.syncline.testkit.engine.Bench.withoutLine;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Conflicts;
import dev.syncline.Direction;
import dev.syncline.Drift;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Refusal;
import dev.syncline.mapping.Arrival;
import dev.syncline.model.Category;
import dev.syncline.model.Entity;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Product;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What ten thousand stories of convergence found, each as a scenario of its own. */
class FoundByMoreSeedsTest {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MINUTES = Duration.ofMinutes(5);
  private static final int MOST_COMMITS = 12;

  private static void killed(Bench bench) {
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    bench.restart();
  }

  /** Seed 6043: with another id and quantity it was another line, and its removal lost unheard. */
  @Test
  void aLineThatSellsNoItemIsKnownByItsTextWhereIdsAreUnstable() {
    for (Conflicts policy : Conflicts.values()) {
      Bench bench =
          Bench.of(MemoryType::unstableLines, MemoryType::unstableLines)
              .with(orders().conflicts(policy));
      String left = bench.left.user().add(order("1", line("Delivery", 1)));
      bench.run();
      String right = bench.only(bench.right, Order.TYPE).id();
      bench.left.user().edit(Order.TYPE, left, quantity("Delivery", 5));
      bench.right.user().edit(Order.TYPE, right, withoutLine("Delivery"));
      bench.run();
      assertThat(bench.heard.conflicts).as(policy.name()).hasSize(1);
      assertThat(lines(bench.only(bench.left, Order.TYPE)))
          .isEqualTo(lines(bench.only(bench.right, Order.TYPE)));
    }
  }

  /**
   * Seed 1255: its second attempt was told that it exists, and wrote over what was edited there.
   */
  @Test
  void whatAnUnansweredCreateMadeIsNotOverwrittenByTheNextAttempt() {
    Bench bench = Bench.right(type -> type.guard(Guard.NATIVE_KEY)).with(products());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    killed(bench);
    bench.left.user().set(left, Product.NAME, "Green tea");
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().set(right, Product.NAME, "Black tea");
    bench.time.advance(DAY);
    bench.run();
    assertThat(bench.heard.conflicts).hasSize(1);
    assertThat(values(bench.left, Product.NAME)).isEqualTo(values(bench.right, Product.NAME));
    bench.quiet();
  }

  /** Seed 166: it was sent again and refused, and what the first had made was a stranger. */
  @Test
  void aRefusalSaysNothingOfTheUnansweredAttemptBeforeIt() {
    Bench bench = Bench.right(type -> type.guard(Guard.NATIVE_KEY)).with(products());
    bench.left.user().add(product("A", "Tea"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    killed(bench);
    // Refused before anybody looks whether it is there.
    bench.right.faults().refuse(write -> true, Refusal.Code.NOT_ALLOWED);
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().set(right, Product.NAME, "Black tea");
    bench.time.advance(DAY);
    bench.run();
    bench.right.faults().allowAll();
    bench.time.advance(DAY);
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Black tea");
    assertThat(values(bench.right, Product.NAME)).containsExactly("Black tea");
    assertThat(bench.failures()).isEmpty();
  }

  /** Seed 111: nothing was left to write then, and so nothing of it was kept. */
  @Test
  void whatCameUnansweredIsAgreedOnceItWasFoundThere() {
    Bench bench = Bench.plain().with(products());
    String left = bench.linked("Tea");
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostAfter());
    assertThat(bench.run().waiting()).isZero();
    bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "Tea");
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Tea");
    bench.quiet();
  }

  /** Seed 111, likewise: it was seen there while it still settled, and taken back until then. */
  @Test
  void whatIsSeenToHaveComeBeforeItHasSettledIsKept() {
    Bench bench = Bench.right(type -> type.settleTime(DAY)).with(products());
    String left = bench.linked("Tea");
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostAfter());
    assertThat(bench.run().waiting()).isEqualTo(1);
    bench.run();
    bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "Tea");
    bench.time.advance(DAY.plus(MINUTES));
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Tea");
    bench.quiet();
  }

  /** Seed 6218: what was read again there looked like what had been there before our write. */
  @Test
  void whatSomebodyTakesBackAtOnceStaysTakenBackThoughListsLag() {
    Bench bench =
        Bench.of(type -> type.searchLag(Duration.ofMinutes(1)), type -> type).with(products());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.time.advance(DAY);
    bench.run();
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.time.advance(DAY);
    bench.right.user().set(right, Product.BARCODES, Set.of("460"));
    bench.run();
    assertThat(values(bench.left, Product.BARCODES)).containsExactly(Set.of("460"));
    bench.left.user().set(left, Product.BARCODES, Set.of());
    bench.right.user().set(right, Product.BARCODES, Set.of("460", "461"));
    bench.run();
    bench.time.advance(DAY);
    bench.run();
    assertThat(values(bench.left, Product.BARCODES)).containsExactly(Set.of("461"));
    assertThat(values(bench.right, Product.BARCODES)).containsExactly(Set.of("461"));
  }

  /** Seed 6664: found again with all that was put, it was taken for just found ever after. */
  @Test
  void whatWasMadeUnansweredAndIsAsItWasPutIsAPairLikeOthers() {
    Bench bench = Bench.right(type -> type.guard(Guard.MARKER)).with(products());
    String left =
        bench
            .left
            .user()
            .add(
                product("A", "Tea")
                    .with(Product.BARCODES, Set.of("460"))
                    .with(Product.DESCRIPTION, "green")
                    .with(Product.PRICE, new Money(BigDecimal.TEN, "EUR")));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostAfter());
    bench.run();
    bench.time.advance(DAY);
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().edit(Product.TYPE, right, each -> each.cleared(Product.BARCODES));
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("Green tea");
    assertThat(values(bench.left, Product.BARCODES)).isEmpty();
    bench.quiet();
  }

  /** Seed 65: what a found pair is given on arrival was given once more, over an edit. */
  @Test
  void whatArrivedUnansweredIsNotGivenAgainOverAnEdit() {
    Bench bench = Bench.plain().with(products().found(Arrival.FROM_LEFT));
    bench.left.user().add(product("A", "Tea"));
    String right = bench.right.user().add(product("A", "Cup"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    killed(bench);
    bench.right.user().set(right, Product.NAME, "Green tea");
    bench.time.advance(DAY);
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Green tea");
    assertThat(values(bench.right, Product.NAME)).containsExactly("Green tea");
  }

  /** Seed 9172: the source was as agreed in every list, and so nothing seemed to be left to do. */
  @Test
  void aRefusedRepairIsNotForgottenBecauseItsSourceIsAsItWas() {
    Bench bench =
        Bench.of(MemoryType::withoutTimestamps, type -> type)
            .with(products().direction(Direction.TO_RIGHT).drift(Drift.MIRROR));
    bench.linked("Tea");
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.user().set(right, Product.NAME, "Mug");
    bench.right.faults().refuse(write -> true, Refusal.Code.NOT_ALLOWED);
    bench.run();
    bench.run();
    assertThat(bench.failures()).hasSize(1);
    bench.right.faults().allowAll();
    bench.time.advance(DAY);
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("Tea");
    assertThat(bench.failures()).isEmpty();
  }

  /** Seed 2917: the winner's edit was taken back, and the loser's was carried by nobody. */
  @Test
  void whatLostAgainstARefusedEditTravelsOnceThatIsTakenBack() {
    Bench bench = Bench.plain().with(products().conflicts(Conflicts.LEFT));
    String left = bench.linked("Tea");
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.right.faults().refuse(write -> true, Refusal.Code.NOT_ALLOWED);
    bench.left.user().set(left, Product.DESCRIPTION, "from Ceylon");
    bench.right.user().set(right, Product.DESCRIPTION, "from China");
    bench.run();
    bench.left.user().edit(Product.TYPE, left, held -> held.cleared(Product.DESCRIPTION));
    bench.run();
    bench.right.faults().allowAll();
    bench.time.advance(DAY);
    bench.run();
    assertThat(values(bench.left, Product.DESCRIPTION)).containsExactly("from China");
    assertThat(values(bench.right, Product.DESCRIPTION)).containsExactly("from China");
  }

  /** Seed 8138: a write to the other side made an edit look like a late view of long ago. */
  @Test
  void whoReturnsToAnEarlierValueIsNotTakenForALateViewOfIt() {
    Bench bench = Bench.right(type -> type.searchLag(MINUTES).settleTime(MINUTES)).with(products());
    String left = bench.linked("Tea");
    String right = bench.only(bench.right, Product.TYPE).id();
    bench.time.advance(DAY);
    bench.right.user().set(right, Product.NAME, "Mug");
    bench.time.advance(DAY);
    bench.run();
    assertThat(values(bench.left, Product.NAME)).containsExactly("Mug");
    bench.time.advance(DAY);
    bench.left.user().set(left, Product.DESCRIPTION, "from Ceylon");
    bench.run();
    bench.left.user().set(left, Product.NAME, "Tea");
    bench.run();
    bench.time.advance(DAY);
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactly("Tea");
  }

  /** Seed 8980: another line went first, and the two stayed apart as a pair that may differ. */
  @Test
  void oneProductAddedOnBothSidesIsOneLineThoughAnotherLineTravelsFirst() {
    Bench bench = Bench.plain().with(products(), orders().conflicts(Conflicts.RIGHT));
    String tea = bench.left.user().add(product("T", "Tea"));
    String left = bench.left.user().add(order("1", line("wrap", 1)));
    bench.run();
    String right = bench.only(bench.right, Order.TYPE).id();
    String rightTea = bench.only(bench.right, Product.TYPE).id();
    Entity two = line("Tea", 2).with(OrderLine.ITEM, ref(Product.TYPE, tea));
    Entity three = line("Black tea", 3).with(OrderLine.ITEM, ref(Product.TYPE, rightTea));
    bench.left.user().edit(Order.TYPE, left, quantity("wrap", 5));
    bench.left.user().edit(Order.TYPE, left, withLine(two));
    bench.right.user().edit(Order.TYPE, right, withLine(three));
    bench.run();
    assertThat(lines(bench.only(bench.right, Order.TYPE))).containsExactly("wrap 5", "Black tea 3");
    assertThat(lines(bench.only(bench.left, Order.TYPE))).containsExactly("wrap 5", "Black tea 3");
    assertThat(bench.heard.conflicts).isNotEmpty();
    bench.quiet();
  }

  /** Seed 1090: once one side had its half of what arrives, the other half was left as it was. */
  @Test
  void bothHalvesOfWhatArrivesArriveInTheSameWay() {
    Bench bench = Bench.right(type -> type.guard(Guard.NONE).settleTime(MINUTES)).with(orders());
    String left = bench.left.user().add(order("1", line("Tea", 1)));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostAfter());
    bench.run();
    bench.left.user().set(left, Order.COMMENT, "by hand");
    String right = bench.only(bench.right, Order.TYPE).id();
    bench.right.user().edit(Order.TYPE, right, withLine(line("Mug", 2)));
    bench.right.user().set(right, Order.COMMENT, "by post");
    bench.time.advance(DAY);
    bench.run();
    assertThat(values(bench.left, Order.COMMENT)).isEqualTo(values(bench.right, Order.COMMENT));
    assertThat(lines(bench.only(bench.left, Order.TYPE)))
        .isEqualTo(lines(bench.only(bench.right, Order.TYPE)));
    bench.quiet();
  }

  /** Seed 7971: a list did not show yet what another plan had just written, and it was lost. */
  @Test
  void whatAnotherPlanHasJustWrittenIsReadAndNotTakenFromALaggingList() {
    Duration lag = Duration.ofSeconds(30);
    Bench bench =
        Bench.right(type -> type.withoutTimestamps().searchLag(lag).settleTime(lag))
            .with(products());
    MemoryConnector third =
        MemoryConnector.named("third", bench.time)
            .with(
                MemoryType.of(
                    Product.TYPE,
                    Product.NAME,
                    Product.SKU,
                    Product.DESCRIPTION,
                    Product.PRICE,
                    Product.BARCODES))
            .build();
    SyncPlan second = SyncPlan.named("second").between(third, bench.right).flow(products()).build();
    String left = bench.linked("Tea");
    bench.time.advance(DAY);
    bench.engine.run(second);
    bench.time.advance(DAY);
    bench.left.user().set(left, Product.NAME, "Green tea");
    third.user().set(third.entities(Product.TYPE).get(0).id(), Product.NAME, "Black tea");
    bench.run();
    bench.engine.run(second);
    assertThat(bench.heard.conflicts).hasSize(1);
  }

  /** Seed 3614: who waited for what was gone, and was gone too, stayed a failure for ever. */
  @Test
  void whoWaitsForWhatIsGoneIsLookedAtAgain() {
    Bench bench =
        Bench.of(type -> type.withoutTimestamps().silentAboutGone(), type -> type)
            .with(categories());
    String parent = bench.left.user().add(category("Drinks"));
    String child =
        bench.left.user().add(category("Tea").with(Category.PARENT, ref(Category.TYPE, parent)));
    bench.right.faults().refuse(write -> true, Refusal.Code.NOT_ALLOWED);
    bench.run();
    assertThat(bench.failures()).hasSize(2);
    bench.left.user().delete(Category.TYPE, child);
    bench.left.user().delete(Category.TYPE, parent);
    bench.time.advance(DAY);
    bench.run();
    assertThat(bench.failures()).isEmpty();
  }

  /** Seed 1815: the note of the first attempt was gone, and that of the second not there yet. */
  @Test
  void anEditOutlivesADeathBetweenTheLookAtAnUnansweredUpdateAndTheNextAttempt() {
    for (int commit = 1; commit < MOST_COMMITS; commit++) {
      Bench bench = Bench.right(type -> type.settleTime(MINUTES)).with(products());
      String left = bench.linked("Tea");
      bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostBefore());
      bench.left.user().set(left, Product.NAME, "Green tea");
      bench.run();
      diesAt(bench, commit);
      bench.run();
      assertThat(values(bench.right, Product.NAME)).as("%d", commit).containsExactly("Green tea");
    }
  }

  /**
   * A day later a process dies before that commit, if there are so many, and another takes over.
   */
  private static void diesAt(Bench bench, long commit) {
    LinkStore store = bench.store;
    bench.time.advance(DAY);
    bench.store = new MortalStore(store).diesAt(commit, true);
    bench.restart();
    try {
      bench.run();
    } catch (MemoryFault.Killed asPlanned) {
      assertThat(asPlanned).hasMessageContaining("commit");
    }
    bench.store = store;
    bench.restart();
    bench.time.advance(DAY);
  }
}
