package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport.FlowReport.Count;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Located;
import dev.syncline.connector.Write;
import dev.syncline.internal.base.Link;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ends intents that nobody asks for any more: their entity is gone, not shown, or kept out by now.
 * What a create has made is looked for once more and linked, so that it does not come back as
 * something new. Not thread-safe.
 */
final class Orphans {

  private final World world;
  private final OpenIntents intents;

  Orphans(World world, OpenIntents intents) {
    this.world = world;
    this.intents = intents;
  }

  /**
   * Ends those of a flow and its companions that have settled; gives what has to be looked at once
   * more.
   */
  Set<Look> end(Flow flow) {
    Set<Look> again = new LinkedHashSet<>(ended(flow));
    for (Side target : Side.values()) {
      for (EntityType type : flow.mapper().companions(target)) {
        Flow its = flow.companions(target, type);
        ended(its).stream()
            .map(look -> Companions.source(flow, its.name(), look.id()))
            .forEach(id -> again.add(Look.hint(target.other(), id)));
      }
    }
    return again;
  }

  /** Ends those of one name; gives what they follow from. */
  Set<Look> ended(Flow flow) {
    Instant now = world.runtime().now();
    Set<Look> again = new LinkedHashSet<>();
    Map<Side, List<Intent>> creates = new EnumMap<>(Side.class);
    StoreUpdate.Builder over = world.ledger().update();
    for (Intent intent : intents.all()) {
      if (intent.key().flow().equals(flow.name()) && !intent.settlesAt().isAfter(now)) {
        if (intent.creates()) {
          creates.computeIfAbsent(intent.target(), side -> new ArrayList<>()).add(intent);
        } else {
          forget(flow, intent, over);
        }
      }
    }
    world.ledger().commit(over);
    creates.forEach((side, mine) -> locate(flow, side, mine, again));
    return again;
  }

  private void forget(Flow flow, Intent intent, StoreUpdate.Builder update) {
    update.remove(world.ledger().gone(Intent.KIND, intent.entryKey()));
    intents.remove(intent.entryKey());
    world.tally().settled(flow, intent.target().other(), intent.sourceId());
  }

  private void locate(Flow flow, Side side, List<Intent> mine, Set<Look> again) {
    List<Write.Create> creates =
        mine.stream()
            .map(intent -> new Write.Create(intent.key(), Entity.of(flow.type(side), "")))
            .toList();
    List<Located> found =
        world.ask(
            () -> world.sized(side, "locate", world.connector(side).locate(creates), mine.size()));
    for (int at = 0; at < mine.size(); at++) {
      ended(flow, side, mine.get(at), creates.get(at), found.get(at));
      again.add(Look.hint(side.other(), mine.get(at).sourceId()));
    }
  }

  /** Ends one of which it is known what the vendor has. */
  void ended(Flow flow, Side side, Intent intent, Write.Create create, Located located) {
    StoreUpdate.Builder update = world.ledger().update();
    forget(flow, intent, update);
    Side source = side.other();
    if (located instanceof Located.Found found && found.ids().size() == 1) {
      String id = found.ids().get(0);
      Link link =
          Links.born(flow, source, intent.sourceId(), id, create)
              .with(Recovery.put(intent))
              .with(Link.State.UNCONFIRMED)
              .committed(world.runtime().now(), Instant.EPOCH);
      if (world.ledger().links(flow, side, List.of(id)).isEmpty()) {
        update.put(world.ledger().row(flow, link));
        world.secondLooks().note(world, flow, intent, update);
        update.journal(world.ledger().journal(flow, side, id, "ADOPTED after an unknown outcome"));
        world.tally().count(flow, Count.ADOPTED);
      }
    }
    world.ledger().commit(update);
    // Whether something is there that has to be, its key tells; under a vendor's guard its repeat
    // does.
    boolean hasKey = Flow.ensured(flow.name()).isPresent();
    boolean guarded = world.capabilities(flow, side).guard() == Capabilities.Guard.NATIVE_KEY;
    if (located instanceof Located.CannotTell && !hasKey && !guarded) {
      String reason = "it is not known whether it was made on the " + side.word();
      doubt(flow, source, intent, Failure.Kind.DOUBTFUL, reason, List.of());
    } else if (located instanceof Located.Found found && found.ids().size() > 1) {
      String reason = "was made " + Trouble.named(found.ids()) + " on the " + side.word();
      doubt(flow, source, intent, Failure.Kind.TWIN, reason, found.ids());
    }
  }

  private void doubt(
      Flow flow,
      Side source,
      Intent intent,
      Failure.Kind kind,
      String reason,
      List<String> candidates) {
    new Trouble(world, flow).choose(source, intent.sourceId(), kind, reason, candidates);
  }
}
