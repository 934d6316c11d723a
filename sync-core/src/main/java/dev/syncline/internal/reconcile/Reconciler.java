package dev.syncline.internal.reconcile;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.LineBase;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.Print;
import dev.syncline.internal.base.Prints;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.internal.reconcile.Decision.Conflict;
import dev.syncline.internal.reconcile.Decision.Draft;
import dev.syncline.internal.reconcile.UnitJudge.Verdict;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what shall be done with a pair: three-way, unit by unit, from both entities, their base
 * and the rules. Pure: no I/O, no clock. Thread-safe.
 */
public final class Reconciler {

  private static final Decision UNCHANGED = new Decision.Nothing("UNCHANGED");

  private final Flow flow;
  private final Prints prints;
  private final Abilities abilities;
  private final Echo echo;

  /** A reconciler of one flow. */
  public Reconciler(Flow flow, Prints prints, Abilities abilities) {
    this.flow = flow;
    this.prints = prints;
    this.abilities = abilities;
    this.echo = new Echo(flow, prints);
  }

  /** Decides. {@code now} is only compared with the moment at which our last write has settled. */
  public Decision judge(Pair pair, Counterparts counterparts, Instant now) {
    if (pair.left() != null && pair.right() != null) {
      return both(pair, pair.left(), pair.right(), counterparts, now);
    }
    Side source = pair.onlySide();
    return create(source, pair.on(source).orElseThrow(), counterparts);
  }

  /** See {@link Echo#echoed}. */
  public Optional<Link> echoed(Side side, Entity entity, Link link) {
    return echo.echoed(side, entity, link);
  }

  /**
   * The entity of the target side that a source stands for, as far as its references can be
   * translated.
   */
  public Entity inTargetTerms(Side source, Entity entity, Counterparts counterparts) {
    Side target = source.other();
    Wanted wanted =
        flow.mapper().map(new Sight(target, entity, null, counterparts, prints.phones()));
    Entity terms = Entity.of(flow.type(target), "");
    if (flow.type(source).equals(flow.type(target))) {
      terms = terms.overlaid(entity);
    }
    for (Unit unit : flow.mapper().units()) {
      Put<?> put = wanted.puts().get(unit.name());
      Optional<Field<?>> field = unit.field(target);
      if (field.isPresent() && put instanceof Put.Wait<?>) {
        terms = terms.without(field.get());
      } else if (put != null && field.isPresent()) {
        terms = Values.put(terms, field.get(), put);
      }
    }
    return terms;
  }

  /** The companions that follow from an entity of a side. */
  public List<Wanted.Companion> companions(Side source, Entity entity, Counterparts counterparts) {
    Wanted wanted =
        flow.mapper().map(new Sight(source.other(), entity, null, counterparts, prints.phones()));
    return halted(wanted, source).isPresent() ? List.of() : wanted.companions();
  }

  private Decision create(Side source, Entity entity, Counterparts counterparts) {
    Side target = source.other();
    if (!flow.direction().goesTo(target)) {
      return new Decision.Nothing("DIRECTION");
    }
    Wanted wanted =
        flow.mapper().map(new Sight(target, entity, null, counterparts, prints.phones()));
    Optional<Decision> halted = halted(wanted, source);
    if (halted.isPresent()) {
      return halted.get();
    }
    if (!flow.creates(entity)) {
      return new Decision.Skip("CONDITION");
    }
    Made made = new Made(target, entity, counterparts, wanted);
    return made.missing.isEmpty()
        ? new Decision.Create(target, new Draft(made.delta, new Base(made.units, made.lines)))
        : new Decision.Wait(source, made.missing);
  }

  private Optional<Decision> halted(Wanted wanted, Side source) {
    if (wanted.halting().isPresent()) {
      Wanted.Halt halt = wanted.halting().get();
      return Optional.of(
          halt.kind() == Wanted.Halt.Kind.VETO
              ? new Decision.Veto(halt.reason())
              : new Decision.Skip(halt.reason()));
    }
    return gate(wanted, source).map(Decision.Skip::new);
  }

