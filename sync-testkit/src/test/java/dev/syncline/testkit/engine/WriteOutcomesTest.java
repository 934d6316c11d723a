package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Refusal;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Entity;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriteOutcomesTest {

  private static final Duration SETTLES = Duration.ofSeconds(30);

  private static Bench guarded(Guard guard) {
    return Bench.right(type -> type.guard(guard).settleTime(SETTLES)).with(products());
  }

  private static Flow withoutKeys() {
    return Flow.of(Product.TYPE)
        .toRight()
        .fields(FieldRules.of(Product.TYPE).copy(Product.NAME, Product.SKU));
  }

  private static void nextWrite(Bench bench, MemoryFault fault) {
    bench.right.faults().onNext(MemoryCall.WRITE, fault);
  }

  private static void agreed(Bench bench, int count) {
    assertThat(bench.left.entities(Product.TYPE)).hasSize(count);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(count);
    assertThat(bench.failures()).isEmpty();
    assertThat(values(bench.right, Product.NAME))
        .containsExactlyInAnyOrderElementsOf(values(bench.left, Product.NAME));
    bench.quiet();
  }

  @Test
  void aLostAnswerUnderANativeKeyIsMendedAtOnce() {
    Bench bench = guarded(Guard.NATIVE_KEY);
    bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, new MemoryFault.LostAfter());
    RunReport report = bench.run();
    assertThat(report.flows().get("product").adopted()).isEqualTo(1);
    assertThat(report.took()).isLessThan(SETTLES);
    assertThat(report.waiting()).isZero();
    agreed(bench, 1);
  }

  @Test
  void aLostRequestUnderANativeKeyIsSentAgainAtOnce() {
    Bench bench = guarded(Guard.NATIVE_KEY);
    bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, new MemoryFault.LostBefore());
    assertThat(bench.run().created(Side.RIGHT)).isEqualTo(1);
    agreed(bench, 1);
  }

  @Test
  void aLostAnswerUnderAMarkerIsLookedUpAfterTheSettleTime() {
    Bench bench = guarded(Guard.MARKER);
    bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, new MemoryFault.LostAfter());
    RunReport report = bench.run();
    assertThat(report.took()).isGreaterThanOrEqualTo(SETTLES);
    assertThat(report.flows().get("product").adopted()).isEqualTo(1);
    agreed(bench, 1);
  }

  @Test
  void aLostRequestUnderAMarkerIsSentAgainAfterALook() {
    Bench bench = guarded(Guard.MARKER);
    bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, new MemoryFault.LostBefore());
    RunReport report = bench.run();
    assertThat(report.took()).isGreaterThanOrEqualTo(SETTLES);
    assertThat(bench.right.faults().calls(MemoryCall.LOCATE)).isEqualTo(1);
    assertThat(report.created(Side.RIGHT)).isEqualTo(1);
    agreed(bench, 1);
  }

  @Test
  void aLostAnswerWithoutAGuardIsShownToAPersonAndNotSentAgain() {
    Bench bench = guarded(Guard.NONE).with(withoutKeys());
    String left = bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, new MemoryFault.LostAfter());
    bench.run();
    bench.run();
    bench.engine.runAfter(Duration.ofDays(3), bench.plan);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.DOUBTFUL);
              assertThat(failure.id()).isEqualTo(left);
            });
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(1);
  }

  @Test
  void aDoubtfulEntityStaysParkedWhenItsSourceChangesAndIsReleasedByAPerson() {
    Bench bench = guarded(Guard.NONE).with(withoutKeys());
    String left = bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, new MemoryFault.LostBefore());
    bench.run();
    bench.left.user().set(left, Product.SKU, "another key");
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    assertThat(bench.failures()).hasSize(1);
    bench.engine.retry(bench.plan, bench.failures().get(0));
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.failures()).isEmpty();
  }

  @Test
  void aDoubtfulEntityIsLinkedOnceItsCounterpartIsFoundByAKey() {
    Bench bench = guarded(Guard.NONE);
    bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, new MemoryFault.LostAfter());
    bench.run();
    assertThat(bench.failures()).hasSize(1);
    bench.run();
    agreed(bench, 1);
  }

  @Test
  void h2_aCreateThatLandsLateMakesNoSecondEntity() {
    for (Guard guard : new Guard[] {Guard.NATIVE_KEY, Guard.MARKER}) {
      Bench bench = guarded(guard);
      bench.left.user().add(product("A", "Tea"));
      nextWrite(bench, new MemoryFault.LandsLate(Duration.ofSeconds(20)));
      bench.run();
      bench.time.advance(Duration.ofMinutes(2));
      bench.run();
      agreed(bench, 1);
    }
  }

  @ParameterizedTest
  @EnumSource(Guard.class)
  void anUpdateWhoseAnswerIsLostIsNoConflictAndNoEdit(Guard guard) {
    Bench bench = guarded(guard);
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().set(left, Product.NAME, "Green tea");
    nextWrite(bench, new MemoryFault.LostAfter());
    RunReport report = bench.run();
    assertThat(report.conflicts()).isZero();
    agreed(bench, 1);
    assertThat(values(bench.left, Product.NAME)).containsExactly("Green tea");
  }

  @ParameterizedTest
  @EnumSource(Guard.class)
  void anUpdateThatNeverArrivedIsSentAgain(Guard guard) {
    Bench bench = guarded(guard);
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().set(left, Product.NAME, "Green tea");
    nextWrite(bench, new MemoryFault.LostBefore());
    bench.run();
    agreed(bench, 1);
    assertThat(values(bench.right, Product.NAME)).containsExactly("Green tea");
  }

  @Test
  void h2_anUpdateThatLandsLateIsNotTakenForAnEdit() {
    Bench bench = guarded(Guard.MARKER);
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().set(left, Product.NAME, "Green tea");
    nextWrite(bench, new MemoryFault.LandsLate(Duration.ofSeconds(20)));
    bench
        .right
        .faults()
        .beforeNext(MemoryCall.WRITE, () -> bench.left.user().set(left, Product.NAME, "Black tea"));
    bench.run();
    bench.time.advance(Duration.ofMinutes(2));
    bench.run();
    agreed(bench, 1);
    assertThat(values(bench.left, Product.NAME)).containsExactly("Black tea");
  }

  @Test
  void anAnswerThatMakesNoSenseIsAnUnknownOutcome() {
    Bench bench = guarded(Guard.MARKER);
    bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, new MemoryFault.Garbled());
    bench.run();
    agreed(bench, 1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Guard.class,
      names = {"NATIVE_KEY", "MARKER"})
  void aTornBatchIsCompletedWithoutDoubles(Guard guard) {
    for (int done = 0; done <= 5; done++) {
      Bench bench = guarded(guard);
      for (int each = 0; each < 5; each++) {
        bench.left.user().add(product("A" + each, "Tea " + each));
      }
      nextWrite(bench, new MemoryFault.Torn(done));
      bench.run();
      agreed(bench, 5);
    }
  }

  @Test
  void whatWasCertainlyNotSentIsSentInTheSameRun() {
    Bench bench = guarded(Guard.NONE);
    for (int each = 0; each < 5; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    nextWrite(bench, new MemoryFault.Halted(2));
    nextWrite(bench, new MemoryFault.Halted(1));
    RunReport report = bench.run();
    assertThat(report.created(Side.RIGHT)).isEqualTo(5);
    assertThat(report.clean()).isTrue();
    agreed(bench, 5);
  }

  @Test
  void aListThatIsTooLargeIsHalved() {
    Bench bench = guarded(Guard.NONE);
    for (int each = 0; each < 40; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    nextWrite(bench, new MemoryFault.TooMuch());
    nextWrite(bench, new MemoryFault.TooMuch());
    assertThat(bench.run().created(Side.RIGHT)).isEqualTo(40);
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(5);
    agreed(bench, 40);
  }

  @Test
  void aRefusedEntityIsListedAndItsNeighboursGoOn() {
    Bench bench = guarded(Guard.NATIVE_KEY);
    bench.left.user().add(product("A", "Tea"));
    String bad = bench.left.user().add(product("B", "Mug"));
    bench.left.user().add(product("C", "Cup"));
    bench.right.faults().refuse(write -> write.key().source().equals(bad), Refusal.Code.INVALID);
    RunReport report = bench.run();
    assertThat(report.created(Side.RIGHT)).isEqualTo(2);
    assertThat(report.failed()).isEqualTo(1);
    assertThat(bench.heard.refused).containsExactly("product " + bad + " refused by the test");
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
              assertThat(failure.id()).isEqualTo(bad);
              assertThat(failure.reason()).contains("INVALID").doesNotContain("by the test");
              assertThat(failure.attempts()).isEqualTo(1);
            });
  }

  @Test
  void aRefusedEntityIsTriedAgainWhenItIsDueAndNotBefore() {
    Bench bench = guarded(Guard.NATIVE_KEY).with(products().toRight());
    bench.left.user().add(product("B", "Mug"));
    bench.right.faults().refuse(write -> true, Refusal.Code.INVALID);
    bench.run();
    bench.time.advance(Duration.ofMinutes(1));
    bench.quiet();
    bench.engine.runAfter(Duration.ofMinutes(15), bench.plan);
    assertThat(bench.failures().get(0).attempts()).isEqualTo(2);
    bench.right.faults().allowAll();
    bench.engine.runAfter(Duration.ofMinutes(15), bench.plan);
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    bench.engine.runAfter(Duration.ofMinutes(16), bench.plan);
    agreed(bench, 1);
  }

  @Test
  void aRefusedEntityIsTriedAgainWhenItsSourceChanges() {
    Bench bench = guarded(Guard.NATIVE_KEY);
    String left = bench.left.user().add(product("B", ""));
    bench.right.faults().refuse(write -> true, Refusal.Code.MISSING);
    bench.run();
    bench.right.faults().allowAll();
    bench.left.user().set(left, Product.NAME, "Mug");
    bench.run();
    agreed(bench, 1);
  }

  @Test
  void aRefusedUpdateIsCarriedWhenItIsAllowed() {
    Bench bench = guarded(Guard.NATIVE_KEY);
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.right.faults().refuse(write -> true, Refusal.Code.NOT_ALLOWED);
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench.run();
    assertThat(bench.failures()).hasSize(1);
    bench.right.faults().allowAll();
    bench.engine.retry(bench.plan, bench.failures().get(0));
    bench.run();
    agreed(bench, 1);
  }

  @Test
  void aStaleEntityIsReadAgainAndBothEditsAreKept() {
    Bench bench = Bench.right(MemoryType::versioned).with(products());
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
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
    assertThat(values(bench.left, Product.DESCRIPTION)).containsExactly("typed meanwhile");
    agreed(bench, 1);
    assertThat(values(bench.right, Product.NAME)).containsExactly("Green tea");
  }

  @Test
  void whatIsGoneWhenItIsWrittenIsDetached() {
    Bench bench = guarded(Guard.NATIVE_KEY);
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    Entity right = bench.only(bench.right, Product.TYPE);
    bench.left.user().set(left, Product.NAME, "Green tea");
    bench
        .right
        .faults()
        .beforeNext(MemoryCall.WRITE, () -> bench.right.user().delete(Product.TYPE, right.id()));
    bench.run();
    bench.run();
    assertThat(bench.right.entities(Product.TYPE)).isEmpty();
    assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
    bench.quiet();
  }

  @Test
  void aShortOutageIsWaitedForAndALongOneIsReported() {
    Bench bench = guarded(Guard.NONE);
    bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, new MemoryFault.Down(Duration.ofSeconds(5)));
    nextWrite(bench, new MemoryFault.OutOfQuota(Duration.ofSeconds(50)));
    assertThat(bench.run().clean()).isTrue();
    bench.left.user().add(product("B", "Mug"));
    nextWrite(bench, new MemoryFault.OutOfQuota(Duration.ofHours(1)));
    RunReport stopped = bench.run();
    assertThat(stopped.stopped()).isNotEmpty();
    assertThat(stopped.stopped().get(0)).contains("memory:right");
    bench.time.advance(Duration.ofHours(1));
    bench.run();
    agreed(bench, 2);
  }

  @Test
  void aNumberThatIsTakenIsANamedFailure() {
    Bench bench =
        Bench.right(
                type ->
                    type.type().equals(Product.TYPE) ? type.unique(Product.EXTERNAL_CODE) : type)
            .with(
                products()
                    .toRight()
                    .fields(
                        FieldRules.of(Product.TYPE)
                            .copy(Product.SKU, Product.NAME, Product.EXTERNAL_CODE)));
    bench.right.user().add(product("X", "theirs").with(Product.EXTERNAL_CODE, "c"));
    bench.left.user().add(product("A", "Tea").with(Product.EXTERNAL_CODE, "c"));
    bench.run();
    assertThat(bench.failures().get(0).reason()).contains("NUMBER_TAKEN");
  }
}
