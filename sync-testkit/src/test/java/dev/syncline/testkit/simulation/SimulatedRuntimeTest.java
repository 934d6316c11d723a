package dev.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SimulatedRuntimeTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SimulatedRuntime runtime = SimulatedRuntime.seeded(7);

  @Test
  void equalSeedsGiveEqualTracesAndIds() {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(busy(seed)).as("seed %s", seed).isEqualTo(busy(seed));
    }
    assertThat(SimulatedRuntime.seeded(3).newId())
        .isEqualTo(SimulatedRuntime.seeded(3).newId())
        .isNotEqualTo(SimulatedRuntime.seeded(4).newId());
    assertThat(runtime.newId()).isNotEqualTo(runtime.newId());
  }

  @Test
  void otherSeedsGiveOtherOrders() {
    Set<List<String>> orders = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      orders.add(busy(seed).stream().map(HandOver::task).toList());
    }
    assertThat(orders).hasSizeGreaterThan(10);
  }

  private static List<HandOver> busy(long seed) {
    SimulatedRuntime runtime = SimulatedRuntime.seeded(seed);
    for (String name : List.of("a", "b", "c")) {
      runtime.spawn(
          name,
          () -> {
            runtime.yieldPoint("one");
            runtime.together(List.of(nap(runtime, 3), nap(runtime, 2), nap(runtime, 2)), 2);
            runtime.start(() -> runtime.yieldPoint("aside"));
          });
    }
    runtime.run();
    return runtime.trace();
  }

  @Test
  void parallelSleepsOverlap() {
    long began = System.nanoTime();
    for (int i = 0; i < 10; i++) {
      runtime.spawn("sleeper-" + i, sleeping(HOUR));
    }
    runtime.run();

    assertThat(runtime.now()).isEqualTo(VirtualTime.START.plus(HOUR));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void exactlyOneTaskRuns() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int i = 0; i < 5; i++) {
      runtime.spawn(
          "task-" + i,
          () -> {
            for (int round = 0; round < 50; round++) {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.onSpinWait();
              running.decrementAndGet();
              runtime.yieldPoint("round");
            }
          });
    }
    runtime.run();

    assertThat(most).hasValue(1);
  }

  @Test
  void whatRunsTogetherOverlapsInVirtualTimeUpToTheLimit() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      int number = i;
      tasks.add(
          () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            runtime.sleep(MINUTE);
            running.decrementAndGet();
            return number;
          });
    }

    assertThat(runtime.together(tasks, 3)).isEqualTo(IntStream.range(0, 10).boxed().toList());
    assertThat(most).hasValue(3);
    assertThat(runtime.now()).isEqualTo(VirtualTime.START.plus(MINUTE.multipliedBy(4)));
    assertThat(runtime.together(List.<Callable<Integer>>of(), 3)).isEmpty();
  }

  @Test
  void theFirstFailureOfTasksTogetherIsThrownWithTheOthersAndTheSeed() {
    AtomicBoolean ended = new AtomicBoolean();
    Callable<Integer> fails = () -> Integer.parseInt("x");
    Callable<Integer> failsToo =
        () -> {
          throw new java.io.IOException("gone");
        };
    Callable<Integer> ends =
        () -> {
          runtime.sleep(HOUR);
          ended.set(true);
          return 1;
        };

    assertThatThrownBy(() -> runtime.together(List.of(fails, failsToo, ends), 3))
        .isInstanceOf(NumberFormatException.class)
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .anySatisfy(each -> assertThat(each).hasMessage("gone"))
                    .anySatisfy(each -> assertThat(each).hasMessageContaining("seeded(7L)")));
    assertThat(ended).isTrue();
    assertThatThrownBy(() -> runtime.together(List.of(failsToo), 1))
        .isInstanceOf(CompletionException.class);
  }

  @Test
  void aFailureOfATaskCarriesTheSeedAndTheOthersGoOn() {
    AtomicBoolean ended = new AtomicBoolean();
    runtime.spawn(
        "bad",
        () -> {
          throw new IllegalStateException("broken wheel");
        });
    runtime.spawn(
        "good",
        () -> {
          sleeping(HOUR).run();
          ended.set(true);
        });

    assertThatThrownBy(runtime::run)
        .isInstanceOf(SimulationFailed.class)
        .hasMessageContaining("seed 7")
        .hasMessageContaining("bad failed")
        .hasMessageContaining("broken wheel")
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(ended).isTrue();
    runtime.run();
  }

  @Test
  void aSimulationThatNeverEndsIsStopped() {
    SimulatedRuntime bounded = SimulatedRuntime.seeded(9, VirtualTime.START, 500);
    bounded.spawn(
        "forever",
        () -> {
          while (bounded.now().isAfter(Instant.MIN)) {
            bounded.yieldPoint("again");
          }
        });

    assertThatThrownBy(bounded::run)
        .isInstanceOf(SimulationFailed.class)
        .hasMessageContaining("seed 9")
        .hasMessageContaining("more than 500 steps")
        .hasMessageContaining("forever could run: again");
  }

  @Test
  void aKilledTaskEndsAtItsHandOverWithAllThatItStarted() {
    List<String> done = new ArrayList<>();
    runtime.spawn(
        "process",
        () -> {
          runtime.start(noted(done, "side"));
          try {
            runtime.together(List.of(nap(runtime, 60), nap(runtime, 60), nap(runtime, 60)), 3);
            done.add("main");
          } finally {
            done.add("finally");
            runtime.yieldPoint("afterwards");
            done.add("after death");
          }
        });
    runtime.spawn("other", noted(done, "other"));
    runtime.spawn(
        "killer",
        () -> {
          sleeping(MINUTE).run();
          runtime.kill("process");
        });
    runtime.run();

    assertThat(done).containsExactly("finally", "other");
    assertThat(runtime.now()).isEqualTo(VirtualTime.START.plus(HOUR));
  }

  @Test
  void aTaskThatIsKilledBeforeItBeginsNeverBegins() {
    List<String> done = new ArrayList<>();
    runtime.spawn("process", () -> done.add("begun"));
    runtime.kill("process");
    runtime.run();

    assertThat(done).isEmpty();
  }

  @Test
  void aZombieStandsWhileTimeGoesOnAndContinuesWhenReleased() {
    List<String> done = new ArrayList<>();
    runtime.spawn(
        "process",
        () -> {
          sleeping(MINUTE).run();
          done.add("process at " + Duration.between(VirtualTime.START, runtime.now()));
        });
    runtime.zombie("process");
    runtime.spawn("other", noted(done, "other"));
    runtime.run();
    assertThat(done).containsExactly("other");

    runtime.release("process");
    runtime.run();
    assertThat(done).containsExactly("other", "process at PT1H1M");
  }

  @Test
  void aWatcherStrikesATaskAtACertainPoint() {
    AtomicInteger rounds = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    runtime.watch(
        (task, point) -> {
          if (point.equals("round") && seen.incrementAndGet() == 3) {
            runtime.kill(task);
          }
        });
    runtime.spawn(
        "process",
        () -> {
          while (rounds.incrementAndGet() < 100) {
            runtime.yieldPoint("round");
          }
        });
    runtime.run();

    assertThat(rounds).hasValue(3);
  }

  @Test
  void anOutsideThreadThatSleepsLetsTheTasksGoOnAndThenTheyStand() throws InterruptedException {
    List<String> done = new ArrayList<>();
    runtime.start(noted(done, "started"));
    assertThat(done).isEmpty();

    runtime.sleep(MINUTE);
    assertThat(done).isEmpty();
    runtime.sleep(HOUR);
    assertThat(done).containsExactly("started");
    assertThat(runtime.call(() -> "answer")).isEqualTo("answer");
    assertThat(runtime.now()).isEqualTo(VirtualTime.START.plus(HOUR).plus(MINUTE));
  }

  @Test
  void anInterruptedThreadDoesNotSleep() {
    runtime.spawn(
        "task",
        () -> {
          Thread.currentThread().interrupt();
          assertThatThrownBy(() -> runtime.sleep(HOUR)).isInstanceOf(InterruptedException.class);
        });
    runtime.run();

    assertThat(runtime.now()).isEqualTo(VirtualTime.START);
  }

  @Test
  void namesAreUsedOnceAndRunIsNotForTasks() {
    runtime.spawn("task", runtime::run);

    assertThatThrownBy(() -> runtime.spawn("task", () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> runtime.kill("typo")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(runtime::run).hasCauseInstanceOf(IllegalStateException.class);
  }

  private Runnable noted(List<String> done, String what) {
    return () -> {
      sleeping(HOUR).run();
      done.add(what);
    };
  }

  private Runnable sleeping(Duration length) {
    return () -> {
      try {
        runtime.sleep(length);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    };
  }

  private static Callable<Integer> nap(SimulatedRuntime runtime, int minutes) {
    return () -> {
      runtime.sleep(Duration.ofMinutes(minutes));
      return minutes;
    };
  }
}
