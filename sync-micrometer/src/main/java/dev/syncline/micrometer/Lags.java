package dev.syncline.micrometer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/** How far behind each flow is, as it was told last. Thread-safe. */
final class Lags {

  private final MeterRegistry registry;
  private final Map<Tags, AtomicReference<Double>> values = new ConcurrentHashMap<>();

  Lags(MeterRegistry registry) {
    this.registry = registry;
  }

  void show(Tags tags, double value) {
    values.computeIfAbsent(tags, this::gauge).set(value);
  }

  private AtomicReference<Double> gauge(Tags tags) {
    AtomicReference<Double> value = new AtomicReference<>(0.0);
    Gauge.builder("syncline.lag", value, AtomicReference::get)
        .baseUnit("seconds")
        .description("How old the oldest change was that was dealt with last")
        .tags(tags)
        .register(registry);
    return value;
  }

  /** Back to zero; what was never told stays unknown. */
  void settle(Tags tags) {
    AtomicReference<Double> value = values.get(tags);
    if (value != null) {
      value.set(0.0);
    }
  }

  void forget(String plan) {
    values.keySet().removeIf(tags -> tags.stream().anyMatch(Tag.of("plan", plan)::equals));
  }
}
