package dev.syncline.micrometer;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many entities of each flow wait or failed. They are counted in the store, not in events: what
 * failed before a restart is told no more, and what another process mends is not told here.
 * Thread-safe.
 */
final class OpenFailures {

  private static final String WAITING = "syncline.waiting";
  private static final String FAILURES = "syncline.failures";

  private record Watched(SyncEngine engine, SyncPlan plan, Map<String, AtomicLong> counts) {}

  private final MeterRegistry registry;
  private final Map<String, Watched> plans = new ConcurrentHashMap<>();

  OpenFailures(MeterRegistry registry) {
    this.registry = registry;
  }

  void watch(SyncEngine engine, SyncPlan plan) {
    plans.compute(
        plan.name(),
        (name, before) ->
            new Watched(engine, plan, before == null ? gauges(plan) : before.counts()));
    recount(plan.name());
  }

  /** Flows without a failure show zero. */
  private Map<String, AtomicLong> gauges(SyncPlan plan) {
    Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    for (Flow flow : plan.flows()) {
      counts.put(WAITING + flow.name(), gauge(WAITING, plan.name(), flow.name()));
      counts.put(FAILURES + flow.name(), gauge(FAILURES, plan.name(), flow.name()));
    }
    return counts;
  }

  private AtomicLong gauge(String name, String plan, String flow) {
    AtomicLong count = new AtomicLong();
    Gauge.builder(name, count, AtomicLong::get)
        .baseUnit("entities")
        .description(name.equals(WAITING) ? "What waits by name" : "What could not be synced")
        .tags(Tags.of("plan", plan, "flow", flow))
        .register(registry);
    return count;
  }

  void recount(String plan) {
    Watched watched = plans.get(plan);
    if (watched == null) {
      return;
    }
    Map<String, Long> now = new LinkedHashMap<>();
    for (Failure failure : watched.engine().failures(watched.plan())) {
      String name = failure.kind() == Failure.Kind.WAITING ? WAITING : FAILURES;
      now.merge(name + SyncMetrics.flowOf(failure.flow()), 1L, Long::sum);
    }
    watched.counts().forEach((flow, count) -> count.set(now.getOrDefault(flow, 0L)));
  }

  void forget(String plan) {
    plans.remove(plan);
  }
}
