package dev.syncline.internal.run;

import dev.syncline.Ambiguity;
import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.MatchBy;
import dev.syncline.Side;
import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.OperationKey;
import dev.syncline.model.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Looks for the counterparts of entities that have none: among each other first, then on the other
 * side, by the flow's keys in order. Not thread-safe; used once.
 */
final class Matcher {

  /** A pair that was found, by this key. */
  record Match(Entity left, Entity right, MatchBy by) {}

  /**
   * An entity whose keys match several, or one that belongs to somebody else; or others of its own
   * side.
   *
   * @param candidates what it matches; empty if nothing was found and something may have been
   *     missed
   * @param sure whether these are all
   * @param ownSide whether the candidates are of its own side
   */
  record Doubt(Side side, Entity entity, List<String> candidates, boolean sure, boolean ownSide) {}

  /** An entity whose counterpart is being made by somebody else. */
  record Held(Side side, String id, Reservation by) {}

  /** Where counterparts are looked for that are not at hand. */
  interface Search {

    /** An entity in the terms in which its keys are looked for. */
    Entity terms(Side side, Entity entity);

    /** The entities of a side that have these keys of one way. */
    Map<MatchKey, Findings> find(Side asked, MatchBy tier, Set<MatchKey> keys);

    /** Those that this cannot find yet, since they were made too lately. */
    default Newborns newborns(Side asked, Set<MatchKey> keys, Map<MatchKey, Findings> found) {
      return Newborns.NONE;
    }
  }

  private final World world;
  private final Flow flow;
  private final RightTerms terms;
  private final Map<Side, Map<String, Entity>> alone = new EnumMap<>(Side.class);
  private final Map<Side, Set<String>> atHand = new EnumMap<>(Side.class);
  private final Set<String> taken = new HashSet<>();
  private final List<Match> matches = new ArrayList<>();
  private final Map<String, Doubt> doubts = new LinkedHashMap<>();
  private final Map<String, Held> held = new LinkedHashMap<>();

  Matcher(World world, Flow flow, Refs refs, Map<Side, Map<String, Entity>> alone) {
    this.world = world;
    this.flow = flow;
    this.terms = new RightTerms(world, flow, refs);
    for (Side side : Side.values()) {
      this.alone.put(side, new LinkedHashMap<>(alone.getOrDefault(side, Map.of())));
      atHand.put(side, Set.copyOf(on(side).keySet()));
    }
  }

  List<Match> matches() {
    return matches;
  }

  Collection<Doubt> doubts() {
    return doubts.values();
  }

  /** Those that have to wait: what would be made for them is being made. */
  Collection<Held> held() {
    return held.values();
  }

  /** Pairs the entities at hand with each other. */
  void amongEachOther() {
    if (on(Side.LEFT).isEmpty() || on(Side.RIGHT).isEmpty()) {
      return;
    }
    Map<String, Entity> inRight = new LinkedHashMap<>();
    on(Side.LEFT).forEach((id, entity) -> inRight.put(id, terms.of(Side.LEFT, entity)));
    for (MatchBy tier : flow.keys()) {
      tier(tier, inRight);
    }
  }

  private void tier(MatchBy tier, Map<String, Entity> inRight) {
    Map<MatchKey, Set<String>> lefts = new LinkedHashMap<>();
    Map<MatchKey, Set<String>> rights = new HashMap<>();
    inRight.forEach(
        (id, entity) -> {
          if (on(Side.LEFT).containsKey(id)) {
            index(lefts, Side.LEFT, id, entity, tier);
          }
        });
    on(Side.RIGHT).forEach((id, entity) -> index(rights, Side.RIGHT, id, entity, tier));
    Map<String, Set<String>> hits = new LinkedHashMap<>();
    lefts.forEach(
        (key, ids) -> {
          for (String id : ids) {
            hits.computeIfAbsent(id, each -> new LinkedHashSet<>())
                .addAll(rights.getOrDefault(key, Set.of()));
          }
        });
    world.rejected().leaveOut(flow, Side.LEFT, hits);
    hits.forEach(
        (leftId, rightIds) -> {
          take(Side.LEFT, leftId, List.copyOf(rightIds), true, tier);
        });
  }

  private void index(
      Map<MatchKey, Set<String>> index, Side side, String id, Entity entity, MatchBy tier) {
    Entity itself = Objects.requireNonNull(on(side).get(id));
    for (MatchKey key : terms.keys(itself, entity, tier)) {
      index.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(id);
    }
  }

