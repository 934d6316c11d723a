package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Feed;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Flows that read the same feeds, and so move together.
 *
 * @param flows in the plan's order
 * @param feeds by side
 */
record Stage(List<Flow> flows, Map<Side, List<Feed>> feeds) {

  /** The stages of a plan, in the order of their first flows. */
  static List<Stage> of(World world) {
    List<Stage> stages = new ArrayList<>();
    for (Flow flow : world.plan().flows()) {
      Map<Side, List<Feed>> feeds = new EnumMap<>(Side.class);
      for (Side side : Side.values()) {
        feeds.put(side, feeds(world, flow, side));
      }
      stages.add(new Stage(List.of(flow), feeds));
    }
    return joined(stages);
  }

  private static List<Feed> feeds(World world, Flow flow, Side side) {
    boolean matters =
        flow.direction().goesTo(side.other())
            || flow.mirrors(side)
            || flow.marker(side).isPresent();
    return flow.isOnDemand() || !matters
        ? List.of()
        : world.connector(side).feeds().stream()
            .filter(feed -> feed.types().contains(flow.type(side)))
            .toList();
  }

  private static List<Stage> joined(List<Stage> stages) {
    List<Stage> joined = new ArrayList<>();
    for (Stage stage : stages) {
      int at = 0;
      while (at < joined.size() && !joined.get(at).shares(stage)) {
        at++;
      }
      if (at == joined.size()) {
        joined.add(stage);
      } else {
        joined.set(at, joined.get(at).with(stage));
      }
    }
    return joined;
  }

  private boolean shares(Stage other) {
    for (Side side : Side.values()) {
      Set<String> mine = new LinkedHashSet<>();
      on(side).forEach(feed -> mine.add(feed.name()));
      if (other.on(side).stream().anyMatch(feed -> mine.contains(feed.name()))) {
        return true;
      }
    }
    return false;
  }

  private Stage with(Stage other) {
    List<Flow> allFlows = new ArrayList<>(flows);
    allFlows.addAll(other.flows);
    Map<Side, List<Feed>> all = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      List<Feed> mine = new ArrayList<>(on(side));
      Set<String> names = new LinkedHashSet<>();
      mine.forEach(feed -> names.add(feed.name()));
      other.on(side).stream().filter(feed -> names.add(feed.name())).forEach(mine::add);
      all.put(side, mine);
    }
    return new Stage(allFlows, all);
  }

  List<Feed> on(Side side) {
    return feeds.getOrDefault(side, List.of());
  }
}
