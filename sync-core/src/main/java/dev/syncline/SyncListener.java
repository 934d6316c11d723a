package dev.syncline;

import dev.syncline.connector.Refusal;
import dev.syncline.model.Entity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Hears what a run does. It is called on the run's threads and must be quick and must not throw;
 * what it throws is logged and dropped.
 *
 * <p>This is the only place where values and vendors' words are handed out: they may be personal
 * data, and keeping them is the host's choice.
 *
 * <p>Implementations must be thread-safe: several runs may speak at once.
 *
 * @since 0.1
 */
public interface SyncListener {

  /** Nothing. */
  SyncListener SILENT = new SyncListener() {};

  /** A flow has come so far. */
  default void progress(Progress progress) {}

  /** One unit was changed on both sides; the loser's value is handed over here and is not kept. */
  default void conflict(String flow, String unit, Side winner, Entity left, Entity right) {}

  /** A vendor refused a write, in its own words. */
  default void refused(String flow, Side side, String id, List<Refusal> reasons) {}

  /**
   * How far a flow has come.
   *
   * @param flow the flow's name
   * @param side the side that is read
   * @param done changes dealt with in this run
   * @param total how many there will be, if the vendors told
   * @param left how long the rest will take at the pace so far, if the total is known
   */
  record Progress(String flow, Side side, long done, OptionalLong total, Optional<Duration> left) {

    /** Nothing is known of the time that is left. */
    public Progress(String flow, Side side, long done, OptionalLong total) {
      this(flow, side, done, total, Optional.empty());
    }

    /** So many are done since a moment, of a total that may be known. */
    public static Progress of(
        String flow, Side side, long done, OptionalLong total, Duration since) {
      boolean known = total.isPresent() && done > 0;
      long rest = known ? Math.max(0, total.getAsLong() - done) : 0;
      Optional<Duration> left =
          known
              ? Optional.of(Duration.ofMillis((long) ((double) since.toMillis() * rest / done)))
              : Optional.empty();
      return new Progress(flow, side, done, total, left);
    }
  }
}
