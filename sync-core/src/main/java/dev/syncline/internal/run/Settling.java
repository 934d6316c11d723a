package dev.syncline.internal.run;

import dev.syncline.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/**
 * What became of unanswered writes is looked up once they have settled, before anything else of the
 * flow is judged: what an earlier call may have made must not be taken for somebody's new entity.
 * Later flows build on it too. Not thread-safe; one for each run.
 *
 * <p>A run waits for that only so long, in all. What settles later stays open: its entity is not
 * written, everything else goes on, and a later run looks.
 */
final class Settling {

  private static final int LOOKS_AT_THE_DOUBTFUL = 3;

  /**
   * Long enough for vendors who break off after a minute; other flows, and other plans of the same
   * accounts, wait no longer than this for one vendor's silence.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final World world;
  private final OpenIntents intents;
  private Duration left = PATIENCE;

  Settling(World world, OpenIntents intents) {
    this.world = world;
    this.intents = intents;
  }

  /** Looks up what is open; a rehearsal has nothing open of its own and waits for nobody else's. */
  void settle(Flow flow) {
    if (world.rehearsal() || intents.isEmpty()) {
      return;
    }
    EnsuredIntents ensured = new EnsuredIntents(world, intents);
    ensured.settled(latest()).ifPresent(this::await);
    ensured.settle().forEach((its, looks) -> lookAt(its, looks));
    for (int look = 0; look < LOOKS_AT_THE_DOUBTFUL; look++) {
      Instant settled = intents.settled(flow, latest()).orElse(null);
      if (settled == null) {
        return;
      }
      await(settled);
      lookAt(flow, intents.sources(flow, now()));
    }
    if (intents.settled(flow, now()).isEmpty()) {
      return;
    }
    Set<Look> unasked = new Orphans(world, intents).end(flow);
    if (!unasked.isEmpty()) {
      lookAt(flow, unasked);
    }
    if (intents.settled(flow, now()).isPresent()) {
      throw new Abandoned(
          flow + ": it is still not known what became of a write; the next run looks again");
    }
  }

  private Instant now() {
    return world.runtime().now();
  }

  private Instant latest() {
    return now().plus(left);
  }

  private void await(Instant settled) {
    Duration wait = Duration.between(now(), settled);
    left = wait.isNegative() ? left : left.minus(wait);
    world.turn().rest(settled);
  }

  private void lookAt(Flow flow, Collection<Look> looks) {
    new FlowWork(world, flow, intents, Set.of(), 0).on(looks);
  }
}
