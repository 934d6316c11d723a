package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.customer;
import static dev.syncline.testkit.engine.Bench.customers;
import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.PlanStatus;
import dev.syncline.Schedule;
import dev.syncline.Side;
import dev.syncline.SyncScheduler;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.model.Customer;
import dev.syncline.model.Product;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Plans that run when they are due, on a clock that the test drives. */
class SchedulerTest {

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private final Bench bench = Bench.plain().with(customers(), products());

  private SyncScheduler scheduler(Schedule schedule) {
    return scheduler(bench.engine, schedule);
  }

  private SyncScheduler scheduler(TestEngine engine, Schedule schedule) {
    return SyncScheduler.of(engine.engine())
        .plan(bench.plan, schedule)
        .spread(Duration.ZERO)
        .build();
  }

  /** Lets time pass in seconds; counts the runs. */
  private int pass(SyncScheduler scheduler, Duration length) {
    int runs = 0;
    Instant until = bench.time.now().plus(length);
    while (bench.time.now().isBefore(until)) {
      scheduler.tick();
      runs += bench.engine.runtime().runStarted();
      bench.time.advance(Duration.ofSeconds(1));
    }
    return runs;
  }

  private PlanStatus status(SyncScheduler scheduler) {
    return scheduler.status(bench.plan);
  }

  @Test
  void aPlanRunsAtOnceAndThenAtItsInterval() {
    SyncScheduler scheduler = scheduler(Schedule.every(FIVE_MINUTES));
    bench.left.user().add(product("A", "Tea"));
    assertThat(pass(scheduler, Duration.ofSeconds(5))).isEqualTo(1);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(pass(scheduler, Duration.ofMinutes(4))).isZero();
    assertThat(pass(scheduler, Duration.ofMinutes(61))).isBetween(12, 13);
    assertThat(status(scheduler).state()).isEqualTo(PlanStatus.State.IDLE);
    assertThat(status(scheduler).last()).isPresent();
    assertThat(status(scheduler).nextDue()).isPresent();
  }

  @Test
  void aFlowMayBePolledMoreOften() {
    SyncScheduler scheduler =
        scheduler(Schedule.every(Duration.ofHours(1)).flow("product", Duration.ofMinutes(1)));
    pass(scheduler, Duration.ofSeconds(5));
    bench.left.user().add(product("A", "Tea"));
    bench.left.user().add(customer("Ann", "ann@example.org"));
    assertThat(pass(scheduler, Duration.ofMinutes(10))).isBetween(9, 10);
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
    assertThat(bench.right.entities(Customer.TYPE)).isEmpty();
    pass(scheduler, Duration.ofMinutes(55));
    assertThat(bench.right.entities(Customer.TYPE)).hasSize(1);
  }

