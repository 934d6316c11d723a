package dev.syncline.testkit.crash;

import dev.syncline.Failure;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.store.Lease;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.VirtualRuntime;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What processes live through, one after the other: what reaches the systems and the store, what
 * breaks there, and what lands late. Used by one thread.
 */
abstract class Course {

  /** What the engine calls its open intents in the store; a course notices if that changes. */
  static final String INTENT = "intent";

  static final Duration BETWEEN_RUNS = Duration.ofMinutes(10);
  static final Duration BEFORE_RETRIES = Duration.ofDays(1);

  /** A process at work. */
  record Worker(CrashProcess process, SyncEngine engine, List<SyncPlan> plans) {

    /** What could not be synced. */
    List<Failure> open() {
      return plans.stream().flatMap(plan -> engine.failures(plan).stream()).toList();
    }
  }

  private record Late(Instant due, Runnable call) {}

  private final VirtualTime time;
  private final CrashWorld world;
  private final int seed;
  private final boolean telling;
  private final List<String> told = new ArrayList<>();
  private final List<Late> late = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private Instant leasedUntil = Instant.EPOCH;
  private boolean noted;
  private int processes;

  Course(VirtualTime time, CrashWorld world, int seed, boolean telling) {
    this.time = time;
    this.world = world;
    this.seed = seed;
    this.telling = telling;
  }

  /** A process is at a point: what goes wrong there. */
  final Strike arrive(
      CrashProcess process, CrashPoint.Kind kind, String where, int size, Duration settles) {
    process.requireAlive(where);
    landed();
    if (telling && tellsCalls()) {
      tell(process.name() + ": " + where);
    }
    return strike(kind, where, size, settles);
  }

  /** Whether calls are told, too. */
  boolean tellsCalls() {
    return true;
  }

  /** What goes wrong at a point. */
  abstract Strike strike(CrashPoint.Kind kind, String where, int size, Duration settles);

  /** The process stands still until another has taken its lease and done everything. */
  abstract void stall(CrashProcess process);

  final Worker begin() {
    String name = "p" + ++processes;
    WalkRuntime runtime = new WalkRuntime(this, name, new VirtualRuntime(time), seed);
    CrashProcess process = new CrashProcess(this, name, runtime);
    SyncEngine.Builder builder =
        SyncEngine.builder()
            .links(process.store(world.store()))
            .secrets(Secrets.of(new byte[Secrets.KEY_LENGTH]))
            .runtime(runtime);
    world.engine(builder);
    return new Worker(process, builder.build(), world.plans(process));
  }

  /** One run more, by a new process: it may send nothing and change nothing. */
  final void once(Ending before) {
    time.advance(BETWEEN_RUNS);
    Worker next = begin();
    for (SyncPlan plan : next.plans()) {
      RunReport report = next.engine().run(plan);
      if (report.writes() > 0) {
        trouble("a further run wrote: " + report);
      }
    }
    before
        .differences(Ending.of(world, next.engine(), next.plans()), "a further run ")
        .forEach(this::trouble);
  }

  final int intents(Worker worker) {
    return worker.plans().stream()
        .mapToInt(plan -> world.store().scanEntries(plan.name(), INTENT, "", 1).size())
        .sum();
  }

  /** A person looks where nobody else can know; whether there was anything to decide. */
  final boolean decided(Worker worker) {
    boolean any = false;
    for (SyncPlan plan : worker.plans()) {
      for (Failure failure : worker.engine().failures(plan)) {
        if (world.undecidable(failure)) {
          Optional<String> there = world.counterpart(plan, failure);
          tell("a person " + (there.isPresent() ? "chooses" : "finds nothing") + ": " + failure);
          there.ifPresentOrElse(
              id -> worker.engine().choose(plan, failure, id),
              () -> worker.engine().retry(plan, failure));
          any = true;
        }
      }
    }
    return any;
  }

  final Instant now() {
    return time.now();
  }

  final Instant leasedUntil() {
    return leasedUntil;
  }

  final void leased(Lease lease) {
    leasedUntil = lease.until().isAfter(leasedUntil) ? lease.until() : leasedUntil;
  }

  final void committed(StoreUpdate update) {
    noted |= update.entries().stream().anyMatch(each -> each.kind().equals(INTENT));
    noted |= update.newEntries().stream().anyMatch(each -> each.kind().equals(INTENT));
  }

  /** Whether an intent was seen in the store. */
  final boolean noted() {
    return noted;
  }

  /** Something is done that much later, whoever is alive then. */
  final void later(Duration after, Runnable call) {
    late.add(new Late(time.now().plus(after), call));
  }

  final void land(Duration passing) {
    time.advance(landWithin(passing));
    landed();
  }

  /** Moves time on to what lands within it; what is left of it then. */
  final Duration landWithin(Duration passing) {
    Instant end = time.now().plus(passing);
    late.stream()
        .map(Late::due)
        .filter(due -> due.isAfter(time.now()) && !due.isAfter(end))
        .sorted(Comparator.naturalOrder())
        .toList()
        .forEach(
            due -> {
              if (due.isAfter(time.now())) {
                time.advance(Duration.between(time.now(), due));
              }
              landed();
            });
    Duration left = Duration.between(time.now(), end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void landed() {
    for (Late each : List.copyOf(late)) {
      if (!each.due().isAfter(time.now()) && late.remove(each)) {
        tell("a late call lands");
        each.call().run();
      }
    }
  }

  final void tell(String what) {
    if (telling) {
      told.add(time.now() + "  " + what);
    }
  }

  /** Something that must not be. */
  final void trouble(String what) {
    troubles.add(what);
  }

  final List<String> troubles() {
    return troubles;
  }

  final List<String> told() {
    return told;
  }
}
