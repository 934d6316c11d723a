package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.internal.reconcile.Ensured;
import dev.syncline.model.EntityType;
import dev.syncline.model.Ref;
import dev.syncline.store.StoreUpdate;
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

  private final Ensures ensures;
  private final Job job;
  private final World world;
  private final Flow flow;
  private final Trouble trouble;
  private final Refs refs;
  private final Map<String, Item> items;

  Dependencies(Job job, Trouble trouble, Ensures ensures) {
    this.ensures = ensures;
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.trouble = trouble;
    this.refs = job.refs();
    this.items = job.items();
  }

  /** Brings what the items wait for. */
  void bringMissing() {
    ensure();
    Map<Side, Set<Ref>> missing = new EnumMap<>(Side.class);
    for (Item item : items.values()) {
      Decision decision = job.judgement(item);
      if (decision instanceof Decision.Wait wait) {
        for (Ref ref : wait.missing()) {
          boolean here =
              ref.type().equals(flow.type(wait.source()))
                  && items.containsKey(Item.alone(wait.source(), ref.id()));
          if (!here && !Ensured.isName(ref)) {
            missing.computeIfAbsent(wait.source(), side -> new LinkedHashSet<>()).add(ref);
          }
        }
      }
    }
    missing.forEach(this::bring);
  }

  /** What has to be there is found or made, for all items at once. */
  private void ensure() {
    Map<Side, Map<Item, Set<Ref>>> waiting = new EnumMap<>(Side.class);
    for (Item item : items.values()) {
      if (job.judgement(item) instanceof Decision.Wait wait) {
        Set<Ref> names = new LinkedHashSet<>(wait.missing());
        names.removeIf(ref -> !Ensured.isName(ref));
        if (!names.isEmpty()) {
          waiting.computeIfAbsent(wait.source(), side -> new LinkedHashMap<>()).put(item, names);
        }
      }
    }
    waiting.forEach(this::ensure);
  }

  private void ensure(Side source, Map<Item, Set<Ref>> waiting) {
    Set<Ref> names = new LinkedHashSet<>();
    waiting.values().forEach(names::addAll);
    refs.reload(source, names);
    names.removeIf(name -> refs.of(source, name).isPresent());
    Map<Ref, Ensured> wanted = new LinkedHashMap<>();
    waiting.keySet().stream()
        .flatMap(item -> job.ensured(source, item).stream())
        .filter(each -> names.contains(each.name()))
        .forEach(each -> wanted.putIfAbsent(each.name(), each));
    if (!wanted.isEmpty()) {
      ensures.bring(source, wanted.values());
    }
  }

  /** What is referred to and has no counterpart yet is brought along by its own flow. */
  void bring(Side side, Set<Ref> missing) {
    if (job.deepest()) {
      return;
    }
    Map<EntityType, List<Ref>> byType = new LinkedHashMap<>();
    for (Ref ref : missing) {
      byType.computeIfAbsent(ref.type(), type -> new ArrayList<>()).add(ref);
    }
    byType.forEach((type, mine) -> bring(side, type, mine));
  }

  /** What one flow of a type leaves alone may travel by the next. */
  private void bring(Side side, EntityType type, List<Ref> missing) {
    List<Ref> left = missing;
    for (Flow its : world.plan().flows()) {
      if (its.type(side).equals(type) && !left.isEmpty()) {
        job.deeper(its, left.stream().map(ref -> Look.hint(side, ref.id())).toList());
        refs.reload(side, left);
        left = left.stream().filter(ref -> refs.of(side, ref).isEmpty()).toList();
      }
    }
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
      close(item);
    }
  }

  /** What it waits for is written down by now, and leads back to it. */
  private void close(Item item) {
    if (!item.answered().isEmpty()) {
      StoreUpdate.Builder update = world.ledger().update();
      for (String key : item.answered()) {
        update.remove(world.ledger().gone(Intent.KIND, key));
        job.intents().remove(key);
      }
      world.ledger().commit(update);
    }
  }

  /** What travels on demand only does not tell when it can be had. */
  private boolean comesByItself(Decision.Wait wait) {
    return wait.missing().stream()
        .allMatch(
            ref ->
                !Ensured.isName(ref)
                    && world
                        .flowOf(wait.source(), ref.type())
                        .filter(its -> !its.isOnDemand())
                        .isPresent());
  }
}
