package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.internal.run.Endings.Case;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.store.LinkRow;
import dev.syncline.store.StoreUpdate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Removes the companions of what is gone, before their primary goes. Not thread-safe. */
final class Followers {

  /** A companion and the case it belongs to. */
  private record Follower(Case of, Link link) {}

  private final World world;
  private final OpenIntents intents;
  private final Flow flow;
  private final Sender sender;

  Followers(World world, OpenIntents intents, Flow flow, Sender sender) {
    this.world = world;
    this.intents = intents;
    this.flow = flow;
    this.sender = sender;
  }

  /** Removes them; gives the cases that still have some. */
  Set<Case> unfinished(List<Case> cases) {
    Set<Case> unfinished = new HashSet<>();
    for (Side target : Side.values()) {
      for (EntityType type : flow.mapper().companions(target)) {
        Flow its = flow.companions(target, type);
        Map<String, Follower> all = new LinkedHashMap<>();
        cases.stream()
            .filter(each -> each.other() == target)
            .forEach(each -> collect(its, target, each, all));
        if (!all.isEmpty()) {
          remove(its, target, all, unfinished);
        }
      }
    }
    return unfinished;
  }

  private void collect(Flow its, Side target, Case each, Map<String, Follower> all) {
    String prefix = Links.companionsOf(target.other(), each.convicted().id());
    String after = prefix;
    List<Link> page;
    do {
      page =
          world.ledger().linksAfter(its, after).stream()
              .takeWhile(link -> link.key().startsWith(prefix))
              .toList();
      for (Link link : page) {
        after = link.key();
        if (link.state() != Link.State.DETACHED) {
          link.id(target).ifPresent(id -> all.put(id, new Follower(each, link)));
        }
      }
    } while (!page.isEmpty());
  }

  private void remove(Flow its, Side target, Map<String, Follower> all, Set<Case> unfinished) {
    if (!world.capabilities(its, target).can(Operation.DELETE)) {
      all.values().forEach(each -> unfinished.add(each.of()));
      return;
    }
    Trouble trouble = new Trouble(world, its);
    StoreUpdate.Builder over = world.ledger().update();
    Map<Planned, Follower> writes = new LinkedHashMap<>();
    world
        .readings(its, target, all.keySet(), world.wanted(target))
        .forEach(
            (id, reading) -> {
              Follower each = Objects.requireNonNull(all.get(id));
              if (reading instanceof Reading.Gone) {
                over.put(row(its, each.link()));
              } else if (reading instanceof Reading.Found found && !underWay(its, target, id)) {
                Planned planned = planned(its, target, each.link(), found.entity());
                if (trouble.parked(planned)) {
                  unfinished.add(each.of());
                } else {
                  writes.put(planned, each);
                }
              } else {
                unfinished.add(each.of());
              }
            });
    world.ledger().commit(over);
    sender.send(List.copyOf(writes.keySet()));
    StoreUpdate.Builder gone = world.ledger().update();
    writes.forEach(
        (planned, each) -> {
          if (planned.result() instanceof WriteResult.Gone) {
            gone.put(row(its, each.link()));
          } else if (!(planned.result() instanceof WriteResult.Written)) {
            unfinished.add(each.of());
          }
        });
    world.ledger().commit(gone);
  }

  private boolean underWay(Flow its, Side target, String id) {
    return intents.about(its, target, id).stream()
        .anyMatch(intent -> intent.settlesAt().isAfter(world.runtime().now()));
  }

  private LinkRow row(Flow its, Link link) {
    return world
        .ledger()
        .row(
            its, link.with(Link.State.DETACHED).committed(world.runtime().now(), link.settlesAt()));
  }

  private Planned planned(Flow its, Side target, Link link, Entity held) {
    String source = link.requireId(target.other());
    OperationKey key =
        new OperationKey(world.plan().name(), its.name(), source, link.generation(), Intent.DELETE);
    return new Planned(
        its,
        new Pair(link, null, null, null),
        target,
        source,
        new Write.Delete(key, held),
        new Decision.Draft(Entity.of(held.type(), ""), Base.NONE),
        Base.NONE,
        false);
  }
}
