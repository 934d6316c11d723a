package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Counterparts;
import dev.syncline.internal.reconcile.Ensured;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** References and what they stand for on the other side, loaded in bulk. Not thread-safe. */
final class Refs implements Counterparts {

  private final World world;
  private final Map<Side, Map<Ref, Ref>> known = new EnumMap<>(Side.class);
  private final Map<Side, Set<Ref>> asked = new EnumMap<>(Side.class);
  private final Map<Side, Map<Ref, Ref>> pending = new EnumMap<>(Side.class);
  private final EnsuredRefs ensured;
  private final @Nullable Outstanding outstanding;

  Refs(World world) {
    this(world, null);
  }

  /** With what a flow's rules have to know of that has not arrived yet. */
  Refs(World world, @Nullable Outstanding outstanding) {
    this.world = world;
    this.outstanding = outstanding;
    this.ensured = new EnsuredRefs(world);
    for (Side side : Side.values()) {
      known.put(side, new HashMap<>());
      asked.put(side, new HashSet<>());
      pending.put(side, new HashMap<>());
    }
  }

  @Override
  public Optional<Ref> of(Side side, Ref ref) {
    if (Ensured.isName(ref)) {
      return ensured.of(side, ref);
    }
    Ref found = of(known, side).get(ref);
    return Optional.ofNullable(found != null ? found : of(pending, side).get(ref));
  }

  @Override
  public boolean ensured(Side side, Ref ref) {
    return ensured.isMade(side, ref);
  }

  @Override
  public boolean leftOut(Side side, Ref ref) {
    return !Ensured.isName(ref) && of(side, ref).isEmpty() && world.leftOut().has(side, ref);
  }

  @Override
  public Optional<List<Entity>> unsent(Ref about) {
    return outstanding == null ? Optional.empty() : outstanding.about(about);
  }

  /** What has to be there, as far as it was looked up. */
  EnsuredRefs ensured() {
    return ensured;
  }

  private static Map<Ref, Ref> of(Map<Side, Map<Ref, Ref>> maps, Side side) {
    return maps.computeIfAbsent(side, each -> new HashMap<>());
  }

  /** Loads the links of everything that these entities of a side refer to. */
  void load(Side side, Collection<Entity> entities) {
    Set<Ref> refs = new LinkedHashSet<>();
    entities.forEach(entity -> refs.addAll(entity.refs()));
    refs.removeAll(asked.getOrDefault(side, Set.of()));
    reload(side, refs);
  }

  /** Loads these links, whether or not they were looked for before. */
  void reload(Side side, Collection<Ref> refs) {
    Map<EntityType, List<String>> byType = new LinkedHashMap<>();
    for (Ref ref : refs) {
      byType.computeIfAbsent(ref.type(), type -> new ArrayList<>()).add(ref.id());
    }
    byType.forEach((type, ids) -> load(side, type, ids));
    asked.computeIfAbsent(side, each -> new HashSet<>()).addAll(refs);
  }

  /** Several flows may meet in one type, as products and their variants do. */
  private void load(Side side, EntityType type, List<String> ids) {
    ensured.load(side, type, ids);
    world.plan().flows().stream()
        .filter(flow -> flow.type(side).equals(type) && !flow.isAside())
        .forEach(flow -> load(side, type, ids, flow));
  }

  private void load(Side side, EntityType type, List<String> ids, Flow flow) {
    world
        .ledger()
        .links(flow, side, ids)
        .forEach(
            (id, link) -> {
              if (link.state() != Link.State.DETACHED) {
                link.id(side.other())
                    .ifPresent(
                        other ->
                            put(side, new Ref(type, id), new Ref(flow.type(side.other()), other)));
              }
            });
  }

  /** Two entities stand for each other from now on. */
  void put(Side side, Ref mine, Ref theirs) {
    of(known, side).put(mine, theirs);
    of(known, side.other()).put(theirs, mine);
  }

  /** An entity's counterpart is about to be made in the list that is being collected. */
  void pend(Side side, Ref mine, Ref write) {
    of(pending, side).put(mine, write);
  }

  /** What was about to be made has been made, or has not. */
  void pendNothing() {
    pending.values().forEach(Map::clear);
  }
}
