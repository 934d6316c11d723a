package dev.syncline.internal.run;

import dev.syncline.Ambiguity;
import dev.syncline.Flow;
import dev.syncline.MatchBy;
import dev.syncline.Side;
import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.MatchKey;
import dev.syncline.internal.base.Link;
import dev.syncline.model.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Looks for the counterparts of entities that have none: among each other first, then on the other
 * side, by the flow's keys in order. Not thread-safe; used once.
 */
final class Matcher {

  /** A pair that was found. */
  record Match(Entity left, Entity right) {}

  /** An entity whose keys match several, or one that belongs to somebody else. */
  record Doubt(Side side, Entity entity, List<String> candidates) {}

  private final World world;
  private final Flow flow;
  private final Refs refs;
  private final Map<Side, Map<String, Entity>> alone = new EnumMap<>(Side.class);
  private final List<Match> matches = new ArrayList<>();
  private final Map<String, Doubt> doubts = new LinkedHashMap<>();

  Matcher(World world, Flow flow, Refs refs, Map<Side, Map<String, Entity>> alone) {
    this.world = world;
    this.flow = flow;
    this.refs = refs;
    for (Side side : Side.values()) {
      this.alone.put(side, new LinkedHashMap<>(alone.getOrDefault(side, Map.of())));
    }
  }

  List<Match> matches() {
    return matches;
  }

  Collection<Doubt> doubts() {
    return doubts.values();
  }

  /** Pairs the entities at hand with each other. */
  void amongEachOther() {
    if (on(Side.LEFT).isEmpty() || on(Side.RIGHT).isEmpty()) {
      return;
    }
    Map<String, Entity> terms = new LinkedHashMap<>();
    on(Side.LEFT).forEach((id, entity) -> terms.put(id, inTargetTerms(Side.LEFT, entity)));
    for (MatchBy tier : flow.keys()) {
      tier(tier, terms);
    }
  }

  private void tier(MatchBy tier, Map<String, Entity> terms) {
    Map<MatchKey, Set<String>> lefts = new LinkedHashMap<>();
    Map<MatchKey, Set<String>> rights = new HashMap<>();
    terms.forEach(
        (id, entity) -> {
          if (on(Side.LEFT).containsKey(id)) {
            index(lefts, id, entity, tier);
          }
        });
    on(Side.RIGHT).forEach((id, entity) -> index(rights, id, entity, tier));
    Map<String, Set<String>> hits = new LinkedHashMap<>();
    lefts.forEach(
        (key, ids) -> {
          for (String id : ids) {
            hits.computeIfAbsent(id, each -> new LinkedHashSet<>())
                .addAll(rights.getOrDefault(key, Set.of()));
          }
        });
    hits.forEach(
        (leftId, rightIds) -> {
          Set<String> free = new LinkedHashSet<>(rightIds);
          free.retainAll(on(Side.RIGHT).keySet());
          take(Side.LEFT, leftId, List.copyOf(free));
        });
  }

  private void index(Map<MatchKey, Set<String>> index, String id, Entity entity, MatchBy tier) {
    for (MatchKey key : tier.keys(entity, world.prints().phones())) {
      index.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(id);
    }
  }

  /** Asks the other side for counterparts of these. */
  void onTheOtherSide(Side side, Collection<String> ids) {
    Map<String, Entity> terms = new LinkedHashMap<>();
    for (String id : ids) {
      Entity entity = on(side).get(id);
      if (entity != null) {
        terms.put(id, inTargetTerms(side, entity));
      }
    }
    for (MatchBy tier : flow.keys()) {
      terms.keySet().removeIf(id -> !on(side).containsKey(id) || doubts.containsKey(side + id));
      if (!terms.isEmpty()) {
        ask(side, tier, terms);
      }
    }
  }

  private void ask(Side side, MatchBy tier, Map<String, Entity> terms) {
    Map<MatchKey, Set<String>> keys = new LinkedHashMap<>();
    terms.forEach((id, entity) -> index(keys, id, entity, tier));
    if (keys.isEmpty()) {
      return;
    }
    Map<MatchKey, Findings> found =
        world.ask(
            () -> world.port(flow, side.other()).find(keys.keySet(), world.wanted(side.other())));
    Map<String, Entity> all = new LinkedHashMap<>();
    Map<String, Set<String>> hits = new LinkedHashMap<>();
    found.forEach(
        (key, findings) -> {
          for (Entity hit : findings.hits()) {
            all.put(hit.id(), hit);
            for (String id : keys.getOrDefault(key, Set.of())) {
              hits.computeIfAbsent(id, each -> new LinkedHashSet<>()).add(hit.id());
            }
          }
        });
    Map<String, Link> linked = world.ledger().links(flow, side.other(), all.keySet());
    hits.forEach(
        (id, targets) -> {
          List<String> free = targets.stream().filter(each -> !linked.containsKey(each)).toList();
          free.forEach(each -> on(side.other()).putIfAbsent(each, all.get(each)));
          take(side, id, free.isEmpty() ? List.copyOf(targets) : free, !free.isEmpty());
        });
  }

  private void take(Side side, String id, List<String> candidates) {
    take(side, id, candidates, true);
  }

  private void take(Side side, String id, List<String> candidates, boolean free) {
    if (candidates.isEmpty() || !on(side).containsKey(id)) {
      return;
    }
    List<String> open = candidates.stream().filter(on(side.other())::containsKey).toList();
    if (free && open.isEmpty()) {
      return;
    }
    if (free && (open.size() == 1 || flow.several() == Ambiguity.OLDEST)) {
      String oldest = open.stream().min(Matcher::byAge).orElseThrow();
      Entity mine = Objects.requireNonNull(on(side).remove(id));
      Entity theirs = Objects.requireNonNull(on(side.other()).remove(oldest));
      doubts.remove(side + id);
      matches.add(side == Side.LEFT ? new Match(mine, theirs) : new Match(theirs, mine));
      return;
    }
    Entity mine = Objects.requireNonNull(on(side).get(id));
    doubts.putIfAbsent(side + id, new Doubt(side, mine, candidates));
  }

  /** Ids that are numbers by their value, others by their text. */
  static int byAge(String one, String other) {
    int byLength = Integer.compare(one.length(), other.length());
    return byLength != 0 ? byLength : one.compareTo(other);
  }

  private Entity inTargetTerms(Side side, Entity entity) {
    return world.reconciler(flow).inTargetTerms(side, entity, refs);
  }

  private Map<String, Entity> on(Side side) {
    return Objects.requireNonNull(alone.get(side));
  }
}
