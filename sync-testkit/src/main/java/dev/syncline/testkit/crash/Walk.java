package dev.syncline.testkit.crash;

import dev.syncline.Failure;
import dev.syncline.RunReport;
import dev.syncline.Secrets;
import dev.syncline.SyncEngine;
import dev.syncline.SyncPlan;
import dev.syncline.store.Lease;
import dev.syncline.store.StoreConflict;
import dev.syncline.store.StoreUpdate;
import dev.syncline.testkit.VirtualRuntime;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One walk through a scenario's story, undisturbed or with one thing that goes wrong. */
final class Walk {

  /** What the engine calls its open intents in the store; a walk notices if that changes. */
  static final String INTENT = "intent";

  private static final Duration BETWEEN_RUNS = Duration.ofMinutes(10);
  private static final Duration BEFORE_A_RUN = Duration.ofMinutes(1);
  private static final Duration BEFORE_RETRIES = Duration.ofDays(1);
  private static final Duration WITHOUT_LEASE = Duration.ofMinutes(5);
  private static final int ROUNDS = 8;
  private static final int QUICK_ROUNDS = 3;

  /** A process at work. */
  private record Worker(CrashProcess process, SyncEngine engine, List<SyncPlan> plans) {}

  private record Late(Instant due, Runnable call) {}

  private final VirtualTime time;
  private final CrashWorld world;
  private final int strikesAt;
  private final @Nullable CrashFault fault;
  private final int seed;
  private final boolean telling;
  private final List<CrashPoint> points = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<Late> late = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private Instant leasedUntil = Instant.EPOCH;
  private String act = "";
  private boolean everything;
  private String struckAt = "";
  private boolean struck;
  private boolean noted;
  private boolean wrote;
  private int processes;

  private Walk(
      VirtualTime time, CrashWorld world, @Nullable CrashNumber number, int seed, boolean telling) {
    this.time = time;
    this.world = world;
    this.strikesAt = number == null ? -1 : number.point();
    this.fault = number == null ? null : number.fault();
    this.seed = seed;
    this.telling = telling;
  }

  /** What a walk came to. */
  record Result(Ending ending, List<CrashPoint> points, String struckAt, List<String> told) {}

  static Result undisturbed(CrashScenario scenario, int seed) {
    return walk(scenario, null, seed, false);
  }

  static Result broken(CrashScenario scenario, CrashNumber number, boolean telling) {
    return walk(scenario, number, number.seed(), telling);
  }

  private static Result walk(
      CrashScenario scenario, @Nullable CrashNumber number, int seed, boolean telling) {
    VirtualTime time = new VirtualTime();
    try (CrashWorld world = scenario.world(time)) {
      Walk walk = new Walk(time, world, number, seed, telling);
      Ending ending = walk.toTheEnd();
      return new Result(ending, walk.points, walk.struckAt, walk.told);
    }
  }

  private Ending toTheEnd() {
    Worker worker = begin();
    List<CrashWorld.Act> story = world.story();
    for (int at = 0; at < story.size(); at++) {
      CrashWorld.Act each = story.get(at);
      boolean last = at == story.size() - 1;
      act = each.name();
      everything = each.everything();
      tell("people: " + act);
      if (!done(each)) {
        break;
      }
      land(BEFORE_A_RUN);
      worker = untilQuiet(worker, last);
      if (decided(worker)) {
        worker = untilQuiet(worker, last);
      }
      land(BETWEEN_RUNS);
    }
    struck = true;
    Ending ending = Ending.of(world, worker.engine(), worker.plans());
    once(ending);
    if (wrote && !noted) {
      troubles.add("no intent was noted under the name " + INTENT);
    }
    return ending.with(troubles);
  }

  /** People do something; whether they could. */
  private boolean done(CrashWorld.Act each) {
    try {
      each.doing().run();
      return true;
    } catch (RuntimeException | AssertionError stuck) {
      troubles.add("people could not do \"" + each.name() + "\": " + stuck.getMessage());
      return false;
    }
  }

  /** One run more, by a new process: it may send nothing and change nothing. */
  private void once(Ending before) {
    time.advance(BETWEEN_RUNS);
    Worker next = begin();
    for (SyncPlan plan : next.plans()) {
      RunReport report = next.engine().run(plan);
      if (report.writes() > 0) {
        troubles.add("a further run wrote: " + report);
      }
    }
    troubles.addAll(
        before.differences(Ending.of(world, next.engine(), next.plans()), "a further run "));
  }

