package dev.syncline;

import dev.syncline.connector.Account;
import dev.syncline.connector.Refusal;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
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

  /** Several listeners as one, in this order: the host's own, and its metrics. */
  static SyncListener all(SyncListener... listeners) {
    return new Listeners(List.of(listeners));
  }

  /** A flow has come so far. */
  default void progress(Progress progress) {}

  /** One unit was changed on both sides; the loser's value is handed over here and is not kept. */
  default void conflict(String flow, String unit, Side winner, Entity left, Entity right) {}

  /** A vendor refused a write, in its own words. */
  default void refused(String flow, Side side, String id, List<Refusal> reasons) {}

  /** A run has begun, with its accounts in hand. */
  default void runStarted(Run run) {}

  /** A run has ended. Quotas are found with {@code plan.connector(side).quota().windows()}. */
  default void runEnded(Run run, RunReport report) {}

  /** A run could not begin, or broke off without a report. */
  default void runFailed(Run run, RuntimeException why) {}

  /** A run has come to a flow. */
  default void flowStarted(Run run, String flow) {}

  /** A run is through with a flow, except for what waits or is held to its end. */
  default void flowEnded(Run run, String flow, RunReport.FlowReport did) {}

  /** A slice of flows that share a feed is durable. */
  default void sliceCommitted(Run run, List<String> flows, Duration took) {}

  /** An entity was made, changed, removed, archived or found its counterpart. */
  default void touched(Run run, Touched entity) {}

  /** An entity could not be synced: told once, and again if the reason becomes another one. */
  default void failureRaised(Run run, Failure failure) {}

  /** What kept an entity from being synced is over, or a person has it tried again. */
  default void failureResolved(Run run, Failure failure) {}

  /** An entity waits by name: told once, and again if it waits for something else. */
  default void waitingRaised(Run run, Failure failure) {}

  /** An entity waits no longer. */
  default void waitingReleased(Run run, Failure failure) {}

  /** A brake holds a flow; it is told as a failure too. */
  default void brakeTripped(Run run, Failure failure) {}

  /** Calls of a run waited for an account's quota, so long together since this was told last. */
  default void quotaWaited(Run run, Account account, Duration length) {}

  /** A webhook or a hint was stored; a run comes to it later. */
  default void noticeAccepted(String plan, Side side, EntityType type, String id) {}

  /** How old the oldest change was that a slice has just dealt with; not told of first uploads. */
  default void lag(Run run, String flow, Side side, Duration age) {}

  /**
   * A run.
   *
   * @param plan the plan's name
   * @param id the run's id, as reports and the journal have it
   */
  record Run(String plan, String id) {}

  /** What became of an entity. */
  enum What {
    /** It was made. */
    CREATED,
    /** It was changed. */
    UPDATED,
    /** It was removed. */
    DELETED,
    /** It was archived. */
    ARCHIVED,
    /** It was found to stand for its counterpart. */
    LINKED
  }

  /**
   * An entity that a run has dealt with; ids only.
   *
   * @param flow the flow's name
   * @param what what became of it
   * @param side its side
   * @param id its native id
   * @param counterpart the native id of its counterpart
   */
  record Touched(String flow, What what, Side side, String id, String counterpart) {}

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
