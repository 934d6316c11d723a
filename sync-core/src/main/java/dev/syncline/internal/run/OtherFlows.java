package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.OperationKey;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What belongs to another flow of the plan, to companions, or is there only because rules refer to
 * it: it is nobody's new entity. Not thread-safe.
 */
final class OtherFlows {

  private final World world;
  private final Flow flow;

  OtherFlows(World world, Flow flow) {
    this.world = world;
    this.flow = flow;
  }

  /** Takes out of what stands alone what does not. */
  void leave(Map<String, Item> items, Trouble trouble) {
    for (Side side : Side.values()) {
      Map<String, Entity> alone = new LinkedHashMap<>();
      items
          .values()
          .forEach(
              item -> {
                if (item.pair().link() == null) {
                  item.pair().on(side).ifPresent(entity -> alone.put(item.id(side), entity));
                }
              });
      for (String id : others(side, alone)) {
        items.remove(Item.alone(side, id));
        world.tally().skipped(flow, side, id, "OTHER_FLOW");
        trouble.over(side, id);
      }
    }
  }

  private Set<String> others(Side side, Map<String, Entity> alone) {
    if (alone.isEmpty()) {
      return Set.of();
    }
    Set<String> others = linked(side, alone.keySet());
    EntityType type = flow.type(side);
    if (world.ensures(type)) {
      world
          .ledger()
          .links(Flow.ensured(type), side, alone.keySet())
          .forEach(
              (id, link) -> {
                if (EnsuredRefs.isMade(side, link)) {
                  others.add(id);
                }
              });
    }
    List<Flow> all = new ArrayList<>(keepers(side));
    all.add(Flow.ensured(type));
    alone.forEach(
        (id, entity) -> {
          if (all.stream().anyMatch(its -> marked(entity, its))) {
            others.add(id);
          }
        });
    return others;
  }

  /** A lost store still knows its own by their markers. */
  private boolean marked(Entity entity, Flow its) {
    return entity
        .marker()
        .flatMap(text -> OperationKey.ofMarker(world.plan().name(), its.name(), text))
        .isPresent();
  }

  /** Those of a side that are linked in other flows, or as companions. */
  Set<String> linked(Side side, Collection<String> ids) {
    Set<String> linked = new HashSet<>();
    for (Flow its : keepers(side)) {
      linked.addAll(world.ledger().links(its, side, ids).keySet());
    }
    return linked;
  }

  private List<Flow> keepers(Side side) {
    EntityType type = flow.type(side);
    List<Flow> keepers = new ArrayList<>();
    for (Flow its : world.plan().flows()) {
      if (its.type(side).equals(type) && !its.name().equals(flow.name())) {
        keepers.add(its);
      }
      if (its.mapper().companions(side).contains(type)) {
        keepers.add(its.companions(side, type));
      }
    }
    return keepers;
  }
}
