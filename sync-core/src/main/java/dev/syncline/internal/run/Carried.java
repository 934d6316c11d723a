package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.internal.base.Link;
import dev.syncline.model.Entity;
import dev.syncline.model.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refreshes what entities that are about to be written refer to, and what travels on demand only:
 * it is read in bulk, by page, and once in a run; the counterpart is read only if something
 * differs. What this run has brought itself is fresh. It goes before the document, which would not
 * come again if the process died in between (B-065). Not thread-safe.
 */
final class Carried {

  private final Job job;
  private final World world;

  Carried(Job job) {
    this.job = job;
    this.world = job.world();
  }

  /** Looks at what these writes, still to be sent, carry. */
  void refresh(List<Planned> writes) {
    if (job.deepest()) {
      return;
    }
    for (Flow flow : world.plan().flows()) {
      for (Side side : Side.values()) {
        if (flow.isOnDemand() && flow.direction().goesTo(side.other())) {
          refresh(flow, side, writes);
        }
      }
    }
  }

  private void refresh(Flow flow, Side side, List<Planned> writes) {
    Set<String> ids = new LinkedHashSet<>();
    for (Planned each : writes) {
      if (each.source() == side && !(each.write() instanceof Write.Delete)) {
        each.pair().on(side).ifPresent(entity -> carried(flow, side, entity, ids));
      }
    }
    Map<String, Link> links = world.ledger().links(flow, side, ids);
    ids.removeIf(id -> !mayHaveChanged(flow, side, id, links));
    if (ids.isEmpty()) {
      return;
    }
    Instant asked = world.runtime().now();
    List<Look> looks = new ArrayList<>();
    world
        .readings(flow, side, ids, world.wanted(side))
        .forEach(
            (id, reading) -> {
              if (reading instanceof Reading.Found found) {
                looks.add(new Look(side, id, false, found.entity(), asked));
              } else if (reading instanceof Reading.Gone) {
                looks.add(new Look(side, id, true, null, asked));
              }
            });
    job.deeper(flow, looks);
  }

  private static void carried(Flow flow, Side side, Entity entity, Set<String> into) {
    for (Ref ref : entity.refs()) {
      if (ref.type().equals(flow.type(side)) && !ref.pending()) {
        into.add(ref.id());
      }
    }
  }

  private boolean mayHaveChanged(Flow flow, Side side, String id, Map<String, Link> links) {
    Link link = links.get(id);
    return link != null
        && link.state() != Link.State.DETACHED
        && link.committedAt().isBefore(world.startedAt())
        && world.refreshes(flow.name() + "/" + side.word() + "/" + id);
  }
}