  /** The reason why a unit without a pair keeps the entity of a side out. */
  private Optional<String> gate(Wanted wanted, Side source) {
    for (Unit unit : flow.mapper().units()) {
      if (flow.gates(unit, source) && wanted.puts().get(unit.name()) instanceof Put.Skip<?> skip) {
        return Optional.of(skip.reason() + " " + unit.name());
      }
    }
    return Optional.empty();
  }

  /** Collects what a new counterpart is given. */
  private final class Made {
    private Entity delta;
    private final Map<String, UnitBase> units = new LinkedHashMap<>();
    private final Map<String, List<LineBase>> lines = new LinkedHashMap<>();
    private final List<Ref> missing = new ArrayList<>();

    Made(Side target, Entity source, Counterparts counterparts, Wanted wanted) {
      delta = Entity.of(flow.type(target), "");
      for (Unit unit : flow.mapper().units()) {
        Field<?> field = unit.field(target).orElse(null);
        if (field == null || !unit.writes(target) || !abilities.creates(target, field)) {
          continue;
        }
        if (unit.lines() != null) {
          lines(target, source, counterparts, unit);
        } else {
          unit(target, source, unit, field, wanted.puts().get(unit.name()));
        }
      }
    }

    private void unit(Side target, Entity source, Unit unit, Field<?> field, @Nullable Put<?> put) {
      if (put instanceof Put.Wait<?> wait) {
        missing.add(wait.missing());
      } else if (put instanceof Put.Value<?> || put instanceof Put.Empty<?>) {
        if (put instanceof Put.Value<?>) {
          delta = Values.put(delta, field, put);
        }
        if (unit.when() != When.CREATE_ONLY) {
          Print theirs = prints.of(Values.put(delta, field, put), field);
          Print mine =
              unit.field(target.other()).map(each -> prints.of(source, each)).orElse(theirs);
          units.put(unit.name(), UnitBase.of(target.other(), mine, theirs));
        }
      }
    }

    @SuppressWarnings("unchecked")
    private void lines(Side target, Entity source, Counterparts counterparts, Unit unit) {
      Field<List<Entity>> from = (Field<List<Entity>>) unit.field(target.other()).orElseThrow();
      Field<List<Entity>> to = (Field<List<Entity>>) unit.field(target).orElseThrow();
      if (!source.knows(from)) {
        return;
      }
      LinesJudge.Outcome made =
          new LinesJudge(
                  frame(target.other(), null, Instant.MAX, Instant.EPOCH, EnumSet.of(target)),
                  Objects.requireNonNull(unit.lines()),
                  counterparts)
              .create(target, source.get(from).orElse(List.of()));
      made.missing().forEach(each -> missing.add(each.ref()));
      delta = made.lines().isEmpty() ? delta : delta.with(to, made.lines());
      lines.put(unit.name(), made.bases());
    }
  }

  private UnitJudge.Frame frame(
      Side origin, @Nullable Arrival arriving, Instant now, Instant settles, Set<Side> open) {
    return new UnitJudge.Frame(
        prints,
        abilities,
        flow.direction(),
        flow.conflicts(),
        origin,
        flow.drift(),
        Arrival.KEEP,
        arriving,
        !now.isBefore(settles),
        open);
  }

  private Decision both(
      Pair pair, Entity left, Entity right, Counterparts counterparts, Instant now) {
    Wanted toRight =
        flow.mapper().map(new Sight(Side.RIGHT, left, right, counterparts, prints.phones()));
    Wanted toLeft =
        flow.mapper().map(new Sight(Side.LEFT, right, left, counterparts, prints.phones()));
    Map<Side, String> closed = new EnumMap<>(Side.class);
    close(closed, Side.RIGHT, toRight, left);
    close(closed, Side.LEFT, toLeft, right);
    Set<Side> open = EnumSet.allOf(Side.class);
    open.removeAll(closed.keySet());
    Function<Set<Side>, Merge> merging =
        through -> merged(pair, through, toRight, toLeft, counterparts, now);
    Merge merge = merging.apply(open);
    return vetoed(merge, merging, Side.RIGHT, toRight)
        .or(() -> vetoed(merge, merging, Side.LEFT, toLeft))
        .orElseGet(() -> merge.decision(closed));
  }

