package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.connector.Reading;
import dev.syncline.internal.base.Link;
import dev.syncline.store.StoreUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the pairs of which a side is gone, at the end of a run, unless they are so many that a
 * person has to look first. Not thread-safe.
 */
final class Endings {

  private final World world;
  private final OpenIntents intents;
  private final Notices notices;
  private final Braking braking;
  private final Convictions convictions;

  Endings(World world, OpenIntents intents, Notices notices, Braking braking) {
    this.world = world;
    this.intents = intents;
    this.notices = notices;
    this.braking = braking;
    this.convictions = world.convictions();
  }

  /** Carries out what a flow's policy says, or holds it. */
  void carryOut(Flow flow) {
    acquitEarlier(flow);
    Map<Side, Long> counts = new EnumMap<>(Side.class);
    pages(
        flow,
        page ->
            page.stream()
                .filter(each -> !mayEnd(flow, each))
                .forEach(each -> counts.merge(each.side(), 1L, Long::sum)));
    long ending = counts.values().stream().mapToLong(Long::longValue).sum();
    boolean held = flow.gone() != Gone.IGNORE && braking.holds(flow, ending);
    if (held) {
      hold(flow, counts, ending);
    } else {
      braking.off(flow, "");
    }
    pages(
        flow,
        page ->
            end(
                flow,
                page.stream()
                    .filter(each -> !held || mayEnd(flow, each))
                    .filter(each -> !isResting(flow, each))
                    .toList()));
  }

  private void pages(Flow flow, Consumer<List<Convicted>> work) {
    List<Convicted> page = convictions.page(flow.name(), "");
    while (!page.isEmpty()) {
      work.accept(page);
      page = convictions.page(flow.name(), page.get(page.size() - 1).key());
    }
  }

  /** A brake has let it pass before, or a person has since it was convicted. */
  private boolean mayEnd(Flow flow, Convicted each) {
    return each.allowed()
        || notices.released(flow.name()).filter(at -> !each.at().isAfter(at)).isPresent();
  }

  /** A refusal of this very write is not tried again before its time. */
  private boolean isResting(Flow flow, Convicted each) {
    String print = Sentences.print(flow, each.side().other(), world.prints());
    return world
        .failure(flow, each.side(), each.id())
        .filter(kept -> kept.refused().equals(print))
        .filter(kept -> kept.failure().retryAt().isAfter(world.runtime().now()))
        .isPresent();
  }

  private void hold(Flow flow, Map<Side, Long> counts, long ending) {
    Side most =
        counts.getOrDefault(Side.LEFT, 0L) >= counts.getOrDefault(Side.RIGHT, 0L)
            ? Side.LEFT
            : Side.RIGHT;
    String why =
        "MASS_DELETION "
            + ending
            + " of "
            + braking.pairs(flow)
            + " pairs have a side that is gone ("
            + counts.getOrDefault(Side.LEFT, 0L)
            + " left, "
            + counts.getOrDefault(Side.RIGHT, 0L)
            + " right), more than "
            + flow.brake().limit(braking.pairs(flow))
            + ": nothing of them was unlinked, archived or deleted";
    braking.on(flow, most, "", why);
  }

  /**
   * Who was convicted in an earlier run may be back by now. A page is asked; the next one only if
   * somebody was.
   */
  private void acquitEarlier(Flow flow) {
    String after = "";
    boolean more = true;
    while (more) {
      List<Convicted> page = convictions.page(flow.name(), after);
      List<Convicted> earlier =
          page.stream()
              .filter(each -> !convictions.isSure(each) && !isResting(flow, each))
              .toList();
      more = !page.isEmpty() && (earlier.isEmpty() || stillGone(flow, earlier).back());
      after = page.isEmpty() ? after : page.get(page.size() - 1).key();
    }
  }

  /**
   * Who was asked once more.
   *
   * @param gone those that are gone still
   * @param back whether one was back
   */
  private record Asked(List<Convicted> gone, boolean back) {}

  /** Reads once more whom no read of this run has convicted; who is back goes on as before. */
  private Asked stillGone(Flow flow, List<Convicted> all) {
    List<Convicted> gone = new ArrayList<>(all.stream().filter(convictions::isSure).toList());
    List<Look> back = new ArrayList<>();
    StoreUpdate.Builder over = world.ledger().update();
    for (Side side : Side.values()) {
      Map<String, Convicted> open = new LinkedHashMap<>();
      all.stream()
          .filter(each -> each.side() == side && !convictions.isSure(each))
          .forEach(each -> open.put(each.id(), each));
      if (!open.isEmpty()) {
        Instant asked = world.runtime().now();
        world
            .readings(flow, side, open.keySet(), world.wanted(side))
            .forEach(
                (id, reading) -> {
                  Convicted each = Objects.requireNonNull(open.get(id));
                  if (reading instanceof Reading.Gone) {
                    convictions.reaffirm(each);
                    gone.add(each);
                  } else if (reading instanceof Reading.Found found) {
                    over.remove(convictions.over(each));
                    back.add(new Look(side, id, false, found.entity(), asked));
                  }
                });
      }
    }
    world.ledger().commit(over);
    if (!back.isEmpty()) {
      new FlowWork(world, flow, intents, Set.of(), 0).on(back);
    }
    return new Asked(gone, !back.isEmpty());
  }

  private void end(Flow flow, List<Convicted> all) {
    if (all.isEmpty()) {
      return;
    }
    if (flow.gone() == Gone.IGNORE) {
      StoreUpdate.Builder over = world.ledger().update();
      all.forEach(each -> over.remove(convictions.over(each)));
      world.ledger().commit(over);
      return;
    }
    List<Case> cases = cases(flow, stillGone(flow, all).gone());
    new Sentences(world, intents, flow).carryOut(cases);
  }

  /**
   * A pair that shall end.
   *
   * @param convicted the side that is gone
   * @param link its link as it stands
   */
  record Case(Convicted convicted, Link link) {

    Side other() {
      return convicted.side().other();
    }

    String otherId() {
      return link.id(other()).orElse("");
    }
  }

  /** Their links, as far as they are alive, and nothing is under way on them. */
  private List<Case> cases(Flow flow, List<Convicted> gone) {
    List<Case> cases = new ArrayList<>();
    StoreUpdate.Builder update = world.ledger().update();
    for (Side side : Side.values()) {
      List<Convicted> mine = gone.stream().filter(each -> each.side() == side).toList();
      Map<String, Link> links =
          world.ledger().links(flow, side, mine.stream().map(Convicted::id).toList());
      for (Convicted each : mine) {
        @Nullable Link link = links.get(each.id());
        if (link == null || link.state() == Link.State.DETACHED) {
          update.remove(convictions.over(each));
        } else {
          // Whatever is not finished now was let pass all the same.
          update.put(convictions.entry(each.allow()));
          if (!underWay(flow, side, link)) {
            cases.add(new Case(each, link));
          }
        }
      }
    }
    world.ledger().commit(update);
    return cases;
  }

  private boolean underWay(Flow flow, Side side, Link link) {
    for (Side each : Side.values()) {
      boolean open =
          link.id(each).stream()
              .flatMap(id -> intents.about(flow, each, id).stream())
              .anyMatch(intent -> intent.settlesAt().isAfter(world.runtime().now()));
      if (open) {
        world.tally().waiting(flow, side, link.requireId(side));
        return true;
      }
    }
    return false;
  }
}
