package dev.syncline.bitrix24.fake;

import java.time.Duration;
import java.time.Instant;

/**
 * The portal's request limit: each request adds one, the level leaks, and a full bucket refuses.
 */
final class LeakyBucket {

  private final double capacity;
  private final double leakPerSecond;
  private double level;
  private Instant measured = Instant.EPOCH;

  LeakyBucket(double capacity, double leakPerSecond) {
    this.capacity = capacity;
    this.leakPerSecond = leakPerSecond;
  }

  boolean take(Instant now) {
    double passed = Duration.between(measured, now).toMillis() / 1000.0;
    level = Math.max(0, level - Math.max(0, passed) * leakPerSecond);
    measured = now.isAfter(measured) ? now : measured;
    if (level + 1 > capacity) {
      return false;
    }
    level++;
    return true;
  }
}
