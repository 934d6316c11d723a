package dev.syncline.testkit.crash;

import dev.syncline.RunReport;
import dev.syncline.SyncPlan;
import dev.syncline.store.StoreConflict;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One walk through a scenario's story, undisturbed or with one thing that goes wrong. */
final class Walk extends Course {

  private static final Duration BEFORE_A_RUN = Duration.ofMinutes(1);
  private static final Duration WITHOUT_LEASE = Duration.ofMinutes(5);
  private static final int ROUNDS = 8;
  private static final int QUICK_ROUNDS = 3;

  private final CrashWorld world;
  private final int strikesAt;
  private final @Nullable CrashFault fault;
  private final List<CrashPoint> points = new ArrayList<>();
  private String act = "";
  private boolean everything;
  private String struckAt = "";
  private boolean struck;
  private boolean wrote;

  private Walk(
      VirtualTime time, CrashWorld world, @Nullable CrashNumber number, int seed, boolean telling) {
    super(time, world, seed, telling);
    this.world = world;
    this.strikesAt = number == null ? -1 : number.point();
    this.fault = number == null ? null : number.fault();
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
      return new Result(ending, walk.points, walk.struckAt, walk.told());
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
    if (wrote && !noted()) {
      trouble("no intent was noted under the name " + INTENT);
    }
    return ending.with(troubles());
  }

  /** People do something; whether they could. */
  private boolean done(CrashWorld.Act each) {
    try {
      each.doing().run();
      return true;
    } catch (RuntimeException | AssertionError stuck) {
      trouble("people could not do \"" + each.name() + "\": " + stuck.getMessage());
      return false;
    }
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
      if (quiet && intents(worker) == 0 && (worker.open().isEmpty() || round > QUICK_ROUNDS)) {
        return worker;
      }
      land(round < QUICK_ROUNDS ? BETWEEN_RUNS : BEFORE_RETRIES);
    }
    trouble("it was not quiet after " + ROUNDS + " rounds of " + act);
    return worker;
  }

  private boolean round(Worker worker, boolean still) {
    boolean quiet = true;
    for (SyncPlan plan : worker.plans()) {
      boolean before = struck;
      try {
        RunReport report = everything ? worker.engine().reconcile(plan) : worker.engine().run(plan);
        tell(worker.process().name() + " ran: " + report);
        quiet &= report.stopped().isEmpty() && (!still || report.writes() == 0);
        wrote |= report.writes() > 0;
      } catch (StoreConflict conflict) {
        // Who lost its lease is told so.
        if (before || !struck) {
          trouble("a run failed: " + conflict);
        }
        quiet = false;
      } catch (RuntimeException failed) {
        trouble("a run failed: " + failed);
        quiet = false;
      }
    }
    return quiet;
  }

  @Override
  Strike strike(CrashPoint.Kind kind, String where, int size, Duration settles) {
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

  @Override
  void stall(CrashProcess process) {
    Instant lost = leasedUntil().isAfter(now()) ? leasedUntil() : now().plus(WITHOUT_LEASE);
    land(Duration.between(now(), lost).plusSeconds(1));
    Worker successor = untilQuiet(begin(), true);
    tell(successor.process().name() + " is done, " + process.name() + " goes on");
  }
}
