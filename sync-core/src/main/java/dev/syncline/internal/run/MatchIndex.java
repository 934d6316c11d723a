package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.MatchKey;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who has which keys, of all that a flow's first enumeration has shown so far: keyed fingerprints
 * of keys and native ids, kept in the store while the enumeration lasts. It only says where to
 * look: what it names is read before it is believed. Thread-safe.
 */
final class MatchIndex {

  static final String KIND = "match-key";

  /** Who shares a key with more than these is not told all of them. */
  static final int MOST = 100;

  private final World world;
  private final Flow flow;

  MatchIndex(World world, Flow flow) {
    this.world = world;
    this.flow = flow;
  }

  private static String prefix(Flow flow, Side side) {
    return flow.name() + "/" + side.word() + "/";
  }

  private String key(Side side, MatchKey key) {
    return prefix(flow, side) + world.prints().key(key.canonical());
  }

  /** Adds entities of a side with their keys. */
  void put(Side side, Map<MatchKey, Set<String>> keys, StoreUpdate.Builder update) {
    Map<String, Set<String>> added = new LinkedHashMap<>();
    keys.forEach(
        (key, ids) ->
            added.computeIfAbsent(key(side, key), each -> new LinkedHashSet<>()).addAll(ids));
    Map<String, Set<String>> known = known(added.keySet());
    added.forEach(
        (key, ids) -> {
          Set<String> before = known.getOrDefault(key, Set.of());
          Set<String> now = new LinkedHashSet<>(before);
          ids.stream().filter(id -> now.size() < MOST).forEach(now::add);
          if (now.size() > before.size()) {
            byte[] body = String.join("\n", now).getBytes(StandardCharsets.UTF_8);
            update.put(world.ledger().entry(KIND, key, body));
          }
        });
  }

  private Map<String, Set<String>> known(Collection<String> keys) {
    Map<String, Set<String>> known = new LinkedHashMap<>();
    for (Entry entry : world.ledger().entries(KIND, keys)) {
      Set<String> ids = new LinkedHashSet<>();
      new String(entry.body(), StandardCharsets.UTF_8).lines().forEach(ids::add);
      known.put(entry.key(), ids);
    }
    return known;
  }

  /** The entities of a side that were shown with these keys. */
  Map<MatchKey, Set<String>> with(Side side, Collection<MatchKey> keys) {
    Map<String, Set<String>> known = known(keys.stream().map(key -> key(side, key)).toList());
    Map<MatchKey, Set<String>> found = new LinkedHashMap<>();
    keys.forEach(key -> found.put(key, known.getOrDefault(key(side, key), Set.of())));
    return found;
  }

  /** Removes all of a flow, page by page. */
  static void remove(World world, Flow flow) {
    for (Side side : Side.values()) {
      List<Entry> page = world.ledger().page(KIND, prefix(flow, side), "");
      while (!page.isEmpty()) {
        StoreUpdate.Builder update = world.ledger().update();
        page.forEach(update::remove);
        world.ledger().commit(update);
        page = world.ledger().page(KIND, prefix(flow, side), page.get(page.size() - 1).key());
      }
    }
  }
}
