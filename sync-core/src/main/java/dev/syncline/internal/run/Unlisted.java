package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.Side;
import dev.syncline.connector.Reading;
import dev.syncline.internal.base.Link;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Linked entities that a complete enumeration did not show: each is asked for by its id, and only
 * that convicts. A list may be filtered, and pages may skip rows. Not thread-safe.
 */
final class Unlisted {

  private static final int ASKED_AT_ONCE = 1000;

  private final World world;
  private final OpenIntents intents;
  private final Flow flow;
  private final Reader reader;
  private final Side side;

  Unlisted(World world, OpenIntents intents, Flow flow, Reader reader) {
    this.world = world;
    this.intents = intents;
    this.flow = flow;
    this.reader = reader;
    this.side = reader.side();
  }

  /** Looks for them among the flow's links, page by page. */
  void ask() {
    Instant before = reader.openedAt().minus(world.capabilities(flow, side).searchLag());
    Map<String, Link> unseen = new LinkedHashMap<>();
    List<Link> page = world.ledger().linksAfter(flow, "");
    while (!page.isEmpty()) {
      page.stream()
          .filter(link -> link.state() != Link.State.DETACHED)
          .filter(link -> link.committedAt().isBefore(before))
          .forEach(
              link -> link.id(side).filter(this::unseen).ifPresent(id -> unseen.put(id, link)));
      if (unseen.size() >= ASKED_AT_ONCE) {
        ask(unseen);
        unseen.clear();
      }
      page = world.ledger().linksAfter(flow, page.get(page.size() - 1).key());
    }
    ask(unseen);
  }

  private boolean unseen(String id) {
    return !reader.showed(flow.type(side), id) && intents.about(flow, side, id).isEmpty();
  }

  private void ask(Map<String, Link> unseen) {
    Set<String> known =
        world
            .convictions()
            .known(
                unseen.values().stream()
                    .map(link -> Convicted.prefix(flow.name()) + link.key())
                    .toList());
    unseen.values().removeIf(link -> known.contains(Convicted.prefix(flow.name()) + link.key()));
    if (unseen.isEmpty()) {
      return;
    }
    Instant asked = world.runtime().now();
    List<Convicted> gone = new ArrayList<>();
    List<Look> there = new ArrayList<>();
    world
        .readings(flow, side, unseen.keySet(), world.wanted(side))
        .forEach(
            (id, reading) -> {
              if (reading instanceof Reading.Gone) {
                Link link = Objects.requireNonNull(unseen.get(id));
                gone.add(Convicted.of(flow.name(), link, side, id, asked));
              } else if (reading instanceof Reading.Found found) {
                there.add(new Look(side, id, false, found.entity(), asked));
              }
            });
    if (flow.gone() != Gone.IGNORE) {
      world.convictions().convict(gone);
    }
    if (!there.isEmpty()) {
      new FlowWork(world, flow, intents, Set.of(), 0).on(there);
    }
  }
}
