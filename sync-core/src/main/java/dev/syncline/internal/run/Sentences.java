package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.RunReport.FlowReport.Count;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.Prints;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.internal.run.Endings.Case;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.store.StoreUpdate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Does to the counterparts of what is gone what their flow says. Not thread-safe. */
final class Sentences {

  private final World world;
  private final Flow flow;
  private final Sender sender;
  private final Trouble trouble;
  private final Followers followers;

  Sentences(World world, OpenIntents intents, Flow flow) {
    this.world = world;
    this.flow = flow;
    this.sender = new Sender(world, intents);
    this.trouble = new Trouble(world, flow);
    this.followers = new Followers(world, intents, flow, sender);
  }

  /** Does it; what cannot be done now is left for the next run. */
  void carryOut(List<Case> cases) {
    List<Case> unlinked = new ArrayList<>();
    Map<Side, Map<String, Case>> written = new EnumMap<>(Side.class);
    for (Case each : cases) {
      if (policy(each) == Gone.UNLINK || each.otherId().isEmpty()) {
        unlinked.add(each);
      } else {
        written
            .computeIfAbsent(each.other(), side -> new LinkedHashMap<>())
            .put(each.otherId(), each);
      }
    }
    Map<Planned, Case> writes = new LinkedHashMap<>();
    written.forEach((side, mine) -> look(side, mine, writes, unlinked));
    if (flow.gone() == Gone.DELETE_WITH_FOLLOWERS) {
      Set<Case> unfinished = followers.unfinished(List.copyOf(writes.values()));
      writes.values().removeAll(unfinished);
      unfinished.forEach(this::waitsForFollowers);
    }
    sender.send(List.copyOf(writes.keySet()));
    Map<Planned, Case> used = used(writes);
    writes.keySet().removeAll(used.keySet());
    writes.forEach((planned, each) -> afterwards(planned, each, unlinked));
    archive(used, unlinked);
    unlink(unlinked);
  }

  private Map<Planned, Case> used(Map<Planned, Case> writes) {
    Map<Planned, Case> used = new LinkedHashMap<>(writes);
    used.keySet().removeIf(planned -> !isUsed(planned));
    return used;
  }

  /** Whether the vendor keeps it because it is in use, and the policy bows to that. */
  private boolean isUsed(Planned planned) {
    return flow.gone(planned.target().other()) == Gone.DELETE_UNLESS_USED
        && planned.result() instanceof WriteResult.Refused refused
        && refused.reasons().stream().anyMatch(each -> each.code() == Refusal.Code.IN_USE);
  }

  /** What is in use is archived, where the flow says how; else it stays as it is. */
  private void archive(Map<Planned, Case> used, List<Case> unlinked) {
    Map<Planned, Case> writes = new LinkedHashMap<>();
    used.forEach(
        (refused, each) -> {
          failuresOver(each);
          world.tally().settled(flow, refused.source(), refused.sourceId());
          Entity held = ((Write.Delete) refused.write()).held();
          Planned planned = able(each.other()) ? archived(each, held) : null;
          if (planned == null) {
            unlinked.add(each);
          } else {
            writes.put(planned, each);
          }
        });
    sender.send(List.copyOf(writes.keySet()));
    writes.forEach((planned, each) -> afterwards(planned, each, unlinked));
  }

  /** Whether a side can be told to archive. */
  private boolean able(Side other) {
    Capabilities able = world.capabilities(flow, other);
    return able.can(Operation.UPDATE) && flow.archived(other).filter(able::writable).isPresent();
  }

  private void waitsForFollowers(Case each) {
    trouble.waits(
        each.convicted().side(), each.convicted().id(), "what followed from it is not removed yet");
  }

  /** What can be done to this one; the policy itself, or less. */
  private Gone policy(Case each) {
    Side other = each.other();
    Capabilities able = world.capabilities(flow, other);
    if (!flow.direction().goesTo(other)) {
      return Gone.UNLINK;
    }
    Gone policy = flow.gone(each.convicted().side());
    boolean can = policy == Gone.ARCHIVE ? able(other) : able.can(Operation.DELETE);
    return can ? policy : Gone.UNLINK;
  }

