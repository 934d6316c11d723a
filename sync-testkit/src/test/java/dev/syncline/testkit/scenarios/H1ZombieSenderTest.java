package dev.syncline.testkit.scenarios;

import static dev.syncline.testkit.engine.Bench.product;
import static dev.syncline.testkit.engine.Bench.products;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.mapping.FieldRules;
import dev.syncline.model.Product;
import dev.syncline.store.ForwardingLinkStore;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.LinkStore;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.TestEngine;
import dev.syncline.testkit.engine.Bench;
import dev.syncline.testkit.memory.MemoryCall;
import dev.syncline.testkit.memory.MemoryConnector;
import dev.syncline.testkit.memory.MemoryFault;
import dev.syncline.testkit.memory.MemoryType;
import dev.syncline.testkit.simulation.SimulatedRuntime;
import dev.syncline.testkit.simulation.SimulatedStore;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * H1: a process notes a write and stalls; its lease runs out; another one finds nothing, sends, and
 * then the first one wakes up.
 */
class H1ZombieSenderTest {

  private static final Duration SETTLES = Duration.ofSeconds(30);

  /** Late enough for any lease. */
  private static final Duration LATE = Duration.ofMinutes(10);

  private final SimulatedRuntime runtime = SimulatedRuntime.seeded(1);
  private final InMemoryLinkStore kept = new InMemoryLinkStore();
  private final MemoryConnector left = system("left", Guard.MARKER);
  private final List<RunReport> stalled = new ArrayList<>();

  private MemoryConnector system(String name, Guard guard) {
    return system(name, guard, SETTLES);
  }

  private MemoryConnector system(String name, Guard guard, Duration settles) {
    return MemoryConnector.named(name, runtime)
        .with(
            MemoryType.of(Product.TYPE, Product.NAME, Product.SKU)
                .guard(guard)
                .callsInFlight(2)
                .settleTime(settles))
        .build();
  }

  private SyncPlan plan(MemoryConnector right) {
    return SyncPlan.named("shop")
        .between(left, right)
        .flow(products().fields(FieldRules.of(Product.TYPE).copy(Product.NAME, Product.SKU)))
        .build();
  }

  private SyncEngine engine() {
    return SyncEngine.builder()
        .links(new SimulatedStore(runtime, kept))
        .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
        .runtime(runtime)
        .build();
  }

  /** The first process stalls at a point, once, until the other one has run. */
  private void stall(MemoryConnector right, String point, BooleanSupplier when) {
    boolean[] struck = {false};
    runtime.watch(
        (task, at) -> {
          if (task.startsWith("zombie") && at.equals(point) && !struck[0] && when.getAsBoolean()) {
            struck[0] = true;
            runtime.zombie("zombie");
          }
        });
    runtime.spawn(
        "zombie",
        () -> {
          stalled.add(run(right));
        });
    runtime.spawn(
        "heir",
        () -> {
          pause(Duration.ofSeconds(5));
          run(right);
          runtime.release("zombie");
          pause(LATE);
          run(right);
        });
    runtime.run();
    assertThat(struck[0]).as("it stalled").isTrue();
  }

