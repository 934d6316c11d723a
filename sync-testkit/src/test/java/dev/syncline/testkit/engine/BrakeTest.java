package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.Brake;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.mapping.Arrival;
import dev.syncline.model.Customer;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is too much at once waits for a person, and nothing else does. */
class BrakeTest {

  private static Flow deleting() {
    return products().gone(Gone.DELETE);
  }

  private static List<String> linked(Bench bench, int pairs) {
    List<String> ids = new ArrayList<>();
    for (int each = 0; each < pairs; each++) {
      ids.add(
          bench
              .left
              .user()
              .add(product("A" + each, "Tea " + each).with(Product.DESCRIPTION, "text " + each)));
    }
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    assertThat(bench.right.entities(Product.TYPE)).hasSize(pairs);
    return ids;
  }

  private static void delete(Bench bench, List<String> ids) {
    ids.forEach(id -> bench.left.user().delete(Product.TYPE, id));
  }

  private static void empty(Bench bench, List<String> ids) {
    ids.forEach(id -> bench.left.user().clear(id, Product.DESCRIPTION));
  }

  private static int there(Bench bench) {
    return bench.right.entities(Product.TYPE).size();
  }

  private static int described(Bench bench) {
    return Bench.values(bench.right, Product.DESCRIPTION).size();
  }

  private static Failure braked(Bench bench) {
    assertThat(bench.failures()).hasSize(1);
    Failure failure = bench.failures().get(0);
    assertThat(failure.kind()).isEqualTo(Failure.Kind.BRAKED);
    return failure;
  }

  @Test
  void massDeletionsAreHeldAndSaidLoudly() {
    Bench bench = Bench.plain().with(deleting());
    List<String> ids = linked(bench, 100);
    delete(bench, ids.subList(0, 21));
    RunReport report = bench.run();
    assertThat(there(bench)).isEqualTo(100);
    assertThat(report.writes()).isZero();
    assertThat(report.unlinked()).isZero();
    assertThat(report.clean()).isFalse();
    assertThat(report.stopped())
        .singleElement()
        .asString()
        .contains("product", "21 of 100", "more than 20", "engine.release(plan, \"product\")");
    assertThat(braked(bench).flow()).isEqualTo("product");
    assertThat(braked(bench).side()).isEqualTo(Side.LEFT);
    assertThat(braked(bench).reason()).contains("MASS_DELETION 21 of 100", "engine.release");
  }

