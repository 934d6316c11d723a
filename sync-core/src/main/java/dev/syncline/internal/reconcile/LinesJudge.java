package dev.syncline.internal.reconcile;

import dev.syncline.Direction;
import dev.syncline.Drift;
import dev.syncline.Side;
import dev.syncline.internal.base.LineBase;
import dev.syncline.internal.base.Print;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.EntityMapper;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Merges two lists of lines, line by line. Pure.
 *
 * <p>Lines are aligned by the ids that stood for each other, then by content, then by what they
 * sell. Each aligned pair is judged unit by unit; a line that one side added is added, one that a
 * side removed is removed. One side is written in a round; if both need it, the other follows in
 * the next.
 */
final class LinesJudge {

  /**
   * What became of the lists.
   *
   * @param target the side that is written, or null
   * @param lines the whole list that is written there
   * @param bases the pairs as agreed once that is done; ids of lines not yet made are empty
   * @param missing what has no counterpart yet
   */
  record Outcome(
      @Nullable Side target,
      List<Entity> lines,
      List<LineBase> bases,
      List<UnitJudge.Verdict.Missing> missing,
      boolean conflict,
      boolean again) {}

  private record Slot(@Nullable Entity left, @Nullable Entity right, @Nullable LineBase base) {

    @Nullable Entity on(Side side) {
      return side == Side.LEFT ? left : right;
    }
  }

  private final UnitJudge.Frame frame;
  private final EntityMapper mapper;
  private final Counterparts counterparts;
  private final List<UnitJudge.Verdict.Missing> missing = new ArrayList<>();
  private boolean based;

  LinesJudge(UnitJudge.Frame frame, EntityMapper mapper, Counterparts counterparts) {
    this.frame = frame;
    this.mapper = mapper;
    this.counterparts = counterparts;
  }

  /** The lines of a counterpart that is yet to be made, with what will be agreed. */
  Outcome create(Side target, List<Entity> sources) {
    List<Entity> lines = new ArrayList<>();
    List<LineBase> bases = new ArrayList<>();
    for (Entity source : sources) {
      Made made = make(target, source);
      lines.add(made.line());
      bases.add(made.base());
    }
    return new Outcome(target, lines, bases, missing, false, false);
  }

  Outcome merge(
      List<Entity> lefts,
      List<Entity> rights,
      @Nullable List<LineBase> bases,
      boolean toLeft,
      boolean toRight) {
    based = bases != null;
    List<Slot> slots = align(lefts, rights, bases == null ? List.of() : bases);
    Plan right = plan(Side.RIGHT, slots, toRight);
    Plan left = plan(Side.LEFT, slots, toLeft);
    boolean writesRight = toRight && right.changed;
    boolean writesLeft = toLeft && left.changed;
    if (writesRight) {
      return new Outcome(Side.RIGHT, right.lines, right.bases, missing, right.conflict, writesLeft);
    }
    if (writesLeft) {
      return new Outcome(Side.LEFT, left.lines, left.bases, missing, left.conflict, false);
    }
    return new Outcome(null, List.of(), agreed(slots), missing, false, false);
  }

  /** The list that a side would be given, and what would be agreed then. */
  private static final class Plan {
    private final List<Entity> lines = new ArrayList<>();
    private final List<LineBase> bases = new ArrayList<>();
    private boolean changed;
    private boolean conflict;
  }

  private Plan plan(Side target, List<Slot> slots, boolean may) {
    Plan plan = new Plan();
    for (Slot slot : slots) {
      Entity mine = slot.on(target);
      Entity source = slot.on(target.other());
      if (mine != null && source != null) {
        pairOf(plan, target, slot, may);
      } else if (source != null) {
        onlyInSource(plan, target, source, slot.base(), may);
      } else if (mine != null) {
        onlyInTarget(plan, target, mine, slot.base(), may);
      }
    }
    return plan;
  }

  private void onlyInSource(
      Plan plan, Side target, Entity source, @Nullable LineBase base, boolean may) {
    boolean edited = base != null && changedSince(target.other(), source, base);
    boolean removed = base != null && (!edited || wins(target));
    if (removed && !repairs(target)) {
      plan.bases.add(Objects.requireNonNull(base));
      return;
    }
    if (may) {
      plan.conflict |= edited && !oneWay();
      Made made = make(target, source);
      plan.lines.add(made.line());
      plan.bases.add(made.base());
      plan.changed = true;
    } else if (base != null) {
      plan.bases.add(base);
    }
  }

