package dev.syncline;

import dev.syncline.Timetable.Due;
import dev.syncline.connector.ConnectorException;
import dev.syncline.internal.run.Ended;
import dev.syncline.internal.run.Extent;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One plan of a scheduler: when it is due, and what it does. Thread-safe. */
final class ScheduledPlan {

  private static final Logger LOG = LoggerFactory.getLogger(ScheduledPlan.class);

  private final SyncPlan plan;
  private final Timetable timetable;
  private final Set<String> accounts;
  private Due next = new Due(Instant.MAX, Extent.ALL, "not looked at yet");
  private @Nullable Due doing;
  private @Nullable Thread thread;
  private @Nullable RunReport last;
  private boolean elsewhere;
  private boolean paused;

  ScheduledPlan(SyncPlan plan, Timetable timetable) {
    this.plan = plan;
    this.timetable = timetable;
    this.accounts =
        Stream.of(Side.values())
            .map(side -> plan.connector(side).account().key())
            .collect(Collectors.toUnmodifiableSet());
  }

  SyncPlan plan() {
    return plan;
  }

  Set<String> accounts() {
    return accounts;
  }

  /** Finds out what is due next; a store that does not answer now is asked again. */
  synchronized void look(Instant now) {
    if (doing != null) {
      return;
    }
    try {
      timetable.refresh();
      paused = timetable.paused();
      next = timetable.next(now);
    } catch (RuntimeException failed) {
      LOG.warn("plan {}: the store does not say what is due: {}", plan.name(), Spoken.of(failed));
      next = new Due(Instant.MAX, Extent.ALL, "the store does not answer");
    }
  }

  synchronized boolean isDue(Instant now) {
    return doing == null && !paused && !next.at().isAfter(now);
  }

  synchronized Instant dueAt() {
    return paused || doing != null ? Instant.MAX : next.at();
  }

  synchronized boolean isBusy() {
    return doing != null;
  }

  /** Takes what is due, once. */
  synchronized Optional<Due> begin() {
    if (doing != null) {
      return Optional.empty();
    }
    doing = next;
    return Optional.of(next);
  }

  synchronized void enter(Thread its) {
    thread = its;
  }

  synchronized Optional<Thread> thread() {
    return Optional.ofNullable(thread);
  }

  synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** A run has ended, or was somebody else's. */
  synchronized void ended(Due due, Optional<Ended> end, Instant now) {
    elsewhere = end.isEmpty();
    if (end.isPresent()) {
      last = end.get().report();
      timetable.ended(due, end.get(), now);
    } else {
      timetable.elsewhere(now);
    }
  }

  /** A run could not be begun. */
  synchronized void failed(RuntimeException why, Instant now) {
    elsewhere = false;
    timetable.failed(named(why), now);
  }

  private static String named(RuntimeException why) {
    String sort = why.getClass().getSimpleName();
    return why instanceof ConnectorException account ? sort + " " + account.account() : sort;
  }

  synchronized void left() {
    doing = null;
    thread = null;
    next = new Due(Instant.MAX, Extent.ALL, "not looked at yet");
  }

  synchronized PlanStatus status(Instant now) {
    if (doing == null) {
      look(now);
    }
    Optional<RunReport> report = Optional.ofNullable(last);
    Due current = doing;
    if (current != null) {
      return new PlanStatus(
          plan.name(), PlanStatus.State.RUNNING, current.why(), report, Optional.empty());
    }
    if (paused) {
      return new PlanStatus(
          plan.name(), PlanStatus.State.PAUSED, "paused by a person", report, Optional.empty());
    }
    Optional<Instant> at =
        next.at().equals(Instant.MAX) ? Optional.empty() : Optional.of(next.at());
    PlanStatus.State state = state(now);
    String why =
        switch (state) {
          case BACKING_OFF -> timetable.hindrance() + ", tried again later";
          case ELSEWHERE -> "another run has the plan or an account";
          default -> next.why();
        };
    return new PlanStatus(plan.name(), state, why, report, at);
  }

  private PlanStatus.State state(Instant now) {
    if (timetable.restsUntil(now).isPresent() && !timetable.hindrance().isEmpty()) {
      return PlanStatus.State.BACKING_OFF;
    }
    if (elsewhere && timetable.restsUntil(now).isPresent()) {
      return PlanStatus.State.ELSEWHERE;
    }
    return next.at().isAfter(now) ? PlanStatus.State.IDLE : PlanStatus.State.DUE;
  }
}
