package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport;
import dev.syncline.Side;
import dev.syncline.SyncListener;
import dev.syncline.connector.Account;
import dev.syncline.connector.Connector;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener and the log what a run does: ids and codes only. A rehearsal has no story.
 * Thread-safe.
 */
final class Story {

  private static final Logger LOG = LoggerFactory.getLogger("dev.syncline.run");
  private static final Duration WORTH_A_LINE = Duration.ofSeconds(5);

  private final SyncListener.Run run;
  private final Consumer<Consumer<SyncListener>> tell;
  private final boolean silent;
  private final Map<Side, Duration> waited = new EnumMap<>(Side.class);

  Story(SyncListener.Run run, Consumer<Consumer<SyncListener>> tell, boolean silent) {
    this.run = run;
    this.tell = tell;
    this.silent = silent;
  }

  private void tell(Consumer<SyncListener> event) {
    if (!silent) {
      tell.accept(event);
    }
  }

  void runStarted(Extent extent) {
    tell(listener -> listener.runStarted(run));
    if (!silent) {
      LOG.info("run {} of plan {} begins: {}", run.id(), run.plan(), what(extent));
    }
  }

  private static String what(Extent extent) {
    return extent.realigns()
        ? "the rules are put through"
        : extent.enumerates()
            ? "everything is compared"
            : extent.limited() ? "flows " + extent.flows() : "what changed";
  }

  void runEnded(RunReport report) {
    tell(listener -> listener.runEnded(run, report));
    LOG.info(
        "run {} of plan {} ends after {} ms: {} writes, {} waiting, {} failed, {} conflicts,"
            + " {} requests left, {} right{}",
        run.id(),
        run.plan(),
        report.took().toMillis(),
        report.writes(),
        report.waiting(),
        report.failed(),
        report.conflicts(),
        report.requests().getOrDefault(Side.LEFT, 0L),
        report.requests().getOrDefault(Side.RIGHT, 0L),
        report.stopped().isEmpty() ? "" : ", stopped: " + report.stopped());
    report.flows().forEach((name, did) -> flowTold(name, did.toString()));
  }

  private static void flowTold(String name, String words) {
    if (!words.isEmpty()) {
      try (Tag flow = Tag.flow(name)) {
        LOG.info("flow {}: {}", name, words);
      }
    }
  }

  void flowsStarted(Collection<Flow> flows) {
    flows.forEach(flow -> tell(listener -> listener.flowStarted(run, flow.name())));
  }

  void flowsEnded(Collection<Flow> flows, Tally tally) {
    Map<String, RunReport.FlowReport> did = tally.reports();
    for (Flow flow : flows) {
      RunReport.FlowReport report = did.get(flow.name());
      if (report != null) {
        tell(listener -> listener.flowEnded(run, flow.name(), report));
      }
    }
  }

  void sliceCommitted(List<String> flows, Duration took) {
    tell(listener -> listener.sliceCommitted(run, flows, took));
    LOG.debug("a slice of {} was committed after {} ms", flows, took.toMillis());
  }

  /** How old the oldest change was that a slice has dealt with. */
  void lag(Flow flow, Side side, Instant oldest, Instant now) {
    tell(listener -> listener.lag(run, flow.name(), side, Duration.between(oldest, now)));
  }

  void touched(Flow flow, SyncListener.What what, Side side, String id, String counterpart) {
    SyncListener.Touched touched =
        new SyncListener.Touched(flow.name(), what, side, id, counterpart);
    tell(listener -> listener.touched(run, touched));
  }

  /** Something failed, perhaps again; it is told once, and when it fails otherwise. */
  void raised(Failures.@Nullable Kept before, Failures.Kept now) {
    Failure failure = now.failure();
    boolean known =
        before != null
            && before.failure().kind() == failure.kind()
            && before.failure().reason().equals(failure.reason());
    if (silent || known || now.isDropped()) {
      return;
    }
    try (Tag flow = Tag.flow(failure.flow());
        Tag entity = Tag.entity(failure.id())) {
      if (failure.kind() == Failure.Kind.WAITING) {
        tell(listener -> listener.waitingRaised(run, failure));
        LOG.debug("{} {} waits: {}", failure.flow(), failure.id(), failure.reason());
      } else {
        tell(
            listener -> {
              listener.failureRaised(run, failure);
              if (failure.kind() == Failure.Kind.BRAKED) {
                listener.brakeTripped(run, failure);
              }
            });
        LOG.warn(
            "{} {} ({}) failed: {} {}; {}",
            failure.flow(),
            failure.id(),
            failure.side().word(),
            failure.kind(),
            failure.reason(),
            failure.release());
      }
    }
  }

  /** A failure is over. */
  void resolved(Failures.Kept over) {
    Failure failure = over.failure();
    if (silent || over.isDropped()) {
      return;
    }
    try (Tag flow = Tag.flow(failure.flow());
        Tag entity = Tag.entity(failure.id())) {
      if (failure.kind() == Failure.Kind.WAITING) {
        tell(listener -> listener.waitingReleased(run, failure));
        LOG.debug("{} {} waits no longer", failure.flow(), failure.id());
      } else {
        tell(listener -> listener.failureResolved(run, failure));
        LOG.info(
            "{} {} ({}) has failed no longer: {}",
            failure.flow(),
            failure.id(),
            failure.side().word(),
            failure.kind());
      }
    }
  }

  /** An account made us wait. */
  void waited(Account account, Duration length) {
    tell(listener -> listener.quotaWaited(run, account, length));
    if (length.compareTo(WORTH_A_LINE) >= 0 && !silent) {
      LOG.info("{} made us wait {} ms for its quota", account, length.toMillis());
    }
  }

  /** What calls have waited for the quota since this was asked last. */
  synchronized void quota(Side side, Connector connector) {
    Duration now = connector.quota().waited();
    Duration before = waited.put(side, now);
    if (before != null && now.compareTo(before) > 0) {
      waited(connector.account(), now.minus(before));
    }
  }
}
