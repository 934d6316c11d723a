package dev.syncline.internal.run;

import dev.syncline.Flow;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/**
 * What became of unanswered writes is looked up once they have settled, before anything else of the
 * flow is judged: what an earlier call may have made must not be taken for somebody's new entity.
 * Later flows build on it too. Not thread-safe.
 */
final class Settling {

  private static final int LOOKS_AT_THE_DOUBTFUL = 3;

  private final World world;
  private final OpenIntents intents;

  Settling(World world, OpenIntents intents) {
    this.world = world;
    this.intents = intents;
  }

  /** Looks up what is open; a rehearsal has nothing open of its own and waits for nobody else's. */
  void settle(Flow flow) {
    if (world.rehearsal()) {
      return;
    }
    new EnsuredIntents(world, intents).settle().forEach(this::lookAt);
    for (int look = 0; look < LOOKS_AT_THE_DOUBTFUL; look++) {
      Instant settled = intents.settled(flow).orElse(null);
      if (settled == null) {
        return;
      }
      world.turn().rest(settled);
      lookAt(flow, intents.sources(flow));
    }
    if (intents.settled(flow).isEmpty()) {
      return;
    }
    Set<Look> left = new Orphans(world, intents).end(flow);
    if (!left.isEmpty()) {
      lookAt(flow, left);
    }
    if (intents.settled(flow).isPresent()) {
      throw new Abandoned(
          flow + ": it is still not known what became of a write; the next run looks again");
    }
  }

  private void lookAt(Flow flow, Collection<Look> looks) {
    new FlowWork(world, flow, intents, Set.of(), 0).on(looks);
  }
}
