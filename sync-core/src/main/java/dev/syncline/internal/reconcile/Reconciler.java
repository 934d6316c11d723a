package dev.syncline.internal.reconcile;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.LineBase;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.Print;
import dev.syncline.internal.base.Prints;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.internal.reconcile.Decision.Draft;
import dev.syncline.internal.reconcile.Decision.Numbers;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
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

  static final Decision UNCHANGED = new Decision.Nothing("UNCHANGED");
  private static final Put<?> NOT_LINKED = Put.skip(FieldRules.NOT_LINKED);

  private final Flow flow;
  private final Prints prints;
  private final Abilities abilities;
  private final Markers markers;
  private final Echo echo;
  private final Gates gates;
  private final Views views;

  /** A reconciler of one flow. */
  public Reconciler(Flow flow, Prints prints, Abilities abilities) {
    this.flow = flow;
    this.prints = prints;
    this.abilities = abilities;
    this.markers = new Markers(flow, prints, abilities);
    this.echo = new Echo(flow, prints, abilities, markers);
    this.gates = new Gates(flow);
    this.views = new Views(flow);
  }

  /** Decides. {@code now} is only compared with the moment at which our last write has settled. */
  public Decision judge(Pair pair, Counterparts counterparts, Instant now) {
    Pair seen = views.seen(pair);
    if (seen.left() != null && seen.right() != null) {
      return both(pair, seen.left(), seen.right(), counterparts, now);
    }
    Side source = seen.onlySide();
    return create(source, seen.on(source).orElseThrow(), counterparts);
  }

  /** See {@link Echo#echoed}. */
  public Optional<Link> echoed(Side side, Entity entity, Link link) {
    return echo.echoed(side, views.seen(side, entity), link);
  }

  /**
   * The entity of the target side that a source stands for, as far as its references can be
   * translated.
   */
  public Entity inTargetTerms(Side source, Entity entity, Counterparts counterparts) {
    Side target = source.other();
    Wanted wanted = mapped(target, views.seen(source, entity), null, counterparts).wanted();
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

  private Mapped mapped(
      Side target, Entity source, @Nullable Entity held, Counterparts counterparts) {
    Sight sight = new Sight(target, source, held, counterparts, prints.phones());
    return Mapped.of(flow.mapper(), sight, prints);
  }

  /** What has to be there before a side of a pair can be put into the other, lines included. */
  public List<Ensured> ensured(Side source, Pair pair, Counterparts counterparts) {
    Side target = source.other();
    Pair seen = views.seen(pair);
    Entity entity = seen.on(source).orElseThrow();
    Entity held = seen.on(target).orElse(null);
    List<Ensured> all = new ArrayList<>(mapped(target, entity, held, counterparts).ensured());
    for (Unit unit : flow.mapper().units()) {
      if (unit.lines() != null && unit.writes(target)) {
        all.addAll(linesJudge(unit, counterparts).ensured(target, lines(entity, unit, source)));
      }
    }
    return all;
  }

  @SuppressWarnings("unchecked")
  private static List<Entity> lines(Entity entity, Unit unit, Side side) {
    return entity.get((Field<List<Entity>>) unit.field(side).orElseThrow()).orElse(List.of());
  }

  private LinesJudge linesJudge(Unit unit, Counterparts counterparts) {
    return new LinesJudge(
        frame(Side.LEFT, null, Instant.MAX, Instant.EPOCH, EnumSet.allOf(Side.class)),
        Objects.requireNonNull(unit.lines()),
        counterparts);
  }

  /** What a side of a pair refers to, and the other goes without until that has a counterpart. */
  public List<Ref> unlinked(Side source, Pair pair, Counterparts counterparts) {
    Side target = source.other();
    Pair seen = views.seen(pair);
    Entity entity = seen.on(source).orElse(null);
    if (entity == null || !flow.direction().goesTo(target)) {
      return List.of();
    }
    Map<Unit, Ref> open = new LinkedHashMap<>();
    for (Unit unit : flow.mapper().units()) {
      Object value = unit.field(source).flatMap(entity::get).orElse(null);
      if (value instanceof Ref ref && counterparts.of(source, ref).isEmpty()) {
        open.put(unit, ref);
      }
    }
    if (open.isEmpty()) {
      return List.of();
    }
    Mapped mapped = mapped(target, entity, seen.on(target).orElse(null), counterparts);
    open.keySet()
        .removeIf(unit -> unit.when() == When.CREATE_ONLY || !NOT_LINKED.equals(mapped.put(unit)));
    return List.copyOf(open.values());
  }

  /** The companions that follow from an entity of a side. */
  public List<Wanted.Companion> companions(Side source, Entity entity, Counterparts counterparts) {
    Wanted wanted = mapped(source.other(), views.seen(source, entity), null, counterparts).wanted();
    return gates.halted(wanted, source).isPresent() ? List.of() : wanted.companions();
  }

  private Decision create(Side source, Entity entity, Counterparts counterparts) {
    Side target = source.other();
    if (!flow.direction().goesTo(target)) {
      return new Decision.Nothing("DIRECTION");
    }
    Mapped wanted = mapped(target, entity, null, counterparts);
    Optional<Decision> halted = gates.halted(wanted.wanted(), source);
    if (halted.isPresent()) {
      return halted.get();
    }
    if (!flow.creates(entity)) {
      return new Decision.Skip("CONDITION");
    }
    Made made = new Made(target, entity, counterparts, wanted);
    return made.missing.isEmpty()
        ? new Decision.Create(
            target,
            new Draft(made.delta, new Base(made.units, made.lines), made.numbers),
            made.follows)
        : new Decision.Wait(source, made.missing);
  }

  /** Collects what a new counterpart is given. */
  private final class Made {
    private Entity delta;
    private final Map<String, UnitBase> units = new LinkedHashMap<>();
    private final Map<String, List<LineBase>> lines = new LinkedHashMap<>();
    private final List<Ref> missing = new ArrayList<>();
    private @Nullable Numbers numbers;
    private boolean follows;

    Made(Side target, Entity source, Counterparts counterparts, Mapped wanted) {
      delta = Entity.of(flow.type(target), "");
      for (Unit unit : flow.mapper().units()) {
        Field<?> field = unit.field(target).orElse(null);
        if (field == null || !unit.writes(target) || !abilities.creates(target, field)) {
          seen(target.other(), source, unit);
          continue;
        }
        if (unit.lines() != null) {
          lines(target, source, counterparts, unit);
        } else {
          unit(target, source, unit, field, wanted);
        }
      }
      markers.born(target, source.id()).ifPresent(marking -> marker(target, marking));
    }

    private void marker(Side target, Markers.Marking marking) {
      delta = delta.overlaid(Objects.requireNonNull(marking.delta()));
      units.put(Markers.unit(target), marking.base());
    }

    private void unit(Side target, Entity source, Unit unit, Field<?> field, Mapped wanted) {
      Put<?> put = wanted.put(unit);
      if (put instanceof Put.Candidates<?> candidates) {
        numbers =
            numbers == null ? new Numbers(unit.name(), field, candidates.values(), 0) : numbers;
        put = Put.value(candidates.values().get(0));
      }
      if (unit.when() == When.ONCE_MADE) {
        follows |= put instanceof Put.Value<?>;
      } else if (put instanceof Put.Wait<?> wait) {
        missing.add(wait.missing());
      } else if (put instanceof Put.Value<?> || put instanceof Put.Empty<?>) {
        if (put instanceof Put.Value<?>) {
          delta = Values.put(delta, field, put);
        }
        if (unit.when() != When.CREATE_ONLY) {
          Print theirs = prints.of(Values.put(delta, field, put), field);
          Print mine =
              wanted
                  .said(unit)
                  .or(() -> unit.field(target.other()).map(each -> prints.of(source, each)))
                  .orElse(theirs);
          units.put(unit.name(), UnitBase.of(target.other(), mine, theirs));
        }
      } else {
        seen(target.other(), source, unit);
      }
    }

    /**
     * What the counterpart is not given is known all the same, so that our own create coming back
     * is no edit. A rule that fills what arrives decides once both sides are seen.
     */
    private void seen(Side side, Entity source, Unit unit) {
      boolean keeps = unit.arrival() == null || unit.arrival() == Arrival.KEEP;
      if (unit.lines() == null && keeps && unit.when() != When.CREATE_ONLY) {
        Optional<Field<?>> field = unit.field(side).filter(source::knows);
        Print mine = field.map(each -> prints.of(source, each)).orElse(null);
        units.put(unit.name(), UnitBase.of(side, mine, null));
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
    Mapped toRight = mapped(Side.RIGHT, left, right, counterparts);
    Mapped toLeft = mapped(Side.LEFT, right, left, counterparts);
    Map<Side, String> closed = new EnumMap<>(Side.class);
    gates.close(closed, Side.RIGHT, toRight.wanted(), left);
    gates.close(closed, Side.LEFT, toLeft.wanted(), right);
    Set<Side> open = EnumSet.allOf(Side.class);
    open.removeAll(closed.keySet());
    Function<Set<Side>, Merge> merging =
        through -> {
          UnitJudge.Frame frame = frame(pair, now, through);
          Base base = pair.link() == null ? Base.NONE : pair.link().base();
          return new Merge(flow, frame, left, right, base, counterparts).units(toRight, toLeft);
        };
    Merge merge = merging.apply(open);
    return vetoed(merge, merging, Side.RIGHT, toRight.wanted())
        .or(() -> vetoed(merge, merging, Side.LEFT, toLeft.wanted()))
        .orElseGet(() -> marked(merge, closed).decision(closed, pair, views));
  }

  private UnitJudge.Frame frame(Pair pair, Instant now, Set<Side> open) {
    Link link = pair.link();
    Side origin = link == null ? Side.LEFT : link.origin();
    Instant settles = link == null ? Instant.EPOCH : link.settlesAt();
    return frame(origin, pair.arriving(), now, settles, open);
  }

  /** A side that nothing travels to holds its marker all the same. */
  private Merge marked(Merge merge, Map<Side, String> closed) {
    for (Side side : Side.values()) {
      if (closed.getOrDefault(side, Gates.DIRECTION).equals(Gates.DIRECTION)) {
        merge.marker(side, markers);
      }
    }
    return merge;
  }

  /** A person is told of a change that must not be made, if there is one. */
  private Optional<Decision> vetoed(
      Merge merge, Function<Set<Side>, Merge> merging, Side target, Wanted wanted) {
    return wanted
        .halting()
        .filter(halt -> halt.kind() != Wanted.Halt.Kind.SKIP && !merge.writes())
        .filter(halt -> flow.direction().goesTo(target))
        .filter(halt -> merging.apply(EnumSet.of(target)).writes(target))
        .map(Decision.Veto::of);
  }
}