  private void pause(Duration length) {
    try {
      runtime.sleep(length);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private boolean isNoted() {
    return !kept.scanEntries("shop", "intent", "", 1).isEmpty();
  }

  private List<Failure> failures(MemoryConnector right) {
    return runtime.call(
        () -> {
          try (SyncEngine engine = engine()) {
            return engine.failures(plan(right));
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Guard.class)
  void whoWakesUpAfterItsLeaseSendsNothing(Guard guard) {
    MemoryConnector right = system("right", guard);
    left.user().add(product("A", "Tea"));
    stall(right, "committed", this::isNoted);
    // Without a guard the heir cannot tell whether it was sent, and a person has to look.
    int expected = guard == Guard.NONE ? 0 : 1;
    assertThat(right.entities(Product.TYPE)).hasSize(expected);
    assertThat(right.faults().calls(MemoryCall.WRITE)).isEqualTo(expected);
  }

  @Test
  void itsRunEndsByNameAndLeavesTheHeirsWorkAlone() {
    MemoryConnector right = system("right", Guard.MARKER);
    left.user().add(product("A", "Tea"));
    stall(right, "committed", this::isNoted);
    assertThat(stalled)
        .singleElement()
        .satisfies(report -> assertThat(report.stopped().toString()).contains("was taken over"));
    assertThat(right.faults().calls(MemoryCall.WRITE)).isEqualTo(1);
    assertThat(failures(right)).isEmpty();
    assertThat(kept.scanEntries("shop", "intent", "", 1)).isEmpty();
  }

  /** Between the last check and the first byte nobody can be stopped: it is found out later. */
  @Test
  void whoStallsBehindTheLastCheckIsFoundOutByTheSecondLook() {
    MemoryConnector right = system("right", Guard.MARKER);
    left.user().add(product("A", "Tea"));
    stall(right, "sleep", () -> right.faults().calls(MemoryCall.WRITE) == 1);
    assertThat(right.entities(Product.TYPE)).hasSize(2);
    assertThat(left.entities(Product.TYPE)).hasSize(1);
    assertThat(failures(right))
        .singleElement()
        .satisfies(twin -> assertThat(twin.kind()).isEqualTo(Failure.Kind.TWIN));
  }

  /** It may leave as late as its note says, and land as late as the vendor says after that. */
  @Test
  void whoTakesOverWaitsUntilWhatWasNotedHasLandedOrNeverWill() {
    Duration settles = Duration.ofMinutes(5);
    MemoryConnector right = system("right", Guard.MARKER, settles);
    left.user().add(product("A", "Tea"));
    Duration callAndSettle = Duration.ofMinutes(1).plus(settles);
    right.faults().onNext(MemoryCall.WRITE, new MemoryFault.LandsLate(callAndSettle));
    boolean[] stalled = {false};
    runtime.watch(
        (task, at) -> {
          if (task.startsWith("zombie") && at.equals("committed") && isNoted() && !stalled[0]) {
            stalled[0] = true;
            runtime.zombie("zombie");
          } else if (at.equals("commit") && right.faults().calls(MemoryCall.WRITE) == 1) {
            runtime.kill("zombie"); // sent, and dead before it hears anything
          }
        });
    runtime.spawn("zombie", () -> run(right));
    runtime.spawn(
        "heir",
        () -> {
          pause(Duration.ofSeconds(10));
          runtime.release("zombie");
          pause(Duration.ofSeconds(2));
          for (int each = 0; each < 80; each++) {
            run(right);
            pause(Duration.ofSeconds(5));
          }
        });
    runtime.run();
    assertThat(right.faults().calls(MemoryCall.WRITE)).isEqualTo(1);
    assertThat(right.entities(Product.TYPE)).hasSize(1);
    assertThat(left.entities(Product.TYPE)).hasSize(1);
    assertThat(failures(right)).isEmpty();
  }

  private RunReport run(MemoryConnector right) {
    try (SyncEngine engine = engine()) {
      return engine.run(plan(right));
    }
  }

  /** The store takes its time once, when a write is noted: longer than the note allows. */
  private static final class Slow extends ForwardingLinkStore {

    private final VirtualTime time;
    private boolean slow = true;

    Slow(VirtualTime time, LinkStore store) {
      super(store);
      this.time = time;
    }

    @Override
    public void commit(StoreUpdate update) {
      super.commit(update);
      boolean notes = update.entries().stream().anyMatch(each -> each.kind().equals("intent"));
      if (notes && slow) {
        slow = false;
        time.advance(Duration.ofMinutes(2));
      }
    }
  }

  @Test
  void whatDidNotLeaveInTimeLeavesInTheSameRunUnderALongerLease() {
    Bench bench = Bench.right(type -> type.guard(Guard.NONE).settleTime(SETTLES)).with(products());
    bench.engine = TestEngine.on(bench.time, new Slow(bench.time, bench.store), bench.heard);
    bench.left.user().add(product("A", "Tea"));
    RunReport report = bench.run();
    assertThat(report.clean()).isTrue();
    assertThat(report.created(Side.RIGHT)).isEqualTo(1);
    assertThat(bench.right.faults().calls(MemoryCall.WRITE)).isEqualTo(1);
    assertThat(bench.failures()).isEmpty();
    bench.quiet();
  }
}