  @Test
  void aFlowThatThePlanDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> scheduler(Schedule.every(FIVE_MINUTES).flow("stock", FIVE_MINUTES)))
        .hasMessageContaining("has no flow stock");
  }

  @Test
  void aHintIsWorkedOnWithinSecondsAndManyOfThemTogether() {
    SyncScheduler scheduler = scheduler(Schedule.every(Duration.ofHours(1)));
    pass(scheduler, Duration.ofMinutes(1));
    int runs = 0;
    for (int each = 0; each < 30; each++) {
      String id = bench.left.user().add(product("A" + each, "Tea"));
      bench.engine.hint(bench.plan, Side.LEFT, Product.TYPE, id);
      runs += pass(scheduler, Duration.ofSeconds(1));
    }
    runs += pass(scheduler, Duration.ofSeconds(15));
    assertThat(bench.right.entities(Product.TYPE)).hasSize(30);
    assertThat(runs).isBetween(2, 5);
  }

  @Test
  void aRetryIsNotLeftToTheNextPoll() {
    SyncScheduler scheduler = scheduler(Schedule.every(Duration.ofHours(10)));
    bench.right.faults().refuse(Write.Create.class::isInstance, Refusal.Code.INVALID);
    bench.left.user().add(product("A", "Tea"));
    pass(scheduler, Duration.ofMinutes(1));
    assertThat(bench.failures()).hasSize(1);
    bench.right.faults().allowAll();
    pass(scheduler, Duration.ofMinutes(16));
    assertThat(bench.failures()).isEmpty();
    assertThat(bench.right.entities(Product.TYPE)).hasSize(1);
  }

  @Test
  void aPausedPlanDoesNotRunNotEvenAfterARestartUntilItIsResumed() {
    SyncScheduler scheduler = scheduler(Schedule.every(FIVE_MINUTES));
    pass(scheduler, Duration.ofMinutes(1));
    scheduler.pause(bench.plan);
    assertThat(pass(scheduler, Duration.ofMinutes(20))).isZero();
    bench.restart();
    SyncScheduler other = scheduler(Schedule.every(FIVE_MINUTES));
    assertThat(pass(other, Duration.ofMinutes(20))).isZero();
    assertThat(status(other).state()).isEqualTo(PlanStatus.State.PAUSED);
    other.resume(bench.plan);
    assertThat(pass(other, Duration.ofMinutes(2))).isEqualTo(1);
  }

  @Test
  void anAccountThatDoesNotAnswerIsTriedEverLessOften() {
    SyncScheduler scheduler = scheduler(Schedule.every(Duration.ofMinutes(1)));
    pass(scheduler, Duration.ofSeconds(30));
    bench.right.faults().refuseCredentials("wrong password");
    assertThat(pass(scheduler, Duration.ofHours(6))).isBetween(8, 14);
    assertThat(status(scheduler).state()).isEqualTo(PlanStatus.State.BACKING_OFF);
    assertThat(status(scheduler).why()).contains("PlanNotReady");
    bench.right.faults().refuseCredentials(null);
    pass(scheduler, Duration.ofMinutes(61));
    assertThat(status(scheduler).state()).isEqualTo(PlanStatus.State.IDLE);
    assertThat(pass(scheduler, Duration.ofMinutes(10))).isBetween(9, 10);
  }

  @Test
  void aQuotaThatIsUsedUpForHoursIsNotAskedEveryMinute() {
    SyncScheduler scheduler = scheduler(Schedule.every(Duration.ofMinutes(1)));
    pass(scheduler, Duration.ofSeconds(30));
    bench.left.faults().onNext(MemoryCall.LIST, new MemoryFault.OutOfQuota(Duration.ofHours(1)));
    pass(scheduler, Duration.ofMinutes(1));
    assertThat(status(scheduler).why()).contains("QuotaExhausted memory:left");
  }

  @Test
  void everythingIsComparedAtNightAndOnlyThen() {
    ZoneId moscow = ZoneId.of("Europe/Moscow"); // the clock starts at 11:00 there
    SyncScheduler scheduler =
        scheduler(Schedule.every(Duration.ofHours(1)).nightly(LocalTime.of(3, 0), moscow));
    pass(scheduler, Duration.ofHours(15));
    bench.left.user().add(product("A", "Tea"));
    pass(scheduler, Duration.ofMinutes(50));
    long lists = bench.left.faults().calls(MemoryCall.LIST);
    assertThat(pass(scheduler, Duration.ofMinutes(15))).isEqualTo(1);
    assertThat(bench.left.faults().calls(MemoryCall.LIST) - lists).isEqualTo(4);
    lists = bench.left.faults().calls(MemoryCall.LIST);
    assertThat(pass(scheduler, Duration.ofMinutes(60))).isEqualTo(1);
    assertThat(bench.left.faults().calls(MemoryCall.LIST) - lists).isEqualTo(2);
  }

  @Test
  void twoNodesDoNotPollTwice() {
    SyncScheduler one = scheduler(Schedule.every(FIVE_MINUTES));
    TestEngine engine = TestEngine.on(bench.time, bench.store);
    SyncScheduler other = scheduler(engine, Schedule.every(FIVE_MINUTES));
    int runs = 0;
    for (int second = 0; second < 3600; second++) {
      one.tick();
      runs += bench.engine.runtime().runStarted();
      other.tick();
      runs += engine.runtime().runStarted();
      bench.time.advance(Duration.ofSeconds(1));
    }
    assertThat(runs).isBetween(11, 12);
  }

  @Test
  void aPlanThatRunsElsewhereIsNotWaitedFor() {
    SyncScheduler scheduler = scheduler(Schedule.every(FIVE_MINUTES));
    bench.store.lease("plan:shop", "another node", bench.time.now(), Duration.ofMinutes(10));
    Instant before = bench.time.now();
    scheduler.tick();
    bench.engine.runtime().runStarted();
    assertThat(Duration.between(before, bench.time.now())).isLessThan(Duration.ofMinutes(6));
    assertThat(status(scheduler).state()).isEqualTo(PlanStatus.State.ELSEWHERE);
    assertThat(bench.left.requests()).isZero();
    pass(scheduler, Duration.ofMinutes(12));
    assertThat(status(scheduler).state()).isEqualTo(PlanStatus.State.IDLE);
  }

  @Test
  void aClosedSchedulerStartsNothingAndTheEngineStaysOpen() {
    SyncScheduler scheduler = scheduler(Schedule.every(FIVE_MINUTES));
    scheduler.tick();
    scheduler.close();
    bench.engine.runtime().runStarted();
    assertThat(bench.left.requests()).isZero();
    assertThat(pass(scheduler, Duration.ofMinutes(20))).isZero();
    assertThat(bench.run().clean()).isTrue();
  }
}
