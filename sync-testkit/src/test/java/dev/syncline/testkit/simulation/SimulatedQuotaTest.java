package dev.syncline.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.http.QuotaGate;
import dev.syncline.http.QuotaRule;
import dev.syncline.http.QuotaRules;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SimulatedQuotaTest {

  private static final int LIMIT = 45;
  private static final Duration WINDOW = Duration.ofSeconds(3);

  @Test
  void severalTasksNeverExceedASlidingWindow() {
    for (long seed = 0; seed < 5; seed++) {
      SimulatedRuntime runtime = SimulatedRuntime.seeded(seed);
      QuotaGate gate = gate(runtime, QuotaRule.sliding("q", LIMIT, WINDOW));
      List<Instant> sent = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        runtime.spawn("caller-" + i, () -> calls(runtime, gate, sent, 60));
      }
      runtime.run();

      assertThat(sent).as("seed %s", seed).hasSize(360);
      assertThat(most(sent, WINDOW)).as("seed %s", seed).isBetween(LIMIT / 2, LIMIT);
    }
  }

  @Test
  void aDayOfQuotasPassesInASecond() {
    Duration fastest = aDay(1);
    for (long seed = 2; seed < 5; seed++) {
      Duration took = aDay(seed);
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
    }

    // Of several, because the first warms up and others may work on this machine too.
    assertThat(fastest).isLessThan(Duration.ofSeconds(1));
  }

  private static Duration aDay(long seed) {
    SimulatedRuntime runtime = SimulatedRuntime.seeded(seed);
    QuotaGate gate = gate(runtime, QuotaRule.sliding("q", 60, Duration.ofHours(1)));
    List<Instant> sent = new ArrayList<>();
    long began = System.nanoTime();
    for (int i = 0; i < 4; i++) {
      runtime.spawn("caller-" + i, () -> calls(runtime, gate, sent, 60 * 24 / 4));
    }
    runtime.run();
    Duration took = Duration.ofNanos(System.nanoTime() - began);

    assertThat(runtime.now()).isAfter(VirtualTime.START.plus(Duration.ofHours(23)));
    assertThat(most(sent, Duration.ofHours(1))).isBetween(50, 60);
    return took;
  }

  private static QuotaGate gate(SimulatedRuntime runtime, QuotaRule rule) {
    return new QuotaGate(QuotaRules.builder().add(rule).build(), runtime);
  }

  private static void calls(
      SimulatedRuntime runtime, QuotaGate gate, List<Instant> sent, int times) {
    for (int i = 0; i < times; i++) {
      try (QuotaGate.Permit permit = gate.acquire(Map.of("q", 1L))) {
        sent.add(runtime.now());
        runtime.pause("call", runtime.between(Duration.ofMillis(20), Duration.ofMillis(400)));
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }

  private static int most(List<Instant> sent, Duration window) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < sent.size(); to++) {
      while (!sent.get(from).plus(window).isAfter(sent.get(to))) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
