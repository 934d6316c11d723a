package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.MatchBy;
import dev.syncline.Side;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Entity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Entities of a flow in the right side's terms, in which both sides are compared with each other,
 * and the keys that they have so. Not thread-safe.
 */
final class RightTerms {

  private final World world;
  private final Flow flow;
  private final Refs refs;

  RightTerms(World world, Flow flow, Refs refs) {
    this.world = world;
    this.flow = flow;
    this.refs = refs;
  }

  Entity of(Side side, Entity entity) {
    return side == Side.RIGHT ? entity : inTargetTerms(side, entity);
  }

  /**
   * An entity that a rule fails on has no keys; what is wrong with it is said when it is judged.
   */
  Entity inTargetTerms(Side side, Entity entity) {
    try {
      return world.reconciler(flow).inTargetTerms(side, entity, refs);
    } catch (RuntimeException broken) {
      return Entity.of(flow.type(side.other()), "");
    }
  }

  /** The keys of one way, of an entity that has no better one. */
  List<MatchKey> keys(Side side, Entity entity, MatchBy tier) {
    return keys(entity, of(side, entity), tier);
  }

  /**
   * A better key counts even while it cannot be told in the other side's terms: a section under a
   * new parent is no root.
   */
  List<MatchKey> keys(Entity itself, Entity terms, MatchBy tier) {
    return tier.outdone(itself, world.prints().phones())
        ? List.of()
        : tier.keys(terms, world.prints().phones());
  }

  /** Every key. */
  Set<MatchKey> keys(Side side, Entity entity) {
    Entity terms = of(side, entity);
    Set<MatchKey> all = new LinkedHashSet<>();
    flow.keys().forEach(tier -> all.addAll(keys(entity, terms, tier)));
    return all;
  }
}
