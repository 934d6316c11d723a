package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.LineBase;
import dev.syncline.internal.base.Print;
import dev.syncline.internal.base.Prints;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.mapping.Unit;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed after a write, once the vendor said what it stored. Only units that were written
 * move: an edit of a user in the same answer is still an edit. Pure.
 */
final class Agreement {

  private final Flow flow;
  private final Prints prints;
  private final Side target;

  Agreement(Flow flow, Prints prints, Side target) {
    this.flow = flow;
    this.prints = prints;
    this.target = target;
  }

  /** The base of the units written, with what the vendor holds in place of what it was given. */
  Base observed(Base drafted, @Nullable Entity before, Entity delta, Entity holds) {
    Map<String, UnitBase> units = new LinkedHashMap<>(drafted.units());
    Map<String, List<LineBase>> lines = new LinkedHashMap<>(drafted.lines());
    Entity seen = flow.view(target).seen(holds);
    for (Unit unit : flow.mapper().units()) {
      Field<?> field = unit.field(target).orElse(null);
      if (field == null || !holds.knows(field)) {
        continue;
      }
      if (units.containsKey(unit.name())) {
        Print put = put(before, delta, field);
        units.computeIfPresent(
            unit.name(),
            (name, base) -> owing(base, put) ? base : base.with(target, prints.of(seen, field)));
      }
      if (unit.lines() != null && lines.containsKey(unit.name())) {
        lines.computeIfPresent(
            unit.name(), (name, bases) -> lines(unit, bases, before, delta, holds));
      }
    }
    return new Base(units, lines);
  }

  private @Nullable Print put(@Nullable Entity before, Entity delta, Field<?> field) {
    Entity all = before == null ? delta : before.overlaid(delta);
    return all.knows(field) ? prints.of(flow.view(target).seen(all), field) : null;
  }

  /**
   * Whether both sides are kept as the other one is: a set that was merged, and that the other side
   * still has to be given. The answer must not make that look done.
   */
  private boolean owing(UnitBase base, @Nullable Print put) {
    Print then = base.on(target);
    return put != null && then != null && then.equals(base.on(target.other())) && !then.equals(put);
  }

  /**
   * What was asked and not taken is agreed on nobody's side but the source's: the target's own
   * value, seen next, is no edit that could travel back.
   */
  Base withoutLeftOut(Base base, Set<Field<?>> leftOut) {
    if (leftOut.isEmpty()) {
      return base;
    }
    Map<String, UnitBase> units = new LinkedHashMap<>(base.units());
    for (Unit unit : flow.mapper().units()) {
      if (unit.field(target).filter(leftOut::contains).isPresent()) {
        units.computeIfPresent(
            unit.name(),
            (name, then) -> UnitBase.of(target.other(), then.on(target.other()), null));
      }
    }
    return new Base(units, base.lines());
  }

  @SuppressWarnings("unchecked")
  private List<LineBase> lines(
      Unit unit, List<LineBase> bases, @Nullable Entity before, Entity delta, Entity holds) {
    Field<List<Entity>> field = (Field<List<Entity>>) unit.field(target).orElseThrow();
    List<Entity> written = delta.get(field).orElse(List.of());
    List<Entity> held = holds.get(field).orElse(List.of());
    if (written.size() != held.size()) {
      return bases;
    }
    Map<String, Entity> earlier = new HashMap<>();
    if (before != null) {
      before.get(field).orElse(List.of()).forEach(line -> earlier.put(line.id(), line));
    }
    List<LineBase> open = new ArrayList<>(bases);
    List<LineBase> observed = new ArrayList<>();
    for (int at = 0; at < written.size(); at++) {
      LineBase base = take(open, written.get(at).id());
      if (base != null) {
        Entity line = written.get(at);
        observed.add(line(unit, base, earlier.get(line.id()), line, held.get(at)));
      }
    }
    observed.addAll(open);
    return observed;
  }

  private @Nullable LineBase take(List<LineBase> open, String id) {
    for (Iterator<LineBase> each = open.iterator(); each.hasNext(); ) {
      LineBase base = each.next();
      if (base.id(target).equals(id)) {
        each.remove();
        return base;
      }
    }
    return null;
  }

  private LineBase line(
      Unit lines, LineBase base, @Nullable Entity before, Entity written, Entity held) {
    Map<String, UnitBase> units = new LinkedHashMap<>(base.units());
    for (Unit unit : Objects.requireNonNull(lines.lines()).units()) {
      Field<?> field = unit.field(target).orElse(null);
      if (field != null
          && held.knows(field)
          && (before == null || !prints.of(before, field).equals(prints.of(written, field)))) {
        units.computeIfPresent(
            unit.name(), (name, then) -> then.with(target, prints.of(held, field)));
      }
    }
    return new LineBase(base.leftId(), base.rightId(), units).withId(target, held.id());
  }
}
