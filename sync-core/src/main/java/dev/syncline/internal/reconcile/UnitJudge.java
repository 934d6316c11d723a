package dev.syncline.internal.reconcile;

import dev.syncline.Conflicts;
import dev.syncline.Direction;
import dev.syncline.Drift;
import dev.syncline.Side;
import dev.syncline.internal.base.Print;
import dev.syncline.internal.base.Prints;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.Put;
import dev.syncline.mapping.Unit;
import dev.syncline.mapping.When;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges one unit of two entities that both exist. Pure. */
final class UnitJudge {

  /** What is the same for every unit of one pair. */
  record Frame(
      Prints prints,
      Abilities abilities,
      Direction direction,
      Conflicts conflicts,
      Side origin,
      Drift drift,
      Arrival arrival,
      @Nullable Arrival arrivingPair,
      boolean settled,
      Set<Side> open) {

    /** Whether the flow and the unit let something travel to this side, now or at another time. */
    boolean writes(Unit unit, Side target) {
      return unit.writes(target) && direction.goesTo(target);
    }

    /** The same for the lines of a list, which may travel one way only. */
    Frame within(Unit list) {
      return new Frame(
          prints,
          abilities,
          direction == Direction.BOTH ? list.direction() : direction,
          conflicts,
          origin,
          drift(list),
          arrival,
          arrivingPair,
          settled,
          open);
    }

    /** The same with another arrival of what no rule says otherwise of. */
    Frame arriving(Arrival other) {
      return new Frame(
          prints,
          abilities,
          direction,
          conflicts,
          origin,
          drift,
          other,
          arrivingPair,
          settled,
          open);
    }

    /** What becomes of changes made in the target of this unit. */
    Drift drift(Unit unit) {
      return unit.drift() == null ? drift : unit.drift();
    }

    Side winner() {
      return switch (conflicts) {
        case ORIGIN -> origin;
        case LEFT -> Side.LEFT;
        case RIGHT -> Side.RIGHT;
      };
    }
  }

  /** What was decided of a unit. */
  sealed interface Verdict {

    /** Nothing is written; the base becomes this, or stays if null. */
    record Keep(@Nullable UnitBase base) implements Verdict {}

    /** A value is written to a side; the base becomes this once it is done. */
    record Carry(Side target, Put<?> put, UnitBase base, boolean conflict, boolean again)
        implements Verdict {}

    /** Left alone, for a reason; the base becomes this, or stays if null. */
    record Left(String reason, @Nullable UnitBase base) implements Verdict {}

    /** Cannot be put before this has a counterpart. */
    record Missing(Side source, Ref ref) implements Verdict {}
  }

  private static final Verdict UNTOUCHED = new Verdict.Keep(null);

  private final Frame frame;
  private final Unit unit;
  private final Entity left;
  private final Entity right;
  private final @Nullable UnitBase base;
  private final Mapped toRight;
  private final Mapped toLeft;

  UnitJudge(
      Frame frame,
      Unit unit,
      Entity left,
      Entity right,
      @Nullable UnitBase base,
      Mapped toRight,
      Mapped toLeft) {
    this.frame = frame;
    this.unit = unit;
    this.left = left;
    this.right = right;
    this.base = base;
    this.toRight = toRight;
    this.toLeft = toLeft;
  }

  Verdict judge() {
    if (unit.when() == When.CREATE_ONLY || (!travels(Side.LEFT) && !travels(Side.RIGHT))) {
      return UNTOUCHED;
    }
    if (!known(Side.LEFT) || !known(Side.RIGHT)) {
      return UNTOUCHED;
    }
    Print mine = now(Side.LEFT);
    Print theirs = now(Side.RIGHT);
    if (agreed(Side.RIGHT) || agreed(Side.LEFT)) {
      return new Verdict.Keep(UnitBase.of(mine, theirs));
    }
    if (!based(mine, Side.LEFT) || !based(theirs, Side.RIGHT)) {
      return arrived(mine, theirs);
    }
    boolean leftChanged = changed(mine, Side.LEFT);
    boolean rightChanged = changed(theirs, Side.RIGHT);
    if (leftChanged && rightChanged) {
      return both(mine, theirs);
    }
    if (leftChanged || rightChanged) {
      return one(leftChanged ? Side.LEFT : Side.RIGHT);
    }
    return UNTOUCHED;
  }

