package dev.syncline.connector;

import java.time.Duration;
import java.time.Instant;

/**
 * The only clock and the only way to wait, for the engine, its connectors and their fakes.
 *
 * <p>Thread-safe. Production reads the system clock; tests and simulations inject a virtual one, in
 * which a day of quotas passes in a second.
 *
 * @since 0.1
 */
public interface TimeSource {

  /** The present moment. */
  Instant now();

  /**
   * Waits for the given time. A duration of zero or less returns at once.
   *
   * @throws InterruptedException if the waiting thread is told to stop
   */
  void sleep(Duration duration) throws InterruptedException;

  /** The system's clock and real waiting. */
  static TimeSource system() {
    return SystemTime.INSTANCE;
  }
}
