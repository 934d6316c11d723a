package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.RunReport.FlowReport.Count;
import dev.syncline.Side;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Located;
import dev.syncline.connector.Write;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.Print;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.Unit;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out what became of writes that were not answered. Not thread-safe. */
final class Recovery {

  private final Job job;
  private final World world;
  private final Flow flow;
  private final Trouble trouble;
  private final OpenIntents intents;
  private final List<Look> again;

  /** {@code again} takes what has to be looked at once more. */
  Recovery(Job job, Trouble trouble, List<Look> again) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.trouble = trouble;
    this.intents = job.intents();
    this.again = again;
  }

  /**
   * Creates whose earlier attempt has an unknown outcome are looked for before they are sent again.
   */
  List<Planned> recovered(List<Planned> writes) {
    if (intents.isEmpty()) {
      return writes;
    }
    List<Planned> toSend = new ArrayList<>();
    Map<Side, List<Planned>> doubtful = new EnumMap<>(Side.class);
    for (Planned planned : writes) {
      String entryKey = Intent.entryKey(planned.write().key(), planned.target());
      boolean look = planned.write() instanceof Write.Create && intents.get(entryKey).isPresent();
      boolean takenIn = intents.get(entryKey).filter(Intent::accepted).isPresent();
      if (look && (takenIn || !guarded(planned.target()))) {
        doubtful.computeIfAbsent(planned.target(), side -> new ArrayList<>()).add(planned);
      } else {
        if (look) {
          intents.get(entryKey).ifPresent(planned::follows);
        }
        toSend.add(planned);
      }
    }
    doubtful.forEach((side, mine) -> toSend.addAll(located(side, mine)));
    return toSend;
  }

  private boolean guarded(Side target) {
    return world.capabilities(flow, target).guard() == Capabilities.Guard.NATIVE_KEY;
  }

  private List<Planned> located(Side side, List<Planned> mine) {
    List<Write.Create> creates = mine.stream().map(each -> (Write.Create) each.write()).toList();
    List<Located> found =
        world.ask(
            () ->
                world.sized(side, "locate", world.connector(side).locate(creates), creates.size()));
    List<Planned> absent = new ArrayList<>();
    for (int at = 0; at < mine.size(); at++) {
      if (found.get(at) instanceof Located.Absent) {
        absent(mine.get(at)).ifPresent(absent::add);
      } else {
        located(side, mine.get(at), found.get(at));
      }
    }
    Set<Planned> met = new Rivals(world, flow, side).met(absent);
    met.forEach(planned -> forget(side, planned));
    absent.removeAll(met);
    return absent;
  }

  /** It never arrived, and somebody else has made the same: it is matched anew. */
  private void forget(Side side, Planned planned) {
    String entryKey = Intent.entryKey(planned.write().key(), side);
    StoreUpdate.Builder update = world.ledger().update();
    update.remove(world.ledger().gone(Intent.KIND, entryKey));
    intents.remove(entryKey);
    world.reservations(side).over(planned, update);
    world.ledger().commit(update);
    again.add(Look.hint(planned.source(), planned.sourceId()));
  }

  /** It goes out once more; what was taken in twice, and is not there, does not by itself. */
  private Optional<Planned> absent(Planned planned) {
    String entryKey = Intent.entryKey(planned.write().key(), planned.target());
    Intent intent = intents.get(entryKey).orElseThrow();
    if (!intent.accepted() || !intent.sentAgain()) {
      return Optional.of(planned.secondTime());
    }
    StoreUpdate.Builder update = world.ledger().update();
    update.remove(world.ledger().gone(Intent.KIND, entryKey));
    intents.remove(entryKey);
    world.ledger().commit(update);
    trouble.unheeded(planned);
    return Optional.empty();
  }

  private void located(Side side, Planned planned, Located located) {
    String entryKey = Intent.entryKey(planned.write().key(), side);
    Intent intent = intents.get(entryKey).orElseThrow();
    StoreUpdate.Builder update = world.ledger().update();
    update.remove(world.ledger().gone(Intent.KIND, entryKey));
    intents.remove(entryKey);
    if (located instanceof Located.Found found && found.ids().size() == 1) {
      String id = found.ids().get(0);
      Link link =
          Links.born(flow, planned.source(), planned.sourceId(), id, planned.write())
              .with(put(intent))
              .with(Link.State.UNCONFIRMED)
              .committed(world.runtime().now(), Instant.EPOCH);
      update.put(world.ledger().row(flow, link));
      Instant shown = world.runtime().now().plus(world.capabilities(flow, side).searchLag());
      world.reservations(side).made(planned, id, shown, update);
      world.secondLooks().note(world, flow, intent, update);
      update.journal(world.ledger().journal(flow, side, id, "ADOPTED after an unknown outcome"));
      world.tally().count(flow, Count.ADOPTED);
      world.tally().settled(flow, planned.source(), planned.sourceId());
      job.refs()
          .put(
              planned.source(),
              new Ref(flow.type(planned.source()), planned.sourceId()),
              new Ref(flow.type(side), id));
      again.add(Look.hint(planned.source(), planned.sourceId()));
      world.ledger().commit(update);
      return;
    }
    world.ledger().commit(update);
    List<String> twins = located instanceof Located.Found found ? found.ids() : List.of();
    trouble.choose(
        planned.source(),
        planned.sourceId(),
        twins.isEmpty() ? Failure.Kind.DOUBTFUL : Failure.Kind.TWIN,
        twins.isEmpty()
            ? "it is not known whether it was made on the " + side.word()
            : "was made " + twins + " on the " + side.word(),
        twins);
  }

  /**
   * An update whose outcome was unknown: what it was to put, and is there, was put by us. That is
   * kept at once: what follows may be nothing, or be refused.
   */
  Pair recalled(Item item, StoreUpdate.Builder update) {
    item.seen();
    Link link = Objects.requireNonNull(item.pair().link());
    boolean adopted = link.revision() > 0 && link.state() == Link.State.UNCONFIRMED;
    Link known = adopted ? came(link, item.pair()) : link;
    for (Intent intent : job.concerning(item)) {
      Entity target = item.pair().on(intent.target()).orElse(null);
      if (target != null) {
        boolean arriving = item.pair().arriving() != null && !adopted;
        Base done = happened(intent.base(), intent.target(), target, arriving);
        known = known.with(done);
        if (intent.accepted() && !done.units().keySet().containsAll(asked(intent, target))) {
          item.unheeded(intent.sentAgain());
        }
      }
      item.answered(intent);
      world.tally().settled(flow, intent.target().other(), intent.sourceId());
    }
    if (!adopted && link.revision() > 0 && !known.equals(link)) {
      update.put(world.ledger().row(flow, known));
      known = known.stored();
    }
    boolean nothingAgreed = known.base().isEmpty();
    if (adopted) {
      known = known.with(besides(item.pair(), link.origin()).with(known.base()));
    }
    return item.pair()
        .with(known)
        .arriving(adopted || nothingAgreed ? arrival(link, item) : item.pair().arriving());
  }

  /** What a create was to put. Its lines may have come in part, and are looked at anew. */
  static Base put(Intent intent) {
    return new Base(intent.base().units(), Map.of());
  }

  /**
   * Of what an adopted create was to put, what came: so it is known who changed it since. What is
   * empty may not have come, and what was put empty and the system fills is nobody's edit.
   */
  private Link came(Link link, Pair pair) {
    if (link.base().isEmpty()) {
      return link;
    }
    Link anew = link.agreedOnNothing();
    Side made = link.origin().other();
    Entity there = pair.on(made).orElse(null);
    if (there == null) {
      return anew;
    }
    Entity seen = flow.view(made).seen(there);
    Capabilities system = world.capabilities(flow, made);
    Map<String, UnitBase> units = new LinkedHashMap<>();
    for (Unit unit : flow.mapper().units()) {
      UnitBase put = link.base().units().get(unit.name());
      Field<?> field = unit.field(made).orElse(null);
      if (put == null || field == null || unit.lines() != null || !seen.has(field)) {
        continue;
      }
      if (!system.fills(field) || !isEmpty(put.on(made))) {
        units.put(unit.name(), Attempts.came(put, made, world.prints().of(seen, field)));
      }
    }
    return anew.with(new Base(units, Map.of()));
  }

  private static boolean isEmpty(@Nullable Print put) {
    return put != null && put.empty();
  }

  /**
   * What a vendor gave to an entity that we made and that was found again: it has it, and the
   * source says nothing. Both sides keep what they have.
   */
  private Base besides(Pair pair, Side origin) {
    Entity source = pair.on(origin).orElse(null);
    Entity made = pair.on(origin.other()).orElse(null);
    Map<String, UnitBase> units = new LinkedHashMap<>();
    if (source != null && made != null) {
      for (Unit unit : flow.mapper().units()) {
        Field<?> mine = unit.field(origin).orElse(null);
        Field<?> theirs = unit.field(origin.other()).orElse(null);
        if (unit.lines() == null && mine != null && theirs != null) {
          Entity said = flow.view(origin).seen(source);
          Entity given = flow.view(origin.other()).seen(made);
          if (said.knows(mine) && !said.has(mine) && given.has(theirs)) {
            Print empty = world.prints().of(said, mine);
            units.put(unit.name(), UnitBase.of(origin, empty, world.prints().of(given, theirs)));
          }
        }
      }
    }
    return new Base(units, Map.of());
  }

  /** What was made by us follows its source; what was found is treated as found, however late. */
  private @Nullable Arrival arrival(Link link, Item item) {
    if (link.revision() == 0) {
      return item.pair().arriving();
    }
    return link.state() == Link.State.UNCONFIRMED ? Arrival.from(link.origin()) : flow.found();
  }

  /** The units that would show that it was done. */
  private Set<String> asked(Intent intent, Entity target) {
    Set<String> asked = new HashSet<>();
    for (Unit unit : flow.mapper().units()) {
      UnitBase put = intent.base().units().get(unit.name());
      Field<?> field = unit.field(intent.target()).orElse(null);
      if (put != null && put.on(intent.target()) != null && field != null && target.knows(field)) {
        asked.add(unit.name());
      }
    }
    return asked;
  }

  private Base happened(Base asked, Side side, Entity target, boolean arriving) {
    Entity seen = flow.view(side).seen(target);
    Map<String, UnitBase> units = new LinkedHashMap<>();
    for (Unit unit : flow.mapper().units()) {
      UnitBase put = asked.units().get(unit.name());
      Field<?> field = unit.field(side).orElse(null);
      if (put != null && field != null && target.knows(field)) {
        Print now = world.prints().of(seen, field);
        UnitBase edited = Attempts.edited(put, side, now, arriving);
        if (now.equals(put.on(side))) {
          units.put(unit.name(), put);
        } else if (edited != null) {
          units.put(unit.name(), edited);
        }
      }
    }
    return new Base(units, Map.of());
  }
}
