package dev.syncline.micrometer;

import dev.syncline.Failure;
import dev.syncline.RunReport;
import dev.syncline.RunReport.FlowReport;
import dev.syncline.Side;
import dev.syncline.SyncEngine;
import dev.syncline.SyncListener;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Account;
import dev.syncline.model.EntityType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps what runs do in a {@link MeterRegistry}.
 *
 * <pre>{@code
 * SyncMetrics metrics = SyncMetrics.on(registry);
 * SyncEngine engine = SyncEngine.builder().listener(SyncListener.all(own, metrics)).build();
 * metrics.watch(engine, plan); // open failures and quotas, beside what runs tell
 * }</pre>
 *
 * <p>Tags are plans, flows, sides, accounts and closed words, never an entity's id or value. The
 * meters are listed on this module's page.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class SyncMetrics implements SyncListener {

  private static final double NANOS = 1e9;

  private final MeterRegistry registry;
  private final Lags lags;
  private final OpenFailures open;
  private final QuotaGauges quotas;
  private final Map<String, Timer.Sample> underWay = new ConcurrentHashMap<>();

  private SyncMetrics(MeterRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry");
    this.lags = new Lags(registry);
    this.open = new OpenFailures(registry);
    this.quotas = new QuotaGauges(registry);
  }

  /** Metrics of all plans whose engines have this as listener. */
  public static SyncMetrics on(MeterRegistry registry) {
    return new SyncMetrics(registry);
  }

  /**
   * Shows how many failures of a plan are open, and how much of its accounts' quotas is used: both
   * now and after each of its runs here. Watching a plan again, with other connectors, replaces
   * what was watched.
   *
   * @return this
   */
  public SyncMetrics watch(SyncEngine engine, SyncPlan plan) {
    quotas.watch(plan);
    open.watch(engine, plan);
    return this;
  }

  /** Removes all meters of a plan that is no more; the quotas of its accounts stay. */
  public void forget(SyncPlan plan) {
    open.forget(plan.name());
    quotas.forget(plan.name());
    lags.forget(plan.name());
    List<Meter> all =
        registry.getMeters().stream()
            .filter(each -> each.getId().getName().startsWith("syncline."))
            .filter(each -> plan.name().equals(each.getId().getTag("plan")))
            .toList();
    all.forEach(registry::remove);
  }

  @Override
  public void runStarted(Run run) {
    underWay.put(run.id(), Timer.start(registry));
    quotas.began(run.id(), run.plan());
  }

  @Override
  public void runEnded(Run run, RunReport report) {
    underWay.remove(run.id());
    runs(run, outcome(report)).record(report.took());
    report
        .requests()
        .forEach((side, count) -> count("syncline.requests", tags(run).and(side(side)), count));
    report
        .flows()
        .forEach(
            (flow, did) -> count("syncline.conflicts", tags(run).and(flow(flow)), did.conflicts()));
    quotas.ended(run.id(), run.plan(), report.took());
    open.recount(run.plan());
  }

  @Override
  public void runFailed(Run run, RuntimeException why) {
    Timer.Sample sample = underWay.remove(run.id());
    quotas.abandoned(run.id());
    Timer timer = runs(run, "failed");
    if (sample == null) {
      timer.record(Duration.ZERO); // it never began
    } else {
      sample.stop(timer);
    }
    open.recount(run.plan());
  }

  private static String outcome(RunReport report) {
    return !report.stopped().isEmpty() ? "stopped" : report.clean() ? "clean" : "open";
  }

  private Timer runs(Run run, String outcome) {
    return Timer.builder("syncline.runs")
        .description("Runs by how they ended")
        .tags(tags(run).and("outcome", outcome))
        .register(registry);
  }

  /** A side that had nothing to read is up to date. */
  @Override
  public void flowEnded(Run run, String flow, FlowReport did) {
    did.read()
        .forEach(
            (side, count) -> {
              if (count == 0) {
                lags.settle(tags(run).and(flow(flow)).and(side(side)));
              }
            });
  }

  @Override
  public void lag(Run run, String flow, Side side, Duration age) {
    lags.show(tags(run).and(flow(flow)).and(side(side)), seconds(age));
  }

  @Override
  public void touched(Run run, Touched entity) {
    Tags where = tags(run).and(flow(entity.flow()));
    if (entity.what() == What.LINKED) {
      count("syncline.links", where, 1);
    } else {
      Tags what = where.and(side(entity.side())).and("what", word(entity.what()));
      count("syncline.writes", what, 1);
    }
  }

  @Override
  public void failureRaised(Run run, Failure failure) {
    raised(run, failure);
  }

  @Override
  public void waitingRaised(Run run, Failure failure) {
    raised(run, failure);
  }

  private void raised(Run run, Failure failure) {
    Tags what = tags(run).and(flow(failure.flow())).and("kind", word(failure.kind()));
    count("syncline.failures.raised", what, 1);
  }

  @Override
  public void quotaWaited(Run run, Account account, Duration length) {
    Counter.builder("syncline.quota.waited")
        .baseUnit("seconds")
        .description("How long calls of runs waited for an account's quota")
        .tags(tags(run).and("account", account.key()))
        .register(registry)
        .increment(seconds(length));
  }

  @Override
  public void noticeAccepted(String plan, Side side, EntityType type, String id) {
    count("syncline.notices", Tags.of("plan", plan, "type", type.name()).and(side(side)), 1);
  }

  private void count(String name, Tags tags, long much) {
    Counter.builder(name).tags(tags).register(registry).increment((double) much);
  }

  private static Tags tags(Run run) {
    return Tags.of("plan", run.plan());
  }

  private static Tags side(Side side) {
    return Tags.of("side", side.word());
  }

  static Tags flow(String flow) {
    return Tags.of("flow", flowOf(flow));
  }

  /** A companion's or a field's failure names its flow first: {@code order/payment}. */
  static String flowOf(String flow) {
    int slash = flow.indexOf('/');
    return slash < 0 ? flow : flow.substring(0, slash);
  }

  private static String word(Enum<?> closed) {
    return closed.name().toLowerCase(Locale.ROOT);
  }

  private static double seconds(Duration length) {
    return length.toNanos() / NANOS;
  }
}
