package dev.syncline.internal.run;

import dev.syncline.Explanation.Reason;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.internal.reconcile.UnitStanding;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.Unit;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import dev.syncline.store.JournalRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains a pair, unit by unit. Not thread-safe; used once. */
final class Linked {

  private final Job job;
  private final World world;
  private final Flow flow;
  private final List<JournalRow> history;
  private @Nullable String stopped;

  /** {@code job} has loaded what the pair's sides refer to. */
  Linked(Job job, List<JournalRow> history) {
    this.job = job;
    this.world = job.world();
    this.flow = job.flow();
    this.history = history;
  }

  static String name(Side other, String otherId) {
    return "linked to " + other.word() + " " + otherId;
  }

  /** How the pair stands; after its units were explained. */
  String standing(Link link, Side side) {
    String standing = name(side.other(), link.requireId(side.other()));
    if (link.state() == Link.State.UNCONFIRMED) {
      standing += ", not confirmed yet";
    }
    return stopped == null ? standing : standing + "; " + stopped;
  }

  /** What holds the pair as a whole back; empty if nothing does; after its units were explained. */
  String stopped() {
    return stopped == null ? "" : stopped;
  }

  /** Every unit, and why it is as it is. */
  List<Reason> units(Item item) {
    Decision decision = judged(item);
    if (decision instanceof Decision.Veto) {
      return List.of();
    }
    UnitStanding standing = standing(item.pair());
    return flow.mapper().units().stream()
        .map(unit -> new Reason(unit.name(), why(unit, decision, item.pair(), standing)))
        .toList();
  }

  /** The units that differ, whatever was agreed of them, and why they do. */
  List<Reason> differing(Item item) {
    Decision decision = judged(item);
    Set<String> unequal = unequal(item.pair());
    UnitStanding standing = standing(item.pair());
    return flow.mapper().units().stream()
        .filter(unit -> unequal.contains(unit.name()) || standing.differs(unit))
        .map(unit -> new Reason(unit.name(), whyUnequal(unit, decision, item.pair(), standing)))
        .toList();
  }

  private String whyUnequal(Unit unit, Decision decision, Pair pair, UnitStanding standing) {
    String why = why(unit, decision, pair, standing);
    return why.equals(UnitStanding.IN_STEP) ? "kept on both" : why;
  }

  /** What would be written if nothing had ever been agreed, and either side's value were right. */
  private Set<String> unequal(Pair pair) {
    Pair fresh = pair.with(Objects.requireNonNull(pair.link()).agreedOnNothing());
    Set<String> unequal = new HashSet<>();
    for (Side side : Side.values()) {
      Item item = new Item(fresh.arriving(Arrival.from(side)), side, "");
      if (job.judgement(item) instanceof Decision.Update update) {
        update
            .drafts()
            .forEach(
                (target, draft) ->
                    flow.mapper().units().stream()
                        .filter(unit -> unit.field(target).filter(draft.delta()::knows).isPresent())
                        .forEach(unit -> unequal.add(unit.name())));
      }
    }
    return unequal;
  }

  private UnitStanding standing(Pair pair) {
    return new UnitStanding(flow, world.prints(), world.abilities(flow), pair, job.refs());
  }

  private Decision judged(Item item) {
    job.knowOwn(item);
    boolean writing = !job.concerning(item).isEmpty();
    Recovery recovery = new Recovery(job, new Trouble(world, flow), new ArrayList<>());
    item.becomes(recovery.recalled(item, world.ledger().update())); // nothing of it is kept
    Decision decision = job.judgement(item);
    stopped = writing ? "a write was not answered, it is looked at first" : stopped(decision);
    return decision;
  }

  private static @Nullable String stopped(Decision decision) {
    if (decision instanceof Decision.Skip skip) {
      return skip.reason().equals("CONDITION")
          ? "its condition for changes (updateWhen) does not hold"
          : "skipped, " + skip.reason();
    }
    if (decision instanceof Decision.Veto veto) {
      return "a rule forbids it, " + veto.reason();
    }
    return decision instanceof Decision.Wait wait
        ? "waits for " + Trouble.named(wait.missing())
        : null;
  }

  private String why(Unit unit, Decision decision, Pair pair, UnitStanding standing) {
    if (decision instanceof Decision.Wait wait && refersTo(pair, unit, wait)) {
      return "waits for " + Trouble.named(wait.missing()) + ", which has no counterpart yet";
    }
    if (decision instanceof Decision.Update update) {
      for (Map.Entry<Side, Decision.Draft> draft : update.drafts().entrySet()) {
        Field<?> field = unit.field(draft.getKey()).orElse(null);
        if (field != null && draft.getValue().delta().knows(field)) {
          return next(unit, draft.getKey().other(), update);
        }
      }
      if (update.skipped().containsKey(unit.name())) {
        return "skipped, " + Objects.requireNonNull(update.skipped().get(unit.name()));
      }
    }
    String now = standing.of(unit);
    Optional<String> then = told(unit);
    if (then.isEmpty()) {
      return now;
    }
    return now.equals(UnitStanding.SAME) || unit.lines() != null
        ? then.get()
        : now + "; last " + then.get();
  }

  private String next(Unit unit, Side source, Decision.Update update) {
    String carried = "is carried from " + source.word() + " by the next run";
    boolean both =
        update.conflicts().stream().anyMatch(conflict -> conflict.unit().equals(unit.name()));
    String policy = flow.conflicts().name().toLowerCase(Locale.ROOT);
    return both
        ? carried + ": changed on both sides, " + source.word() + " wins (" + policy + ")"
        : carried;
  }

  private static boolean refersTo(Pair pair, Unit unit, Decision.Wait wait) {
    Set<Ref> refs = new HashSet<>();
    Entity source = pair.on(wait.source()).orElse(null);
    Field<?> field = unit.field(wait.source()).orElse(null);
    if (source != null && field != null) {
      for (Field<?> other : source.fields()) {
        source = other.equals(field) ? source : source.without(other);
      }
      refs.addAll(source.refs());
    }
    return wait.missing().stream().anyMatch(refs::contains);
  }

  /** What the journal still knows of a unit. */
  private Optional<String> told(Unit unit) {
    for (JournalRow row : history) {
      Optional<Side> from = Told.source(row, unit.name());
      if (from.isPresent()) {
        return Optional.of(
            "from " + from.get().word() + " in run " + row.run() + decided(unit, row.run()));
      }
    }
    return Optional.empty();
  }

  private String decided(Unit unit, String run) {
    return history.stream()
        .filter(row -> row.run().equals(run))
        .flatMap(row -> Told.verdict(row, unit.name()).stream())
        .findFirst()
        .map(verdict -> ": changed on both sides, " + verdict)
        .orElse("");
  }
}