  private Worker begin() {
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

  /**
   * Runs every plan until all is done, or until none does anything any more; who dies is followed
   * by another.
   */
  private Worker untilQuiet(Worker first, boolean still) {
    Worker worker = first;
    for (int round = 1; round <= ROUNDS; round++) {
      boolean quiet;
      try {
        quiet = round(worker, still);
      } catch (Killed killed) {
        tell(String.valueOf(killed.getMessage()));
        worker = begin();
        continue;
      }
      if (quiet && intents(worker) == 0 && (open(worker).isEmpty() || round > QUICK_ROUNDS)) {
        return worker;
      }
      land(round < QUICK_ROUNDS ? BETWEEN_RUNS : BEFORE_RETRIES);
    }
    troubles.add("it was not quiet after " + ROUNDS + " rounds of " + act);
    return worker;
  }

  private static List<Failure> open(Worker worker) {
    return worker.plans().stream()
        .flatMap(plan -> worker.engine().failures(plan).stream())
        .toList();
  }

  private int intents(Worker worker) {
    return worker.plans().stream()
        .mapToInt(plan -> world.store().scanEntries(plan.name(), INTENT, "", 1).size())
        .sum();
  }

  private boolean round(Worker worker, boolean still) {
    boolean quiet = true;
    for (SyncPlan plan : worker.plans()) {
      boolean before = struck;
      try {
        RunReport report =
            everything ? worker.engine().reconcile(plan) : worker.engine().run(plan);
        tell(worker.process().name() + " ran: " + report);
        quiet &= report.stopped().isEmpty() && (!still || report.writes() == 0);
        wrote |= report.writes() > 0;
      } catch (StoreConflict conflict) {
        // Who lost its lease is told so.
        if (before || !struck) {
          troubles.add("a run failed: " + conflict);
        }
        quiet = false;
      } catch (RuntimeException failed) {
        troubles.add("a run failed: " + failed);
        quiet = false;
      }
    }
    return quiet;
  }

  /** A person looks where nobody else can know; whether there was anything to decide. */
  private boolean decided(Worker worker) {
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

  /** A process is at a point: what goes wrong there. */
  Strike arrive(
      CrashProcess process, CrashPoint.Kind kind, String where, int size, Duration settles) {
    process.requireAlive(where);
    landed();
    if (telling) {
      tell(process.name() + ": " + where);
    }
    if (struck) {
      return new Strike(where, null);
    }
    CrashPoint point = new CrashPoint(points.size(), act, kind, where, size, settles);
    points.add(point);
    if (point.index() != strikesAt) {
      return new Strike(where, null);
    }
    struck = true;
    struckAt = point.toString();
    tell("*** " + fault + " at " + point);
    if (fault == null || !point.faults().contains(fault)) {
      throw new IllegalArgumentException(fault + " cannot happen at " + point);
    }
    return new Strike(where, fault);
  }

  /** The process stands still until another has taken its lease and done everything. */
  void stall(CrashProcess process) {
    Instant lost = leasedUntil.isAfter(time.now()) ? leasedUntil : time.now().plus(WITHOUT_LEASE);
    land(Duration.between(time.now(), lost).plusSeconds(1));
    Worker successor = untilQuiet(begin(), true);
    tell(successor.process().name() + " is done, " + process.name() + " goes on");
  }

  void leased(Lease lease) {
    leasedUntil = lease.until().isAfter(leasedUntil) ? lease.until() : leasedUntil;
  }

  void committed(StoreUpdate update) {
    noted |= update.entries().stream().anyMatch(each -> each.kind().equals(INTENT));
    noted |= update.newEntries().stream().anyMatch(each -> each.kind().equals(INTENT));
  }

  /** Something is done that much later, whoever is alive then. */
  void later(Duration after, Runnable call) {
    late.add(new Late(time.now().plus(after), call));
  }

  private void land(Duration passing) {
    time.advance(landWithin(passing));
    landed();
  }

  /** Moves time on to what lands within it; what is left of it then. */
  Duration landWithin(Duration passing) {
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

  private void tell(String what) {
    if (telling) {
      told.add(time.now() + "  " + what);
    }
  }
}