  /**
   * Asks the other side for counterparts of these; of a side that is wholly known only for what was
   * made too lately to be.
   */
  void onTheOtherSide(Side side, Collection<String> ids, boolean wholly) {
    onTheOtherSide(side, ids, new VendorSearch(world, flow, terms, wholly));
  }

  /** Looks on the other side for counterparts of these. */
  void onTheOtherSide(Side side, Collection<String> ids, Search search) {
    Map<String, Entity> asked = new LinkedHashMap<>();
    for (String id : ids) {
      Entity entity = on(side).get(id);
      if (entity != null) {
        asked.put(id, search.terms(side, entity));
      }
    }
    for (MatchBy tier : flow.keys()) {
      asked.keySet().removeIf(id -> !on(side).containsKey(id) || isOpen(side, id));
      if (!asked.isEmpty()) {
        ask(side, tier, asked, search);
      }
    }
  }

  /** Whether it cannot be decided now what its counterpart is. */
  private boolean isOpen(Side side, String id) {
    return doubts.containsKey(side + id) || held.containsKey(side + id);
  }

  private void ask(Side side, MatchBy tier, Map<String, Entity> asked, Search search) {
    Map<MatchKey, Set<String>> keys = new LinkedHashMap<>();
    asked.forEach((id, entity) -> index(keys, side, id, entity, tier));
    if (keys.isEmpty()) {
      return;
    }
    Map<MatchKey, Findings> found = search.find(side.other(), tier, keys.keySet());
    Newborns born = search.newborns(side.other(), keys.keySet(), found);
    Map<String, Entity> all = new LinkedHashMap<>();
    Map<String, Set<String>> hits = new LinkedHashMap<>();
    BiConsumer<MatchKey, Entity> note =
        (key, hit) -> {
          all.put(hit.id(), hit);
          for (String id : keys.getOrDefault(key, Set.of())) {
            hits.computeIfAbsent(id, each -> new LinkedHashSet<>()).add(hit.id());
          }
        };
    found.forEach((key, findings) -> findings.hits().forEach(hit -> note.accept(key, hit)));
    born.shown().forEach(note);
    world.rejected().leaveOut(flow, side, hits);
    leaveToTheirOwners(side, hits, all);
    Set<String> linked =
        new HashSet<>(world.ledger().links(flow, side.other(), all.keySet()).keySet());
    linked.addAll(new OtherFlows(world, flow).taken(side.other(), all.keySet()));
    born.unseen().forEach((key, by) -> hold(side, keys.getOrDefault(key, Set.of()), by));
    hits.keySet().removeIf(id -> held.containsKey(side + id));
    missed(tier, keys, found).stream()
        .filter(id -> !held.containsKey(side + id))
        .forEach(
            id -> {
              Set<String> shown = hits.remove(id);
              doubt(side, List.of(id), shown == null ? List.of() : List.copyOf(shown), false);
            });
    hits.forEach(
        (id, targets) -> {
          List<String> free = targets.stream().filter(each -> !linked.contains(each)).toList();
          free.stream()
              .filter(each -> !taken.contains(side.other() + each))
              .forEach(each -> on(side.other()).putIfAbsent(each, all.get(each)));
          take(side, id, free.isEmpty() ? List.copyOf(targets) : free, !free.isEmpty(), tier);
        });
  }

  /** What was made for another one that is at hand is that one's, whoever else has its keys. */
  private void leaveToTheirOwners(
      Side side, Map<String, Set<String>> hits, Map<String, Entity> all) {
    Map<String, String> owners = new HashMap<>();
    all.forEach(
        (hit, entity) ->
            entity
                .marker()
                .flatMap(text -> OperationKey.ofMarker(world.plan().name(), flow.name(), text))
                .map(OperationKey::source)
                .filter(on(side)::containsKey)
                .ifPresent(owner -> owners.put(hit, owner)));
    if (!owners.isEmpty()) {
      hits.forEach(
          (id, targets) -> targets.removeIf(each -> !owners.getOrDefault(each, id).equals(id)));
    }
  }

  private void hold(Side side, Set<String> ids, Reservation by) {
    ids.stream()
        .filter(id -> !by.isFor(world.plan().name(), flow.name(), side, id))
        .forEach(id -> held.putIfAbsent(side + id, new Held(side, id, by)));
  }

  /** Those of which the vendor does not say that it found all: no hit is the only one then. */
  private Set<String> missed(
      MatchBy tier, Map<MatchKey, Set<String>> keys, Map<MatchKey, Findings> found) {
    Set<String> missed = new LinkedHashSet<>();
    if (!flow.trusts(tier.fields())) {
      keys.forEach(
          (key, ids) -> {
            Findings findings = found.get(key);
            if (findings == null || !findings.complete()) {
              missed.addAll(ids);
            }
          });
    }
    return missed;
  }

