package dev.syncline.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Quota;
import dev.syncline.connector.TimeSource;
import dev.syncline.http.QuotaGate;
import dev.syncline.http.QuotaRule;
import dev.syncline.http.QuotaRules;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class QuotaGateTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final VirtualTime time = new VirtualTime();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void allQuotasAreTakenAtOneMoment() throws InterruptedException {
    QuotaGate gate =
        gate(
            QuotaRules.builder()
                .add(QuotaRule.sliding("second", 1, Duration.ofSeconds(1)))
                .add(QuotaRule.sliding("minute", 1, Duration.ofMinutes(1))));
    take(gate, Map.of("second", 1L, "minute", 1L));
    take(gate, Map.of("second", 1L, "minute", 1L));

    assertThat(time.now()).isEqualTo(VirtualTime.START.plusMillis(60_250));
    assertThat(gate.windows()).extracting(Quota.Window::used).containsExactly(2L, 2L);
  }

  @Test
  void anUnknownQuotaAndACallThatNeverFitsAreRefused() {
    QuotaGate gate = gate(QuotaRules.builder().add(QuotaRule.sliding("q", 5, HOUR)).lanes("lane"));

    assertThatThrownBy(() -> gate.acquire(Map.of("typo", 1L)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> gate.acquire(Map.of("q", 6L)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> gate.pause("lone:x", time.now()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPausedLaneStopsOnlyItself() throws InterruptedException {
    QuotaGate gate = gate(QuotaRules.builder().lanes("method"));
    gate.pause("method:crm.item.add", time.now().plus(HOUR));
    gate.pause("method:crm.item.add", time.now().plusSeconds(1));

    take(gate, Map.of("method:crm.item.list", 0L));
    assertThat(time.now()).isEqualTo(VirtualTime.START);
    take(gate, Map.of("method:crm.item.add", 0L));
    assertThat(time.now()).isEqualTo(VirtualTime.START.plus(HOUR));
  }

  @Test
  void whoCannotBeInTimeIsToldAtOnceAndTakesNothing() throws InterruptedException {
    QuotaGate gate = gate(QuotaRules.builder().add(QuotaRule.sliding("q", 1, HOUR)));
    take(gate, Map.of("q", 1L));

    assertThat(gate.acquire(Map.of("q", 1L), time.now().plusSeconds(60))).isEmpty();

    assertThat(time.now()).isEqualTo(VirtualTime.START);
    assertThat(gate.readyAt(Map.of("q", 1L))).isEqualTo(time.now().plus(HOUR).plusMillis(250));
    assertThat(gate.windows().get(0).used()).isEqualTo(1);
  }

  @Test
  void whatWasSpentSurvivesARestart() throws InterruptedException {
    QuotaRules.Builder rules =
        QuotaRules.builder()
            .add(QuotaRule.sliding("hour", 180, HOUR))
            .add(QuotaRule.sliding("second", 10, Duration.ofSeconds(1)));
    QuotaGate before = gate(rules);
    for (int i = 0; i < 7; i++) {
      take(before, Map.of("hour", 1L));
    }
    List<Quota.Saved> saved = before.save();
    QuotaGate after = gate(rules);
    after.restore(saved);

    assertThat(saved).extracting(Quota.Saved::name).containsExactly("hour");
    assertThat(left(after)).isEqualTo(left(before)).isZero();
    time.advance(Duration.ofSeconds(63));
    QuotaGate later = gate(rules);
    later.restore(saved);
    assertThat(left(later)).isEqualTo(left(before)).isEqualTo(3);
  }

  @Test
  void aLongWindowThatWasNotSavedCountsAsSpent() {
    QuotaGate gate =
        gate(
            QuotaRules.builder()
                .add(QuotaRule.sliding("hour", 180, HOUR))
                .add(QuotaRule.sliding("second", 10, Duration.ofSeconds(1))));
    gate.restore(List.of());

    assertThat(gate.windows()).extracting(Quota.Window::left).containsExactly(0L, 1L);
  }

  @Test
  void aPauseOfALongWindowSurvivesARestart() {
    QuotaRules.Builder rules = QuotaRules.builder().add(QuotaRule.sliding("hour", 180, HOUR));
    QuotaGate before = gate(rules);
    Instant until = time.now().plusSeconds(600);
    before.pause("hour", until);
    QuotaGate after = gate(rules);
    after.restore(before.save());

    assertThat(after.readyAt(Map.of("hour", 1L))).isBetween(until, until.plusSeconds(60));
  }

  @Test
  void aClockThatGoesBackDoesNotStopTheRefill() throws InterruptedException {
    QuotaGate gate = gate(QuotaRules.builder().add(perSecond()));
    take(gate, Map.of("q", 1L));
    time.advance(HOUR.negated());
    Instant corrected = time.now();
    take(gate, Map.of("q", 1L));

    assertThat(Duration.between(corrected, time.now())).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void whoGivesUpGetsBackWhatItPaidAhead() throws InterruptedException {
    QuotaGate gate = gate(QuotaRules.builder().add(perSecond()));

    assertThat(gate.acquire(Map.of("q", 10L), time.now().plusMillis(500))).isEmpty();

    assertThat(gate.readyAt(Map.of("q", 1L))).isEqualTo(time.now());
    assertThat(gate.readyAt(Map.of("q", 10L))).isAfter(time.now().plusMillis(900));
  }

  @Test
  @Timeout(30)
  void noMoreThanAllowedAreUnderWay() throws Exception {
    QuotaRules rules = QuotaRules.builder().parallel("q", 3).build();
    QuotaGate gate = new QuotaGate(rules, TimeSource.system());
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Future<?>> calls = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      calls.add(
          threads.submit(
              () -> {
                try (QuotaGate.Permit permit = gate.acquire(Map.of("q", 1L))) {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
                  now.decrementAndGet();
                }
                return null;
              }));
    }
    for (Future<?> call : calls) {
      call.get();
    }

    assertThat(most).hasValue(3);
  }

  @Test
  @Timeout(30)
  void aDearCallIsNotStarvedByCheapOnesAndTheLimitHolds() throws Exception {
    QuotaRule rule = QuotaRule.sliding("q", 100, Duration.ofMillis(500));
    QuotaGate gate = new QuotaGate(QuotaRules.builder().add(rule).build(), TimeSource.system());
    AtomicBoolean dearDone = new AtomicBoolean();
    ConcurrentLinkedQueue<Instant> sent = new ConcurrentLinkedQueue<>();
    List<Future<?>> cheap = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      cheap.add(
          threads.submit(
              () -> {
                while (!dearDone.get()) {
                  gate.acquire(Map.of("q", 1L)).close();
                  sent.add(TimeSource.system().now());
                }
                return null;
              }));
    }

    for (int i = 0; i < 3; i++) {
      gate.acquire(Map.of("q", 40L)).close();
    }
    dearDone.set(true);

    for (Future<?> each : cheap) {
      each.get();
    }
    assertThat(sent).isNotEmpty();
    assertThat(gate.windows().get(0).used()).isEqualTo(120L + sent.size());
  }

  private static QuotaRule perSecond() {
    return QuotaRule.sliding("q", 10, Duration.ofSeconds(1));
  }

  private QuotaGate gate(QuotaRules.Builder rules) {
    return new QuotaGate(rules.build(), time);
  }

  private static long left(QuotaGate gate) {
    return gate.windows().get(0).left();
  }

  private static void take(QuotaGate gate, Map<String, Long> costs) throws InterruptedException {
    gate.acquire(costs).close();
  }
}
