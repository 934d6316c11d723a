package dev.syncline.dolibarr;

import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many calls go to one server at once. The vendor publishes no limit: it has as many places as
 * its web server has workers, and shows by time-outs and pages of errors that they are full. Then
 * the places are halved, and come back one by one while all is well.
 *
 * <p>What the vendor cannot take in parallel (movements of stock, numbers of documents and of
 * customers) goes through one place: it counts without a lock.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class DolibarrPace {

  /** Where a call has its place. */
  public enum Lane {
    /** Reading. */
    READ,
    /** Writing products, categories, third parties and contacts. */
    WRITE,
    /** What goes one by one. */
    SERIAL
  }

  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
  private static final Duration CALM = Duration.ofSeconds(30);

  private final TimeSource time;
  private final Map<Lane, Integer> most;
  private final Map<Lane, Integer> places = new EnumMap<>(Lane.class);
  private final Map<Lane, Integer> underWay = new EnumMap<>(Lane.class);
  private final Map<Lane, Instant> changed = new EnumMap<>(Lane.class);

  DolibarrPace(TimeSource time, int reads, int writes) {
    this.time = time;
    this.most = Map.of(Lane.READ, reads, Lane.WRITE, writes, Lane.SERIAL, 1);
    for (Lane lane : Lane.values()) {
      places.put(lane, most.getOrDefault(lane, 1));
      underWay.put(lane, 0);
      changed.put(lane, Instant.MIN);
    }
  }

  /** Waits for a place. */
  void enter(Lane lane) throws InterruptedException {
    while (!taken(lane)) {
      time.sleep(LOOK_AGAIN);
    }
  }

  /** Gives the place back, and says whether the server was overloaded. */
  void leave(Lane lane, boolean overloaded) {
    synchronized (places) {
      underWay.merge(lane, -1, Integer::sum);
      Instant now = time.now();
      if (overloaded) {
        places.put(lane, Math.max(1, places.getOrDefault(lane, 1) / 2));
        changed.put(lane, now);
      } else if (places(lane) < most.getOrDefault(lane, 1) && isCalm(lane, now)) {
        places.merge(lane, 1, Integer::sum);
        changed.put(lane, now);
      }
    }
  }

  private boolean isCalm(Lane lane, Instant now) {
    Instant last = changed.getOrDefault(lane, Instant.MIN);
    return last.equals(Instant.MIN) || !now.isBefore(last.plus(CALM));
  }

  /** How many places a lane has now. */
  public int places(Lane lane) {
    synchronized (places) {
      return places.getOrDefault(lane, 1);
    }
  }

  private boolean taken(Lane lane) {
    synchronized (places) {
      if (underWay.getOrDefault(lane, 0) >= places.getOrDefault(lane, 1)) {
        return false;
      }
      underWay.merge(lane, 1, Integer::sum);
      return true;
    }
  }
}
