package dev.syncline.internal.reconcile;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.LineBase;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.internal.reconcile.Decision.Conflict;
import dev.syncline.internal.reconcile.Decision.Draft;
import dev.syncline.internal.reconcile.UnitJudge.Verdict;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects the verdicts of one pair. Not thread-safe; used once. */
final class Merge {
  private final Flow flow;
  private final Abilities abilities;
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

  Merge(
      Flow flow,
      UnitJudge.Frame frame,
      Entity left,
      Entity right,
      Base base,
      Counterparts counterparts) {
    this.flow = flow;
    this.abilities = frame.abilities();
    this.frame = frame;
    this.left = left;
    this.right = right;
    this.base = base;
    this.counterparts = counterparts;
  }

  /** Judges every unit of the flow. */
  Merge units(Mapped toRight, Mapped toLeft) {
    flow.mapper().units().forEach(unit -> unit(unit, toRight, toLeft));
    return this;
  }

  /** Whether anything is to be written. */
  boolean writes() {
    return !deltas.isEmpty();
  }

  /** Whether anything is to be written to a side. */
  boolean writes(Side target) {
    return deltas.containsKey(target);
  }

  /** Judges the marker of a side. */
  void marker(Side side, Markers markers) {
    Entity mine = side == Side.LEFT ? left : right;
    Entity theirs = side == Side.LEFT ? right : left;
    UnitBase then = base.units().get(Markers.unit(side));
    markers
        .judge(side, mine, theirs.id(), then, frame.settled())
        .ifPresent(marking -> marked(side, marking));
  }

  private void marked(Side side, Markers.Marking marking) {
    if (marking.delta() == null) {
      agreed.put(Markers.unit(side), marking.base());
      return;
    }
    deltas.put(side, delta(side).overlaid(marking.delta()));
    units
        .computeIfAbsent(side, each -> new LinkedHashMap<>())
        .put(Markers.unit(side), marking.base());
  }

  private void unit(Unit unit, Mapped toRight, Mapped toLeft) {
    if (unit.lines() != null) {
      mergeLines(unit, toRight, toLeft);
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
  private void mergeLines(Unit unit, Mapped toRight, Mapped toLeft) {
    Field<List<Entity>> leftField = (Field<List<Entity>>) unit.field(Side.LEFT).orElseThrow();
    Field<List<Entity>> rightField = (Field<List<Entity>>) unit.field(Side.RIGHT).orElseThrow();
    if (!left.knows(leftField) || !right.knows(rightField)) {
      return;
    }
    List<LineBase> then = base.lines().get(unit.name());
    LinesJudge.Outcome outcome =
        new LinesJudge(frame.within(unit), Objects.requireNonNull(unit.lines()), counterparts)
            .merge(
                left.get(leftField).orElse(List.of()),
                right.get(rightField).orElse(List.of()),
                then,
                writes(unit, Side.LEFT, leftField),
                writes(unit, Side.RIGHT, rightField));
    Side target = outcome.target();
    if (target != null
        && (target == Side.RIGHT ? toRight : toLeft).put(unit) instanceof Put.Skip<?> skip) {
      skipped.put(unit.name(), skip.reason());
      return;
    }
    outcome
        .missing()
        .forEach(
            each ->
                missing.computeIfAbsent(each.source(), side -> new ArrayList<>()).add(each.ref()));
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
    lines.computeIfAbsent(target, side -> new LinkedHashMap<>()).put(unit.name(), outcome.bases());
    again |= outcome.again();
    if (outcome.conflict()) {
      conflicts.add(new Conflict(unit.name(), target.other()));
    }
  }

  private boolean writes(Unit unit, Side target, Field<?> field) {
    return unit.writes(target) && frame.open().contains(target) && abilities.updates(target, field);
  }

  /** What is decided; {@code real} is the pair as it is, not as the rules see it. */
  Decision decision(Map<Side, String> closed, Pair real, Views views) {
    for (Map.Entry<Side, List<Ref>> waits : missing.entrySet()) {
      return new Decision.Wait(waits.getKey(), waits.getValue());
    }
    Base nowAgreed = new Base(agreed, agreedLines);
    Map<Side, Draft> drafts = drafts(real, views);
    if (drafts.isEmpty() && nowAgreed.isEmpty() && skipped.isEmpty()) {
      return closed.values().stream()
          .filter(reason -> !reason.equals(Gates.DIRECTION))
          .findFirst()
          .<Decision>map(Decision.Skip::new)
          .orElse(Reconciler.UNCHANGED);
    }
    return new Decision.Update(nowAgreed, drafts, conflicts, skipped, again);
  }

  private Map<Side, Draft> drafts(Pair real, Views views) {
    Map<Side, Draft> drafts = new EnumMap<>(Side.class);
    deltas.forEach(
        (side, delta) -> {
          Base drafted =
              new Base(units.getOrDefault(side, Map.of()), lines.getOrDefault(side, Map.of()));
          views
              .written(side, real.on(side).orElse(null), new Draft(delta, drafted), base)
              .ifPresent(draft -> drafts.put(side, draft));
        });
    return drafts;
  }
}
