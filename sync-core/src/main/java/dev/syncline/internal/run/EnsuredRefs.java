package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Ensured;
import dev.syncline.model.EntityType;
import dev.syncline.model.Ref;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What has to be there because rules refer to it, by the name it has until then. */
final class EnsuredRefs {

  private final World world;
  private final Map<Side, Map<Ref, Ref>> byName = new EnumMap<>(Side.class);
  private final Map<Side, Map<Ref, Ref>> names = new EnumMap<>(Side.class);
  private final Map<Side, Set<Ref>> made = new EnumMap<>(Side.class);

  EnsuredRefs(World world) {
    this.world = world;
    for (Side side : Side.values()) {
      byName.put(side, new HashMap<>());
      names.put(side, new HashMap<>());
      made.put(side, new HashSet<>());
    }
  }

  /** Loads what is known of names, and of entities that may have been made for a name. */
  void load(Side side, EntityType type, Collection<String> ids) {
    List<String> wanted = ids.stream().filter(id -> Ensured.isName(new Ref(type, id))).toList();
    Collection<String> asked = world.ensures(type) ? ids : wanted;
    if (asked.isEmpty()) {
      return;
    }
    world
        .ledger()
        .links(Flow.ensured(type), side, asked)
        .forEach(
            (id, link) -> {
              Ref mine = new Ref(type, id);
              if (Ensured.isName(mine)) {
                link.id(side.other()).ifPresent(other -> put(side, mine, new Ref(type, other)));
              } else if (isMade(side, link)) {
                on(made, side).add(mine);
              }
            });
  }

  /** Whether a link's entity of this side was made for a name, rather than found. */
  static boolean isMade(Side side, Link link) {
    return link.origin() != side;
  }

  private void put(Side source, Ref name, Ref target) {
    on(byName, source).put(name, target);
    on(names, source.other()).put(target, name);
  }

  Optional<Ref> of(Side source, Ref name) {
    return Optional.ofNullable(on(byName, source).get(name));
  }

  boolean isMade(Side side, Ref ref) {
    return on(made, side).contains(ref);
  }

  /** The name that an entity of a side stands for, as far as it was asked for. */
  Optional<Ref> name(Side side, Ref target) {
    return Optional.ofNullable(on(names, side).get(target));
  }

  private static <T> T on(Map<Side, T> bySide, Side side) {
    return Objects.requireNonNull(bySide.get(side));
  }
}