  private void onlyInTarget(
      Plan plan, Side target, Entity mine, @Nullable LineBase base, boolean may) {
    boolean edited = base != null && changedSince(target, mine, base);
    boolean removed = base != null && (!edited || !wins(target));
    if (may && (removed || repairs(target))) {
      plan.conflict |= edited && !oneWay();
      plan.changed = true;
      return;
    }
    plan.lines.add(mine);
    if (base != null) {
      plan.bases.add(base);
    }
  }

  /** Whether a side's edit outlives the other's removal: of a one-way list, the source's. */
  private boolean wins(Side side) {
    return oneWay() ? !frame.direction().goesTo(side) : frame.winner() == side;
  }

  /** Whether the target's own additions and removals are taken back. */
  private boolean repairs(Side target) {
    return based && oneWay() && frame.drift() == Drift.MIRROR && frame.direction().goesTo(target);
  }

  private boolean oneWay() {
    return frame.direction() != Direction.BOTH;
  }

  private void pairOf(Plan plan, Side target, Slot slot, boolean may) {
    Entity line = Objects.requireNonNull(slot.on(target));
    Map<String, UnitBase> units =
        new LinkedHashMap<>(slot.base() == null ? Map.of() : slot.base().units());
    boolean owed = false;
    for (Map.Entry<String, UnitJudge.Verdict> each : verdicts(slot).entrySet()) {
      UnitJudge.Verdict verdict = each.getValue();
      owed |= verdict instanceof UnitJudge.Verdict.Carry carry && carry.target() != target;
      if (verdict instanceof UnitJudge.Verdict.Keep keep && keep.base() != null) {
        units.put(each.getKey(), keep.base());
      } else if (verdict instanceof UnitJudge.Verdict.Carry carry
          && carry.target() == target
          && may) {
        line = Values.put(line, unit(each.getKey()).field(target).orElseThrow(), carry.put());
        units.put(each.getKey(), carry.base());
        plan.changed = true;
        plan.conflict |= carry.conflict() || bothAdded(slot);
      } else if (verdict instanceof UnitJudge.Verdict.Missing waits
          && waits.source() == target.other()
          && may) {
        missing.add(waits);
      }
    }
    plan.lines.add(line);
    if (!(owed && bothAdded(slot))) {
      // What the other side still has to be given must not look like a pair that differs at will.
      plan.bases.add(pairBase(slot.left(), slot.right(), units));
    }
  }

  private static LineBase pairBase(
      @Nullable Entity left, @Nullable Entity right, Map<String, UnitBase> units) {
    return new LineBase(left == null ? "" : left.id(), right == null ? "" : right.id(), units);
  }

