package dev.syncline.internal.run;

import dev.syncline.Failure;
import dev.syncline.Flow;
import dev.syncline.ProposedPair;
import dev.syncline.Side;
import dev.syncline.internal.base.Link;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a rehearsal links and what it finds no counterpart for. It keeps ids only, as the rehearsal
 * itself does of everything that it would link. Thread-safe.
 */
final class Proposing {

  /** Who is told of each pair. */
  interface Taker {
    void take(Flow flow, Link link, ProposedPair pair);
  }

  private final Taker taker;
  private final Set<String> linked = new HashSet<>();
  private final Map<String, Map<Side, Set<String>>> alone = new HashMap<>();

  Proposing(Taker taker) {
    this.taker = taker;
  }

  /** A pair that would be linked; who has to wait afterwards is found once more, and told once. */
  synchronized void linked(Flow flow, Link link, ProposedPair pair) {
    for (Side side : Side.values()) {
      alone(flow.name(), side).remove(pair.id(side));
    }
    if (linked.add(Rejected.key(flow.name(), pair.leftId(), pair.rightId()))) {
      taker.take(flow, link, pair);
    }
  }

  /** What stands alone after everything that there is to be looked for. */
  synchronized void alone(Flow flow, Collection<Item> items) {
    for (Item item : items) {
      if (item.pair().link() == null) {
        Side side = item.pair().onlySide();
        alone(flow.name(), side).add(item.id(side));
      }
    }
  }

  private Set<String> alone(String flow, Side side) {
    return alone
        .computeIfAbsent(flow, none -> new EnumMap<>(Side.class))
        .computeIfAbsent(side, none -> new HashSet<>());
  }

  /** How many have no counterpart, without those that are in doubt. */
  synchronized Map<String, Map<Side, Long>> unmatched(List<Failure> doubtful) {
    doubtful.forEach(each -> alone(each.flow(), each.side()).remove(each.id()));
    Map<String, Map<Side, Long>> counts = new HashMap<>();
    alone.forEach(
        (flow, sides) ->
            sides.forEach(
                (side, ids) -> {
                  if (!ids.isEmpty()) {
                    counts
                        .computeIfAbsent(flow, none -> new EnumMap<>(Side.class))
                        .put(side, (long) ids.size());
                  }
                }));
    return counts;
  }
}
