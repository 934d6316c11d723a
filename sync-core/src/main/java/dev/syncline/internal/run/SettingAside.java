package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.MatchBy;
import dev.syncline.Side;
import dev.syncline.connector.MatchKey;
import dev.syncline.internal.run.FirstLook.Shown;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import dev.syncline.store.StoreUpdate;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a first enumeration does with a slice besides working on it: who was shown is noted by its
 * keys, and who has no counterpart yet waits until the other side was shown whole. Not thread-safe;
 * used once.
 */
final class SettingAside {

  private final Job job;
  private final World world;
  private final Flow flow;
  private final FirstLook running;
  private final RightTerms terms;

  SettingAside(Job job, FirstLook running) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.running = running;
    this.terms = new RightTerms(world, flow, job.refs());
  }

  /**
   * Notes the keys of all that stood alone, and sets aside those of the open ones that have to
   * wait.
   *
   * @param alone what had no link when the work began
   * @param open what has none now and is in no doubt; empty if nothing waits any more
   * @param opens those of them that would be made on the other side
   */
  void note(
      Map<Side, Map<String, Entity>> alone,
      Map<Side, Map<String, Entity>> open,
      Map<Side, Set<String>> opens) {
    StoreUpdate.Builder update = world.ledger().update();
    MatchIndex index = new MatchIndex(world, flow);
    alone.forEach((side, mine) -> index.put(side, keys(side, mine), update));
    Map<Side, Set<String>> waiting = new EnumMap<>(Side.class);
    boolean loose = running.loose();
    for (Side side : Side.values()) {
      Map<String, Entity> mine = open.getOrDefault(side, Map.of());
      Set<String> wait = waiting(side, mine, opens.getOrDefault(side, Set.of()), loose);
      waiting.put(side, wait);
      loose |=
          side == Side.LEFT && wait.stream().anyMatch(id -> !keyRefs(side, of(mine, id)).isEmpty());
    }
    if (loose && !running.loose()) {
      running.loosen(world.ledger(), update);
    }
    waiting.forEach(
        (side, ids) -> {
          SetAside aside = new SetAside(world, flow, side);
          ids.forEach(
              id -> {
                job.items().remove(Item.alone(side, id));
                aside.put(of(open.getOrDefault(side, Map.of()), id), update);
              });
        });
    world.ledger().commit(update);
  }

  private static Entity of(Map<String, Entity> entities, String id) {
    return Objects.requireNonNull(entities.get(id));
  }

  private Map<MatchKey, Set<String>> keys(Side side, Map<String, Entity> entities) {
    Map<MatchKey, Set<String>> keys = new LinkedHashMap<>();
    entities.forEach(
        (id, entity) ->
            terms
                .keys(side, entity)
                .forEach(key -> keys.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(id)));
    return keys;
  }

  private Set<String> waiting(
      Side side, Map<String, Entity> open, Set<String> opens, boolean loose) {
    Set<String> waiting = new LinkedHashSet<>();
    boolean some = running.shown(side.other()) == Shown.SOME;
    open.forEach(
        (id, entity) -> {
          boolean later = some || (side == Side.RIGHT && loose) || refersToLater(side, entity);
          if ((later && opens.contains(id)) || lacksKeys(side, entity)) {
            waiting.add(id);
          }
        });
    boolean more = !waiting.isEmpty();
    while (more) {
      more = false;
      for (Map.Entry<String, Entity> each : open.entrySet()) {
        if (!waiting.contains(each.getKey()) && own(side, each.getValue(), waiting)) {
          more = waiting.add(each.getKey());
        }
      }
    }
    return waiting;
  }

  /** Whether it refers to something that waits, and so would wait for it by name. */
  private boolean own(Side side, Entity entity, Set<String> waiting) {
    Set<Ref> refs = unlinked(side, entity);
    return refs.stream()
        .anyMatch(ref -> ref.type().equals(flow.type(side)) && waiting.contains(ref.id()));
  }

  /** Whether it refers to something that is still to come, and would have to be brought alone. */
  private boolean refersToLater(Side side, Entity entity) {
    return unlinked(side, entity).stream()
        .anyMatch(
            ref ->
                world.firstLooks().running(side, ref.type())
                    && !job.items().containsKey(Item.alone(side, ref.id())));
  }

  private Set<Ref> unlinked(Side side, Entity entity) {
    Set<Ref> refs = new LinkedHashSet<>(entity.refs());
    refs.removeIf(ref -> job.refs().of(side, ref).isPresent());
    return refs;
  }

  /** Whether one of its keys cannot be told yet, and what it needs is not at hand. */
  private boolean lacksKeys(Side side, Entity entity) {
    return keyRefs(side, entity).stream()
        .anyMatch(ref -> !job.items().containsKey(Item.alone(side, ref.id())));
  }

  /** What keys of the left refer to and cannot be told in the right side's terms yet. */
  private Set<Ref> keyRefs(Side side, Entity entity) {
    Set<Ref> lacking = new LinkedHashSet<>();
    for (MatchBy tier : side == Side.LEFT ? flow.keys() : List.<MatchBy>of()) {
      if (!tier.outdone(entity, world.prints().phones())) {
        for (Field<?> field : tier.fields()) {
          if (entity.get(field).orElse(null) instanceof Ref ref
              && job.refs().of(side, ref).isEmpty()
              && world.firstLooks().running(side, ref.type())) {
            lacking.add(ref);
          }
        }
      }
    }
    return lacking;
  }
}
