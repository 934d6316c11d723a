package dev.syncline.testkit.convergence;

import dev.syncline.Failure;
import dev.syncline.RunReport;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Refusal;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.testkit.memory.MemoryFault;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One story: people and faults, as chance has it, until all are tired, and then the end. */
final class Story {

  private static final int LONGEST = 25;
  private static final int FIRST = 12;
  private static final Duration DAY = Duration.ofDays(1);

  private final World world;
  private final Chance chance;
  private final Set<String> read = new HashSet<>();

  Story(World world) {
    this.world = world;
    this.chance = world.chance();
  }

  /** Everything up to the moment when edits and faults stop. */
  void middle() {
    begin();
    for (int step = chance.between(5, LONGEST); step > 0; step--) {
      world.weather().change();
      step();
    }
  }

  private void begin() {
    for (int each = chance.between(1, FIRST); each > 0; each--) {
      world.users().act();
    }
    for (int each = chance.between(0, 2); each > 0; each--) {
      world.users().twins(chance.of(world.shape().types()));
    }
    pass(Duration.ofMinutes(10));
  }

  private void step() {
    switch (chance.between(0, 9)) {
      case 0, 1, 2, 3 -> run(chance.of(world.plans()));
      case 4, 5, 6 -> acts();
      case 7 -> world.post().deliver();
      case 8 -> pass(chance.upTo(chance.any(Duration.ofSeconds(2), Duration.ofMinutes(2), DAY)));
      default -> refusals();
    }
  }

  private void acts() {
    for (int each = chance.between(1, 4); each > 0; each--) {
      world.users().act();
      world.time().advance(chance.upTo(Duration.ofSeconds(5)));
    }
  }

  private void refusals() {
    Site site = chance.of(world.sites());
    if (chance.in(50)) {
      site.system().faults().allowAll();
    } else {
      EntityType type = chance.of(world.shape().types());
      world.tale().tell(site + " refuses every " + type);
      site.system().faults().refuse(write -> write.type().equals(type), Refusal.Code.NOT_ALLOWED);
    }
  }

  private void pass(Duration passed) {
    world.time().advance(passed);
    world.tale().tell(passed + " pass");
  }

  /** One run, in whatever weather. */
  void run(SyncPlan plan) {
    world.tale().tell("run of " + plan.name());
    try {
      RunReport report = world.engine().run(plan);
      world
          .tale()
          .tell(
              "ran: "
                  + report.flows()
                  + (report.stopped().isEmpty() ? "" : " stopped " + report.stopped()));
    } catch (MemoryFault.Killed asPlanned) {
      world.tale().tell("  " + asPlanned.getMessage());
      world.restart();
    } catch (dev.syncline.connector.QuotaExhausted | dev.syncline.connector.Unavailable notNow) {
      world.tale().tell("could not begin: " + notNow.getMessage());
    } catch (dev.syncline.PlanNotReady notNow) {
      world.tale().tell("not ready: " + notNow.getMessage());
    }
  }

  /** Edits and faults stop, what is late arrives, and a person looks after what asks for one. */
  void calm() {
    world.weather().fine();
    world.sites().forEach(site -> site.system().faults().allowAll());
    pass(DAY.multipliedBy(2));
    if (world.plans().stream().anyMatch(plan -> !world.engine().failures(plan).isEmpty())) {
      round();
      persons();
    }
  }

  /**
   * All plans so often. What became of a last create may be looked up in these rounds only: where
   * that asks a person, who was not asked before, both are given the same time again.
   */
  void rounds(int most) {
    for (int left = most; left > 0; left--) {
      round();
      if (persons()) {
        left = most + 1;
      }
    }
  }

  /** Every failure is read by a person once; whether one could be helped that was not read yet. */
  private boolean persons() {
    boolean helped = false;
    for (SyncPlan plan : world.plans()) {
      for (Failure each : world.engine().failures(plan)) {
        if (read.add(plan.name() + " " + each.flow() + " " + each.side() + " " + each.id())) {
          helped |= person(plan, each);
        }
      }
    }
    return helped;
  }

  /** Without a guard it is a person who looks whether something was made; whether one had to. */
  private boolean person(SyncPlan plan, Failure failure) {
    world.tale().tell("a person reads: " + failure);
    boolean unguarded = site(plan, failure, true).traits().guard() == Guard.NONE;
    if (failure.kind() != Failure.Kind.DOUBTFUL || !unguarded) {
      return false;
    }
    EntityType type = new EntityType(failure.flow());
    Optional<Entity> there =
        site(plan, failure, false).all(type).stream()
            .filter(each -> each.id().equals(failure.id()))
            .findFirst()
            .flatMap(mine -> site(plan, failure, true).called(type, Words.key(mine)));
    try {
      if (there.isPresent()) {
        world.engine().choose(plan, failure, there.get().id());
        return true;
      }
    } catch (IllegalArgumentException linkedAlready) {
      world.tale().tell("  " + linkedAlready.getMessage());
    }
    world.engine().retry(plan, failure);
    return true;
  }

  private Site site(SyncPlan plan, Failure failure, boolean other) {
    Object wanted = plan.connector(other ? failure.side().other() : failure.side());
    return world.sites().stream().filter(each -> each.system() == wanted).findFirst().orElseThrow();
  }

  /** Every plan once, and then time for all to be seen. */
  void round() {
    world.plans().forEach(this::run);
    pass(Duration.ofMinutes(30));
  }
}
