package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Base;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.Swings;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.mapping.Unit;
import dev.syncline.model.Field;
import dev.syncline.store.StoreUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Stops writing a unit that somebody else keeps turning back: another plan on the same account, an
 * automation of the vendor's. What else there is of the entity goes on.
 *
 * <p>A unit may go back to an earlier value three times within a day; a person who toggles a status
 * on one side is never counted, see {@link Swings#isBack}. Then it is left alone until a person
 * lets it go, or until both sides agree on it. Not thread-safe.
 */
final class Oscillation {

  static final String OSCILLATES = "OSCILLATES";

  /** What is written in it is remembered: a fight goes on in every run, an edit does not. */
  private static final Duration WINDOW = Duration.ofHours(24);

  private static final int MOST = 3;
  private static final String UNIT = "/unit:";

  private final World world;
  private final Flow flow;

  Oscillation(World world, Flow flow) {
    this.world = world;
    this.flow = flow;
  }

  /** The same update without the units that are fought over; these are named. */
  Decision.Update screened(Item item, Decision.Update update, StoreUpdate.Builder quiet) {
    Link link = Objects.requireNonNull(item.pair().link());
    Map<Side, Decision.Draft> drafts = new EnumMap<>(Side.class);
    Map<String, String> skipped = new LinkedHashMap<>(update.skipped());
    update
        .drafts()
        .forEach(
            (target, draft) -> {
              List<Unit> fought =
                  written(draft.base()).stream()
                      .filter(unit -> isHeld(link, target, unit, draft.base()))
                      .toList();
              fought.forEach(unit -> hold(link, target, unit, quiet));
              fought.forEach(unit -> skipped.put(unit.name(), OSCILLATES));
              without(target, draft, fought).ifPresent(less -> drafts.put(target, less));
            });
    if (skipped.size() == update.skipped().size()) {
      return update;
    }
    return new Decision.Update(
        update.agreed(),
        drafts,
        update.conflicts().stream().filter(each -> !skipped.containsKey(each.unit())).toList(),
        skipped,
        update.again());
  }

  private List<Unit> written(Base drafted) {
    return flow.mapper().units().stream()
        .filter(
            unit ->
                drafted.units().containsKey(unit.name())
                    || drafted.lines().containsKey(unit.name()))
        .toList();
  }

  /** A view may write the unit otherwise than by its field: then all that it writes stays. */
  private static Optional<Decision.Draft> without(
      Side target, Decision.Draft draft, List<Unit> fought) {
    boolean plain =
        fought.stream()
            .allMatch(unit -> unit.field(target).filter(draft.delta()::knows).isPresent());
    return fought.isEmpty()
        ? Optional.of(draft)
        : Optional.of(Drafts.without(draft, target, fought))
            .filter(less -> plain && !less.delta().fields().isEmpty());
  }

  private boolean isHeld(Link link, Side target, Unit unit, Base drafted) {
    Instant since = since();
    return kept(link, target, unit).isPresent()
        || (link.swings().backs(unit.name(), since) >= MOST
            && link.swings().isBack(unit.name(), target, link.base(), drafted, since));
  }

  private Optional<Failures.Kept> kept(Link link, Side target, Unit unit) {
    return Optional.ofNullable(world.kept(key(link, target.other(), unit)));
  }

  private String key(Link link, Side source, Unit unit) {
    return Failures.key(name(unit), source, link.requireId(source));
  }

  private String name(Unit unit) {
    return flow.name() + UNIT + unit.name();
  }

  private Instant since() {
    return world.runtime().now().minus(WINDOW);
  }

  /** It is looked at once a day whether the fight is over. */
  private void hold(Link link, Side target, Unit unit, StoreUpdate.Builder quiet) {
    Side source = target.other();
    String id = link.requireId(source);
    world.tally().failed(flow, source, id + UNIT + unit.name());
    Instant now = world.runtime().now();
    Optional<Failures.Kept> before = kept(link, target, unit);
    if (before.filter(kept -> kept.failure().retryAt().isAfter(now)).isPresent()) {
      return;
    }
    String what = target.word() + " " + flow.type(target) + " " + link.requireId(target);
    Failures.Kept kept =
        new Failures.Kept(
            new Failure(
                world.plan().name(),
                name(unit),
                source,
                id,
                Failure.Kind.OSCILLATES,
                what
                    + " went back to an earlier value "
                    + MOST
                    + " times in "
                    + WINDOW.toHours()
                    + " hours",
                before.map(earlier -> earlier.failure().attempts() + 1).orElse(1),
                now.plus(WINDOW)),
            List.of());
    world.failed(kept);
    quiet.put(Failures.entry(kept));
    if (before.isEmpty()) {
      quiet.journal(world.ledger().journal(flow, source, id, OSCILLATES + " " + unit.name()));
    }
  }

  /** Of what is not to be written any more, nothing is held. */
  void over(Item item, Decision decision, StoreUpdate.Builder quiet) {
    Link link = item.pair().link();
    boolean judged = decision instanceof Decision.Nothing || decision instanceof Decision.Update;
    if (link == null || !judged || !world.oscillates()) {
      return;
    }
    for (Unit unit : flow.mapper().units()) {
      for (Side target : Side.values()) {
        Optional<Failures.Kept> kept = kept(link, target, unit);
        if (kept.isPresent() && !writes(decision, target, unit)) {
          quiet.remove(world.ledger().gone(Failures.KIND, key(link, target.other(), unit)));
          world.mended(key(link, target.other(), unit));
        }
      }
    }
  }

  private static boolean writes(Decision decision, Side target, Unit unit) {
    return decision instanceof Decision.Update update
        && Optional.ofNullable(update.drafts().get(target))
            .map(Decision.Draft::base)
            .filter(
                base ->
                    base.units().containsKey(unit.name()) || base.lines().containsKey(unit.name()))
            .isPresent();
  }

  /** The link with what was just written remembered; what was not taken turned nothing back. */
  static Link remembered(World world, Planned planned, Set<Field<?>> leftOut, Link link) {
    Base drafted = planned.draft().base();
    Set<String> units =
        planned.flow().mapper().units().stream()
            .filter(unit -> unit.field(planned.target()).filter(leftOut::contains).isEmpty())
            .map(Unit::name)
            .filter(name -> drafted.units().containsKey(name) || drafted.lines().containsKey(name))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Link before = planned.pair().link();
    Base agreed = before == null ? Base.NONE : before.base();
    Instant now = world.runtime().now();
    return link.with(
        link.swings().with(units, planned.target(), agreed, drafted, now, now.minus(WINDOW)));
  }

  /** Whoever lets a unit go lets it begin anew; {@code keptUnder} is the failure's flow. */
  static Optional<Link> released(Flow flow, String keptUnder, Link link) {
    String units = flow.name() + UNIT;
    return keptUnder.startsWith(units)
        ? Optional.of(link.with(link.swings().without(keptUnder.substring(units.length()))))
        : Optional.empty();
  }
}
