package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.model.Customer;
import dev.syncline.model.Product;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A direction that is opened later starts from now, or from a day that is named. */
class OpenedLaterTest {

  private static final Duration DAY = Duration.ofDays(1);

  /** One way, with something old on the other side; a day passes. */
  private static Bench oneWay(Bench bench, Flow flow) {
    bench.with(flow.toRight());
    bench.left.user().add(product("L", "left's"));
    bench.right.user().add(product("OLD", "right's, old"));
    bench.run();
    bench.time.advance(DAY.multipliedBy(10));
    bench.right.user().add(product("LATE", "right's, later"));
    bench.run();
    bench.time.advance(DAY);
    return bench;
  }

  private static List<String> lefts(Bench bench) {
    return Bench.values(bench.left, Product.SKU);
  }

  private static LocalDate daysAgo(Bench bench, int days) {
    return bench.time.now().minus(DAY.multipliedBy(days)).atZone(ZoneOffset.UTC).toLocalDate();
  }

  @Rule("B-098")
  @Test
  void itBringsNothingOfThePast() {
    Bench bench = oneWay(Bench.plain(), products());
    bench.with(products());
    bench.quiet();
    assertThat(lefts(bench)).containsExactly("L");
    bench.quiet();
  }

  @Rule("B-098")
  @Test
  void whatChangesFromThenOnTravels() {
    Bench bench = oneWay(Bench.plain(), products());
    bench.with(products());
    bench.run();
    bench.right.user().add(product("NEW", "right's, new"));
    String old = Bench.where(bench.right, Product.SKU, "OLD").id();
    bench.right.user().set(old, Product.NAME, "edited");
    bench.run();
    assertThat(lefts(bench)).containsExactlyInAnyOrder("L", "NEW", "OLD");
    bench.quiet();
  }

  @Rule("B-098")
  @Test
  void ofADayThatIsNamedWhatChangedSinceIsLookedAtOnce() {
    Bench bench = oneWay(Bench.plain(), products());
    bench.with(products());
    bench.run();
    bench.with(products().since(Side.RIGHT, daysAgo(bench, 3)));
    bench.run();
    assertThat(lefts(bench)).containsExactlyInAnyOrder("L", "LATE");
    bench.quiet();
    long lists = bench.right.faults().calls(MemoryCall.LIST);
    bench.quiet();
    assertThat(bench.right.faults().calls(MemoryCall.LIST) - lists).isEqualTo(1);
    bench.with(products().since(Side.RIGHT, daysAgo(bench, 30)));
    bench.run();
    assertThat(lefts(bench)).containsExactlyInAnyOrder("L", "LATE", "OLD");
    bench.quiet();
  }

  @Test
  void theDayMayBeNamedTogetherWithTheDirection() {
    Bench bench = oneWay(Bench.plain(), products());
    bench.with(products().since(Side.RIGHT, daysAgo(bench, 3)));
    bench.run();
    assertThat(lefts(bench)).containsExactlyInAnyOrder("L", "LATE");
    bench.quiet();
  }

  @Test
  void aLookAtThePastThatDiedIsTakenAgain() {
    Bench bench = oneWay(Bench.plain(), products());
    bench.with(products().since(Side.RIGHT, daysAgo(bench, 3)));
    bench.left.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledBefore());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    bench.restart();
    bench.time.advance(DAY);
    bench.run();
    assertThat(lefts(bench)).containsExactlyInAnyOrder("L", "LATE");
    bench.quiet();
  }

  @Test
  void whatIsNewSinceAnOpeningThatDiedIsNotLost() {
    Bench bench = oneWay(Bench.plain(), products());
    bench.with(products());
    bench.right.faults().onNext(MemoryCall.LIST, new MemoryFault.KilledBefore());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    bench.right.user().add(product("NEW", "right's, new"));
    bench.time.advance(DAY);
    bench.restart();
    bench.run();
    assertThat(lefts(bench)).containsExactlyInAnyOrder("L", "NEW");
    bench.quiet();
  }

  @Test
  void whatIsLinkedIsKeptInStepWhateverTheStart() {
    Bench bench = Bench.plain().with(products());
    bench.left.user().add(product("L", "left's"));
    bench.run();
    bench.with(products().toRight());
    bench.run();
    bench.right.user().set(bench.only(bench.right, Product.TYPE).id(), Product.NAME, "edited");
    bench.right.user().add(product("MEANWHILE", "right's"));
    bench.time.advance(DAY);
    bench.run();
    bench.with(products());
    bench.run();
    assertThat(bench.only(bench.left, Product.TYPE).require(Product.NAME)).isEqualTo("edited");
    bench.quiet();
  }

  @Test
  void whereOneFeedSpeaksOfAllTypesOnlyTheNewFlowBringsItsPast() {
    Bench bench = oneWay(Bench.oneFeedEach(), products());
    bench.right.user().add(customer("Ann", "ann@example.org"));
    bench.time.advance(DAY);
    bench.with(products(), customers());
    bench.run();
    assertThat(lefts(bench)).containsExactly("L");
    assertThat(bench.left.entities(Customer.TYPE)).hasSize(1);
    bench.quiet();
  }

  @Test
  void whatTravelledOnDemandAndTravelsByItselfNowStartsFromNow() {
    Bench bench = Bench.plain().with(products().onDemand());
    bench.left.user().add(product("L", "left's"));
    bench.run();
    bench.time.advance(DAY);
    bench.with(products());
    bench.quiet();
    bench.left.user().add(product("M", "left's, new"));
    bench.run();
    assertThat(Bench.values(bench.right, Product.SKU)).containsExactly("M");
  }

  @Test
  void eachSideMayStartOnItsOwn() {
    Bench bench = Bench.plain();
    bench.left.user().add(product("L", "left's"));
    bench.right.user().add(product("R", "right's"));
    bench.time.advance(DAY);
    bench.with(products().fromNow(Side.RIGHT));
    bench.run();
    assertThat(lefts(bench)).containsExactly("L");
    assertThat(Bench.values(bench.right, Product.SKU)).containsExactly("R", "L");
    bench.quiet();
  }
}
