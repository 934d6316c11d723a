package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.model.Ref;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.List;

/** Notes what could not be done, by name. Not thread-safe. */
final class Trouble {

  private final World world;
  private final Flow flow;

  Trouble(Job job) {
    this.world = job.world();
    this.flow = job.flow();
  }

  /** When a next attempt is due. */
  Instant later(Side side, String id) {
    return Failures.retryAt(world.runtime().now(), 1 + world.attempts(flow, side, id));
  }

  /** Writes a failure down. */
  void fail(
      Side side, String id, Failure.Kind kind, String reason, List<Ref> waitsFor, Instant retryAt) {
    if (kind != Failure.Kind.WAITING) {
      world.tally().failed(flow, side, id);
    }
    int attempts = 1 + world.attempts(flow, side, id);
    Failures.Kept kept =
        new Failures.Kept(
            new Failure(
                world.plan().name(), flow.name(), side, id, kind, reason, attempts, retryAt),
            waitsFor);
    world.failed(kept);
    StoreUpdate.Builder update = world.ledger().update();
    update.put(Failures.entry(kept));
    update.journal(world.ledger().journal(flow, side, id, kind + " " + reason));
    world.ledger().commit(update);
  }
}
