package dev.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.syncline.connector.Account;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.http.Effect;
import dev.syncline.http.HttpCall;
import dev.syncline.http.HttpTransport;
import dev.syncline.store.Entry;
import dev.syncline.store.InMemoryLinkStore;
import dev.syncline.store.Lease;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.fake.FakeRequest;
import dev.syncline.testkit.fake.FakeResponse;
import dev.syncline.testkit.fake.FakeSystem;
import dev.syncline.testkit.fake.Fault;
import dev.syncline.testkit.fake.Faults;
import dev.syncline.testkit.fake.InProcess;
import dev.syncline.testkit.time.VirtualTime;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hand-overs at the store and on the way to a vendor. */
@Timeout(30)
class SimulatedEdgesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Counts what it is asked. */
  private static final class Counting implements FakeSystem {
    private int orders;

    @Override
    public String name() {
      return "test";
    }

    @Override
    public void reachedAt(URI base) {}

    @Override
    public FakeResponse handle(FakeRequest request) {
      orders++;
      return FakeResponse.json(200, "{}");
    }
  }

  private final SimulatedRuntime runtime = SimulatedRuntime.seeded(21);
  private final InMemoryLinkStore kept = new InMemoryLinkStore();
  private final SimulatedStore store = new SimulatedStore(runtime, kept);
  private final Counting fake = new Counting();
  private final Faults faults = new Faults(FakeResponse.empty(429));
  private final HttpTransport transport =
      HttpTransport.builder(new Account("test", "one"))
          .time(runtime)
          .under(
              new SimulatedCalls(
                  runtime, new InProcess(fake, faults, URI.create("https://fake.test"))))
          .build();

  @Test
  void aProcessKilledAfterItsCommitHasCommittedAndKeepsItsLease() {
    killAt("committed");
    runtime.spawn("process", this::commitUnderLease);
    runtime.run();

    assertThat(kept.scanEntries("scope", "kind", "", 10)).hasSize(1);
    assertThat(kept.lease("plan", "next", runtime.now(), MINUTE)).isEmpty();
    assertThat(kept.lease("plan", "next", runtime.now().plus(MINUTE), MINUTE)).isPresent();
  }

  @Test
  void aProcessKilledBeforeItsCommitHasNotCommitted() {
    killAt("commit");
    runtime.spawn("process", this::commitUnderLease);
    runtime.run();

    assertThat(kept.scanEntries("scope", "kind", "", 10)).isEmpty();
  }

  @Test
  void aZombieThatContinuesFindsItsLeaseLost() {
    List<Throwable> thrown = new ArrayList<>();
    runtime.watch(
        (task, point) -> {
          if (task.equals("process") && point.equals("commit")) {
            runtime.zombie(task);
          }
        });
    runtime.spawn("process", () -> thrown.add(catchThrowable(this::commitUnderLease)));
    runtime.spawn(
        "next",
        () -> {
          runtime.pause("coming late", Duration.ofSeconds(1));
          while (store.lease("plan", "next", runtime.now(), MINUTE).isEmpty()) {
            runtime.pause("patience", MINUTE);
          }
          runtime.pause("work", Duration.ofSeconds(1));
          runtime.release("process");
        });
    runtime.run();

    assertThat(thrown).singleElement().isInstanceOf(StoreConflict.class);
  }

  private void commitUnderLease() {
    Optional<Lease> lease = store.lease("plan", "process", runtime.now(), MINUTE);
    try {
      store.commit(
          StoreUpdate.under(List.of(lease.orElseThrow()))
              .put(new Entry("scope", "kind", "key", new byte[0]))
              .build());
    } finally {
      store.release(lease.orElseThrow());
    }
  }

  @Test
  void callsSideBySideOverlapInVirtualTime() {
    List<Callable<Duration>> calls =
        IntStream.range(0, 20)
            .mapToObj(i -> (Callable<Duration>) () -> transport.exchange(post()).took())
            .toList();

    List<Duration> took = runtime.together(calls, 20);

    assertThat(took)
        .allSatisfy(
            each -> assertThat(each).isBetween(Duration.ofMillis(19), Duration.ofMillis(400)));
    Duration all = Duration.between(VirtualTime.START, runtime.now());
    assertThat(all).isEqualTo(took.stream().max(Duration::compareTo).orElseThrow());
    assertThat(runtime.trace())
        .extracting(HandOver::point)
        .contains("call POST /orders", "answer POST /orders");
  }

  @Test
  void aProcessKilledBeforeItsAnswerHasChangedTheVendor() {
    killAt("answer POST /orders");
    runtime.spawn("process", () -> transport.exchange(post()));
    runtime.run();
    assertThat(fake.orders).isEqualTo(1);
  }

  @Test
  void aProcessKilledBeforeItsCallArrivesHasChangedNothing() {
    killAt("call POST /orders");
    runtime.spawn("process", () -> transport.exchange(post()));
    runtime.run();
    assertThat(fake.orders).isZero();
  }

  @Test
  void aLostAnswerTakesTheTimeOfACall() {
    faults.onNext("POST", "/orders", Fault.LOST_AFTER);

    assertThat(catchThrowable(() -> transport.exchange(post()))).isInstanceOf(OutcomeUnknown.class);
    assertThat(fake.orders).isEqualTo(1);
    assertThat(runtime.now()).isAfter(VirtualTime.START.plusMillis(19));
  }

  private void killAt(String where) {
    runtime.watch(
        (task, point) -> {
          if (point.equals(where)) {
            runtime.kill(task);
          }
        });
  }

  private static HttpCall post() {
    return HttpCall.of("POST", URI.create("https://fake.test/orders"))
        .json("{}")
        .effect(Effect.WRITE)
        .build();
  }
}
