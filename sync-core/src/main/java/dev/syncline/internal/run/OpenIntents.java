package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The intents whose outcome is not known. Thread-safe. */
final class OpenIntents {

  private final Map<String, Intent> byKey = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> byEntity = new ConcurrentHashMap<>();

  void load(Ledger ledger) {
    ledger.all(Intent.KIND).forEach(entry -> put(Intent.of(entry)));
  }

  void put(Intent intent) {
    byKey.put(intent.entryKey(), intent);
    entities(intent)
        .forEach(
            each ->
                byEntity
                    .computeIfAbsent(each, all -> ConcurrentHashMap.newKeySet())
                    .add(intent.entryKey()));
  }

  void remove(String entryKey) {
    Intent intent = byKey.remove(entryKey);
    if (intent != null) {
      entities(intent)
          .forEach(
              each ->
                  byEntity.computeIfPresent(
                      each, (key, all) -> all.remove(entryKey) && all.isEmpty() ? null : all));
    }
  }

  private static List<String> entities(Intent intent) {
    String flow = intent.key().flow();
    return List.of(
        entity(flow, intent.target().other(), intent.sourceId()),
        entity(flow, intent.target(), intent.targetId()));
  }

  private static String entity(String flow, Side side, String id) {
    return flow + "/" + side + "/" + id;
  }

  Optional<Intent> get(String entryKey) {
    return Optional.ofNullable(byKey.get(entryKey));
  }

  Collection<Intent> all() {
    return List.copyOf(byKey.values());
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  /** The intents that concern an entity, as source or as target. */
  List<Intent> about(Flow flow, Side side, String id) {
    if (byKey.isEmpty()) {
      return List.of();
    }
    return byEntity.getOrDefault(entity(flow.name(), side, id), Set.of()).stream()
        .map(byKey::get)
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * The entities that a flow's intents, and those of its companions, follow from: as far as they
   * have settled by a moment.
   */
  Set<Look> sources(Flow flow, Instant settled) {
    Set<Look> looks = new LinkedHashSet<>();
    for (Intent intent : all()) {
      if (flow.keeps(intent.key().flow()) && !intent.settlesAt().isAfter(settled)) {
        String id = Companions.source(flow, intent.key().flow(), intent.sourceId());
        looks.add(Look.hint(intent.target().other(), id));
      }
    }
    return looks;
  }

  /** When the last of those intents of a flow and of its companions has settled that do by then. */
  Optional<Instant> settled(Flow flow, Instant latest) {
    return byKey.values().stream()
        .filter(intent -> flow.keeps(intent.key().flow()))
        .map(Intent::settlesAt)
        .filter(moment -> !moment.isAfter(latest))
        .max(Instant::compareTo);
  }

  /** The creates of a flow on a side that may still land. */
  List<Intent> creating(Flow flow, Side target, Instant now) {
    return byKey.values().stream()
        .filter(intent -> intent.creates() && intent.target() == target)
        .filter(intent -> intent.key().flow().equals(flow.name()))
        .filter(intent -> intent.settlesAt().isAfter(now))
        .toList();
  }
}
