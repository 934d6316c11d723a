package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.connector.Reading;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.model.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is not there, or not shown, any more. Not thread-safe. */
final class Losses {

  private final Job job;
  private final World world;
  private final Flow flow;
  private final Trouble trouble;
  private final Map<String, Convicted> convicted = new LinkedHashMap<>();
  private final Map<Side, Set<Ref>> neverCame = new EnumMap<>(Side.class);

  Losses(Job job, Trouble trouble) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.trouble = trouble;
  }

  /**
   * What is not there, or not shown, ends the work on its pair; what both sides show is read by
   * then.
   */
  void lost(Item item, Side side, String id, Reading reading) {
    Link link = item.pair().link();
    if (link != null && reading instanceof Reading.Gone) {
      gone(side, id, link);
    } else if (link != null) {
      unseen(side, id, link);
    } else if (reading instanceof Reading.Gone) {
      trouble.over(side, id);
      world.leftOut().note(job, side, id);
      neverCame
          .computeIfAbsent(side, none -> new LinkedHashSet<>())
          .add(new Ref(flow.type(side), id));
    }
    item.becomes(new Pair(link, null, null, null));
  }

  /** Writes the convictions down, all at once. */
  void finish() {
    world.convictions().convict(convicted.values());
    convicted.clear();
    Map<Flow, List<Look>> waiters = new LinkedHashMap<>();
    neverCame.forEach((side, refs) -> waiters(side, refs, waiters));
    neverCame.clear();
    if (!job.deepest()) {
      waiters.forEach(job::deeper);
    }
  }

  /**
   * Who waits for what is gone and never had a counterpart: nothing else would look at them again,
   * and they may be gone themselves, or refer to something else by now.
   */
  private void waiters(Side side, Set<Ref> gone, Map<Flow, List<Look>> into) {
    for (Failures.Kept kept : world.failures()) {
      Failure failure = kept.failure();
      if (failure.side() == side && kept.waitsFor().stream().anyMatch(gone::contains)) {
        world.plan().flows().stream()
            .filter(its -> its.keeps(failure.flow()))
            .forEach(
                its ->
                    into.computeIfAbsent(its, none -> new ArrayList<>())
                        .add(Look.hint(side, FailureList.entity(its, failure))));
      }
    }
  }

  /** The vendor said of this very id that it is gone. */
  private void gone(Side side, String id, Link link) {
    if (flow.gone() == Gone.IGNORE) {
      world.tally().skipped(flow, side, id, "GONE_IGNORED");
      moot(side, id);
      link.id(side.other()).ifPresent(other -> moot(side.other(), other));
      return;
    }
    convicted.putIfAbsent(
        link.key(), Convicted.of(flow.name(), link, side, id, world.runtime().now()));
  }

  /** Nothing travels any more, so nothing can fail to. */
  void moot(Side side, String id) {
    boolean waited =
        world
            .failure(flow, side, id)
            .map(kept -> kept.failure().kind())
            .filter(kind -> kind == Failure.Kind.REFUSED || kind == Failure.Kind.WAITING)
            .isPresent();
    if (waited) {
      trouble.over(side, id);
    }
  }

  /** Never a deletion; what changed on the other side waits until it is shown again. */
  private void unseen(Side side, String id, Link link) {
    String source = link.requireId(side.other());
    world.tally().waiting(flow, side.other(), source);
    Instant again = trouble.later(side.other(), source);
    String reason = side.word() + " " + flow.type(side) + ":" + id + " is not shown";
    trouble.fail(side.other(), source, Failure.Kind.WAITING, reason, List.of(), again);
  }
}