  private Merge merged(
      Pair pair,
      Set<Side> open,
      Wanted toRight,
      Wanted toLeft,
      Counterparts counterparts,
      Instant now) {
    Link link = pair.link();
    Side origin = link == null ? Side.LEFT : link.origin();
    UnitJudge.Frame frame =
        frame(origin, pair.arriving(), now, link == null ? Instant.EPOCH : link.settlesAt(), open);
    Base base = link == null ? Base.NONE : link.base();
    Merge merge =
        new Merge(
            frame,
            pair.on(Side.LEFT).orElseThrow(),
            pair.on(Side.RIGHT).orElseThrow(),
            base,
            counterparts);
    for (Unit unit : flow.mapper().units()) {
      merge.unit(unit, toRight.puts().get(unit.name()), toLeft.puts().get(unit.name()));
    }
    return merge;
  }

  /** A person is told of a change that must not be made, if there is one. */
  private Optional<Decision> vetoed(
      Merge merge, Function<Set<Side>, Merge> merging, Side target, Wanted wanted) {
    return wanted
        .halting()
        .filter(halt -> halt.kind() == Wanted.Halt.Kind.VETO && merge.deltas.isEmpty())
        .filter(halt -> flow.direction().goesTo(target))
        .filter(halt -> merging.apply(EnumSet.of(target)).deltas.containsKey(target))
        .map(halt -> new Decision.Veto(halt.reason()));
  }

  private void close(Map<Side, String> closed, Side target, Wanted wanted, Entity source) {
    if (!flow.direction().goesTo(target)) {
      closed.put(target, "DIRECTION");
    } else if (wanted.halting().isPresent()) {
      closed.put(target, wanted.halting().get().reason());
    } else if (gate(wanted, target.other()).isPresent()) {
      closed.put(target, gate(wanted, target.other()).get());
    } else if (!flow.updates(source)) {
      closed.put(target, "CONDITION");
    }
  }

  /** Collects the verdicts of one pair. */
  private final class Merge {
    private final UnitJudge.Frame frame;
    private final Entity left;
    private final Entity right;
    private final Base base;
    private final Counterparts counterparts;
    private final Map<String, UnitBase> agreed = new LinkedHashMap<>();
    private final Map<String, List<LineBase>> agreedLines = new LinkedHashMap<>();
    private final Map<Side, Entity> deltas = new EnumMap<>(Side.class);
    private final Map<Side, Map<String, UnitBase>> units = new EnumMap<>(Side.class);
    private final Map<Side, Map<String, List<LineBase>>> lines = new EnumMap<>(Side.class);
    private final List<Conflict> conflicts = new ArrayList<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private final Map<Side, List<Ref>> missing = new EnumMap<>(Side.class);
    private boolean again;

    Merge(UnitJudge.Frame frame, Entity left, Entity right, Base base, Counterparts counterparts) {
      this.frame = frame;
      this.left = left;
      this.right = right;
      this.base = base;
      this.counterparts = counterparts;
    }

    void unit(Unit unit, @Nullable Put<?> toRight, @Nullable Put<?> toLeft) {
      if (unit.lines() != null) {
        mergeLines(unit);
        return;
      }
      UnitBase then = base.units().get(unit.name());
      Verdict verdict = new UnitJudge(frame, unit, left, right, then, toRight, toLeft).judge();
      if (verdict instanceof Verdict.Keep keep) {
        if (keep.base() != null && !sameBase(keep.base(), then)) {
          agreed.put(unit.name(), keep.base());
        }
      } else if (verdict instanceof Verdict.Carry carry) {
        carry(unit, carry);
      } else if (verdict instanceof Verdict.Left leftAlone) {
        skipped.put(unit.name(), leftAlone.reason());
        if (leftAlone.base() != null) {
          agreed.put(unit.name(), leftAlone.base());
        }
      } else if (verdict instanceof Verdict.Missing waits) {
        missing.computeIfAbsent(waits.source(), side -> new ArrayList<>()).add(waits.ref());
      }
    }

