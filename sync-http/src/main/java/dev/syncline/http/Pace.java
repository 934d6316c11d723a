package dev.syncline.http;

import java.time.Duration;

/**
 * A rule turned into a token bucket; tokens are the rule's steps.
 *
 * <p>A bucket of capacity C that refills R tokens in a window lets fewer than C + R + 1 tokens
 * through in any time shorter than the window. With C + R = limit + 1 a sliding window therefore
 * never holds more than the limit.
 */
record Pace(long capacity, long refill, Duration period) {

  private static final long BURST_PERCENT = 4;

  static Pace of(QuotaRule rule) {
    return rule.kind() == QuotaRule.Kind.SLIDING ? sliding(rule) : leaky(rule);
  }

  private static Pace sliding(QuotaRule rule) {
    long steps = rule.limit() / rule.step();
    long burst = Math.max(1, steps * BURST_PERCENT / 100);
    return new Pace(burst, steps - burst + 1, rule.window().plus(rule.slack()));
  }

  private static Pace leaky(QuotaRule rule) {
    long steps = rule.limit() / rule.step();
    double late = (double) steps * rule.slack().toNanos() / rule.window().toNanos();
    long margin = 1 + (long) Math.ceil(late);
    return new Pace(Math.max(1, steps - margin), steps, rule.window());
  }

  /** Whole tokens that come back in the given time. */
  long refilled(Duration elapsed) {
    return elapsed.isNegative() ? 0 : (long) (refill * ((double) elapsed.toNanos() / nanos()));
  }

  /** How long it takes until so many tokens have come back. */
  Duration time(long tokens) {
    return Duration.ofNanos((long) Math.ceil((double) nanos() * tokens / refill));
  }

  private long nanos() {
    return period.toNanos();
  }
}
