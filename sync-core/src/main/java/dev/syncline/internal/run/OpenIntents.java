package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The intents whose outcome is not known. Thread-safe. */
final class OpenIntents {

  private final Map<String, Intent> byKey = new ConcurrentHashMap<>();

  void load(Ledger ledger) {
    ledger.all(Intent.KIND).forEach(entry -> put(Intent.of(entry)));
  }

  void put(Intent intent) {
    byKey.put(intent.entryKey(), intent);
  }

  void remove(String entryKey) {
    byKey.remove(entryKey);
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
    return byKey.values().stream()
        .filter(intent -> intent.key().flow().equals(flow.name()))
        .filter(
            intent ->
                intent.target() == side
                    ? intent.targetId().equals(id)
                    : intent.sourceId().equals(id))
        .toList();
  }

  /** When the last of a flow's intents has settled. */
  Optional<Instant> settled(Flow flow) {
    return byKey.values().stream()
        .filter(intent -> intent.key().flow().equals(flow.name()))
        .map(Intent::settlesAt)
        .max(Instant::compareTo);
  }
}