  @Test
  void asManyAsTheBrakeAllowsGoByThemselves() {
    Bench bench = Bench.plain().with(deleting());
    List<String> ids = linked(bench, 100);
    delete(bench, ids.subList(0, 20));
    assertThat(bench.run().deleted(Side.RIGHT)).isEqualTo(20);
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void aTenthOfALargeShopGoesByItself() {
    Bench bench = Bench.plain().with(deleting());
    List<String> ids = linked(bench, 300);
    delete(bench, ids.subList(0, 30));
    assertThat(bench.run().deleted(Side.RIGHT)).isEqualTo(30);
    // 270 are left, and a tenth of them is 27.
    delete(bench, ids.subList(30, 58));
    assertThat(bench.run().deleted(Side.RIGHT)).isZero();
    assertThat(braked(bench).reason()).contains("28 of 270");
  }

  @Test
  void aSmallShopMayTidyUp() {
    Bench bench = Bench.plain().with(deleting());
    List<String> ids = linked(bench, 4);
    delete(bench, ids.subList(0, 3));
    assertThat(bench.run().deleted(Side.RIGHT)).isEqualTo(3);
  }

  @Test
  void unlinkingIsHeldTooAndAnEmptyAccountEndsNothing() {
    Bench bench =
        Bench.of(MemoryType::silentAboutGone, MemoryType::silentAboutGone).with(products());
    List<String> ids = linked(bench, 150);
    delete(bench, ids);
    bench.left.faults().onNext(MemoryCall.LIST, new MemoryFault.PositionLost());
    assertThat(bench.run().unlinked()).isZero();
    assertThat(braked(bench).reason()).contains("150 of 150");
  }

  @Test
  void whatIsCountedOverSeveralSlicesIsHeldAsAWhole() {
    Bench bench = Bench.of(type -> type.pageSize(500), type -> type.pageSize(500)).with(deleting());
    List<String> ids = linked(bench, 2_500);
    delete(bench, ids);
    assertThat(bench.run().deleted(Side.RIGHT)).isZero();
    assertThat(there(bench)).isEqualTo(2_500);
    assertThat(braked(bench).reason()).contains("2500 of 2500");
  }

  @Test
  void otherFlowsAndOtherChangesGoOn() {
    Bench bench = Bench.plain().with(customers(), deleting());
    List<String> ids = linked(bench, 60);
    delete(bench, ids.subList(0, 30));
    bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().set(ids.get(40), Product.NAME, "Green tea");
    bench.left.user().add(product("N", "New"));
    RunReport report = bench.run();
    assertThat(report.created(Side.RIGHT)).isEqualTo(2);
    assertThat(report.updated(Side.RIGHT)).isEqualTo(1);
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    assertThat(there(bench)).isEqualTo(61);
  }

  @Test
  void whatIsHeldIsHeldInEveryRunUntilItIsReleased() {
    Bench bench = Bench.plain().with(deleting());
    delete(bench, linked(bench, 30));
    for (int run = 0; run < 3; run++) {
      assertThat(bench.run().stopped()).hasSize(1);
      assertThat(there(bench)).isEqualTo(30);
    }
    bench.engine.release(bench.plan, "product");
    bench.restart();
    RunReport report = bench.run();
    assertThat(report.deleted(Side.RIGHT)).isEqualTo(30);
    assertThat(report.clean()).isTrue();
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void aHeldDeletionCostsOneReadARunHoweverManyThereAre() {
    Bench bench = Bench.of(type -> type.pageSize(500), type -> type).with(deleting());
    delete(bench, linked(bench, 1_200));
    bench.run();
    long reads = bench.left.faults().calls(MemoryCall.READ);
    bench.run();
    assertThat(bench.left.faults().calls(MemoryCall.READ) - reads).isEqualTo(1);
  }

  @Test
  void aReleaseCountsOnce() {
    Bench bench = Bench.plain().with(deleting());
    List<String> ids = linked(bench, 100);
    delete(bench, ids.subList(0, 30));
    bench.run();
    bench.engine.release(bench.plan, "product");
    assertThat(bench.run().deleted(Side.RIGHT)).isEqualTo(30);
    bench.time.advance(Duration.ofMinutes(1));
    delete(bench, ids.subList(30, 60));
    assertThat(bench.run().deleted(Side.RIGHT)).isZero();
    assertThat(there(bench)).isEqualTo(70);
  }

  @Test
  void aReleaseLetsGoOnlyWhatThePersonCouldSee() {
    Bench bench = Bench.plain().with(deleting());
    List<String> ids = linked(bench, 100);
    delete(bench, ids.subList(0, 30));
    bench.run();
    bench.time.advance(Duration.ofMinutes(1));
    bench.engine.release(bench.plan, "product");
    bench.time.advance(Duration.ofMinutes(1));
    delete(bench, ids.subList(30, 60));
    assertThat(bench.run().deleted(Side.RIGHT)).isEqualTo(30);
    assertThat(braked(bench).reason()).contains("30 of ");
    assertThat(there(bench)).isEqualTo(70);
  }

  @Test
  void aReleaseThatComesDuringARunIsForTheNext() {
    Bench bench = Bench.plain().with(deleting());
    delete(bench, linked(bench, 100).subList(0, 30));
    bench.run();
    bench
        .left
        .faults()
        .beforeNext(MemoryCall.LIST, () -> bench.engine.release(bench.plan, "product"));
    assertThat(bench.run().deleted(Side.RIGHT)).isZero();
    assertThat(bench.run().deleted(Side.RIGHT)).isEqualTo(30);
    bench.quiet();
  }

  @Test
  void aReleaseOutlivesARunInWhichItsFlowIsStopped() {
    Bench bench = Bench.plain().with(deleting());
    delete(bench, linked(bench, 30));
    bench.run();
    bench.engine.release(bench.plan, "product");
    bench.left.faults().onNext(MemoryCall.LIST, new MemoryFault.Denied());
    assertThat(bench.run().deleted(Side.RIGHT)).isZero();
    assertThat(bench.run().deleted(Side.RIGHT)).isEqualTo(30);
  }

  @Test
  void aReleaseOfAnotherFlowReleasesNothing() {
    Bench bench = Bench.plain().with(customers(), deleting());
    delete(bench, linked(bench, 30));
    bench.run();
    bench.engine.release(bench.plan, "customer");
    assertThat(bench.run().deleted(Side.RIGHT)).isZero();
    assertThatThrownBy(() -> bench.engine.release(bench.plan, "order"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("order");
  }

  @Test
  void retryingTheFailureOfABrakeReleasesIt() {
    Bench bench = Bench.plain().with(deleting());
    delete(bench, linked(bench, 30));
    bench.run();
    bench.engine.retry(bench.plan, braked(bench));
    assertThat(bench.run().deleted(Side.RIGHT)).isEqualTo(30);
  }

  @Test
  void whatIsRestoredWhileItIsHeldGoesOnAsBefore() {
    Bench bench =
        Bench.of(MemoryType::silentAboutGone, MemoryType::silentAboutGone).with(deleting());
    List<String> ids = linked(bench, 100);
    delete(bench, ids);
    bench.left.faults().onNext(MemoryCall.LIST, new MemoryFault.PositionLost());
    bench.run();
    braked(bench);
    ids.forEach(id -> bench.left.user().restore(Product.TYPE, id));
    bench.left.user().set(ids.get(5), Product.NAME, "Green tea");
    RunReport report = bench.run();
    assertThat(report.clean()).isTrue();
    assertThat(report.updated(Side.RIGHT)).isEqualTo(1);
    assertThat(there(bench)).isEqualTo(100);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void aBrakeThatIsOffHoldsNothing() {
    Bench bench = Bench.plain().with(deleting().brake(Brake.off()));
    delete(bench, linked(bench, 30));
    assertThat(bench.run().deleted(Side.RIGHT)).isEqualTo(30);
  }

  @Test
  void aBrakeMayBeStricter() {
    Bench bench = Bench.plain().with(deleting().brake(Brake.above(1, 0)));
    delete(bench, linked(bench, 4).subList(0, 2));
    assertThat(bench.run().deleted(Side.RIGHT)).isZero();
    assertThat(braked(bench).reason()).contains("2 of 4");
  }

  @Test
  void aProcessThatDiesWhileItDeletesGoesOnAndIsNotHeldForTheRest() {
    Bench bench = Bench.plain().with(deleting());
    delete(bench, linked(bench, 120));
    bench.run();
    bench.engine.release(bench.plan, "product");
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.KilledAfter());
    assertThatThrownBy(bench::run).isInstanceOf(MemoryFault.Killed.class);
    bench.restart();
    bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
    bench.engine.runAfter(Duration.ofMinutes(5), bench.plan);
    assertThat(there(bench)).isZero();
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void whatWasLetGoAndIsRefusedIsNotCountedAgain() {
    Bench bench = Bench.plain().with(deleting());
    List<String> ids = linked(bench, 100);
    delete(bench, ids.subList(0, 30));
    bench.run();
    bench.right.faults().refuse(Write.Delete.class::isInstance, Refusal.Code.IN_USE);
    bench.engine.release(bench.plan, "product");
    bench.run();
    bench.time.advance(Duration.ofMinutes(1));
    delete(bench, ids.subList(30, 31));
    assertThat(bench.run().stopped()).isEmpty();
    assertThat(bench.failures())
        .hasSize(31)
        .allMatch(failure -> failure.kind() == Failure.Kind.REFUSED);
    bench.right.faults().allowAll();
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    assertThat(there(bench)).isEqualTo(69);
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void whatIsHeldIsNotAskedForByEveryEnumerationToo() {
    Bench bench =
        Bench.of(type -> type.withoutTimestamps().pageSize(500), MemoryType::silentAboutGone)
            .with(deleting());
    delete(bench, linked(bench, 1_200).subList(0, 1_000));
    bench.run();
    braked(bench);
    long reads = bench.left.faults().calls(MemoryCall.READ);
    bench.run();
    assertThat(bench.left.faults().calls(MemoryCall.READ) - reads).isEqualTo(1);
  }

  @Test
  void aPreviewShowsWhatTheBrakeWouldHoldAndKeepsNothing() {
    Bench bench = Bench.plain().with(deleting());
    delete(bench, linked(bench, 30));
    assertThat(bench.engine.preview(bench.plan).wouldDo().stopped()).hasSize(1);
    assertThat(bench.failures()).isEmpty();
    assertThat(bench.store.scanEntries("shop", "convicted", "", 10)).isEmpty();
  }

  @Test
  void massClearsOfOneFieldAreHeldAndTheRestIsCarried() {
    Bench bench = Bench.plain().with(products());
    List<String> ids = linked(bench, 100);
    empty(bench, ids.subList(0, 50));
    ids.subList(0, 50).forEach(id -> bench.left.user().set(id, Product.NAME, "Green tea"));
    bench.left.user().clear(ids.get(70), Product.SKU);
    RunReport report = bench.run();
    assertThat(described(bench)).isEqualTo(100);
    assertThat(Bench.values(bench.right, Product.NAME).stream().filter("Green tea"::equals))
        .hasSize(50);
    assertThat(Bench.values(bench.right, Product.SKU)).hasSize(99);
    assertThat(report.stopped())
        .singleElement()
        .asString()
        .contains("description on the right", "50 of 100", "engine.release(plan, \"product\")");
    assertThat(report.flows().get("product").skipped()).containsEntry("BRAKED description", 50L);
    assertThat(braked(bench).side()).isEqualTo(Side.RIGHT);
    assertThat(braked(bench).reason()).contains("MASS_CLEAR description");
  }

  @Test
  void aPreviewCountsWhatMayBeEmptiedAndNamesWhatIsTooMuch() {
    Bench bench = Bench.plain().with(products());
    List<String> ids = linked(bench, 300);
    empty(bench, ids.subList(0, 30));
    ids.subList(0, 30).forEach(id -> bench.left.user().set(id, Product.NAME, "Green tea"));
    var preview = bench.engine.preview(bench.plan).wouldDo();
    assertThat(preview.updated(Side.RIGHT)).isEqualTo(30);
    assertThat(preview.updated(Side.LEFT)).isZero();
    assertThat(preview.stopped()).isEmpty();
    empty(bench, ids.subList(30, 60));
    assertThat(bench.engine.preview(bench.plan).wouldDo().stopped())
        .singleElement()
        .asString()
        .contains("60 of 300");
    assertThat(bench.store.scanEntries("shop", "held-clear", "", 10)).isEmpty();
    assertThat(described(bench)).isEqualTo(300);
  }

  @Test
  void aWinnerThatTheFlowNamesMayEmptyWhatMatchingFinds() {
    Bench bench = Bench.plain().with(products().found(Arrival.FROM_LEFT));
    for (int no = 0; no < 40; no++) {
      bench.left.user().add(product("S" + no, "Tea " + no));
      bench.right.user().add(product("S" + no, "Tea " + no).with(Product.DESCRIPTION, "leaves"));
    }
    RunReport report = bench.run();
    assertThat(report.stopped()).isEmpty();
    assertThat(described(bench)).isZero();
  }

  @Test
  void aFewClearsGoByThemselvesWithoutASecondLook() {
    Bench bench = Bench.plain().with(products());
    List<String> ids = linked(bench, 100);
    empty(bench, ids.subList(0, 20));
    long writes = bench.writeCalls();
    assertThat(bench.run().updated(Side.RIGHT)).isEqualTo(20);
    assertThat(described(bench)).isEqualTo(80);
    assertThat(bench.writeCalls() - writes).isEqualTo(1);
    bench.quiet();
  }

  @Test
  void aTenthOfALargeShopMayBeEmptied() {
    Bench bench = Bench.plain().with(products());
    List<String> ids = linked(bench, 300);
    empty(bench, ids.subList(0, 30));
    RunReport report = bench.run();
    assertThat(report.clean()).isTrue();
    assertThat(report.skipped()).isZero();
    assertThat(described(bench)).isEqualTo(270);
    bench.quiet();
  }

  @Test
  void heldClearsStayHeldInLaterRunsEvenAFewMore() {
    Bench bench = Bench.plain().with(products());
    List<String> ids = linked(bench, 100);
    empty(bench, ids.subList(0, 50));
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    empty(bench, ids.subList(50, 55));
    bench.restart();
    RunReport report = bench.run();
    assertThat(described(bench)).isEqualTo(100);
    assertThat(report.stopped()).singleElement().asString().contains("55 of 100");
    bench.engine.release(bench.plan, "product");
    assertThat(bench.run().updated(Side.RIGHT)).isEqualTo(55);
    assertThat(described(bench)).isEqualTo(45);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void heldClearsThatAreFilledAgainAreForgotten() {
    Bench bench = Bench.plain().with(products());
    List<String> ids = linked(bench, 100);
    empty(bench, ids.subList(0, 50));
    bench.run();
    bench.time.advance(Duration.ofHours(1));
    ids.subList(0, 50).forEach(id -> bench.left.user().set(id, Product.DESCRIPTION, "refilled"));
    RunReport report = bench.run();
    assertThat(report.clean()).isTrue();
    assertThat(Bench.values(bench.right, Product.DESCRIPTION).stream().filter("refilled"::equals))
        .hasSize(50);
    assertThat(bench.failures()).isEmpty();
    assertThat(bench.store.scanEntries("shop", "held-clear", "", 10)).isEmpty();
    bench.quiet();
  }

  @Test
  void f8_aFieldThatShowsItselfEmptyForAWhileEmptiesNothing() {
    boolean[] blind = {false};
    Bench bench = Bench.plain();
    Blinded left = new Blinded(bench.left, Product.DESCRIPTION, blind);
    bench.plan =
        dev.syncline.SyncPlan.named("shop").between(left, bench.right).flow(products()).build();
    List<String> ids = linked(bench, 100);
    blind[0] = true;
    ids.forEach(id -> bench.left.user().set(id, Product.NAME, "Renamed " + id));
    bench.run();
    assertThat(described(bench)).isEqualTo(100);
    braked(bench);
    blind[0] = false;
    bench.time.advance(Duration.ofHours(1));
    bench.run();
    assertThat(described(bench)).isEqualTo(100);
    assertThat(bench.failures()).isEmpty();
    assertThat(Bench.values(bench.left, Product.DESCRIPTION)).hasSize(100);
    bench.quiet();
  }

  @Test
  void aBrakeThatIsOffLetsAllBeEmptied() {
    Bench bench = Bench.plain().with(products().brake(Brake.off()));
    empty(bench, linked(bench, 50));
    bench.run();
    assertThat(described(bench)).isZero();
  }

  @Test
  void aFirstSyncIsNoMassChange() {
    Bench bench = Bench.plain().with(products());
    for (int each = 0; each < 60; each++) {
      bench.left.user().add(product("A" + each, "Tea"));
      bench.right.user().add(product("A" + each, "Tea").with(Product.DESCRIPTION, "text"));
    }
    assertThat(bench.run().clean()).isTrue();
    assertThat(Bench.values(bench.left, Product.DESCRIPTION)).hasSize(60);
    assertThat(described(bench)).isEqualTo(60);
  }
}
