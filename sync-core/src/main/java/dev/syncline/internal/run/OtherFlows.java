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
    Set<String> others = taken(side, alone.keySet());
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
    List<Flow> all = new ArrayList<>(neighbours(side));
    all.addAll(companions(side));
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

  /**
   * Those of a side that belong to others: made by them, or linked by a flow that this one must not
   * share with. What people made may feed several flows, if no more than one of them writes to it.
   */
  Set<String> taken(Side side, Collection<String> ids) {
    Set<String> taken = new HashSet<>();
    for (Flow its : companions(side)) {
      taken.addAll(world.ledger().links(its, side, ids).keySet());
    }
    for (Flow its : neighbours(side)) {
      boolean alone = !shares(its, side);
      world
          .ledger()
          .links(its, side, ids)
          .forEach(
              (id, link) -> {
                if (alone || Links.isMade(side, link)) {
                  taken.add(id);
                }
              });
    }
    return taken;
  }

  /** Whether an entity of a side may be linked in both: to different things, and fed by one. */
  private boolean shares(Flow its, Side side) {
    return !its.type(side.other()).equals(flow.type(side.other()))
        && !(its.direction().goesTo(side) && flow.direction().goesTo(side));
  }

  /** The other flows of the plan with this type on a side. */
  private List<Flow> neighbours(Side side) {
    return world.plan().flows().stream()
        .filter(its -> its.type(side).equals(flow.type(side)) && !its.name().equals(flow.name()))
        .toList();
  }

  /** The names under which companions of this type are kept. */
  private List<Flow> companions(Side side) {
    EntityType type = flow.type(side);
    return world.plan().flows().stream()
        .filter(its -> its.mapper().companions(side).contains(type))
        .map(its -> its.companions(side, type))
        .toList();
  }
}
