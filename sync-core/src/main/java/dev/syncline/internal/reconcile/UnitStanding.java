package dev.syncline.internal.reconcile;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.Print;
import dev.syncline.internal.base.Prints;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.Wanted;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says, of the units of a pair that nothing is done with, why not. Pure. */
public final class UnitStanding {

  /** What is said of a unit on which both sides agree. */
  public static final String SAME = "the same on both sides";

  /** What is said of lines that nothing is done with. */
  public static final String IN_STEP = "in step, line by line";

  private final Flow flow;
  private final Prints prints;
  private final Abilities abilities;
  private final Base base;
  private final Map<Side, Entity> entities = new EnumMap<>(Side.class);
  private final Map<Side, Wanted> wanted = new EnumMap<>(Side.class);

  /** The units of a pair of which both sides are there. */
  public UnitStanding(
      Flow flow, Prints prints, Abilities abilities, Pair pair, Counterparts counterparts) {
    this.flow = flow;
    this.prints = prints;
    this.abilities = abilities;
    Link link = pair.link();
    this.base = link == null ? Base.NONE : link.base();
    for (Side target : Side.values()) {
      Entity source = pair.on(target.other()).orElseThrow();
      Entity held = pair.on(target).orElseThrow();
      entities.put(target, held);
      wanted.put(
          target,
          flow.mapper().map(new Sight(target, source, held, counterparts, prints.phones())));
    }
  }

  /** Why nothing is done with a unit. */
  public String of(Unit unit) {
    if (unit.when() == When.CREATE_ONLY) {
      return "given to new counterparts only";
    }
    if (!writes(unit, Side.LEFT) && !writes(unit, Side.RIGHT)) {
      return "does not travel in this flow";
    }
    for (Side side : Side.values()) {
      if (!isTold(unit, side)) {
        return "not told by the " + side.word();
      }
    }
    if (unit.lines() != null) {
      return IN_STEP;
    }
    if (agreed(unit, Side.LEFT) || agreed(unit, Side.RIGHT)) {
      return SAME;
    }
    return differing(unit);
  }

  /** Whether a unit that travels, and is no list of lines, has another value on each side. */
  public boolean differs(Unit unit) {
    return unit.when() != When.CREATE_ONLY
        && unit.lines() == null
        && (writes(unit, Side.LEFT) || writes(unit, Side.RIGHT))
        && isTold(unit, Side.LEFT)
        && isTold(unit, Side.RIGHT)
        && !agreed(unit, Side.LEFT)
        && !agreed(unit, Side.RIGHT);
  }

  private boolean isTold(Unit unit, Side side) {
    return unit.field(side).map(on(side)::knows).orElse(true);
  }

  private boolean writes(Unit unit, Side target) {
    return unit.writes(target) && flow.direction().goesTo(target);
  }

  private boolean agreed(Unit unit, Side target) {
    Put<?> put = put(unit, target);
    Optional<Field<?>> field = unit.field(target);
    return put != null
        && field.isPresent()
        && writes(unit, target)
        && Values.holds(on(target), field.get(), put, prints.phones());
  }

  private String differing(Unit unit) {
    UnitBase then = base.units().get(unit.name());
    boolean left = changed(unit, Side.LEFT, then);
    boolean right = changed(unit, Side.RIGHT, then);
    if (then == null) {
      return "kept on both: nothing was ever agreed of it";
    }
    if (left && right) {
      return "kept on both: changed on both sides, and one of them cannot be changed now";
    }
    if (!left && !right) {
      return "kept on both: they differed when they were paired, and nobody changed it since";
    }
    Side source = left ? Side.LEFT : Side.RIGHT;
    return "changed on the " + source.word() + ", " + notCarried(unit, source.other());
  }

  private boolean changed(Unit unit, Side side, @Nullable UnitBase then) {
    Optional<Field<?>> field = unit.field(side);
    Print was = then == null ? null : then.on(side);
    return field.isPresent() && was != null && !was.equals(prints.of(on(side), field.get()));
  }

  private String notCarried(Unit unit, Side target) {
    Optional<Field<?>> field = unit.field(target);
    if (field.isEmpty()) {
      return "which the " + target.word() + " has no field for";
    }
    if (!writes(unit, target)) {
      Direction way = unit.direction() == Direction.BOTH ? flow.direction() : unit.direction();
      return "not carried: it goes to the " + way(way) + " only";
    }
    if (!abilities.updates(target, field.get())) {
      return "not carried: the " + target.word() + " does not let it be changed";
    }
    if (unit.when() == When.IF_EMPTY) {
      return "not carried: only an empty field is filled";
    }
    return "not carried now";
  }

  private static String way(Direction direction) {
    return direction.goesTo(Side.LEFT) ? Side.LEFT.word() : Side.RIGHT.word();
  }

  private @Nullable Put<?> put(Unit unit, Side target) {
    return Objects.requireNonNull(wanted.get(target)).puts().get(unit.name());
  }

  private Entity on(Side side) {
    return Objects.requireNonNull(entities.get(side));
  }
}
