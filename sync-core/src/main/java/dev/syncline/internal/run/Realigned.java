package dev.syncline.internal.run;

import dev.syncline.Conflicts;
import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.internal.reconcile.Decision.Draft;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.internal.reconcile.Reconciler;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.Unit;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the rules, as they are now, make of a pair that nobody has edited since both sides agreed:
 * what differs follows the side that wins conflicts, or the only side that it may follow. Pure.
 */
final class Realigned {

  private final Flow flow;
  private final Reconciler reconciler;
  private final Refs refs;
  private final Instant now;

  Realigned(Job job) {
    this.flow = job.flow();
    this.reconciler = job.world().reconciler(flow);
    this.refs = job.refs();
    this.now = job.world().runtime().now();
  }

  /** The same decision, unless it leaves alone what the rules want otherwise. */
  Decision of(Pair pair, Decision decision) {
    if (pair.link() == null || pair.left() == null || pair.right() == null) {
      return decision;
    }
    if (decision instanceof Decision.Update update && !update.drafts().isEmpty()) {
      // What people edited goes first; the rest follows when the pair is judged again.
      return new Decision.Update(
          update.agreed(), update.drafts(), update.conflicts(), update.skipped(), true);
    }
    if (!(decision instanceof Decision.Nothing) && !(decision instanceof Decision.Update)) {
      return decision;
    }
    Side winner = winner(Objects.requireNonNull(pair.link()));
    Decision first = judged(pair, winner);
    if (writes(first)) {
      return first;
    }
    Decision second = oneWayOnly(judged(pair, winner.other()));
    return writes(second) ? second : decision;
  }

  private Side winner(Link link) {
    if (flow.direction() != Direction.BOTH) {
      return flow.direction().goesTo(Side.RIGHT) ? Side.LEFT : Side.RIGHT;
    }
    return flow.conflicts() == Conflicts.ORIGIN
        ? link.origin()
        : flow.conflicts() == Conflicts.LEFT ? Side.LEFT : Side.RIGHT;
  }

  private Decision judged(Pair pair, Side winner) {
    Link fresh = Objects.requireNonNull(pair.link()).agreedOnNothing();
    return reconciler.judge(pair.with(fresh).arriving(Arrival.from(winner)), refs, now);
  }

  private static boolean writes(Decision decision) {
    return decision instanceof Decision.Update update && !update.drafts().isEmpty();
  }

  /** What travels both ways has been decided by the winner. */
  private Decision oneWayOnly(Decision decision) {
    if (!(decision instanceof Decision.Update update)) {
      return decision;
    }
    List<Unit> twoWay =
        flow.mapper().units().stream().filter(unit -> unit.direction() == Direction.BOTH).toList();
    Map<Side, Draft> drafts = new EnumMap<>(Side.class);
    update
        .drafts()
        .forEach(
            (side, draft) -> {
              Draft less = Drafts.without(draft, side, twoWay);
              if (!less.delta().fields().isEmpty()) {
                drafts.put(side, less);
              }
            });
    return new Decision.Update(
        update.agreed(), drafts, update.conflicts(), update.skipped(), update.again());
  }
}
