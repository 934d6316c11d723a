package dev.syncline.internal.reconcile;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.LineBase;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.Prints;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells our own writes, coming back, from edits. Pure. Thread-safe. */
final class Echo {

  private final Flow flow;
  private final Prints prints;
  private final Abilities abilities;
  private final Markers markers;

  Echo(Flow flow, Prints prints, Abilities abilities, Markers markers) {
    this.flow = flow;
    this.prints = prints;
    this.abilities = abilities;
    this.markers = markers;
  }

  /**
   * The link of an entity that is in all units as the link's base says (our own echo, or nothing
   * that concerns the plan), with the ids of its lines as they are now; empty if something differs.
   */
  Optional<Link> echoed(Side side, Entity entity, Link link) {
    if (!markers.right(side, entity, link)) {
      return Optional.empty();
    }
    Map<String, List<LineBase>> lines = new LinkedHashMap<>();
    Reckoning reckoning = new Reckoning(side, flow.mapper(), entity);
    for (Unit unit : flow.mapper().units()) {
      Field<?> field = unit.field(side).orElse(null);
      if (unit.when() == When.CREATE_ONLY || !shared(side, unit)) {
        continue;
      }
      if (field == null) {
        if (!reckoning.same(unit, link.base().units().get(unit.name()))) {
          return Optional.empty();
        }
        continue;
      }
      if (!entity.knows(field)) {
        continue;
      }
      if (unit.lines() == null) {
        if (!same(side, unit, entity, link)) {
          return Optional.empty();
        }
        continue;
      }
      Optional<List<LineBase>> same = sameLines(side, unit, entity, link);
      if (same.isEmpty()) {
        return Optional.empty();
      }
      lines.put(unit.name(), same.get());
    }
    boolean learned = !lines.equals(link.base().lines());
    return Optional.of(learned ? link.with(new Base(Map.of(), lines)) : link);
  }

  /** What the other side's system has no room for never had a base, and is no edit. */
  private boolean shared(Side side, Unit unit) {
    Side other = side.other();
    return unit.field(other).map(field -> abilities.holds(other, field)).orElse(true);
  }

  private boolean same(Side side, Unit unit, Entity entity, Link link) {
    UnitBase base = link.base().units().get(unit.name());
    return base != null
        && (prints.of(entity, unit.field(side).orElseThrow()).equals(base.on(side))
            || saidSo(side, flow.mapper(), unit, entity, base));
  }

  /** Whether it wants something to be there on the other side, the same as then. */
  private boolean saidSo(Side side, EntityMapper mapper, Unit unit, Entity entity, UnitBase base) {
    if (!unit.writes(side.other())) {
      return false;
    }
    Counterparts none = (where, ref) -> Optional.empty();
    Sight sight = new Sight(side.other(), entity, null, none, prints.phones());
    try {
      return Mapped.of(mapper, sight, prints)
          .said(unit)
          .filter(said -> said.equals(base.on(side)))
          .isPresent();
    } catch (RuntimeException broken) {
      return false; // what is wrong with it is said when it is judged
    }
  }

  /** The pairs with this side's ids: a line that was made, or made anew, told no id before. */
  @SuppressWarnings("unchecked")
  private Optional<List<LineBase>> sameLines(Side side, Unit unit, Entity entity, Link link) {
    List<LineBase> bases = link.base().lines().get(unit.name());
    List<Entity> lines =
        entity.get((Field<List<Entity>>) unit.field(side).orElseThrow()).orElse(List.of());
    if (bases == null || bases.size() != lines.size()) {
      return Optional.empty();
    }
    List<LineBase> known = new ArrayList<>(bases);
    Set<Integer> taken = new HashSet<>();
    List<Entity> open = new ArrayList<>();
    for (Entity line : lines) {
      boolean here =
          !line.id().isEmpty()
              && take(
                  known,
                  taken,
                  base -> base.id(side).equals(line.id()) && sameLine(side, unit, line, base),
                  line.id(),
                  side);
      if (!here) {
        open.add(line);
      }
    }
    for (Entity line : open) {
      if (!take(known, taken, base -> sameLine(side, unit, line, base), line.id(), side)) {
        return Optional.empty();
      }
    }
    return Optional.of(List.copyOf(known));
  }

  /** Each pair stands for one line only: two lines may say the same and have no ids. */
  private static boolean take(
      List<LineBase> known, Set<Integer> taken, Predicate<LineBase> fits, String id, Side side) {
    for (int at = 0; at < known.size(); at++) {
      if (!taken.contains(at) && fits.test(known.get(at))) {
        known.set(at, known.get(at).withId(side, id));
        return taken.add(at);
      }
    }
    return false;
  }

  private boolean sameLine(Side side, Unit lines, Entity line, LineBase base) {
    EntityMapper rules = Objects.requireNonNull(lines.lines());
    Reckoning reckoning = new Reckoning(side, rules, line);
    for (Unit unit : rules.units()) {
      Optional<Field<?>> field = unit.field(side);
      UnitBase then = base.units().get(unit.name());
      if (unit.when() != When.CREATE_ONLY && field.isEmpty() && !reckoning.same(unit, then)) {
        return false;
      }
      if (unit.when() != When.CREATE_ONLY && field.isPresent() && line.knows(field.get())) {
        boolean same =
            then != null
                && (prints.of(line, field.get()).equals(then.on(side))
                    || saidSo(side, rules, unit, line, then));
        if (!same) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * What rules compute from an entity, as far as that can be told without the other side: what
   * depends on links is not. Reckoned once, and only if it is asked for.
   */
  private final class Reckoning {

    private final Side side;
    private final EntityMapper rules;
    private final Entity entity;
    private @Nullable Map<String, Put<?>> puts;

    Reckoning(Side side, EntityMapper rules, Entity entity) {
      this.side = side;
      this.rules = rules;
      this.entity = entity;
    }

    /** Whether a unit without a field of this side would be put as it was then. */
    boolean same(Unit unit, @Nullable UnitBase base) {
      Field<?> target = unit.field(side.other()).orElse(null);
      if (target == null
          || unit.when() == When.CREATE_ONLY
          || unit.when() == When.IF_EMPTY
          || !unit.writes(side.other())
          || !flow.direction().goesTo(side.other())) {
        return true;
      }
      Put<?> put = puts().get(unit.name());
      boolean told =
          put instanceof Put.Value<?>
              || put instanceof Put.Empty<?>
              || put instanceof Put.Candidates<?>; // by the first, as it is judged
      if (put == null || !told) {
        return true;
      }
      Entity wanted = Values.put(Entity.of(target.type(), ""), target, put);
      return prints.of(wanted, target).equals(base == null ? null : base.on(side));
    }

    private Map<String, Put<?>> puts() {
      Map<String, Put<?>> known = puts;
      if (known == null) {
        Counterparts none = (where, ref) -> Optional.empty();
        try {
          known = rules.map(new Sight(side.other(), entity, null, none, prints.phones())).puts();
        } catch (RuntimeException broken) {
          known = Map.of(); // what is wrong with it is said when it is judged
        }
        puts = known;
      }
      return known;
    }
  }
}
