package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.order;
import static dev.syncline.testkit.engine.Bench.orders;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static dev.syncline.testkit.engine.Bench.ref;
import static dev.syncline.testkit.engine.Bench.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Customer;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S4: systems that take a write in and do it later, or never. */
class AcceptedTest {

  private static final Duration DONE = Duration.ofMinutes(5);
  private static final Duration CONFIRM = Duration.ofMinutes(30);
  private static final MemoryFault LATER = new MemoryFault.TakenIn(DONE, CONFIRM);
  private static final MemoryFault NEVER = new MemoryFault.TakenInOnly(CONFIRM);

  private static Bench guarded(Guard guard) {
    return Bench.right(type -> type.guard(guard)).with(products());
  }

  private static void nextWrite(Bench bench, MemoryFault fault) {
    bench.right.faults().onNext(MemoryCall.WRITE, fault);
  }

  private static void agreed(Bench bench, int count) {
    assertThat(bench.left.entities(Product.TYPE)).hasSize(count);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(count);
    assertThat(values(bench.right, Product.NAME))
        .containsExactlyInAnyOrderElementsOf(values(bench.left, Product.NAME));
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }

  @ParameterizedTest
  @EnumSource(
      value = Guard.class,
      names = {"NATIVE_KEY", "MARKER"})
  void noRunWaitsForWhatIsDoneLaterAndALaterOneConfirmsItByOneLook(Guard guard) {
    Bench bench = guarded(guard);
    for (int each = 0; each < 5; each++) {
      bench.left.user().add(product("A" + each, "Tea " + each));
    }
    nextWrite(bench, LATER);
    RunReport report = bench.run();
    assertThat(report.took()).isLessThan(Duration.ofMinutes(1));
    assertThat(report.waiting()).isEqualTo(5);
    assertThat(report.stopped()).isEmpty();
    long writes = bench.writeCalls();
    RunReport confirmed = bench.engine.runAfter(CONFIRM, bench.plan);
    assertThat(confirmed.flows().get("product").adopted()).isEqualTo(5);
    assertThat(bench.right.faults().calls(MemoryCall.LOCATE)).isEqualTo(1);
    assertThat(bench.writeCalls()).isEqualTo(writes);
    agreed(bench, 5);
  }

