package dev.syncline.http;

import dev.syncline.connector.Quota;
import dev.syncline.connector.TimeSource;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;

/** One rule at work. Guarded by the gate's lock. */
final class TokenBucket {

  private static final Duration KEPT_FROM = Duration.ofSeconds(1);

  private final QuotaRule rule;
  private final Pace pace;
  private final Bucket bucket;
  private long used;
  private long takes;

  TokenBucket(QuotaRule rule, TimeSource time) {
    this.rule = rule;
    this.pace = Pace.of(rule);
    this.bucket =
        Bucket.builder()
            .addLimit(
                limit -> limit.capacity(pace.capacity()).refillGreedy(pace.refill(), pace.period()))
            .withCustomTimePrecision(new Forward(time))
            .build();
  }

  long steps(long units) {
    long steps = (units + rule.step() - 1) / rule.step();
    if (units > rule.limit()) {
      throw new IllegalArgumentException(
          "a call of " + units + " never fits into " + rule.limit() + " of " + rule.name());
    }
    return steps;
  }

  /** How many steps are more than the bucket ever holds; they are paid before and after. */
  long excess(long steps) {
    return Math.max(0, steps - pace.capacity());
  }

  Duration untilReady(long steps) {
    long atOnce = steps - excess(steps);
    return atOnce == 0
        ? Duration.ZERO
        : Duration.ofNanos(bucket.estimateAbilityToConsume(atOnce).getNanosToWaitForRefill());
  }

  Duration payingExcess(long steps) {
    return pace.time(excess(steps));
  }

  void take(long steps, long units) {
    if (steps > 0) {
      bucket.consumeIgnoringRateLimits(steps);
      used += units;
      takes++;
    }
  }

  void deposit(long steps) {
    bucket.consumeIgnoringRateLimits(steps);
  }

  void refund(long steps) {
    bucket.addTokens(steps);
  }

  /** Changes with every take: a deposit made before it no longer counts. */
  long takes() {
    return takes;
  }

  boolean isKept() {
    return rule.window().compareTo(KEPT_FROM) > 0;
  }

  Quota.Window window() {
    long left = Math.max(0, bucket.getAvailableTokens()) * rule.step();
    return new Quota.Window(rule.name(), rule.limit(), rule.window(), left, used);
  }

  Quota.Saved save(Instant now, Duration paused) {
    long spent = pace.capacity() - bucket.getAvailableTokens();
    long pausedFor = paused.isZero() ? 0 : pace.capacity() + pace.refilled(paused) + 1;
    return new Quota.Saved(rule.name(), Math.max(spent, pausedFor) * rule.step(), now);
  }

  void restore(Quota.Saved saved, Instant now) {
    long back = pace.refilled(Duration.between(saved.at(), now));
    atLeast((saved.spent() + rule.step() - 1) / rule.step() - back);
  }

  /**
   * As after a call of the whole burst: all that a predecessor under the same rule can have left
   * owing.
   */
  void countAsSpent() {
    atLeast(pace.capacity());
  }

  /**
   * What this bucket has let through itself is never forgotten for it; where it takes over what
   * others have, it drops the part of a token that it has saved up: that was theirs to spend.
   */
  private void atLeast(long steps) {
    long known = pace.capacity() - bucket.getAvailableTokens();
    if (steps > 0 && steps >= known) {
      bucket.reset();
      bucket.consumeIgnoringRateLimits(steps);
      takes++;
    }
  }

  /** A clock that never goes back: a corrected system clock must not stop the refill. */
  private static final class Forward implements TimeMeter {

    private final TimeSource time;
    private long last = Long.MIN_VALUE;
    private long shift;

    Forward(TimeSource time) {
      this.time = time;
    }

    @Override
    public synchronized long currentTimeNanos() {
      Instant now = time.now();
      long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano() + shift;
      if (nanos < last) {
        shift += last - nanos;
        nanos = last;
      }
      last = nanos;
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
