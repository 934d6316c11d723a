package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.model.EntityType;
import dev.syncline.model.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings along what is referred to and has no counterpart yet. Not thread-safe. */
final class Dependencies {

  private final Job job;
  private final World world;
  private final Flow flow;
  private final Trouble trouble;
  private final Refs refs;
  private final Map<String, Item> items;

  Dependencies(Job job, Trouble trouble) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.trouble = trouble;
    this.refs = job.refs();
    this.items = job.items();
  }

  /** Brings what the items wait for. */
  void bringMissing() {
    Map<Side, Set<Ref>> missing = new EnumMap<>(Side.class);
    for (Item item : items.values()) {
      Decision decision = job.judgement(item);
      if (decision instanceof Decision.Wait wait) {
        for (Ref ref : wait.missing()) {
          boolean here =
              ref.type().equals(flow.type(wait.source()))
                  && items.containsKey(Item.alone(wait.source(), ref.id()));
          if (!here) {
            missing.computeIfAbsent(wait.source(), side -> new LinkedHashSet<>()).add(ref);
          }
        }
      }
    }
    missing.forEach(this::bring);
  }

  /** What is referred to and has no counterpart yet is brought along by its own flow. */
  void bring(Side side, Set<Ref> missing) {
    if (job.deepest()) {
      return;
    }
    Map<EntityType, List<Look>> byType = new LinkedHashMap<>();
    for (Ref ref : missing) {
      byType.computeIfAbsent(ref.type(), type -> new ArrayList<>()).add(Look.hint(side, ref.id()));
    }
    byType.forEach(
        (type, looks) -> world.flowOf(side, type).ifPresent(its -> job.deeper(its, looks)));
    refs.reload(side, missing);
  }

  /** Names what still waits. */
  void leaveWaiting() {
    for (Item item : items.values()) {
      Decision decision = job.judgement(item);
      if (decision instanceof Decision.Wait wait) {
        world.tally().waiting(flow, wait.source(), item.id(wait.source()));
        trouble.fail(
            wait.source(),
            item.id(wait.source()),
            Failure.Kind.WAITING,
            "waits for " + Trouble.named(wait.missing()),
            wait.missing(),
            comesByItself(wait)
                ? Instant.MAX
                : trouble.later(wait.source(), item.id(wait.source())));
      }
    }
  }

  /** What travels on demand only does not tell when it can be had. */
  private boolean comesByItself(Decision.Wait wait) {
    return wait.missing().stream()
        .allMatch(
            ref ->
                world
                    .flowOf(wait.source(), ref.type())
                    .filter(its -> !its.isOnDemand())
                    .isPresent());
  }
}
