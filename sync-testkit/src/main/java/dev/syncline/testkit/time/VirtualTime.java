package dev.syncline.testkit.time;

import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands until somebody sleeps or advances it: a day of waiting passes at once.
 *
 * <p>Thread-safe. One thread that sleeps moves the time of all.
 *
 * @since 0.1
 */
public final class VirtualTime implements TimeSource {

  /** Where it starts unless said otherwise. */
  public static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

  private final AtomicReference<Instant> now;
  private final Queue<Due> due =
      new PriorityBlockingQueue<>(1, Comparator.comparing(Due::at).thenComparing(Due::number));
  private final AtomicLong numbers = new AtomicLong();

  private record Due(Instant at, long number, Runnable act) {}

  /** A clock that stands at {@link #START}. */
  public VirtualTime() {
    this(START);
  }

  /** A clock that stands at the given moment. */
  public VirtualTime(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  @Override
  public Instant now() {
    return Objects.requireNonNull(now.get());
  }

  /** Moves the clock on by the duration, without waiting. */
  @Override
  public void sleep(Duration duration) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("told to stop");
    }
    if (!duration.isNegative()) {
      advance(duration);
    }
  }

  /** Moves the clock on, or back if the duration is negative. */
  public void advance(Duration duration) {
    now.updateAndGet(moment -> moment.plus(duration));
    for (Due next = due.poll(); next != null; next = due.poll()) {
      if (next.at().isAfter(now())) {
        due.add(next);
        return;
      }
      next.act().run();
    }
  }

  /** Once the clock has come to this moment, by whoever moves it, this is done on its thread. */
  public void at(Instant moment, Runnable act) {
    due.add(new Due(moment, numbers.getAndIncrement(), act));
  }

  @Override
  public String toString() {
    return now().toString();
  }
}
