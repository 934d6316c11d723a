package dev.syncline.connector;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A last moment by the clock of whoever set it: a connector's own clock may be another one.
 * Immutable; thread-safe if the clock is.
 *
 * @since 0.1
 */
public final class Deadline {

  private static final Deadline NONE = new Deadline(Instant.MAX, null);

  private final Instant moment;
  private final @Nullable TimeSource clock;

  private Deadline(Instant moment, @Nullable TimeSource clock) {
    this.moment = moment;
    this.clock = clock;
  }

  /** A moment of a clock. */
  public static Deadline at(Instant moment, TimeSource clock) {
    return new Deadline(moment, clock);
  }

  /** There is no last moment. */
  public static Deadline none() {
    return NONE;
  }

  /** Whether it is too late; at the very moment it is. */
  public boolean isPast() {
    return clock != null && !clock.now().isBefore(moment);
  }

  /** The same moment as another clock shows it; {@link Instant#MAX} if there is none. */
  public Instant on(TimeSource other) {
    return clock == null ? Instant.MAX : other.now().plus(Duration.between(clock.now(), moment));
  }

  @Override
  public String toString() {
    return clock == null ? "no deadline" : "deadline " + moment;
  }
}
