package dev.syncline.testkit.engine;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.PlanStatus;
import dev.syncline.Schedule;
import dev.syncline.Secrets;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.SyncScheduler;
import dev.syncline.model.Product;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.simulation.SimulatedRuntime;
import dev.syncline.testkit.simulation.SimulatedStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedulers that drive themselves, on several nodes, in orders that seeds decide. */
@Timeout(120)
class SimulatedSchedulerTest {

  private static final Schedule EVERY_MINUTE = Schedule.every(Duration.ofMinutes(1));

  private static MemoryConnector system(SimulatedRuntime runtime, String name, int seconds) {
    return MemoryConnector.named(name, runtime)
        .latency(Duration.ofSeconds(seconds))
        .with(
            MemoryType.of(Product.TYPE, Product.NAME, Product.SKU).batchSize(10).tellsWhatItHolds())
        .build();
  }

  private static SyncEngine engine(SimulatedRuntime runtime, LinkStore store) {
    return SyncEngine.builder()
        .links(store)
        .runtime(runtime)
        .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
        .build();
  }

  private static SyncPlan plan(String name, MemoryConnector left, MemoryConnector right) {
    return SyncPlan.named(name).between(left, right).flow(products()).build();
  }

  private static void sleep(SimulatedRuntime runtime, Duration length) {
    try {
      runtime.sleep(length);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void twoNodesOnOneStoreRunAPlanOnceEachTime(long seed) {
    SimulatedRuntime runtime = SimulatedRuntime.seeded(seed);
    LinkStore store = new SimulatedStore(runtime, new InMemoryLinkStore());
    MemoryConnector left = system(runtime, "left", 1);
    MemoryConnector right = system(runtime, "right", 1);
    SyncPlan plan = plan("shop", left, right);
    for (int each = 0; each < 20; each++) {
      left.user().add(product("A" + each, "Tea"));
    }
    for (String node : List.of("one", "other")) {
      runtime.spawn(
          node,
          () -> {
            SyncScheduler scheduler =
                SyncScheduler.of(engine(runtime, store)).plan(plan, EVERY_MINUTE).start();
            sleep(runtime, Duration.ofMinutes(10));
            scheduler.close();
          });
    }
    runtime.run();
    assertThat(right.entities(Product.TYPE)).hasSize(20);
    assertThat(left.faults().calls(MemoryCall.CHECK)).isBetween(8L, 12L);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22})
  void aBannedAccountDelaysNoPlanWithoutIt(long seed) {
    SimulatedRuntime runtime = SimulatedRuntime.seeded(seed);
    LinkStore store = new SimulatedStore(runtime, new InMemoryLinkStore());
    MemoryConnector banned = system(runtime, "banned", 1);
    banned.faults().refuseCredentials("banned");
    List<SyncPlan> plans = new ArrayList<>();
    for (int each = 0; each < 3; each++) {
      plans.add(plan("banned" + each, banned, system(runtime, "shop" + each, 1)));
    }
    MemoryConnector left = system(runtime, "left", 1);
    MemoryConnector right = system(runtime, "right", 1);
    SyncPlan sound = plan("sound", left, right);
    left.user().add(product("A", "Tea"));
    List<PlanStatus> status = new ArrayList<>();
    runtime.spawn(
        "node",
        () -> {
          SyncScheduler.Builder builder = SyncScheduler.of(engine(runtime, store)).atMost(2);
          plans.forEach(each -> builder.plan(each, EVERY_MINUTE));
          SyncScheduler scheduler = builder.plan(sound, EVERY_MINUTE).start();
          sleep(runtime, Duration.ofMinutes(10));
          status.addAll(scheduler.status());
          scheduler.close();
        });
    runtime.run();
    assertThat(right.entities(Product.TYPE)).hasSize(1);
    assertThat(left.faults().calls(MemoryCall.CHECK)).isBetween(8L, 11L);
    assertThat(status).hasSize(4);
    assertThat(status.subList(0, 3))
        .allSatisfy(each -> assertThat(each.state()).isEqualTo(PlanStatus.State.BACKING_OFF));
  }

  @ParameterizedTest
  @ValueSource(longs = {31, 32})
  void closingEndsARunAfterItsSliceAndAnotherNodeGoesOn(long seed) {
    SimulatedRuntime runtime = SimulatedRuntime.seeded(seed);
    LinkStore store = new SimulatedStore(runtime, new InMemoryLinkStore());
    MemoryConnector left = system(runtime, "left", 1);
    MemoryConnector right = system(runtime, "right", 1);
    SyncPlan plan = plan("shop", left, right);
    for (int each = 0; each < 900; each++) {
      left.user().add(product("A" + each, "Tea"));
    }
    runtime.spawn(
        "closed",
        () -> {
          SyncEngine engine = engine(runtime, store);
          SyncScheduler scheduler = SyncScheduler.of(engine).plan(plan, EVERY_MINUTE).start();
          sleep(runtime, Duration.ofSeconds(30));
          engine.close();
          scheduler.close(Duration.ofSeconds(5));
        });
    runtime.spawn(
        "next",
        () -> {
          sleep(runtime, Duration.ofMinutes(2));
          SyncScheduler scheduler =
              SyncScheduler.of(engine(runtime, store)).plan(plan, EVERY_MINUTE).start();
          sleep(runtime, Duration.ofMinutes(20));
          scheduler.close();
        });
    runtime.run();
    assertThat(right.entities(Product.TYPE)).hasSize(900);
    assertThat(left.entities(Product.TYPE)).hasSize(900);
  }

  @ParameterizedTest
  @ValueSource(longs = {41})
  void whatDoesNotEndInTimeIsInterruptedAndNothingIsDoubled(long seed) {
    SimulatedRuntime runtime = SimulatedRuntime.seeded(seed);
    LinkStore store = new SimulatedStore(runtime, new InMemoryLinkStore());
    MemoryConnector left = system(runtime, "left", 1);
    MemoryConnector right = system(runtime, "right", 5);
    SyncPlan plan = plan("shop", left, right);
    for (int each = 0; each < 300; each++) {
      left.user().add(product("A" + each, "Tea"));
    }
    List<Duration> took = new ArrayList<>();
    runtime.spawn(
        "closed",
        () -> {
          SyncScheduler scheduler =
              SyncScheduler.of(engine(runtime, store)).plan(plan, EVERY_MINUTE).start();
          sleep(runtime, Duration.ofSeconds(40));
          var from = runtime.now();
          scheduler.close(Duration.ofSeconds(3));
          took.add(Duration.between(from, runtime.now()));
        });
    runtime.run();
    assertThat(took.get(0)).isLessThan(Duration.ofSeconds(40));
    runtime.call(() -> engine(runtime, store).run(plan));
    assertThat(right.entities(Product.TYPE)).hasSize(300);
  }
}