  @Test
  void untilItIsConfirmedItIsNotWrittenAgainAndAnEditMeanwhileIsNotLost() {
    Bench bench = guarded(Guard.MARKER);
    String left = bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, LATER);
    bench.run();
    bench.left.user().set(left, Product.NAME, "Green tea");
    long writes = bench.writeCalls();
    assertThat(bench.engine.runAfter(Duration.ofMinutes(1), bench.plan).waiting()).isEqualTo(1);
    assertThat(bench.writeCalls()).isEqualTo(writes);
    bench.engine.runAfter(CONFIRM, bench.plan);
    assertThat(values(bench.right, Product.NAME)).containsExactly("Green tea");
    agreed(bench, 1);
  }

  @Test
  void whatIsDoneBeforeItIsConfirmedIsNotTakenForSomebodysNewEntity() {
    Bench bench = Bench.right(type -> type.guard(Guard.MARKER).hidesMarkers()).with(withoutKeys());
    bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, LATER);
    bench.run();
    bench.right.user().add(product("B", "Mug"));
    bench.engine.runAfter(DONE.plusMinutes(1), bench.plan);
    assertThat(bench.left.entities(Product.TYPE)).hasSize(2);
    agreed(bench, 2);
  }

  private static Flow withoutKeys() {
    return Flow.of(Product.TYPE)
        .fields(FieldRules.of(Product.TYPE).copy(Product.NAME, Product.SKU));
  }

  @Test
  void whoeverCannotTellHoldsNewcomersBackUntilItIsKnown() {
    Bench bench = guarded(Guard.NONE).with(withoutKeys());
    bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, LATER);
    bench.run();
    bench.engine.runAfter(DONE.plusMinutes(1), bench.plan);
    assertThat(bench.left.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.failures())
        .singleElement()
        .satisfies(held -> assertThat(held.kind()).isEqualTo(Failure.Kind.WAITING));
  }

  @ParameterizedTest
  @EnumSource(
      value = Guard.class,
      names = {"NATIVE_KEY", "MARKER"})
  void whatWasTakenInAndNotDoneIsSentAgainAndAfterTheSecondTimeNamed(Guard guard) {
    Bench bench = guarded(guard);
    String left = bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, NEVER);
    nextWrite(bench, NEVER);
    bench.run();
    bench.engine.runAfter(CONFIRM, bench.plan);
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(2);
    bench.engine.runAfter(CONFIRM, bench.plan);
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(2);
    assertThat(bench.failures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.id()).isEqualTo(left);
              assertThat(failure.kind()).isEqualTo(Failure.Kind.REFUSED);
              assertThat(failure.reason()).startsWith("ACCEPTED_AND_NOT_DONE");
            });
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    agreed(bench, 1);
  }

  @Test
  void aNativeKeyNeedsNoSecondLook() {
    Bench bench = guarded(Guard.NATIVE_KEY);
    bench.left.user().add(product("A", "Tea"));
    nextWrite(bench, NEVER);
    bench.run();
    bench.engine.runAfter(CONFIRM, bench.plan);
    assertThat(bench.right.faults().calls(MemoryCall.LOCATE)).isEqualTo(1);
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    assertThat(bench.right.faults().calls(MemoryCall.LOCATE)).isEqualTo(1);
    agreed(bench, 1);
  }

  @Test
  void aChangeThatWasTakenInIsConfirmedByReadingIt() {
    Bench bench = guarded(Guard.MARKER);
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().set(left, Product.NAME, "Green tea");
    nextWrite(bench, LATER);
    assertThat(bench.run().took()).isLessThan(Duration.ofMinutes(1));
    // It is done by now, and comes back, but is not confirmed yet.
    bench.engine.runAfter(DONE.plusMinutes(1), bench.plan);
    long writes = bench.writeCalls();
    assertThat(bench.engine.runAfter(CONFIRM, bench.plan).waiting()).isZero();
    assertThat(bench.writeCalls()).isEqualTo(writes);
    agreed(bench, 1);
  }

  @Test
  void aChangeThatWasTakenInAndNotDoneIsSentAgainAndAfterTheSecondTimeNamed() {
    Bench bench = guarded(Guard.MARKER);
    String left = bench.left.user().add(product("A", "Tea"));
    bench.run();
    bench.left.user().set(left, Product.NAME, "Green tea");
    nextWrite(bench, NEVER);
    nextWrite(bench, NEVER);
    bench.run();
    bench.engine.runAfter(CONFIRM, bench.plan);
    bench.engine.runAfter(CONFIRM, bench.plan);
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(3);
    assertThat(bench.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure.reason()).startsWith("ACCEPTED_AND_NOT_DONE"));
    bench.engine.runAfter(Duration.ofHours(1), bench.plan);
    agreed(bench, 1);
  }

  @Test
  void anOrderWaitsByNameForACustomerThatWasTakenIn() {
    Bench bench =
        Bench.right(type -> type.guard(Guard.MARKER)).with(customers().onDemand(), orders());
    String ann = bench.left.user().add(customer("Ann", "ann@example.org"));
    bench.left.user().add(order("1").with(Order.CUSTOMER, ref(Customer.TYPE, ann)));
    nextWrite(bench, LATER);
    bench.run();
    assertThat(bench.right.entities(Order.TYPE)).isEmpty();
    assertThat(bench.failures())
        .singleElement()
        .satisfies(waits -> assertThat(waits.kind()).isEqualTo(Failure.Kind.WAITING));
    RunReport report = bench.engine.runAfter(CONFIRM, bench.plan);
    assertThat(report.created(Side.RIGHT)).isEqualTo(1);
    assertThat(bench.only(bench.right, Order.TYPE).require(Order.CUSTOMER).id())
        .isEqualTo(bench.only(bench.right, Customer.TYPE).id());
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }
}
