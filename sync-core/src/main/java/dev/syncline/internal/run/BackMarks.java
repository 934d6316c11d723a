package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.model.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells originals the id of the counterpart that was just made, in the field that the flow marks
 * them by: nothing is read for it. Not thread-safe.
 */
final class BackMarks {

  private final Job job;
  private final World world;
  private final Flow flow;
  private final Sender sender;

  BackMarks(Job job, Sender sender) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.sender = sender;
  }

  /** Marks the originals of what was made; gives those that have to be looked at once more. */
  List<Look> follow(List<Planned> done) {
    List<Planned> marks = new ArrayList<>();
    done.forEach(each -> mark(each).ifPresent(marks::add));
    sender.send(marks);
    return marks.stream()
        .filter(BackMarks::failed)
        .map(each -> Look.hint(each.target(), ((Write.Update) each.write()).held().id()))
        .toList();
  }

  private static boolean failed(Planned mark) {
    WriteResult result = mark.result();
    return result instanceof WriteResult.NotSent
        || result instanceof WriteResult.Stale
        || result instanceof WriteResult.Gone;
  }

  private Optional<Planned> mark(Planned made) {
    Link link = made.link();
    Side side = made.source();
    Entity original = made.pair().on(side).orElse(null);
    boolean born =
        made.write() instanceof Write.Create && made.result() instanceof WriteResult.Written;
    if (link == null || original == null || !born) {
      return Optional.empty();
    }
    String counterpart = link.requireId(side.other());
    return world
        .markers(flow)
        .missing(side, original, counterpart)
        .map(
            draft ->
                new Planned(
                    flow,
                    new Pair(link, null, null, null).with(side, original),
                    side,
                    counterpart,
                    new Write.Update(
                        job.key(counterpart, link.generation(), Intent.UPDATE),
                        original,
                        draft.delta(),
                        original.version().orElse(null)),
                    draft,
                    Base.NONE,
                    false));
  }
}
