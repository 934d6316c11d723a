package dev.syncline.bitrix24.fake;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The execution time each method used per webhook or app, in the last ten one-minute buckets. */
final class OperatingTime {

  private static final int MINUTES = 10;

  private final double limitSeconds;
  private final Map<String, NavigableMap<Long, Double>> used = new HashMap<>();

  OperatingTime(double limitSeconds) {
    this.limitSeconds = limitSeconds;
  }

  /** Checked before a call: the one that crosses the limit still succeeds. */
  boolean exhausted(Caller caller, String method, Instant now) {
    return sum(caller, method, now) > limitSeconds;
  }

  void charge(Caller caller, String method, Instant now, double seconds) {
    recent(caller, method, now).merge(now.getEpochSecond() / 60, seconds, Double::sum);
  }

  double sum(Caller caller, String method, Instant now) {
    return recent(caller, method, now).values().stream().mapToDouble(Double::doubleValue).sum();
  }

  long resetAt(Caller caller, String method, Instant now) {
    NavigableMap<Long, Double> recent = recent(caller, method, now);
    long oldest = recent.isEmpty() ? now.getEpochSecond() / 60 : recent.firstKey();
    return (oldest + MINUTES) * 60;
  }

  private NavigableMap<Long, Double> recent(Caller caller, String method, Instant now) {
    NavigableMap<Long, Double> minutes =
        used.computeIfAbsent(caller.key() + " " + method, any -> new TreeMap<>());
    minutes.headMap(now.getEpochSecond() / 60 - MINUTES, true).clear();
    return minutes;
  }
}