  private boolean known(Side side) {
    return unit.field(side).map(entity(side)::knows).orElse(true);
  }

  private boolean travels(Side target) {
    return frame.writes(unit, target)
        && frame.open().contains(target)
        && unit.field(target).filter(field -> frame.abilities().updates(target, field)).isPresent();
  }

  private boolean agreed(Side target) {
    Put<?> put = put(target);
    return put != null
        && frame.writes(unit, target)
        && Values.holds(entity(target), field(target), put, frame.prints().phones());
  }

  /**
   * The print of a side; of a side without a field, or that says more than its field, the print of
   * what it would put into the other.
   */
  private Print now(Side side) {
    Optional<Print> said = mapped(side.other()).said(unit);
    if (said.isPresent()) {
      return said.get();
    }
    if (unit.field(side).isPresent()) {
      return frame.prints().of(entity(side), field(side));
    }
    Side target = side.other();
    Put<?> put = put(target);
    Entity wanted = Values.put(entity(target), field(target), put == null ? Put.skip("") : put);
    return frame.prints().of(wanted, field(target));
  }

  private boolean based(Print now, Side side) {
    Print then = base == null ? null : base.on(side);
    return then != null && then.comparable(now);
  }

  private boolean changed(Print now, Side side) {
    UnitBase was = Objects.requireNonNull(base);
    if (now.equals(was.on(side))) {
      return false;
    }
    return frame.settled() || !now.equals(was.before(side));
  }

  private Verdict one(Side source) {
    Side target = source.other();
    if (travels(target)) {
      return carry(source, false, false);
    }
    if (frame.writes(unit, target)) {
      return UNTOUCHED;
    }
    return frame.drift(unit) == Drift.MIRROR && travels(source)
        ? carry(target, false, false)
        : UNTOUCHED;
  }

  private Verdict both(Print mine, Print theirs) {
    boolean twoWay = travels(Side.LEFT) && travels(Side.RIGHT);
    if (mergeable()) {
      return merged(mine, theirs);
    }
    if (twoWay) {
      return carry(frame.winner(), true, false);
    }
    boolean conflicting = frame.writes(unit, Side.LEFT) && frame.writes(unit, Side.RIGHT);
    if (conflicting) {
      return UNTOUCHED;
    }
    return carry(travels(Side.RIGHT) ? Side.LEFT : Side.RIGHT, true, false);
  }

  private Arrival arrival() {
    if (frame.arrivingPair() != null) {
      return frame.arrivingPair();
    }
    if (unit.arrival() != null) {
      return unit.arrival();
    }
    boolean oneWay = travels(Side.LEFT) != travels(Side.RIGHT);
    return unit.when() == When.ONCE_MADE && oneWay
        ? Arrival.from(travels(Side.RIGHT) ? Side.LEFT : Side.RIGHT)
        : frame.arrival();
  }

  private Verdict arrived(Print mine, Print theirs) {
    Arrival arrival = arrival();
    Side winner = arrival.winner();
    Verdict keep = new Verdict.Keep(UnitBase.of(mine, theirs));
    if (winner != null) {
      return arrive(winner, mine, theirs);
    }
    if (arrival == Arrival.KEEP) {
      return keep;
    }
    if (mine.empty() != theirs.empty()) {
      return arrive(mine.empty() ? Side.RIGHT : Side.LEFT, mine, theirs);
    }
    return mergeable() ? merged(mine, theirs) : keep;
  }

  /**
   * What cannot be put now, but once the target's gate opens, is kept as if both sides had agreed
   * on the target's value and the source had been edited since: so it is still to be carried then.
   */
  private Verdict arrive(Side source, Print mine, Print theirs) {
    Side target = source.other();
    Print from = source == Side.LEFT ? mine : theirs;
    Print to = source == Side.LEFT ? theirs : mine;
    UnitBase edited =
        UnitBase.of(source, to.equals(from) ? new Print(from.version(), new long[0]) : to, to);
    if (travels(target)) {
      Verdict verdict = carry(source, false, false);
      return verdict instanceof Verdict.Left left
          ? new Verdict.Left(left.reason(), edited)
          : verdict;
    }
    boolean closed = frame.writes(unit, target) && !frame.open().contains(target);
    return new Verdict.Keep(closed ? edited : UnitBase.of(mine, theirs));
  }

