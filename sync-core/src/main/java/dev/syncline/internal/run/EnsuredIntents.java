package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.model.EntityType;
import dev.syncline.model.Ref;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Unanswered creates of what has to be there. Not thread-safe. */
final class EnsuredIntents {

  private final World world;
  private final OpenIntents intents;

  EnsuredIntents(World world, OpenIntents intents) {
    this.world = world;
    this.intents = intents;
  }

  /** When the last of those has settled that do by then. */
  Optional<Instant> settled(Instant latest) {
    return intents.all().stream()
        .filter(intent -> Flow.ensured(intent.key().flow()).isPresent())
        .map(Intent::settlesAt)
        .filter(moment -> !moment.isAfter(latest))
        .max(Instant::compareTo);
  }

  /** Looks up what became of those that have settled; gives who waits for them, by flow. */
  Map<Flow, Set<Look>> settle() {
    Instant now = world.runtime().now();
    Set<EntityType> types = new LinkedHashSet<>();
    Set<String> names = new HashSet<>();
    for (Intent intent : intents.all()) {
      Optional<EntityType> type = Flow.ensured(intent.key().flow());
      if (type.isPresent() && !intent.settlesAt().isAfter(now)) {
        types.add(type.get());
        names.add(waitsFor(intent.target().other(), new Ref(type.get(), intent.sourceId())));
      }
    }
    if (types.isEmpty()) {
      return Map.of();
    }
    types.forEach(type -> new Orphans(world, intents).ended(Flow.ensured(type)));
    return waiting(names);
  }

  private static String waitsFor(Side side, Ref name) {
    return side + "/" + name;
  }

  private Map<Flow, Set<Look>> waiting(Set<String> names) {
    Map<Flow, Set<Look>> waiting = new LinkedHashMap<>();
    for (Failures.Kept kept : List.copyOf(world.failures())) {
      Side side = kept.failure().side();
      if (kept.waitsFor().stream().anyMatch(ref -> names.contains(waitsFor(side, ref)))) {
        world.plan().flows().stream()
            .filter(flow -> flow.keeps(kept.failure().flow()))
            .forEach(
                flow ->
                    waiting
                        .computeIfAbsent(flow, each -> new LinkedHashSet<>())
                        .add(Look.hint(side, FailureList.entity(flow, kept.failure()))));
      }
    }
    return waiting;
  }
}
