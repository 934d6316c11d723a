package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.model.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Brings a set of changed entities of one flow into step: links loaded, the other side read where
 * needed, counterparts looked for, dependencies brought along, decisions made, writes sent, results
 * committed. Not thread-safe; used once.
 */
final class FlowWork {

  private static final int ROUNDS = 4;

  private final Job job;
  private final Gathering gathering;
  private final Newcomers newcomers;
  private final Matching matching;
  private final Dependencies dependencies;
  private final Judging judging;

  /** {@code whole} are the sides of which every entity is at hand. */
  FlowWork(World world, Flow flow, OpenIntents intents, Set<Side> whole, int depth) {
    this(world, flow, intents, Seeking.atTheVendor(whole), depth);
  }

  FlowWork(World world, Flow flow, OpenIntents intents, Seeking seeking, int depth) {
    this.job = new Job(world, flow, intents, depth);
    Trouble trouble = new Trouble(world, flow);
    Sender sender = new Sender(world, intents);
    List<Look> again = new ArrayList<>();
    this.gathering = new Gathering(job, new Losses(job, trouble));
    Ensures ensures = new Ensures(job, sender);
    this.newcomers = new Newcomers(job, trouble);
    this.dependencies = new Dependencies(job, trouble, ensures);
    this.matching = new Matching(job, dependencies, trouble, seeking);
    this.judging =
        new Judging(
            job, dependencies, ensures, trouble, new Recovery(job, trouble, again), sender, again);
  }

  /** Works on these. */
  void on(Collection<Look> looks) {
    try (Tag flow = Tag.flow(job.flow().name())) {
      workOn(looks);
    }
  }

  private void workOn(Collection<Look> looks) {
    gathering.gather(TakenNumbers.freed(job.world(), job.flow(), looks));
    Set<Look> ours = newcomers.takeOut();
    new Dropped(job).takeOut();
    loadRefs();
    matching.match();
    newcomers.hold();
    if (!job.items().isEmpty()) {
      job.outstanding().ask();
    }
    for (int round = 0; round < ROUNDS && !job.items().isEmpty(); round++) {
      if (!judging.judge()) {
        break;
      }
    }
    if (job.world().turn().isOver()) {
      ours.forEach(look -> job.world().turn().leave(job.flow(), look));
      leaveToNextTurn();
      return;
    }
    dependencies.leaveWaiting();
    if (!ours.isEmpty() && !job.deepest()) {
      job.deeper(job.flow(), ours);
    }
  }

  /** What it waits for may only not have been reached. */
  private void leaveToNextTurn() {
    for (Item item : job.items().values()) {
      Look look = Look.hint(item.changed(), item.id(item.changed()));
      job.world().turn().leave(job.flow(), look);
    }
    job.items().clear();
  }

  private void loadRefs() {
    for (Side side : Side.values()) {
      List<Entity> all = new ArrayList<>();
      job.items().values().forEach(item -> item.pair().on(side).ifPresent(all::add));
      job.refs().load(side, all);
    }
    job.items().values().forEach(job::knowOwn);
  }
}
