package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Located;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What nobody knows yet may be what an open create of ours has made: it is not taken for somebody's
 * new entity, and not made back. A request is spent on that only while creates are open and
 * somebody new is shown beside them. Not thread-safe.
 */
final class Newcomers {

  private final Job job;
  private final World world;
  private final Flow flow;
  private final Trouble trouble;
  private final Map<Side, Instant> untold = new EnumMap<>(Side.class);
  private final Map<Side, Set<String>> held = new EnumMap<>(Side.class);

  Newcomers(Job job, Trouble trouble) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.trouble = trouble;
  }

  /** Takes out those that are ours; gives what has to be looked at instead. */
  Set<Look> takeOut() {
    Set<Look> again = new LinkedHashSet<>();
    if (!world.rehearsal()) {
      for (Side side : Side.values()) {
        if (!news(side).isEmpty()) {
          takeOut(side, again);
          new SecondLook(world).early(flow, side).forEach(twin -> remove(side, twin));
        }
      }
    }
    return again;
  }

  /**
   * Holds those back that may be ours and were not found to be somebody's counterpart: until then
   * they are at hand like others, or what they stand for would be made beside them.
   */
  void hold() {
    held.forEach(
        (side, ids) ->
            ids.stream()
                .filter(id -> job.items().containsKey(Item.alone(side, id)))
                .forEach(id -> hold(side, id, Objects.requireNonNull(untold.get(side)))));
  }

  private List<String> news(Side side) {
    return job.items().values().stream()
        .filter(item -> item.pair().link() == null && item.changed() == side)
        .map(item -> item.id(side))
        .toList();
  }

  private void remove(Side side, String id) {
    job.items().remove(Item.alone(side, id));
  }

  private void takeOut(Side side, Set<Look> again) {
    List<Intent> open = job.intents().creating(flow, side, world.runtime().now());
    if (open.isEmpty()) {
      return;
    }
    List<Write.Create> creates =
        open.stream()
            .map(intent -> new Write.Create(intent.key(), Entity.of(flow.type(side), "")))
            .toList();
    List<Located> located =
        world.ask(
            () -> world.sized(side, "locate", world.connector(side).locate(creates), open.size()));
    Orphans orphans = new Orphans(world, job.intents());
    List<Intent> nobodyKnows = new ArrayList<>();
    for (int at = 0; at < open.size(); at++) {
      if (located.get(at) instanceof Located.Found found) {
        // What is there needs no waiting for; only that it is not there does.
        orphans.ended(flow, side, open.get(at), creates.get(at), found);
        found.ids().forEach(id -> remove(side, id));
        again.add(Look.hint(side.other(), open.get(at).sourceId()));
      } else if (located.get(at) instanceof Located.CannotTell) {
        nobodyKnows.add(open.get(at));
      }
    }
    nobodyKnows.stream()
        .map(Intent::settlesAt)
        .max(Instant::compareTo)
        .ifPresent(
            settled -> {
              untold.put(side, settled);
              held.put(side, new LinkedHashSet<>(news(side)));
            });
  }

  private void hold(Side side, String id, Instant settled) {
    remove(side, id);
    world.tally().waiting(flow, side, id);
    String reason = "waits until it is known whether an unanswered write has made it";
    trouble.fail(side, id, Failure.Kind.WAITING, reason, List.of(), settled);
  }
}
