package dev.syncline.micrometer;

import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Quota;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How much of each account's limits is used. Connectors pace their calls, so that what is free at a
 * moment says little: the share is that of what the limit allows over a run's length. Thread-safe.
 */
final class QuotaGauges {

  private record Limit(String account, String name, Duration window) {}

  private final MeterRegistry registry;
  private final Map<String, SyncPlan> plans = new ConcurrentHashMap<>();
  private final Map<String, Connector> accounts = new ConcurrentHashMap<>();
  private final Map<Limit, AtomicReference<Double>> shares = new ConcurrentHashMap<>();
  private final Map<String, Map<Limit, Long>> atBegin = new ConcurrentHashMap<>();

  QuotaGauges(MeterRegistry registry) {
    this.registry = registry;
  }

  void watch(SyncPlan plan) {
    plans.put(plan.name(), plan);
    for (Side side : Side.values()) {
      Connector connector = plan.connector(side);
      accounts.put(connector.account().key(), connector);
    }
    each(plan, (limit, window) -> shares.computeIfAbsent(limit, this::gauge));
  }

  private static void each(SyncPlan plan, BiConsumer<Limit, Quota.Window> what) {
    for (Side side : Side.values()) {
      String account = plan.connector(side).account().key();
      for (Quota.Window each : plan.connector(side).quota().windows()) {
        what.accept(new Limit(account, each.name(), each.window()), each);
      }
    }
  }

  private AtomicReference<Double> gauge(Limit limit) {
    AtomicReference<Double> share = new AtomicReference<>(0.0);
    Tags tags =
        Tags.of(
            "account", limit.account(), "limit", limit.name(), "window", limit.window().toString());
    Gauge.builder("syncline.quota.used", share, AtomicReference::get)
        .description("The share of what a limit allows that the last run used, from 0 to 1")
        .tags(tags)
        .register(registry);
    FunctionCounter.builder("syncline.quota.units", accounts, all -> units(all, limit))
        .description("Units of a limit that were taken")
        .tags(tags)
        .register(registry);
    return share;
  }

  private static double units(Map<String, Connector> accounts, Limit limit) {
    Connector connector = accounts.get(limit.account());
    if (connector == null) {
      return 0;
    }
    return connector.quota().windows().stream()
        .filter(each -> each.name().equals(limit.name()) && each.window().equals(limit.window()))
        .mapToLong(Quota.Window::used)
        .sum();
  }

  void began(String run, String name) {
    SyncPlan plan = plans.get(name);
    if (plan != null) {
      Map<Limit, Long> used = new HashMap<>();
      each(plan, (limit, window) -> used.put(limit, window.used()));
      atBegin.put(run, used);
    }
  }

  void ended(String run, String name, Duration took) {
    Map<Limit, Long> before = atBegin.remove(run);
    SyncPlan plan = plans.get(name);
    if (before != null && plan != null) {
      each(plan, (limit, window) -> show(limit, window, before.get(limit), took));
    }
  }

  private void show(Limit limit, Quota.Window now, @Nullable Long before, Duration took) {
    AtomicReference<Double> share = shares.get(limit);
    if (share != null && before != null) {
      double windows = Math.max(1.0, (double) took.toNanos() / now.window().toNanos());
      share.set(Math.min(1.0, (now.used() - before) / (now.limit() * windows)));
    }
  }

  void abandoned(String run) {
    atBegin.remove(run);
  }

  void forget(String plan) {
    plans.remove(plan);
  }
}
