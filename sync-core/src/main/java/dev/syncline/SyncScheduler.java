package dev.syncline;

import dev.syncline.Timetable.Due;
import dev.syncline.internal.run.Ended;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs plans when they are due: so often, some flows more often, everything at night, soon after a
 * webhook, and when something failed is to be tried again.
 *
 * <pre>{@code
 * SyncScheduler scheduler = SyncScheduler.of(engine)
 *     .plan(plan, Schedule.every(ofMinutes(5)).flow("stock", ofMinutes(1)).nightly(LocalTime.of(3, 0), zone))
 *     .start();
 * }</pre>
 *
 * <p>Any number of nodes may schedule a plan on one store: when it ran, and whether it is paused,
 * is kept there, and a plan that runs elsewhere is left alone meanwhile. Each run has a thread of
 * the engine's runtime, at most {@link Builder#atMost} at once and half of them on one account, so
 * that an account that is slow or refuses us delays no plan without it. After a run that an account
 * ended, the plan waits a minute, then twice as long each time, up to an hour.
 *
 * <p>Time is the engine's runtime's only. Thread-safe.
 *
 * @since 0.1
 */
public final class SyncScheduler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SyncScheduler.class);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS_AT_THE_END = Duration.ofMillis(100);

  private final SyncEngine engine;
  private final EngineRuntime runtime;
  private final int atMost;
  private final Duration looks;
  private final Map<String, ScheduledPlan> plans = new LinkedHashMap<>();
  private volatile boolean closed;

  private SyncScheduler(Builder from) {
    this.engine = from.engine;
    this.runtime = from.engine.runtime();
    this.atMost = from.atMost;
    this.looks = from.looks;
    Instant now = runtime.now();
    from.schedules.forEach(
        (plan, schedule) ->
            plans.put(
                plan.name(),
                new ScheduledPlan(
                    plan, new Timetable(plan, schedule, engine.store(), now, from.spread))));
  }

  /** A scheduler for plans of an engine. */
  public static Builder of(SyncEngine engine) {
    return new Builder(engine);
  }

  private void loop() {
    try {
      while (!closed) {
        Duration rest = Duration.between(runtime.now(), tick());
        runtime.sleep(rest.compareTo(looks) > 0 ? looks : rest);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Starts what is due now, and returns when to look again: for hosts and tests that drive a
   * {@linkplain Builder#build built} scheduler themselves.
   */
  public Instant tick() {
    Instant now = runtime.now();
    if (engine.underWay().isClosed()) {
      closed = true;
    }
    if (closed) {
      return now.plus(looks);
    }
    plans.values().forEach(each -> each.look(now));
    plans.values().stream()
        .filter(each -> each.isDue(now))
        .sorted(Comparator.comparing(ScheduledPlan::dueAt))
        .forEach(this::startIfThereIsRoom);
    return plans.values().stream()
        .map(ScheduledPlan::dueAt)
        .filter(at -> at.isAfter(now))
        .min(Instant::compareTo)
        .filter(at -> at.isBefore(now.plus(looks)))
        .orElseGet(() -> now.plus(looks));
  }

  private void startIfThereIsRoom(ScheduledPlan one) {
    List<ScheduledPlan> busy = plans.values().stream().filter(ScheduledPlan::isBusy).toList();
    int mostOfAnAccount = Math.max(1, atMost / 2);
    boolean crowded =
        one.accounts().stream()
            .anyMatch(
                account ->
                    busy.stream().filter(each -> each.accounts().contains(account)).count()
                        >= mostOfAnAccount);
    if (busy.size() < atMost && !crowded) {
      one.begin()
          .ifPresent(
              due -> {
                try {
                  runtime.start(() -> work(one, due));
                } catch (RuntimeException full) {
                  LOG.warn(
                      "no thread for plan {}: {}", one.plan().name(), full.getClass().getName());
                  one.left();
                }
              });
    }
  }

  private void work(ScheduledPlan one, Due due) {
    if (closed) {
      one.left();
      return;
    }
    one.enter(Thread.currentThread());
    try {
      Optional<Ended> end = engine.underWay().attempt(one.plan(), due.extent(), PATIENCE);
      one.ended(due, end, runtime.now());
    } catch (RuntimeException failed) {
      if (!engine.underWay().isClosed()) {
        LOG.warn("plan {} could not run: {}", one.plan().name(), Spoken.of(failed));
      }
      one.failed(failed, runtime.now());
    } finally {
      one.left();
    }
  }

  /**
   * Has a plan begin no more runs, on any node, until it is {@linkplain #resume resumed}; over
   * restarts too. A run under way goes on to its end: see {@link #cancel}.
   */
  public void pause(SyncPlan plan) {
    Timetable.pause(engine.store(), of(plan).plan(), runtime.now());
  }

  /** Lets a paused plan run again, on all nodes. */
  public void resume(SyncPlan plan) {
    Timetable.resume(engine.store(), of(plan).plan());
  }

  /**
   * Ends what runs of a plan on this node, after the slice that it is in. It runs again when it is
   * due the next time.
   *
   * @return whether something was running
   */
  public boolean cancel(SyncPlan plan) {
    return engine.cancel(of(plan).plan());
  }

  private ScheduledPlan of(SyncPlan plan) {
    ScheduledPlan one = plans.get(plan.name());
    if (one == null) {
      throw new IllegalArgumentException("plan " + plan.name() + " is not scheduled here");
    }
    return one;
  }

  /** How each plan stands, in the order in which they were added. */
  public List<PlanStatus> status() {
    Instant now = runtime.now();
    return plans.values().stream().map(each -> each.status(now)).toList();
  }

  /** How a plan stands. */
  public PlanStatus status(SyncPlan plan) {
    return of(plan).status(runtime.now());
  }

  /** Closes and gives runs half a minute, as {@link #close(Duration)} does. */
  @Override
  public void close() {
    close(GRACE);
  }

  /**
   * Begins no more runs, and ends those under way after the slice that they are in. What takes
   * longer than this is interrupted: its calls end, and what became of an unanswered write is
   * looked up by the next run. The engine stays open.
   */
  public void close(Duration grace) {
    closed = true;
    plans.values().stream()
        .filter(ScheduledPlan::isBusy)
        .forEach(each -> engine.cancel(each.plan()));
    if (!awaitEnd(runtime.now().plus(grace))) {
      plans.values().forEach(ScheduledPlan::interrupt);
      awaitEnd(runtime.now().plus(GRACE));
    }
  }

  private boolean awaitEnd(Instant until) {
    Function<ScheduledPlan, Stream<Thread>> others =
        each -> each.thread().stream().filter(thread -> !thread.equals(Thread.currentThread()));
    while (plans.values().stream().flatMap(others).findAny().isPresent()) {
      if (!runtime.now().isBefore(until)) {
        return false;
      }
      try {
        runtime.sleep(BETWEEN_LOOKS_AT_THE_END);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /** Collects plans. Not thread-safe. */
  public static final class Builder {

    private final SyncEngine engine;
    private final Map<SyncPlan, Schedule> schedules = new LinkedHashMap<>();
    private int atMost = 16;
    private Duration looks = Duration.ofSeconds(1);
    private Duration spread = Duration.ofSeconds(30);

    private Builder(SyncEngine engine) {
      this.engine = Objects.requireNonNull(engine, "engine");
    }

    /**
     * Adds a plan.
     *
     * @throws IllegalArgumentException if one of this name was added before
     */
    public Builder plan(SyncPlan plan, Schedule schedule) {
      Set<String> names =
          schedules.keySet().stream().map(SyncPlan::name).collect(Collectors.toSet());
      if (names.contains(plan.name())) {
        throw new IllegalArgumentException("plan " + plan.name() + " is scheduled already");
      }
      schedules.put(plan, Objects.requireNonNull(schedule, "schedule"));
      return this;
    }

    /** How many plans run at once; 16 by default. */
    public Builder atMost(int runs) {
      if (runs < 1) {
        throw new IllegalArgumentException("at least one plan runs at once, not " + runs);
      }
      atMost = runs;
      return this;
    }

    /** How often it looks for notices and at what other nodes did; each second by default. */
    public Builder looking(Duration often) {
      if (often.isNegative() || often.isZero()) {
        throw new IllegalArgumentException("it looks now and then, not every " + often);
      }
      looks = often;
      return this;
    }

    /**
     * By how much plans are moved against each other at most, and never by more than a tenth of
     * their interval: half a minute by default, and up to ten times that at night. Zero moves none.
     */
    public Builder spread(Duration atMostBy) {
      spread = Objects.requireNonNull(atMostBy, "atMostBy");
      return this;
    }

    /** A scheduler that is driven by {@link SyncScheduler#tick}. */
    public SyncScheduler build() {
      return new SyncScheduler(this);
    }

    /** A scheduler that drives itself, on a thread of the engine's runtime. */
    public SyncScheduler start() {
      SyncScheduler scheduler = build();
      scheduler.runtime.start(scheduler::loop);
      return scheduler;
    }
  }
}
