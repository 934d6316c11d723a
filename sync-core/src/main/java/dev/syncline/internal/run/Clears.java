package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.base.UnitBase;
import dev.syncline.internal.reconcile.Decision;
import dev.syncline.internal.run.HeldClear.Place;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.Unit;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets the first few values of a field be emptied, or changed by rules alone, and holds the others
 * of a run until its end: an administrator may have removed the field or a right, or somebody may
 * have changed the plan's settings. What else is to be written to the same entities goes on. Not
 * thread-safe.
 */
final class Clears {

  /** A pair and what shall be done with it. */
  record Due(Item item, Decision.Update update) {}

  private record FlowPlace(String flow, Place place) {}

  private final Map<FlowPlace, Set<String>> passed = new HashMap<>();
  private final Set<FlowPlace> tooMany = new HashSet<>();
  private final SeenIds heldNow = new SeenIds();
  private final Set<String> asked = new HashSet<>();
  private final Set<String> free = new HashSet<>();
  private final Set<String> judged = new HashSet<>();
  private final Set<String> heldAgain = new HashSet<>();

  /** How many of each place were emptied in this run without a person being asked. */
  Map<Place, Long> passed(Flow flow) {
    Map<Place, Long> counts = new LinkedHashMap<>();
    passed.forEach(
        (where, links) -> {
          if (where.flow().equals(flow.name())) {
            counts.put(where.place(), (long) links.size());
          }
        });
    return counts;
  }

  /** The same, without what is held; that is written down with the update. */
  List<Due> screened(World world, Flow flow, List<Due> all, StoreUpdate.Builder update) {
    if (!flow.brake().isOn()) {
      return all;
    }
    Map<Due, List<Place>> clears = new LinkedHashMap<>();
    Map<Place, Set<String>> wanted = new LinkedHashMap<>();
    for (Due due : all) {
      List<Place> mine = losses(world, flow, due);
      mine.removeIf(place -> free.contains(held(world, flow, due, place).key()));
      clears.put(due, mine);
      mine.forEach(
          place -> wanted.computeIfAbsent(place, each -> new HashSet<>()).add(link(due).key()));
    }
    wanted.forEach((place, links) -> pass(world, flow, place, links));
    if (world.rehearsal()) {
      return all;
    }
    List<Due> screened = new ArrayList<>();
    List<HeldClear> held = new ArrayList<>();
    clears.forEach(
        (due, mine) -> {
          List<Place> stay =
              mine.stream()
                  .filter(place -> tooMany.contains(new FlowPlace(flow.name(), place)))
                  .toList();
          stay.forEach(place -> held.add(held(world, flow, due, place)));
          screened.add(stay.isEmpty() ? due : new Due(due.item(), without(flow, due, stay)));
        });
    hold(world, held, update);
    return screened;
  }

  /** Whether they go, all of them, or stay, all of them. */
  private void pass(World world, Flow flow, Place place, Set<String> links) {
    FlowPlace where = new FlowPlace(flow.name(), place);
    Set<String> all = new HashSet<>(passed.getOrDefault(where, Set.of()));
    all.addAll(links);
    if (all.size() > flow.brake().atLeast()
        || Braking.held(world, flow, place.target(), place.mark())) {
      tooMany.add(where);
    }
    // A rehearsal empties nothing and only counts.
    if (world.rehearsal() || !tooMany.contains(where)) {
      passed.put(where, all);
    }
  }

  private void hold(World world, Collection<HeldClear> held, StoreUpdate.Builder update) {
    Map<String, HeldClear> byKey = new LinkedHashMap<>();
    held.forEach(each -> byKey.put(each.key(), each));
    Set<String> known =
        world.ledger().entries(HeldClear.KIND, byKey.keySet()).stream()
            .map(Entry::key)
            .collect(Collectors.toSet());
    byKey.forEach(
        (key, each) -> {
          heldNow.add(world.prints().element(key));
          if (asked.contains(key)) {
            heldAgain.add(key);
          }
          if (!known.contains(key)) {
            update.put(world.ledger().entry(HeldClear.KIND, key, each.body()));
          }
        });
  }

  private static HeldClear held(World world, Flow flow, Due due, Place place) {
    Link link = link(due);
    String source = link.requireId(place.target().other());
    return new HeldClear(flow.name(), place, link.key(), source, world.runtime().now());
  }

