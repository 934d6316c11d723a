package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Creates that never arrived and whose place somebody else has taken meanwhile: another plan, or a
 * person. They are not sent again; their entities are matched anew. Not thread-safe.
 */
final class Rivals {

  private final World world;
  private final Flow flow;
  private final Side target;

  Rivals(World world, Flow flow, Side target) {
    this.world = world;
    this.flow = flow;
    this.target = target;
  }

  /** Those of these creates for whose keys there is something by now, all asked at once. */
  Set<Planned> met(List<Planned> absent) {
    Map<MatchKey, Set<Planned>> byKey = new LinkedHashMap<>();
    for (Planned each : absent) {
      each.keys(world.prints().phones())
          .forEach(key -> byKey.computeIfAbsent(key, none -> new LinkedHashSet<>()).add(each));
    }
    Set<Planned> met = new LinkedHashSet<>();
    if (byKey.isEmpty()) {
      return met;
    }
    FieldSet wanted = world.wanted(target);
    Map<MatchKey, Findings> found =
        world.ask(() -> world.port(flow, target).find(byKey.keySet(), wanted));
    Newborns born = Newborns.of(world, flow, target, byKey.keySet(), found, wanted);
    byKey.forEach(
        (key, creates) -> {
          Findings findings = found.get(key);
          Reservation by = born.unseen().get(key);
          boolean there =
              (findings != null && !findings.hits().isEmpty()) || born.shown().containsKey(key);
          creates.stream()
              .filter(each -> there || (by != null && !isFor(by, each)))
              .forEach(met::add);
        });
    return met;
  }

  private boolean isFor(Reservation by, Planned create) {
    return by.isFor(world.plan().name(), flow.name(), create.source(), create.sourceId());
  }
}
