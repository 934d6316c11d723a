package dev.syncline.internal.run;

import dev.syncline.Comparison;
import dev.syncline.Comparison.Difference;
import dev.syncline.Explanation.Reason;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Reading;
import dev.syncline.internal.base.Link;
import dev.syncline.internal.reconcile.Pair;
import dev.syncline.model.Entity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares the pairs of a plan, all of them or some, a page at a time. In a rehearsal's world, so
 * that nothing is written. Not thread-safe; used once.
 */
final class Comparing {

  private static final int PAGE = 500;

  private final World world;
  private final int atMost;
  private final OpenIntents intents = new OpenIntents();

  /** Looks at about so many pairs of each flow, spread over all of them. */
  Comparing(World world, int atMost) {
    this.world = world;
    this.atMost = atMost;
    intents.load(world.ledger());
  }

  Map<String, Comparison.OfFlow> all() {
    Map<String, Comparison.OfFlow> all = new LinkedHashMap<>();
    for (Flow flow : world.plan().flows()) {
      all.put(flow.name(), new InFlow(flow).compared());
    }
    return all;
  }

  private final class InFlow {

    private final Flow flow;
    private final List<Difference> differences = new ArrayList<>();
    private long pairs;
    private long compared;
    private long different;

    InFlow(Flow flow) {
      this.flow = flow;
    }

    Comparison.OfFlow compared() {
      long stride = atMost == Integer.MAX_VALUE ? 1 : Math.max(1, (alive() + atMost - 1) / atMost);
      long phase = Math.floorMod(world.prints().element(world.runId()), stride);
      List<Link> some = new ArrayList<>();
      for (List<Link> page = page(""); !page.isEmpty(); page = page(last(page))) {
        for (Link link : page) {
          if (isAlive(link) && pairs++ % stride == phase) {
            some.add(link);
          }
        }
        if (some.size() >= PAGE) {
          compare(some);
          some.clear();
        }
      }
      compare(some);
      return new Comparison.OfFlow(pairs, compared, compared - different, differences);
    }

    private long alive() {
      long alive = 0;
      for (List<Link> page = page(""); !page.isEmpty(); page = page(last(page))) {
        alive += page.stream().filter(this::isAlive).count();
      }
      return alive;
    }

    private List<Link> page(String after) {
      return world.ledger().linksAfter(flow, after);
    }

    private String last(List<Link> page) {
      return page.get(page.size() - 1).key();
    }

    private boolean isAlive(Link link) {
      return link.state() != Link.State.DETACHED
          && link.id(Side.LEFT).isPresent()
          && link.id(Side.RIGHT).isPresent();
    }

    private void compare(List<Link> links) {
      if (links.isEmpty()) {
        return;
      }
      Map<Side, Map<String, Reading>> readings =
          world.bothSides(
              side ->
                  world.readings(
                      flow,
                      side,
                      links.stream().map(link -> link.requireId(side)).distinct().toList(),
                      world.wanted(side)));
      Job job = new Job(world, flow, intents, 0);
      readings.forEach((side, all) -> job.refs().load(side, entities(all)));
      job.outstanding().ask();
      for (Link link : links) {
        compared++;
        Map<Side, Reading> both = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
          Map<String, Reading> all = Objects.requireNonNull(readings.get(side));
          both.put(side, Objects.requireNonNull(all.get(link.requireId(side))));
        }
        compare(job, link, both);
      }
    }

    private List<Entity> entities(Map<String, Reading> all) {
      List<Entity> entities = new ArrayList<>();
      for (Reading reading : all.values()) {
        if (reading instanceof Reading.Found found) {
          entities.add(found.entity());
        }
      }
      return entities;
    }

    private void compare(Job job, Link link, Map<Side, Reading> both) {
      if (both.get(Side.LEFT) instanceof Reading.Found left
          && both.get(Side.RIGHT) instanceof Reading.Found right) {
        Pair pair = new Pair(link, left.entity(), right.entity(), null);
        Linked linked = new Linked(job, List.of());
        List<Reason> units = linked.differing(new Item(pair, Side.LEFT, link.requireId(Side.LEFT)));
        if (!units.isEmpty()) {
          differs(link, linked.stopped(), units);
        }
        return;
      }
      StringBuilder standing = new StringBuilder();
      both.forEach(
          (side, reading) -> {
            if (!(reading instanceof Reading.Found)) {
              String how = reading instanceof Reading.Gone ? "gone" : "not shown";
              standing.append(standing.isEmpty() ? "" : ", ");
              standing.append(how).append(" on the ").append(side.word());
            }
          });
      differs(link, standing.toString(), List.of());
    }

    private void differs(Link link, String standing, List<Reason> units) {
      different++;
      if (differences.size() < Comparison.DIFFERENCES) {
        differences.add(
            new Difference(link.requireId(Side.LEFT), link.requireId(Side.RIGHT), standing, units));
      }
    }
  }
}
