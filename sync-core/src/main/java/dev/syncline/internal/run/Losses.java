package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.model.Entity;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What is not there, or not shown, any more. Not thread-safe. */
final class Losses {

  private final Job job;
  private final World world;
  private final Flow flow;
  private final Trouble trouble;
  private final Sender sender;
  private final List<Planned> deletes = new ArrayList<>();
  private final Set<String> bothGone = new HashSet<>();

  Losses(Job job, Trouble trouble, Sender sender) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.trouble = trouble;
    this.sender = sender;
  }

  /**
   * What is not there, or not shown, ends the work on its pair; what both sides show is read by
   * then.
   */
  void lost(Item item, Side side, String id, Reading reading) {
    Link link = item.pair().link();
    boolean ended = item.pair().left() == null && item.pair().right() == null;
    if (link != null && !ended && reading instanceof Reading.Gone) {
      convicted(item, side, id);
    } else if (link != null && !(reading instanceof Reading.Gone)) {
      unseen(side, id, link);
    } else if (link != null && bothGone.add(link.key())) {
      detach(side, id, link);
    } else if (link == null && reading instanceof Reading.Gone) {
      trouble.over(side, id);
    }
    item.becomes(new Pair(link, null, null, null));
  }

  /** Asks for the deletions that follow, all at once. */
  void finish() {
    sender.send(deletes);
    for (Planned planned : deletes) {
      WriteResult result = planned.result();
      if (result instanceof WriteResult.Gone) {
        detach(planned.source(), planned.sourceId(), Objects.requireNonNull(planned.pair().link()));
      } else if (result instanceof WriteResult.NotSent || result instanceof WriteResult.Stale) {
        trouble.waits(planned.source(), planned.sourceId(), "not deleted yet on the other side");
      }
    }
    deletes.clear();
  }

  /** Never a deletion; what changed on the other side waits until it is shown again. */
  private void unseen(Side side, String id, Link link) {
    String source = link.requireId(side.other());
    world.tally().waiting(flow, side.other(), source);
    Instant again = trouble.later(side.other(), source);
    String reason = side.word() + " " + flow.type(side) + ":" + id + " is not shown";
    trouble.fail(side.other(), source, Failure.Kind.WAITING, reason, List.of(), again);
  }

  /** The vendor said of this very id that it is gone. */
  private void convicted(Item item, Side side, String id) {
    Link link = Objects.requireNonNull(item.pair().link());
    Side other = side.other();
    Entity counterpart = item.pair().on(other).orElse(null);
    boolean delete =
        flow.gone() == Gone.DELETE
            && flow.direction().goesTo(other)
            && counterpart != null
            && world.capabilities(flow, other).can(Capabilities.Operation.DELETE);
    item.becomes(new Pair(link, null, null, null));
    if (delete) {
      OperationKey key = job.key(id, link.generation(), Intent.DELETE);
      Decision.Draft none = new Decision.Draft(Entity.of(flow.type(other), ""), Base.NONE);
      deletes.add(
          new Planned(
              flow,
              new Pair(link, null, null, null),
              other,
              id,
              new Write.Delete(key, Objects.requireNonNull(counterpart)),
              none,
              Base.NONE,
              false));
      return;
    }
    detach(side, id, link);
  }

  private void detach(Side side, String id, Link link) {
    StoreUpdate.Builder update = world.ledger().update();
    Link detached =
        link.with(Link.State.DETACHED).committed(world.runtime().now(), link.settlesAt());
    update.put(world.ledger().row(flow, detached));
    update.journal(world.ledger().journal(flow, side, id, "GONE, unlinked"));
    world.ledger().commit(update);
    world.tally().skipped(flow, side, id, "GONE_UNLINKED");
    for (Side each : Side.values()) {
      link.id(each).ifPresent(its -> trouble.over(each, its));
    }
  }
}