    private static boolean sameBase(UnitBase now, @Nullable UnitBase then) {
      return then != null
          && Objects.equals(now.left(), then.left())
          && Objects.equals(now.right(), then.right());
    }

    private void carry(Unit unit, Verdict.Carry carry) {
      Side target = carry.target();
      Field<?> field = unit.field(target).orElseThrow();
      deltas.put(target, Values.put(delta(target), field, carry.put()));
      units.computeIfAbsent(target, side -> new LinkedHashMap<>()).put(unit.name(), carry.base());
      again |= carry.again();
      if (carry.conflict()) {
        conflicts.add(new Conflict(unit.name(), target.other()));
      }
    }

    private Entity delta(Side target) {
      Entity none = Entity.of(flow.type(target), target == Side.LEFT ? left.id() : right.id());
      return deltas.getOrDefault(target, none);
    }

    @SuppressWarnings("unchecked")
    private void mergeLines(Unit unit) {
      Field<List<Entity>> leftField = (Field<List<Entity>>) unit.field(Side.LEFT).orElseThrow();
      Field<List<Entity>> rightField = (Field<List<Entity>>) unit.field(Side.RIGHT).orElseThrow();
      if (!left.knows(leftField) || !right.knows(rightField)) {
        return;
      }
      List<LineBase> then = base.lines().get(unit.name());
      LinesJudge.Outcome outcome =
          new LinesJudge(
                  frame.within(unit.direction()),
                  Objects.requireNonNull(unit.lines()),
                  counterparts)
              .merge(
                  left.get(leftField).orElse(List.of()),
                  right.get(rightField).orElse(List.of()),
                  then,
                  writes(unit, Side.LEFT, leftField),
                  writes(unit, Side.RIGHT, rightField));
      outcome
          .missing()
          .forEach(
              each ->
                  missing
                      .computeIfAbsent(each.source(), side -> new ArrayList<>())
                      .add(each.ref()));
      Side target = outcome.target();
      if (target == null) {
        if (!outcome.bases().equals(then)) {
          agreedLines.put(unit.name(), outcome.bases());
        }
        return;
      }
      Field<List<Entity>> field = target == Side.LEFT ? leftField : rightField;
      deltas.put(
          target,
          outcome.lines().isEmpty()
              ? delta(target).cleared(field)
              : delta(target).with(field, outcome.lines()));
      lines
          .computeIfAbsent(target, side -> new LinkedHashMap<>())
          .put(unit.name(), outcome.bases());
      again |= outcome.again();
      if (outcome.conflict()) {
        conflicts.add(new Conflict(unit.name(), target.other()));
      }
    }

    private boolean writes(Unit unit, Side target, Field<?> field) {
      return unit.writes(target)
          && frame.open().contains(target)
          && abilities.updates(target, field);
    }

    Decision decision(Map<Side, String> closed) {
      for (Map.Entry<Side, List<Ref>> waits : missing.entrySet()) {
        return new Decision.Wait(waits.getKey(), waits.getValue());
      }
      Base nowAgreed = new Base(agreed, agreedLines);
      if (deltas.isEmpty() && nowAgreed.isEmpty() && skipped.isEmpty()) {
        return closed.values().stream()
            .filter(reason -> !reason.equals("DIRECTION"))
            .findFirst()
            .<Decision>map(Decision.Skip::new)
            .orElse(UNCHANGED);
      }
      Map<Side, Draft> drafts = new EnumMap<>(Side.class);
      deltas.forEach(
          (side, delta) ->
              drafts.put(
                  side,
                  new Draft(
                      delta,
                      new Base(
                          units.getOrDefault(side, Map.of()),
                          lines.getOrDefault(side, Map.of())))));
      return new Decision.Update(nowAgreed, drafts, conflicts, skipped, again);
    }
  }
}
