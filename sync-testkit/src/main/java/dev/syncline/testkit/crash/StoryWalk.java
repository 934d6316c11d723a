package dev.syncline.testkit.crash;

import dev.syncline.RunReport;
import dev.syncline.SyncPlan;
import dev.syncline.connector.ConnectorException;
import dev.syncline.testkit.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** One story, as chance has it. */
final class StoryWalk extends Course {

  private static final int ALL = 1000;
  private static final int[] FAULTS = {0, 0, 5, 15, 40};
  private static final int[] PEOPLE = {0, 0, 3, 10};
  private static final int ROUNDS = 6;
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration WITHOUT_LEASE = Duration.ofMinutes(30);

  /** A process that stands still needs another at its side; the crash simulator has those. */
  private static final Set<CrashFault> HAPPENING =
      EnumSet.complementOf(EnumSet.of(CrashFault.ZOMBIE_BEFORE, CrashFault.ZOMBIE_AFTER));

  private final StoryWorld world;
  private final SplittableRandom chance;
  private final boolean calls;
  private Worker worker;
  private int perMille;
  private int people;
  private int faults;
  private boolean acting;

  StoryWalk(VirtualTime time, StoryWorld world, SplittableRandom chance, boolean calls) {
    super(time, world, 0, true);
    this.world = world;
    this.chance = chance;
    this.calls = calls;
    this.worker = begin();
  }

  /** How much went wrong. */
  int faults() {
    return faults;
  }

  /** Tells it; what must not be at its end. */
  List<String> toTheEnd() {
    acts(chance.nextInt(3, 9));
    for (int step = chance.nextInt(6, 15); step > 0; step--) {
      perMille = FAULTS[chance.nextInt(FAULTS.length)];
      people = PEOPLE[chance.nextInt(PEOPLE.length)];
      step();
    }
    perMille = 0;
    people = 0;
    tell("people and faults stop");
    land(DAY.multipliedBy(2));
    settle();
    List<String> wrong = new ArrayList<>(world.wrong());
    worker.open().forEach(each -> wrong.add("failure: " + each));
    Ending ending = Ending.of(world, worker.engine(), worker.plans());
    once(ending);
    wrong.addAll(troubles());
    return wrong;
  }

  private void step() {
    switch (chance.nextInt(10)) {
      case 0, 1, 2, 3, 4 -> run(false);
      case 5 -> run(true);
      case 6, 7, 8 -> acts(chance.nextInt(1, 5));
      default -> pass(Duration.ofSeconds(chance.nextLong(chance.nextBoolean() ? 120 : 100_000)));
    }
  }

  private void pass(Duration passed) {
    land(passed);
    tell(passed + " pass");
  }

  private void acts(int count) {
    for (int each = count; each > 0; each--) {
      act();
      land(Duration.ofSeconds(chance.nextInt(1, 30)));
    }
  }

  private void act() {
    acting = true;
    tell("people: " + world.act());
    acting = false;
  }

  /** One run in whatever weather; whether all was done, and nothing had to be written. */
  private boolean run(boolean everything) {
    boolean quiet = true;
    for (SyncPlan plan : worker.plans()) {
      try {
        RunReport report = everything ? worker.engine().reconcile(plan) : worker.engine().run(plan);
        tell(worker.process().name() + " ran: " + report);
        quiet &= report.stopped().isEmpty() && report.writes() == 0;
      } catch (Killed killed) {
        tell(String.valueOf(killed.getMessage()));
        pass(WITHOUT_LEASE);
        worker = begin();
        return false;
      } catch (ConnectorException notNow) {
        tell("could not begin: " + notNow.getMessage());
        if (perMille == 0) {
          throw notNow;
        }
        quiet = false;
      }
    }
    land(BETWEEN_RUNS);
    return quiet;
  }

  /** All plans until nothing moves any more, and then with a look at everything. */
  private void settle() {
    for (int round = 0; round < ROUNDS; round++) {
      boolean unchanged = run(false);
      boolean quiet = run(true) && unchanged;
      boolean asked = decided(worker);
      land(BEFORE_RETRIES);
      if (quiet && !asked && intents(worker) == 0) {
        return;
      }
    }
    trouble("it was not quiet after " + ROUNDS + " rounds");
  }

  @Override
  boolean tellsCalls() {
    return calls;
  }

  @Override
  Strike strike(CrashPoint.Kind kind, String where, int size, Duration settles) {
    if (!acting && chance.nextInt(ALL) < people) {
      act();
    }
    if (chance.nextInt(ALL) >= perMille) {
      return new Strike(where, null);
    }
    Set<CrashFault> possible =
        EnumSet.copyOf(new CrashPoint(0, "", kind, where, size, settles).faults());
    possible.retainAll(HAPPENING);
    List<CrashFault> all = List.copyOf(possible);
    CrashFault fault = all.get(chance.nextInt(all.size()));
    faults++;
    tell("*** " + fault + " at " + where);
    return new Strike(where, fault);
  }

  @Override
  void stall(CrashProcess process) {
    throw new IllegalStateException("nobody stands still here");
  }
}