  /** Whether this is a set that travels as it is, both ways. */
  private boolean mergeable() {
    return unit.when() == When.ALWAYS
        && travels(Side.LEFT)
        && travels(Side.RIGHT)
        && Values.isSet(field(Side.LEFT))
        && Values.isSet(field(Side.RIGHT))
        && travelsAsItIs(Side.LEFT)
        && travelsAsItIs(Side.RIGHT);
  }

  /** A lens that exchanges elements, or a set that cannot be put, is carried whole. */
  private boolean travelsAsItIs(Side source) {
    Side target = source.other();
    Put<?> put = put(target);
    if (!(put instanceof Put.Value<?>) && !(put instanceof Put.Empty<?>)) {
      return false;
    }
    Entity after = Values.put(entity(target), field(target), put);
    return Values.elements(after, field(target), frame.prints().phones())
        .keySet()
        .equals(Values.elements(entity(source), field(source), frame.prints().phones()).keySet());
  }

  /**
   * Three-way, element by element: what one side added is added, what one side removed is removed.
   * Where both sides need it, one is written now; the base then says that it was changed, so that
   * the next round carries it across.
   */
  private Verdict merged(Print mine, Print theirs) {
    Map<String, Object> all =
        new LinkedHashMap<>(Values.elements(left, field(Side.LEFT), frame.prints().phones()));
    Map<String, Object> rights = Values.elements(right, field(Side.RIGHT), frame.prints().phones());
    rights.forEach(all::putIfAbsent);
    Map<String, Object> merged = new LinkedHashMap<>();
    Set<String> leftKeys =
        new TreeSet<>(Values.elements(left, field(Side.LEFT), frame.prints().phones()).keySet());
    all.forEach(
        (canonical, element) -> {
          boolean removed =
              (!leftKeys.contains(canonical) && wasThere(Side.LEFT, canonical))
                  || (!rights.containsKey(canonical) && wasThere(Side.RIGHT, canonical));
          if (!removed) {
            merged.put(canonical, element);
          }
        });
    Put<?> put = Values.set(merged.values());
    boolean leftHolds = Values.holds(left, field(Side.LEFT), put, frame.prints().phones());
    Side target = leftHolds ? Side.RIGHT : Side.LEFT;
    boolean other =
        !leftHolds && !Values.holds(right, field(Side.RIGHT), put, frame.prints().phones());
    Entity after = Values.put(entity(target), field(target), put);
    Print written = frame.prints().of(after, field(target));
    Print others = target == Side.LEFT ? theirs : mine;
    UnitBase agreed =
        UnitBase.of(target, other ? others : written, others)
            .after(target, target == Side.LEFT ? mine : theirs);
    return new Verdict.Carry(target, put, agreed, false, other);
  }

  private boolean wasThere(Side side, String canonical) {
    Print then = base == null ? null : base.on(side);
    return then != null && then.has(frame.prints().element(canonical));
  }

  private Verdict carry(Side source, boolean conflict, boolean again) {
    Side target = source.other();
    Put<?> put = put(target);
    if (put == null) {
      return UNTOUCHED;
    }
    if (put instanceof Put.Skip<?> skip) {
      return new Verdict.Left(skip.reason(), null);
    }
    if (put instanceof Put.Wait<?> wait) {
      return new Verdict.Missing(source, wait.missing());
    }
    if (unit.when() == When.IF_EMPTY && entity(target).has(field(target))) {
      return UNTOUCHED;
    }
    Entity after = Values.put(entity(target), field(target), put);
    UnitBase agreed =
        UnitBase.of(source, now(source), frame.prints().of(after, field(target)))
            .after(target, frame.prints().of(entity(target), field(target)));
    return new Verdict.Carry(target, put, agreed, conflict, again);
  }

  private @Nullable Put<?> put(Side target) {
    return mapped(target).put(unit);
  }

  private Mapped mapped(Side target) {
    return target == Side.RIGHT ? toRight : toLeft;
  }

  private Entity entity(Side side) {
    return side == Side.LEFT ? left : right;
  }

  private Field<?> field(Side side) {
    return unit.field(side)
        .orElseThrow(() -> new IllegalStateException(unit.name() + " has no " + side.word()));
  }
}
