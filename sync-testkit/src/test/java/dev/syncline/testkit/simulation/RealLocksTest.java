package dev.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What tasks lock in the real world does not hang the simulation. */
@Timeout(30)
class RealLocksTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final SimulatedRuntime runtime = SimulatedRuntime.seeded(11);

  @Test
  void aMonitorMayBeHeldOverAHandOverAndTheTraceStaysTheSame() {
    List<HandOver> first = monitors(5);

    assertThat(first).extracting(HandOver::task).contains("a", "b");
    assertThat(monitors(5)).isEqualTo(first);
    assertThat(monitors(5)).isEqualTo(first);
  }

  private static List<HandOver> monitors(long seed) {
    SimulatedRuntime runtime = SimulatedRuntime.seeded(seed);
    Object monitor = new Object();
    for (String name : List.of("a", "b")) {
      runtime.spawn(
          name,
          () -> {
            for (int round = 0; round < 3; round++) {
              synchronized (monitor) {
                runtime.pause("inside", HOUR);
              }
              runtime.yieldPoint("outside");
            }
          });
    }
    runtime.run();
    assertThat(runtime.now()).isEqualTo(VirtualTime.START.plus(HOUR.multipliedBy(6)));
    return runtime.trace();
  }

  @Test
  void aLockMayBeHeldOverASleep() {
    ReentrantLock lock = new ReentrantLock();
    List<String> done = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      runtime.spawn(
          name,
          () -> {
            lock.lock();
            try {
              runtime.pause("inside", HOUR);
              done.add(name);
            } finally {
              lock.unlock();
            }
          });
    }
    runtime.run();

    assertThat(done).containsExactlyInAnyOrder("a", "b", "c", "d");
    assertThat(runtime.now()).isEqualTo(VirtualTime.START.plus(HOUR.multipliedBy(4)));
  }

  @Test
  void aTaskMayJoinWhatAnotherTaskCompletes() {
    CompletableFuture<String> report = new CompletableFuture<>();
    CountDownLatch latch = new CountDownLatch(1);
    runtime.start(
        () -> {
          runtime.pause("work", HOUR);
          report.complete("done");
          runtime.pause("more work", HOUR);
          latch.countDown();
        });

    assertThat(runtime.call(report::join)).isEqualTo("done");
    assertThat(runtime.now()).isEqualTo(VirtualTime.START.plus(HOUR));
    runtime.call(
        () -> {
          latch.await();
          return true;
        });
    assertThat(runtime.now()).isEqualTo(VirtualTime.START.plus(HOUR).plus(HOUR));
  }

  @Test
  void aDeadlockIsAnErrorThatNamesTheSeedAndWhatEachWaitsFor() {
    ReentrantLock one = new ReentrantLock();
    ReentrantLock two = new ReentrantLock();
    CompletableFuture<String> never = new CompletableFuture<>();
    runtime.spawn("a", () -> both(one, two));
    runtime.spawn("b", () -> both(two, one));
    runtime.spawn("c", never::join);

    assertThatThrownBy(runtime::run)
        .isInstanceOf(SimulationFailed.class)
        .hasMessageContaining("seed 11")
        .hasMessageContaining("nobody can run and nobody sleeps")
        .hasMessageContaining("a waits for a lock of the real world")
        .hasMessageContaining("ReentrantLock")
        .hasMessageContaining("held by b")
        .hasMessageContaining("CompletableFuture");
    assertThatThrownBy(runtime::run).isInstanceOf(SimulationFailed.class);
  }

  private void both(ReentrantLock first, ReentrantLock second) {
    first.lock();
    runtime.pause("between the locks", HOUR);
    second.lock();
  }

  @Test
  void waitingForAZombieIsADeadlockThatNamesIt() {
    CompletableFuture<String> report = new CompletableFuture<>();
    runtime.spawn("sleepy", () -> report.complete("done"));
    runtime.spawn("waiting", report::join);
    runtime.zombie("sleepy");

    assertThatThrownBy(runtime::run)
        .hasMessageContaining("sleepy is a zombie and could run: start");
  }

  @Test
  void whoIsKilledReleasesWhatOthersWaitFor() {
    Object monitor = new Object();
    List<String> done = new ArrayList<>();
    runtime.spawn(
        "holder",
        () -> {
          synchronized (monitor) {
            runtime.pause("inside", HOUR);
            done.add("holder");
          }
        });
    runtime.pause("a moment", Duration.ofSeconds(1));
    runtime.spawn(
        "other",
        () -> {
          synchronized (monitor) {
            done.add("other");
          }
        });
    runtime.spawn("killer", () -> runtime.kill("holder"));
    runtime.run();

    assertThat(done).containsExactly("other");
    assertThat(runtime.now()).isBefore(VirtualTime.START.plus(HOUR));
  }
}
