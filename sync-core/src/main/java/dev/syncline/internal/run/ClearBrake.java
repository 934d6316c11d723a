package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.run.HeldClear.Place;
import dev.syncline.store.StoreUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Decides at the end of a run about the values that would be emptied, or changed by rules alone,
 * and were held: too many of one field stay held, the others go now. Not thread-safe.
 */
final class ClearBrake {

  private final World world;
  private final OpenIntents intents;
  private final Notices notices;
  private final Braking braking;

  ClearBrake(World world, OpenIntents intents, Notices notices, Braking braking) {
    this.world = world;
    this.intents = intents;
    this.notices = notices;
    this.braking = braking;
  }

  /** Decides for one flow. */
  void carryOut(Flow flow) {
    if (!world.rehearsal()) {
      askEarlier(flow);
    }
    Map<Place, Long> passed = world.clears().passed(flow);
    Map<Place, Long> counts = new LinkedHashMap<>();
    if (world.rehearsal()) {
      passed.keySet().forEach(place -> counts.put(place, 0L));
    }
    pages(
        flow,
        page ->
            page.forEach(
                each -> counts.merge(each.place(), isReleased(flow, each) ? 0L : 1L, Long::sum)));
    Set<Place> held = new LinkedHashSet<>();
    counts.forEach(
        (place, count) -> {
          long all = count + passed.getOrDefault(place, 0L);
          if (braking.holds(flow, all)) {
            held.add(place);
            hold(flow, place, world.rehearsal() ? all : count);
          } else {
            braking.off(flow, place.mark());
          }
        });
    Predicate<HeldClear> mayGo = each -> !held.contains(each.place()) || isReleased(flow, each);
    if (!world.rehearsal()) {
      pages(flow, page -> again(flow, page.stream().filter(mayGo).toList(), true));
    }
    forgetFailures(flow, counts.keySet());
  }

  private void pages(Flow flow, Consumer<List<HeldClear>> work) {
    List<HeldClear> page = page(flow, "");
    while (!page.isEmpty()) {
      work.accept(page);
      page = page(flow, page.get(page.size() - 1).key());
    }
  }

  private List<HeldClear> page(Flow flow, String after) {
    return world.ledger().page(HeldClear.KIND, HeldClear.prefix(flow.name()), after).stream()
        .map(HeldClear::of)
        .toList();
  }

  private boolean isReleased(Flow flow, HeldClear each) {
    return notices.released(flow.name()).filter(at -> !each.at().isAfter(at)).isPresent();
  }

  private void hold(Flow flow, Place place, long count) {
    String why =
        (place.emptied() ? "MASS_CLEAR " : "MASS_CHANGE ")
            + place
            + ": "
            + count
            + " of "
            + braking.pairs(flow)
            + (place.emptied()
                ? " would lose their value, more than "
                : " would be changed though nobody edited them (have the settings changed?),"
                    + " more than ")
            + flow.brake().limit(braking.pairs(flow))
            + ": it stays as it is, everything else of them goes on";
    braking.on(flow, place.target(), place.mark(), why);
  }

  /** Nothing is held there any more: it was filled again, or its pairs have ended. */
  private void forgetFailures(Flow flow, Set<Place> places) {
    for (Failures.Kept kept : world.failures()) {
      String id = kept.failure().id();
      boolean here =
          kept.failure().flow().equals(flow.name())
              && kept.failure().kind() == Failure.Kind.BRAKED
              && id.length() > Braking.FLOW.length();
      String mark = here ? id.substring(Braking.FLOW.length()) : "";
      if (here && places.stream().noneMatch(each -> isAt(each, kept.failure().side(), mark))) {
        braking.off(flow, mark);
      }
    }
  }

  private static boolean isAt(Place place, Side side, String mark) {
    return place.target() == side && place.mark().equals(mark);
  }

  /**
   * What was held in an earlier run may be filled again by now. A page is judged; the next one only
   * if something was.
   */
  private void askEarlier(Flow flow) {
    String after = "";
    boolean more = true;
    while (more) {
      List<HeldClear> page = page(flow, after);
      List<HeldClear> earlier =
          page.stream().filter(each -> !world.clears().isHeldNow(world, each)).toList();
      more = !page.isEmpty() && (earlier.isEmpty() || again(flow, earlier, false));
      after = page.isEmpty() ? after : page.get(page.size() - 1).key();
    }
  }

  /** Judges them once more; whether one of them is over. */
  private boolean again(Flow flow, List<HeldClear> all, boolean mayGo) {
    if (all.isEmpty()) {
      return false;
    }
    Map<String, Link> links = links(flow, all);
    List<HeldClear> over = new ArrayList<>();
    Set<Look> looks = new LinkedHashSet<>();
    for (HeldClear each : all) {
      Link link = links.get(each.link());
      if (link == null || link.state() == Link.State.DETACHED) {
        over.add(each);
      } else {
        looks.add(Look.hint(each.place().target().other(), each.id()));
      }
    }
    Runnable judge = () -> new FlowWork(world, flow, intents, Set.of(), 0).on(looks);
    boolean byRules = all.stream().anyMatch(each -> !each.place().emptied());
    Runnable work = byRules ? () -> world.realigning(judge) : judge;
    over.addAll(world.clears().again(all, mayGo, work));
    StoreUpdate.Builder update = world.ledger().update();
    for (HeldClear each : over) {
      update.remove(world.ledger().gone(HeldClear.KIND, each.key()));
      Link link = links.get(each.link());
      for (Side side : Side.values()) {
        String id = link == null ? each.id() : link.id(side).orElse("");
        world.tally().settled(flow, side, id + each.place().unit());
      }
    }
    world.ledger().commit(update);
    return !over.isEmpty();
  }

  private Map<String, Link> links(Flow flow, List<HeldClear> all) {
    Map<String, Link> byKey = new LinkedHashMap<>();
    for (Side side : Side.values()) {
      List<String> ids =
          all.stream()
              .filter(each -> each.place().target().other() == side)
              .map(HeldClear::id)
              .toList();
      world.ledger().links(flow, side, ids).values().forEach(link -> byKey.put(link.key(), link));
    }
    return byKey;
  }
}
