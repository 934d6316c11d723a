package dev.syncline.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.http.QuotaGate;
import dev.syncline.http.QuotaRule;
import dev.syncline.http.QuotaRules;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every offset of every window, in virtual time, under pressure. */
class QuotaSweepTest {

  private record Sent(Instant at, long units) {}

  private static final int WINDOWS = 60;

  private final VirtualTime time = new VirtualTime();

  static Stream<Arguments> published() {
    return Stream.of(
        rule(1, 10, 1),
        rule(45, 3, 1),
        rule(45, 3, 2),
        rule(45, 3, 3),
        rule(45, 3, 4),
        rule(180, 3600, 1),
        rule(600, 60, 1),
        rule(10, 1, 1),
        rule(100, 1, 1),
        rule(2, 1, 1),
        rule(3, 7, 1),
        rule(1000, 60, 10),
        rule(26, 60, 1));
  }

  private static Arguments rule(long limit, long seconds, long cost) {
    return Arguments.of(
        QuotaRule.sliding("q", limit, Duration.ofSeconds(seconds)).withStep(cost), cost);
  }

  @ParameterizedTest
  @MethodSource("published")
  void noWindowAtAnyOffsetHoldsMoreAndNearlyAllIsUsed(QuotaRule rule, long cost)
      throws InterruptedException {
    List<Sent> sent = pressure(rule, () -> cost, WINDOWS);

    assertKept(sent, rule);
    long usable = rule.limit() / cost * cost;
    assertThat(units(sent)).isGreaterThanOrEqualTo((long) (WINDOWS * usable * 0.93));
  }

  @ParameterizedTest
  @MethodSource("published")
  void callsThatAreLateByUpToTheSlackKeepItToo(QuotaRule rule, long cost)
      throws InterruptedException {
    Random late = new Random(45);
    List<Sent> arrived =
        pressure(rule, () -> cost, WINDOWS).stream()
            .map(sent -> late(sent, late.nextLong(rule.slack().toNanos())))
            .sorted(Comparator.comparing(Sent::at))
            .toList();

    assertKept(arrived, rule);
  }

  private static Sent late(Sent sent, long nanos) {
    return new Sent(sent.at().plusNanos(nanos), sent.units());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void anyMixOfCheapAndDearCallsKeepsIt(long seed) throws InterruptedException {
    Random random = new Random(seed);
    long limit = 5L + random.nextInt(200);
    QuotaRule rule =
        QuotaRule.sliding("q", limit, Duration.ofMillis(500 + random.nextInt(20_000)))
            .withStep(1 + random.nextInt(4));

    List<Sent> sent =
        pressure(
            rule,
            () -> random.nextInt(4) == 0 ? 1 + random.nextLong(limit) : 1 + random.nextInt(4),
            WINDOWS);

    assertThat(sent).as("seed %s", seed).hasSizeGreaterThan(WINDOWS / 4);
    assertKept(sent, rule);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void pausesAndIdleTimesKeepIt(long seed) throws InterruptedException {
    Random random = new Random(seed);
    QuotaRule rule = QuotaRule.sliding("q", 60, Duration.ofSeconds(6));
    QuotaGate gate = new QuotaGate(QuotaRules.builder().add(rule).build(), time);
    List<Sent> sent = new ArrayList<>();
    while (sent.size() < 3000) {
      if (random.nextInt(50) == 0) {
        time.advance(Duration.ofMillis(random.nextInt(9000)));
        gate.pause("q", time.now().plusMillis(random.nextInt(5000)));
      }
      gate.acquire(Map.of("q", 1L)).close();
      sent.add(new Sent(time.now(), 1));
    }

    assertKept(sent, rule);
  }

  @Test
  void aLeakyBucketNeverOverflowsAndLeaksAllTheTime() throws InterruptedException {
    QuotaRule rule = QuotaRule.leaky("q", 50, 2, Duration.ofSeconds(1));
    QuotaGate gate = new QuotaGate(QuotaRules.builder().add(rule).build(), time);
    Instant end = time.now().plusSeconds(600);
    double level = 0;
    Instant last = time.now();
    int sent = 0;
    while (time.now().isBefore(end)) {
      gate.acquire(Map.of("q", 1L)).close();
      double leaked = Duration.between(last, time.now()).toNanos() / 1e9 * 2;
      level = Math.max(0, level - leaked) + 1;
      last = time.now();
      sent++;
      assertThat(level).isLessThanOrEqualTo(50);
    }

    assertThat(sent).isBetween(1200, 1250);
  }

  private List<Sent> pressure(QuotaRule rule, LongSupplier costs, int windows)
      throws InterruptedException {
    QuotaGate gate = new QuotaGate(QuotaRules.builder().add(rule).build(), time);
    Instant end = time.now().plus(rule.window().multipliedBy(windows));
    List<Sent> sent = new ArrayList<>();
    while (true) {
      long cost = costs.getAsLong();
      gate.acquire(Map.of("q", cost)).close();
      if (!time.now().isBefore(end)) {
        return sent;
      }
      sent.add(new Sent(time.now(), cost));
    }
  }

  /** A window that holds most begins with a call: sweeping the calls sweeps every offset. */
  private static void assertKept(List<Sent> sent, QuotaRule rule) {
    long held = 0;
    int last = 0;
    for (int first = 0; first < sent.size(); first++) {
      Instant end = sent.get(first).at().plus(rule.window());
      while (last < sent.size() && sent.get(last).at().isBefore(end)) {
        held += sent.get(last++).units();
      }
      assertThat(held).as("%s from %s", rule, sent.get(first)).isLessThanOrEqualTo(rule.limit());
      held -= sent.get(first).units();
    }
  }

  private static long units(List<Sent> sent) {
    return sent.stream().mapToLong(Sent::units).sum();
  }
}
