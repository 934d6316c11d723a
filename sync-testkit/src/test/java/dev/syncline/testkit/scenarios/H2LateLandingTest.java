package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Customer;
import dev.syncline.model.Product;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** H2: what was not answered lands later than anybody would wait. */
class H2LateLandingTest {

  private static final Duration SETTLES = Duration.ofSeconds(30);
  private static final Duration LANDS = Duration.ofSeconds(50);

  /** A call's deadline and the settle time, and something. */
  private static final Duration SECOND_LOOK = Duration.ofMinutes(3);

  private static Bench guarded(Guard guard) {
    return Bench.right(type -> type.guard(guard).settleTime(SETTLES).hidesMarkers())
        .with(withoutKeys());
  }

  /** Nothing but a search for our own marker tells whose they are. */
  private static Flow withoutKeys() {
    return Flow.of(Product.TYPE)
        .fields(FieldRules.of(Product.TYPE).copy(Product.NAME, Product.SKU));
  }

  /** A create lands after it was found absent and sent again. */
  private static Bench landedTwice(Guard guard) {
    Bench bench = guarded(guard);
    bench.left.user().add(product("A", "Tea"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LandsLate(LANDS));
    bench.run();
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(2);
    return bench;
  }

  @Test
  void aCreateThatLandsAfterOurSecondOneIsReportedAsATwinWithBothIds() {
    Bench bench = landedTwice(Guard.MARKER);
    RunReport report = bench.engine.runAfter(SECOND_LOOK, bench.plan);
    Set<String> both =
        bench.right.entities(Product.TYPE).stream()
            .map(each -> each.id())
            .collect(Collectors.toSet());
    assertThat(both).hasSize(2);
    assertThat(report.failed()).isEqualTo(1);
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            twin -> {
              assertThat(twin.kind()).isEqualTo(Failure.Kind.TWIN);
              both.forEach(id -> assertThat(twin.toString()).contains(id));
              assertThat(twin.release()).contains("remove one");
            });
  }

  @Test
  void aTwinIsNeitherRemovedNorMadeBackAndItsPairGoesOn() {
    Bench bench = landedTwice(Guard.MARKER);
    // It is shown before the second look is due.
    bench.engine.runAfter(Duration.ofSeconds(25), bench.plan);
    bench.engine.runAfter(SECOND_LOOK, bench.plan);
    assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(2);
    bench.left.user().set(bench.only(bench.left, Product.TYPE).id(), Product.NAME, "Green tea");
    bench.run();
    assertThat(values(bench.right, Product.NAME)).containsExactlyInAnyOrder("Green tea", "Tea");
    assertThat(bench.failures()).hasSize(1);
    bench.quiet();
  }

  @Test
  void onceTheTwinIsRemovedTheFailureIsReleased() {
    Bench bench = landedTwice(Guard.MARKER);
    bench.engine.runAfter(SECOND_LOOK, bench.plan);
    Failure twin = bench.failures().get(0);
    bench.right.user().delete(Product.TYPE, twin.id());
    bench.engine.retry(bench.plan, twin);
    bench.run();
    assertThat(bench.failures()).isEmpty();
    assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
    bench.quiet();
  }

  @Test
  void aNativeKeyLeavesNoTwinAndNeedsNoLook() {
    Bench bench = landedTwice(Guard.NATIVE_KEY);
    bench.engine.runAfter(SECOND_LOOK, bench.plan);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.right.faults().calls(MemoryCall.LOCATE)).isZero();
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @Test
  void theSecondLookIsOneRequestForAllAndIsTakenOnce() {
    Bench bench = guarded(Guard.MARKER);
    for (int each = 0; each < 5; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LostBefore());
    assertThat(bench.run().created(Side.RIGHT)).isEqualTo(5);
    assertThat(bench.right.faults().calls(MemoryCall.LOCATE)).isEqualTo(1);
    bench.run();
    assertThat(bench.right.faults().calls(MemoryCall.LOCATE)).isEqualTo(1);
    assertThat(bench.engine.runAfter(SECOND_LOOK, bench.plan).clean()).isTrue();
    assertThat(bench.right.faults().calls(MemoryCall.LOCATE)).isEqualTo(2);
    bench.engine.runAfter(SECOND_LOOK, bench.plan);
    assertThat(bench.right.faults().calls(MemoryCall.LOCATE)).isEqualTo(2);
  }

  @Test
  void aSilenceThatLastsForMinutesHoldsUpNobodyElse() {
    Bench bench =
        Bench.right(type -> type.guard(Guard.MARKER).settleTime(Duration.ofMinutes(10)))
            .with(products(), Bench.customers());
    String tea = bench.left.user().add(product("A", "Tea"));
    bench.left.user().add(product("B", "Mug"));
    bench.left.user().add(Bench.customer("Ann", "ann@example.org"));
    bench.right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LandsLate(LANDS));
    RunReport report = bench.run();
    assertThat(report.took()).isLessThan(Duration.ofMinutes(2));
    assertThat(report.waiting()).isEqualTo(2);
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
    // Edited, and shown on the other side, while nobody knows what became of it.
    bench.left.user().set(tea, Product.NAME, "Green tea");
    bench.engine.runAfter(Duration.ofMinutes(1), bench.plan);
    bench.engine.runAfter(Duration.ofMinutes(10), bench.plan);
    assertThat(values(bench.right, Product.NAME)).containsExactlyInAnyOrder("Green tea", "Mug");
    assertThat(bench.left.entities(Product.TYPE)).hasSize(2);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }
}