  private Unit unit(String name) {
    return mapper.units().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, UnitJudge.Verdict> verdicts(Slot slot) {
    Entity left = Objects.requireNonNull(slot.left());
    Entity right = Objects.requireNonNull(slot.right());
    Mapped toRight = map(Side.RIGHT, left, right);
    Mapped toLeft = map(Side.LEFT, right, left);
    Map<String, UnitJudge.Verdict> verdicts = new LinkedHashMap<>();
    for (Unit unit : mapper.units()) {
      UnitBase base = slot.base() == null ? null : slot.base().units().get(unit.name());
      UnitJudge.Frame judged = bothAdded(slot) ? frame.arriving(Arrival.from(winner())) : frame;
      verdicts.put(
          unit.name(), new UnitJudge(judged, unit, left, right, base, toRight, toLeft).judge());
    }
    return verdicts;
  }

  /**
   * Whether both sides have added a line of one sort since they last agreed: one line, edited on
   * both sides, and not two that may differ for ever as where two lists meet for the first time.
   */
  private boolean bothAdded(Slot slot) {
    return based && slot.base() == null;
  }

  private Side winner() {
    return oneWay() && frame.direction().goesTo(frame.winner())
        ? frame.winner().other()
        : frame.winner();
  }

  private List<LineBase> agreed(List<Slot> slots) {
    List<LineBase> bases = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot.left() != null && slot.right() != null) {
        Map<String, UnitBase> units =
            new LinkedHashMap<>(slot.base() == null ? Map.of() : slot.base().units());
        verdicts(slot)
            .forEach(
                (name, verdict) -> {
                  if (verdict instanceof UnitJudge.Verdict.Keep keep && keep.base() != null) {
                    units.put(name, keep.base());
                  }
                });
        bases.add(pairBase(slot.left(), slot.right(), units));
      } else if (slot.base() != null && (slot.left() != null || slot.right() != null)) {
        bases.add(slot.base());
      }
    }
    return bases;
  }

  /** A new line with what will be agreed of it. */
  private record Made(Entity line, LineBase base) {}

  private Made make(Side target, Entity source) {
    Entity line = Entity.of(source.type(), "");
    Map<String, UnitBase> units = new LinkedHashMap<>();
    Mapped mapped = map(target, source, null);
    for (Unit unit : mapper.units()) {
      Put<?> put = mapped.put(unit);
      Optional<Field<?>> field = unit.field(target);
      if (put == null || field.isEmpty() || !frame.abilities().creates(target, field.get())) {
        continue;
      }
      if (put instanceof Put.Wait<?> wait) {
        missing.add(new UnitJudge.Verdict.Missing(target.other(), wait.missing()));
        continue;
      }
      line = Values.put(line, field.get(), put);
      Print theirs = frame.prints().of(line, field.get());
      Print mine =
          mapped
              .said(unit)
              .or(() -> unit.field(target.other()).map(each -> frame.prints().of(source, each)))
              .orElse(theirs);
      units.put(unit.name(), UnitBase.of(target.other(), mine, theirs));
    }
    String sourceId = source.id();
    return new Made(
        line,
        target == Side.RIGHT
            ? new LineBase(sourceId, "", units)
            : new LineBase("", sourceId, units));
  }

  private Mapped map(Side target, Entity source, @Nullable Entity held) {
    Sight sight = new Sight(target, source, held, counterparts, frame.prints().phones());
    return Mapped.of(mapper, sight, frame.prints());
  }

  /** What has to be there before these lines can be put into a side. */
  List<Ensured> ensured(Side target, List<Entity> sources) {
    return sources.stream()
        .flatMap(source -> map(target, source, null).ensured().stream())
        .toList();
  }

  private boolean changedSince(Side side, Entity line, LineBase base) {
    for (Unit unit : mapper.units()) {
      Optional<Field<?>> field = unit.field(side);
      UnitBase then = base.units().get(unit.name());
      if (field.isPresent() && then != null && line.knows(field.get())) {
        Print was = then.on(side);
        Print now = frame.prints().of(line, field.get());
        if (was != null
            && was.comparable(now)
            && !was.equals(now)
            && !saidSo(side, line, unit, was)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the line wants something to be there, the same as then. */
  private boolean saidSo(Side side, Entity line, Unit unit, @Nullable Print then) {
    return unit.writes(side.other())
        && map(side.other(), line, null).said(unit).filter(said -> said.equals(then)).isPresent();
  }

  private List<Slot> align(List<Entity> lefts, List<Entity> rights, List<LineBase> bases) {
    List<Entity> freeLeft = new ArrayList<>(lefts);
    List<Entity> freeRight = new ArrayList<>(rights);
    IdentityHashMap<LineBase, Entity> leftOf = claimed(Side.LEFT, freeLeft, bases);
    IdentityHashMap<LineBase, Entity> rightOf = claimed(Side.RIGHT, freeRight, bases);
    List<Slot> slots = new ArrayList<>();
    for (LineBase base : bases) {
      Entity left = leftOf.get(base);
      Entity right = rightOf.get(base);
      if (left != null || right != null) {
        slots.add(new Slot(left, right, base));
      }
    }
    pairNew(freeLeft, freeRight, slots);
    return slots;
  }

  /**
   * By id; where ids are unstable, all that have the same content first, then the same item, then
   * the same text.
   */
  private IdentityHashMap<LineBase, Entity> claimed(
      Side side, List<Entity> free, List<LineBase> bases) {
    IdentityHashMap<LineBase, Entity> claimed = new IdentityHashMap<>();
    claim(
        claimed,
        free,
        bases,
        (base, line) -> !line.id().isEmpty() && line.id().equals(base.id(side)));
    claim(claimed, free, bases, (base, line) -> !changedSince(side, line, base));
    claim(
        claimed,
        free,
        bases,
        (base, line) -> sameItem(side, line, base) && sharesMore(side, line, base));
    claim(claimed, free, bases, (base, line) -> sameItem(side, line, base));
    claim(claimed, free, bases, (base, line) -> sameText(side, line, base));
    return claimed;
  }

  private static void claim(
      IdentityHashMap<LineBase, Entity> claimed,
      List<Entity> free,
      List<LineBase> bases,
      BiPredicate<LineBase, Entity> stands) {
    for (LineBase base : bases) {
      if (!claimed.containsKey(base)) {
        taken(free, line -> stands.test(base, line)).ifPresent(line -> claimed.put(base, line));
      }
    }
  }

  /** Takes the first that fits: two lines may say the same, so they are told apart by place. */
  private static Optional<Entity> taken(List<Entity> free, Predicate<Entity> fits) {
    for (int at = 0; at < free.size(); at++) {
      if (fits.test(free.get(at))) {
        return Optional.of(free.remove(at));
      }
    }
    return Optional.empty();
  }

  private boolean sameItem(Side side, Entity line, LineBase base) {
    for (Unit unit : mapper.units()) {
      Optional<Field<?>> field = unit.field(side);
      UnitBase then = base.units().get(unit.name());
      if (field.isPresent() && then != null && line.get(field.get()).orElse(null) instanceof Ref) {
        return frame.prints().of(line, field.get()).equals(then.on(side));
      }
      if (field.isPresent() && then != null && saidSo(side, line, unit, then.on(side))) {
        return true;
      }
    }
    return false;
  }

  /** Whether it says something besides its item that the line said then: of two it is that one. */
  private boolean sharesMore(Side side, Entity line, LineBase base) {
    return mapper.units().stream()
        .anyMatch(
            unit -> {
              Field<?> field = unit.field(side).orElse(null);
              UnitBase then = base.units().get(unit.name());
              return field != null
                  && then != null
                  && line.get(field).filter(value -> !(value instanceof Ref)).isPresent()
                  && frame.prints().of(line, field).equals(then.on(side));
            });
  }

  /**
   * Whether it says in words what the line said then. What sells nothing that has a name of its own
   * (a service, a delivery) has no other mark; two items are two lines, whatever they say.
   */
  private boolean sameText(Side side, Entity line, LineBase base) {
    boolean same = false;
    for (Unit unit : mapper.units()) {
      Field<?> field = unit.field(side).orElse(null);
      UnitBase unitBase = base.units().get(unit.name());
      Print then = unitBase == null ? null : unitBase.on(side);
      if (field == null || then == null) {
        continue;
      }
      Object value = line.get(field).orElse(null);
      if (value instanceof Ref && !then.empty()) {
        return false;
      }
      same |= value instanceof String && frame.prints().of(line, field).equals(then);
    }
    return same;
  }

  /** Lines that both sides have and nobody paired yet: a matched pair's first look. */
  private void pairNew(List<Entity> freeLeft, List<Entity> freeRight, List<Slot> slots) {
    for (boolean wholly : new boolean[] {true, false}) {
      for (Iterator<Entity> lefts = freeLeft.iterator(); lefts.hasNext(); ) {
        Entity left = lefts.next();
        Optional<Entity> right = taken(freeRight, each -> alike(left, each, wholly));
        if (right.isPresent()) {
          lefts.remove();
          slots.add(new Slot(left, right.get(), null));
        }
      }
    }
    freeLeft.forEach(left -> slots.add(new Slot(left, null, null)));
    freeRight.forEach(right -> slots.add(new Slot(null, right, null)));
  }

  /** Compared the way that the rules go; a list whose rules only go left, from the right. */
  private boolean alike(Entity left, Entity right, boolean wholly) {
    Side target =
        mapper.units().stream().anyMatch(unit -> unit.writes(Side.RIGHT)) ? Side.RIGHT : Side.LEFT;
    Entity held = target == Side.RIGHT ? right : left;
    Mapped mapped = map(target, target == Side.RIGHT ? left : right, held);
    boolean item = false;
    boolean compared = false;
    for (Unit unit : mapper.units()) {
      Put<?> put = mapped.put(unit);
      Optional<Field<?>> field = unit.field(target);
      if (put == null || field.isEmpty() || !held.knows(field.get())) {
        continue;
      }
      boolean same = Values.holds(held, field.get(), put, frame.prints().phones());
      boolean isItem = put instanceof Put.Value<?> value && value.value() instanceof Ref;
      if (wholly ? !same : isItem && !same) {
        return false;
      }
      item |= isItem;
      compared = true;
    }
    return item || (wholly && compared);
  }
}