  private void look(
      Side side, Map<String, Case> mine, Map<Planned, Case> writes, List<Case> unlinked) {
    world
        .readings(flow, side, mine.keySet(), world.wanted(side))
        .forEach(
            (id, reading) -> {
              @Nullable Case each = mine.get(id);
              if (each != null && reading instanceof Reading.Found found) {
                Planned planned = planned(each, found.entity());
                if (planned == null) {
                  unlinked.add(each);
                } else if (!trouble.parked(planned)) {
                  writes.put(planned, each);
                }
              } else if (each != null && reading instanceof Reading.Gone) {
                unlinked.add(each);
              } else if (each != null) {
                trouble.waits(
                    each.convicted().side(),
                    each.convicted().id(),
                    side.word() + " " + flow.type(side) + ":" + id + " is not shown");
              }
            });
  }

  /** What is written; null if it says so already. */
  private @Nullable Planned planned(Case each, Entity held) {
    Entity delta = delta(flow, each.other()).withId(held.id());
    return delta.fields().isEmpty()
        ? planned(each, delta, new Write.Delete(key(each, Intent.DELETE), held))
        : archived(each, held);
  }

  /** What is written so that it is archived; null if it is already. */
  private @Nullable Planned archived(Case each, Entity held) {
    Entity delta = archives(flow, each.other()).withId(held.id());
    boolean marked =
        flow.cleared(each.other()).stream().anyMatch(mark -> held.get(mark).orElse(false));
    if (!marked && flow.archived(each.other()).flatMap(held::get).orElse(false)) {
      return null;
    }
    String version = held.version().orElse(null);
    return planned(each, delta, new Write.Update(key(each, Intent.ARCHIVE), held, delta, version));
  }

  /** What is written to a counterpart so that it is archived; nothing if it is deleted. */
  private static Entity delta(Flow flow, Side other) {
    return flow.gone(other.other()) == Gone.ARCHIVE
        ? archives(flow, other)
        : Entity.of(flow.type(other), "");
  }

  private static Entity archives(Flow flow, Side other) {
    Entity delta = Entity.of(flow.type(other), "");
    Field<Boolean> archive = flow.archived(other).orElse(null);
    if (archive == null) {
      return delta;
    }
    for (Field<Boolean> mark : flow.cleared(other)) {
      delta = delta.with(mark, false);
    }
    return delta.with(archive, true);
  }

  /** The print under which a refusal to end the counterpart on a side is kept. */
  static String print(Flow flow, Side other, Prints prints) {
    return Planned.print(other, delta(flow, other), prints);
  }

  private OperationKey key(Case each, String kind) {
    return new OperationKey(
        world.plan().name(), flow.name(), each.convicted().id(), each.link().generation(), kind);
  }

  private Planned planned(Case each, Entity delta, Write write) {
    return new Planned(
        flow,
        new Pair(each.link(), null, null, null),
        each.other(),
        each.convicted().id(),
        write,
        new Decision.Draft(delta, Base.NONE),
        Base.NONE,
        false);
  }

  private void afterwards(Planned planned, Case each, List<Case> unlinked) {
    WriteResult result = planned.result();
    if (result instanceof WriteResult.Written) {
      StoreUpdate.Builder over = world.ledger().update();
      over.remove(world.convictions().over(each.convicted()));
      world.ledger().commit(over);
      failuresOver(each);
    } else if (result instanceof WriteResult.Gone) {
      unlinked.add(each);
    } else if (result instanceof WriteResult.NotSent || result instanceof WriteResult.Stale) {
      trouble.waits(
          planned.source(), planned.sourceId(), "not done yet on the " + planned.target().word());
    }
  }

  private void unlink(List<Case> cases) {
    StoreUpdate.Builder update = world.ledger().update();
    for (Case each : cases) {
      Link link = each.link();
      Link detached =
          link.with(Link.State.DETACHED).committed(world.runtime().now(), link.settlesAt());
      update.put(world.ledger().row(flow, detached));
      update.remove(world.convictions().over(each.convicted()));
      update.journal(
          world
              .ledger()
              .journal(flow, each.convicted().side(), each.convicted().id(), "GONE, unlinked"));
      world.tally().count(flow, Count.UNLINKED);
    }
    world.ledger().commit(update);
    cases.forEach(this::failuresOver);
  }

  private void failuresOver(Case each) {
    for (Side side : Side.values()) {
      each.link().id(side).ifPresent(id -> trouble.over(side, id));
    }
  }
}