  private static Link link(Due due) {
    return Objects.requireNonNull(due.item().pair().link());
  }

  /**
   * Where a value would be lost: it has one, and the other side is empty now, or neither side was
   * edited since both agreed and the rules want another one. On a pair found by matching, a winner
   * that the flow names is allowed to: nothing was emptied, it never was there.
   */
  private static List<Place> losses(World world, Flow flow, Due due) {
    List<Place> places = new ArrayList<>();
    Arrival arriving = due.item().pair().arriving();
    if (arriving != null && arriving.winner() != null) {
      return places;
    }
    due.update()
        .drafts()
        .forEach(
            (side, draft) -> {
              Entity held = due.item().pair().on(side).orElseThrow();
              for (Unit unit : flow.mapper().units()) {
                Field<?> field = unit.field(side).orElse(null);
                if (field == null || !draft.delta().knows(field) || !held.has(field)) {
                  continue;
                }
                if (!draft.delta().has(field)) {
                  places.add(new Place(side, unit.name(), true));
                } else if (unit.lines() == null && isAsAgreed(world, flow, due, unit)) {
                  places.add(new Place(side, unit.name(), false));
                }
              }
            });
    return places;
  }

  /** Whether nobody has edited a unit since both sides agreed on it. */
  private static boolean isAsAgreed(World world, Flow flow, Due due, Unit unit) {
    UnitBase then = link(due).base().units().get(unit.name());
    if (then == null) {
      return false;
    }
    for (Side side : Side.values()) {
      Entity now = flow.view(side).seen(due.item().pair().on(side).orElseThrow());
      Field<?> field = unit.field(side).orElse(null);
      if (field == null
          || !now.knows(field)
          || !world.prints().of(now, field).equals(then.on(side))) {
        return false;
      }
    }
    return true;
  }

  private static Decision.Update without(Flow flow, Due due, List<Place> stay) {
    Decision.Update update = due.update();
    Map<Side, Decision.Draft> drafts = new EnumMap<>(Side.class);
    drafts.putAll(update.drafts());
    Map<String, String> skipped = new LinkedHashMap<>(update.skipped());
    Set<String> units = new LinkedHashSet<>();
    for (Place place : stay) {
      Decision.Draft draft = Objects.requireNonNull(drafts.get(place.target()));
      Decision.Draft less = without(flow, draft, place);
      drafts.put(place.target(), less);
      if (less.delta().fields().isEmpty()) {
        drafts.remove(place.target());
      }
      skipped.put(place.unit(), "BRAKED");
      units.add(place.unit());
    }
    return new Decision.Update(
        update.agreed(),
        drafts,
        update.conflicts().stream().filter(each -> !units.contains(each.unit())).toList(),
        skipped,
        update.again());
  }

  private static Decision.Draft without(Flow flow, Decision.Draft draft, Place place) {
    List<Unit> unit =
        flow.mapper().units().stream().filter(each -> each.name().equals(place.unit())).toList();
    return Drafts.without(draft, place.target(), unit);
  }

  /** A pair was decided: whatever of it is held was judged again. */
  void judged(Flow flow, Item item) {
    Link link = item.pair().link();
    if (link != null && !asked.isEmpty()) {
      judged.add(flow.name() + "/" + link.key());
    }
  }

  /** Whether it was held by this run already. */
  boolean isHeldNow(World world, HeldClear each) {
    return heldNow.has(world.prints().element(each.key()));
  }

  /**
   * Judges the pairs of these once more.
   *
   * @param mayGo whether they may be emptied now
   * @return those that are over: emptied, or not wanted any more
   */
  List<HeldClear> again(List<HeldClear> all, boolean mayGo, Runnable work) {
    asked.clear();
    judged.clear();
    heldAgain.clear();
    all.forEach(each -> asked.add(each.key()));
    free.clear();
    if (mayGo) {
      free.addAll(asked);
    }
    try {
      work.run();
      return all.stream()
          .filter(each -> judged.contains(each.flow() + "/" + each.link()))
          .filter(each -> !heldAgain.contains(each.key()))
          .toList();
    } finally {
      asked.clear();
      free.clear();
    }
  }
}