  /** What an earlier one of the same page has taken, or others want too, is not free any more. */
  private void take(Side side, String id, List<String> candidates, boolean free, MatchBy tier) {
    if (candidates.isEmpty() || !on(side).containsKey(id)) {
      return;
    }
    List<String> open = candidates.stream().filter(on(side.other())::containsKey).toList();
    boolean sole = open.size() == 1 && !inDoubt(side.other(), open.get(0));
    if (free && !open.isEmpty() && (sole || flow.several() == Ambiguity.OLDEST)) {
      String oldest = open.stream().min(Matcher::byAge).orElseThrow();
      match(side, id, oldest, tier);
      doubt(side.other(), open, id);
      return;
    }
    doubt(side, List.of(id), candidates);
    doubt(side.other(), open, id);
  }

  /** What of a first enumeration was in doubt in an earlier slice is so still. */
  private boolean inDoubt(Side side, String id) {
    return doubts.containsKey(side + id)
        || (world.firstLooks().of(flow).isPresent()
            && world
                .failure(flow, side, id)
                .filter(kept -> kept.failure().kind() == Failure.Kind.AMBIGUOUS)
                .isPresent());
  }

  private void match(Side side, String id, String other, MatchBy tier) {
    Entity mine = Objects.requireNonNull(on(side).remove(id));
    Entity theirs = Objects.requireNonNull(on(side.other()).remove(other));
    taken.add(side + id);
    taken.add(side.other() + other);
    doubts.remove(side + id);
    doubts.remove(side.other() + other);
    matches.add(side == Side.LEFT ? new Match(mine, theirs, tier) : new Match(theirs, mine, tier));
  }

  private void doubt(Side side, List<String> ids, String candidate) {
    doubt(side, ids, List.of(candidate));
  }

  private void doubt(Side side, List<String> ids, List<String> candidates) {
    doubt(side, ids, candidates, true);
  }

  private void doubt(Side side, List<String> ids, List<String> candidates, boolean sure) {
    for (String id : ids) {
      Entity mine = on(side).get(id);
      if (mine != null && of(atHand, side).contains(id)) {
        doubts.putIfAbsent(side + id, new Doubt(side, mine, candidates, sure, false));
      }
    }
  }

  /**
   * Two new ones with one key would become two counterparts: the second is in doubt, as it would be
   * if it had come a run later.
   */
  void amongThemselves(Side side, Collection<String> ids) {
    Map<MatchKey, String> first = new HashMap<>();
    for (String id : ids) {
      Entity entity = on(side).get(id);
      if (entity == null || isOpen(side, id)) {
        continue;
      }
      Map<MatchKey, Set<String>> keys = new LinkedHashMap<>();
      Entity inTerms = terms.inTargetTerms(side, entity);
      flow.keys().forEach(tier -> index(keys, side, id, inTerms, tier));
      Set<String> twins = new LinkedHashSet<>();
      for (MatchKey key : keys.keySet()) {
        String other = first.putIfAbsent(key, id);
        if (other != null && !other.equals(id)) {
          twins.add(other);
        }
      }
      if (!twins.isEmpty()) {
        doubts.putIfAbsent(side + id, new Doubt(side, entity, List.copyOf(twins), true, true));
      }
    }
  }

  /** Ids that are numbers by their value, others by their text. */
  static int byAge(String one, String other) {
    int byLength = Integer.compare(one.length(), other.length());
    return byLength != 0 ? byLength : one.compareTo(other);
  }

  /** Twins of what is at hand that have a counterpart already, by the id of what is at hand. */
  void twins(Side side, Map<String, Set<String>> twins) {
    twins.forEach(
        (id, others) -> {
          Entity mine = on(side).get(id);
          if (mine != null) {
            doubts.putIfAbsent(side + id, new Doubt(side, mine, List.copyOf(others), true, true));
          }
        });
  }

  /** Those of a side that stand alone at hand and are in no doubt. */
  Map<String, Entity> open(Side side) {
    Map<String, Entity> open = new LinkedHashMap<>(on(side));
    open.keySet().removeIf(id -> isOpen(side, id) || !of(atHand, side).contains(id));
    return open;
  }

  private Map<String, Entity> on(Side side) {
    return of(alone, side);
  }

  private static <T> T of(Map<Side, T> bySide, Side side) {
    return Objects.requireNonNull(bySide.get(side));
  }
}
