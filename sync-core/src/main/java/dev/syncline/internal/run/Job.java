package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.OperationKey;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.internal.reconcile.Ensured;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the parts of one piece of work on a flow share. Not thread-safe; used once. */
final class Job {

  private static final int DEEPEST = 8;

  private final World world;
  private final Flow flow;
  private final OpenIntents intents;
  private final int depth;
  private final Outstanding outstanding;
  private final Refs refs;
  private final Map<String, Item> items = new LinkedHashMap<>();

  Job(World world, Flow flow, OpenIntents intents, int depth) {
    this.world = world;
    this.flow = flow;
    this.intents = intents;
    this.depth = depth;
    this.outstanding = new Outstanding(world, flow);
    this.refs = new Refs(world, outstanding);
  }

  World world() {
    return world;
  }

  Flow flow() {
    return flow;
  }

  OpenIntents intents() {
    return intents;
  }

  Refs refs() {
    return refs;
  }

  /** What the rules have to know of that has not arrived on the other side. */
  Outstanding outstanding() {
    return outstanding;
  }

  /** What is worked on, by the link's key or as {@link Item#alone}. */
  Map<String, Item> items() {
    return items;
  }

  /** Whether it may not bring others along any more. */
  boolean deepest() {
    return depth >= DEEPEST;
  }

  /** Whether what it works on was brought along by what refers to it. */
  boolean isBrought() {
    return depth > 0;
  }

  /** Works on others first, or again. */
  void deeper(Flow its, Collection<Look> looks) {
    new FlowWork(world, its, intents, Set.of(), depth + 1).on(looks);
    leaveToOthers();
  }

  /** What was brought along meanwhile by what we brought along is done. */
  private void leaveToOthers() {
    for (Side side : Side.values()) {
      Map<String, String> open = new LinkedHashMap<>();
      items.forEach(
          (key, item) -> {
            if (!item.id(side).isEmpty() && item.isNew()) {
              open.put(item.id(side), key);
            }
          });
      world.ledger().links(flow, side, open.keySet()).keySet().stream()
          .map(open::get)
          .forEach(items::remove);
    }
  }

  /** A rule that throws concerns its own entity only. */
  Decision judgement(Item item) {
    try {
      Decision decision = world.reconciler(flow).judge(item.pair(), refs, world.runtime().now());
      return world.realigns() ? new Realigned(this).of(item.pair(), decision) : decision;
    } catch (RuntimeException broken) {
      return new Decision.Veto("RULE_FAILED " + broken.getClass().getSimpleName());
    }
  }

  /** What has to be there before a side of an item can be put into the other. */
  List<Ensured> ensured(Side source, Item item) {
    try {
      return world.reconciler(flow).ensured(source, item.pair(), refs);
    } catch (RuntimeException broken) {
      return List.of(); // what is wrong with it is said when it is judged
    }
  }

  /** What a side of an item refers to, and the other goes without until that has a counterpart. */
  List<Ref> unlinked(Side source, Item item) {
    try {
      return world.reconciler(flow).unlinked(source, item.pair(), refs);
    } catch (RuntimeException broken) {
      return List.of(); // what is wrong with it is said when it is judged
    }
  }

  List<Intent> concerning(Item item) {
    List<Intent> all = new ArrayList<>();
    for (Side side : Side.values()) {
      String id = item.id(side);
      if (!id.isEmpty()) {
        all.addAll(intents.about(flow, side, id));
      }
    }
    return all;
  }

  void knowOwn(Item item) {
    Link link = item.pair().link();
    if (link != null && link.id(Side.LEFT).isPresent() && link.id(Side.RIGHT).isPresent()) {
      refs.put(
          Side.LEFT,
          new Ref(flow.type(Side.LEFT), link.requireId(Side.LEFT)),
          new Ref(flow.type(Side.RIGHT), link.requireId(Side.RIGHT)));
    }
  }

  OperationKey key(String id, int generation, String kind) {
    return new OperationKey(world.plan().name(), flow.name(), id, generation, kind);
  }
}
