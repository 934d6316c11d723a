package dev.syncline.prestashop;

import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How many calls are under way at once. The vendor publishes no limits, each shop stands on a
 * server of its own: so it begins with what any can bear, halves when the server says or shows that
 * it is too much, waits as long as it is told to, and comes back by ones.
 *
 * <p>Calls that write go one at a time. Thread-safe.
 */
final class PrestaShopPace {

  /** How many calls must go well before one more is let through beside the others. */
  static final int WELL = 20;

  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TimeSource time;
  private final int most;
  private int allowed;
  private int reading;
  private boolean writing;
  private int well;
  private Instant pausedUntil = Instant.MIN;

  PrestaShopPace(TimeSource time, int most) {
    this.time = time;
    this.most = most;
    this.allowed = most;
  }

  /**
   * Waits for its turn.
   *
   * @return empty once it may leave; else the moment until which the server wants to be left alone,
   *     if that is too long to wait for
   * @throws InterruptedException if the waiting thread is told to stop
   */
  Optional<Instant> enter(boolean write, Instant latest) throws InterruptedException {
    while (true) {
      Duration wait;
      synchronized (this) {
        Instant now = time.now();
        wait = now.isBefore(pausedUntil) ? Duration.between(now, pausedUntil) : Duration.ZERO;
        if (wait.isZero() && taken(write)) {
          return Optional.empty();
        }
        Instant patient = now.plus(PATIENCE);
        if (pausedUntil.isAfter(patient.isBefore(latest) ? patient : latest)) {
          return Optional.of(pausedUntil);
        }
      }
      time.sleep(wait.isZero() ? LOOK_AGAIN : wait);
      if (!time.now().isBefore(latest)) {
        return Optional.of(time.now());
      }
    }
  }

  private boolean taken(boolean write) {
    if (write) {
      boolean free = !writing;
      writing = true;
      return free;
    }
    if (reading >= allowed) {
      return false;
    }
    reading++;
    return true;
  }

  /** A call is over. */
  synchronized void leave(boolean write) {
    if (write) {
      writing = false;
    } else {
      reading--;
    }
  }

  /** It went well. */
  synchronized void well() {
    if (allowed < most && ++well >= WELL) {
      allowed++;
      well = 0;
    }
  }

  /** The server had enough: half as many from now on, and none for a while. */
  synchronized void tooMuch(Duration pause) {
    allowed = Math.max(1, allowed / 2);
    well = 0;
    Instant until = time.now().plus(pause);
    pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
  }

  /** How many calls that read may be under way now. */
  synchronized int allowed() {
    return allowed;
  }
}
