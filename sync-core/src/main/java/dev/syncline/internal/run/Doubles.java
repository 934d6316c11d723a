package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Who else names a counterpart that belongs to one only, kept over runs. Not thread-safe: used by
 * the thread of the run.
 */
final class Doubles {

  static final String KIND = "double";

  private final Ledger ledger;
  private final Map<String, Set<String>> byKey = new TreeMap<>();

  Doubles(Ledger ledger) {
    this.ledger = ledger;
    ledger
        .all(KIND)
        .forEach(
            entry -> {
              Set<String> holders = new LinkedHashSet<>();
              new String(entry.body(), StandardCharsets.UTF_8).lines().forEach(holders::add);
              byKey.put(entry.key(), holders);
            });
  }

  /** The entities of a side that name a counterpart together, by its id. */
  Map<String, Set<String>> of(Flow flow, Side side) {
    String prefix = prefix(flow, side);
    Map<String, Set<String>> mine = new LinkedHashMap<>();
    byKey.forEach(
        (key, holders) -> {
          if (key.startsWith(prefix)) {
            mine.put(key.substring(prefix.length()), Set.copyOf(holders));
          }
        });
    return mine;
  }

  void put(Flow flow, Side side, String named, Set<String> holders, StoreUpdate.Builder update) {
    String key = prefix(flow, side) + named;
    if (holders.isEmpty()) {
      byKey.remove(key);
      update.remove(ledger.gone(KIND, key));
    } else if (!holders.equals(byKey.put(key, new LinkedHashSet<>(holders)))) {
      byte[] body = String.join("\n", holders).getBytes(StandardCharsets.UTF_8);
      update.put(ledger.entry(KIND, key, body));
    }
  }

  private static String prefix(Flow flow, Side side) {
    return flow.name() + "/" + side.word() + "/";
  }
}
