package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Write;
import dev.syncline.model.Ref;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.List;

/** Notes what could not be done, by name. Not thread-safe. */
final class Trouble {

  static final String DROPPED = "DROPPED";
  private static final int NAMED = 10;
  private static final int WAITED_FOR = 1000;
  private static final int CANDIDATES = 100;

  private final World world;
  private final Flow flow;

  Trouble(World world, Flow flow) {
    this.world = world;
    this.flow = flow;
  }

  /** When a next attempt is due. */
  Instant later(Side side, String id) {
    return Failures.retryAt(world.runtime().now(), 1 + world.attempts(flow, side, id));
  }

  /** Writes a failure down. */
  void fail(
      Side side, String id, Failure.Kind kind, String reason, List<Ref> waitsFor, Instant retryAt) {
    fail(side, id, kind, reason, waitsFor, retryAt, List.of());
  }

  /** Writes down that a person has to choose among these. */
  void choose(Side side, String id, Failure.Kind kind, String reason, List<String> candidates) {
    fail(side, id, kind, reason, List.of(), Instant.MAX, candidates);
  }

  private void fail(
      Side side,
      String id,
      Failure.Kind kind,
      String reason,
      List<Ref> waitsFor,
      Instant retryAt,
      List<String> candidates) {
    if (world.failure(flow, side, id).filter(Failures.Kept::isLeftAlone).isPresent()) {
      putAway(side, id);
      return;
    }
    if (kind != Failure.Kind.WAITING) {
      world.tally().failed(flow, side, id);
    }
    int attempts = 1 + world.attempts(flow, side, id);
    Failures.Kept kept =
        new Failures.Kept(
            new Failure(world.plan().name(), flow.name(), side, id, kind, reason, attempts, retryAt)
                .choosing(candidates.subList(0, Math.min(candidates.size(), CANDIDATES))),
            waitsFor.subList(0, Math.min(waitsFor.size(), WAITED_FOR)));
    world.failed(kept);
    StoreUpdate.Builder update = world.ledger().update();
    update.put(Failures.entry(kept));
    update.journal(world.ledger().journal(flow, side, id, kind + " " + reason));
    world.ledger().commit(update);
  }

  /** A person put its failure away, and it looks as it did then. */
  void putAway(Side side, String id) {
    world.tally().settled(flow, side, id);
    world.tally().skipped(flow, side, id, DROPPED);
  }

  /** Some of them by name: a failure has a size that a store can take. */
  static String named(List<?> all) {
    return all.size() <= NAMED
        ? all.toString()
        : all.subList(0, NAMED) + " and " + (all.size() - NAMED) + " more";
  }

  /** An entity's failure is over. */
  void over(Side side, String id) {
    if (world.failure(flow, side, id).isPresent()) {
      StoreUpdate.Builder update = world.ledger().update();
      update.remove(world.ledger().gone(Failures.KIND, Failures.key(flow.name(), side, id)));
      world.ledger().commit(update);
      world.mended(flow, side, id);
    }
  }

  /** It is tried again by itself, later. */
  void waits(Side side, String id, String reason) {
    world.tally().waiting(flow, side, id);
    fail(side, id, Failure.Kind.WAITING, reason, List.of(), later(side, id));
  }

  /** The vendor took it in twice and did nothing: it is tried again later, as after a refusal. */
  void unheeded(Planned planned) {
    Side source = planned.source();
    String id = planned.sourceId();
    world.tally().settled(flow, source, id);
    world.tally().failed(flow, source, id);
    int attempts = 1 + world.attempts(flow, source, id);
    Instant retryAt = Failures.retryAt(world.runtime().now(), attempts);
    String reason = "ACCEPTED_AND_NOT_DONE, twice, on the " + planned.target().word();
    Failure failure =
        new Failure(
            world.plan().name(),
            flow.name(),
            source,
            id,
            Failure.Kind.REFUSED,
            reason,
            attempts,
            retryAt);
    Failures.Kept kept = new Failures.Kept(failure, List.of(), planned.print(world.prints()), "");
    world.failed(kept);
    StoreUpdate.Builder update = world.ledger().update();
    update.put(Failures.entry(kept));
    update.journal(world.ledger().journal(flow, source, id, reason));
    world.ledger().commit(update);
  }

  /** What may have been made once, or was refused just so, is not sent before its time. */
  boolean parked(Planned planned) {
    Failures.Kept kept = world.failure(flow, planned.source(), planned.sourceId()).orElse(null);
    if (kept == null) {
      return false;
    }
    boolean create = planned.write() instanceof Write.Create;
    boolean waits =
        (create && kept.parked())
            || (kept.failure().retryAt().isAfter(world.runtime().now())
                && kept.refused().equals(planned.print(world.prints())));
    if (waits && kept.isDropped()) {
      putAway(planned.source(), planned.sourceId());
    } else if (waits) {
      world.tally().failed(flow, planned.source(), planned.sourceId());
    }
    return waits;
  }
}
