package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.internal.base.Link;
import dev.syncline.mapping.Unsent;
import dev.syncline.model.Entity;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one side has and the other does not know of yet, as far as a flow's rules have to. It is
 * asked after what is judged was read: what arrives in between is then counted twice for a moment,
 * never not at all. Not thread-safe; used for one slice.
 */
final class Outstanding {

  private final World world;
  private final Flow flow;
  private @Nullable Map<Ref, List<Entity>> known;

  Outstanding(World world, Flow flow) {
    this.world = world;
    this.flow = flow;
  }

  /** What of it concerns an entity; empty as long as nobody asked. */
  Optional<List<Entity>> about(Ref ref) {
    return Optional.ofNullable(known).map(all -> all.getOrDefault(ref, List.of()));
  }

  /** Asks, if the flow's rules need it. */
  void ask() {
    flow.unsent().ifPresent(what -> known = sorted(what, entities(what)));
  }

  private static Map<Ref, List<Entity>> sorted(Unsent what, List<Entity> entities) {
    Map<Ref, List<Entity>> sorted = new HashMap<>();
    for (Entity entity : entities) {
      what.about(entity)
          .forEach(ref -> sorted.computeIfAbsent(ref, any -> new ArrayList<>()).add(entity));
    }
    return sorted;
  }

  private List<Entity> entities(Unsent what) {
    Flow its =
        world
            .flowOf(what.side(), what.type())
            .orElseThrow(() -> broken(what, "a flow of " + what.type() + " in the plan"));
    Set<String> failed = failed(its, what.side());
    Set<String> found = found(its, what);
    Set<String> ids = new LinkedHashSet<>(found);
    ids.addAll(failed);
    Map<String, Link> links = world.ledger().links(its, what.side(), ids);
    ids.removeAll(arrived(its, what, links, failed));
    Map<String, Reading> readings = read(its, what.side(), ids, FieldSet.of(what.reads()));
    readings.forEach(
        (id, reading) -> {
          if (reading instanceof Reading.Unseen && found.contains(id)) {
            throw broken(what, "to be shown " + what.type() + " " + id);
          }
        });
    return shown(readings).values().stream().filter(what::counts).toList();
  }

  private RuntimeException broken(Unsent what, String expected) {
    return world.broken(
        what.side(), "find " + what.type(), "expected " + expected + " to know what is unsent");
  }

  private Set<String> found(Flow its, Unsent what) {
    List<MatchKey> keys = new ArrayList<>();
    for (String value : what.values()) {
      Entity holding = Entity.of(what.type(), "").with(what.by(), value);
      keys.addAll(MatchKey.of(holding, List.of(what.by()), world.prints().phones()));
    }
    if (keys.isEmpty()) {
      throw broken(what, "values of " + what.by());
    }
    Map<MatchKey, Findings> findings =
        world.ask(() -> world.port(its, what.side()).find(keys, FieldSet.of(what.by())));
    Set<String> ids = new LinkedHashSet<>();
    for (MatchKey key : keys) {
      Findings all = findings.get(key);
      if (all == null || !all.complete()) {
        throw broken(what, "every " + what.type() + " by " + what.by());
      }
      all.hits().forEach(hit -> ids.add(hit.id()));
    }
    return ids;
  }

  /** Those of which something was left undone. */
  private Set<String> failed(Flow its, Side side) {
    Set<String> ids = new LinkedHashSet<>();
    world.failures().stream()
        .map(Failures.Kept::failure)
        .filter(failure -> failure.flow().equals(its.name()) && failure.side() == side)
        .filter(failure -> !failure.id().startsWith("*"))
        .forEach(failure -> ids.add(failure.id()));
    return ids;
  }

  /** What is linked has arrived, unless it failed and its counterpart shows that it did not. */
  private Set<String> arrived(Flow its, Unsent what, Map<String, Link> links, Set<String> failed) {
    Map<String, String> doubtful = new LinkedHashMap<>();
    links.forEach(
        (id, link) -> {
          if (failed.contains(id) && link.state() != Link.State.DETACHED) {
            link.id(what.side().other()).ifPresent(other -> doubtful.put(id, other));
          }
        });
    FieldSet wanted = FieldSet.of(what.arrivedReads());
    Map<String, Entity> counterparts =
        shown(read(its, what.side().other(), doubtful.values(), wanted));
    Set<String> arrived = new LinkedHashSet<>(links.keySet());
    doubtful.forEach(
        (id, other) -> {
          Entity counterpart = counterparts.get(other);
          if (counterpart != null && !what.hasArrived(counterpart)) {
            arrived.remove(id);
          }
        });
    return arrived;
  }

  private Map<String, Reading> read(Flow its, Side side, Collection<String> ids, FieldSet wanted) {
    return ids.isEmpty() ? Map.of() : world.readings(its, side, ids, wanted);
  }

  private static Map<String, Entity> shown(Map<String, Reading> readings) {
    Map<String, Entity> shown = new LinkedHashMap<>();
    readings.forEach(
        (id, reading) -> {
          if (reading instanceof Reading.Found found) {
            shown.put(id, found.entity());
          }
        });
    return shown;
  }
}
