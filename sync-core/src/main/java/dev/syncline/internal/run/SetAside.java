package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.model.Entity;
import dev.syncline.model.Ref;
import dev.syncline.store.Entry;
import dev.syncline.store.StoreUpdate;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Entities of a side that a first enumeration has shown, and whose counterpart may still be shown:
 * by their ids, in the store. Thread-safe.
 */
final class SetAside {

  static final String KIND = "set-aside";
  private static final int MOST_REFS = 100;

  private final World world;
  private final Flow flow;
  private final Side side;

  SetAside(World world, Flow flow, Side side) {
    this.world = world;
    this.flow = flow;
    this.side = side;
  }

  private String prefix() {
    return flow.name() + "/" + side.word() + "/";
  }

  /** Sets one aside, with those of its own kind that it refers to. */
  void put(Entity entity, StoreUpdate.Builder update) {
    Set<String> own = new LinkedHashSet<>();
    for (Ref ref : entity.refs()) {
      if (ref.type().equals(flow.type(side)) && own.size() < MOST_REFS) {
        own.add(ref.id());
      }
    }
    byte[] body = String.join("\n", own).getBytes(StandardCharsets.UTF_8);
    update.put(world.ledger().entry(KIND, prefix() + entity.id(), body));
  }

  void remove(String id, StoreUpdate.Builder update) {
    update.remove(world.ledger().gone(KIND, prefix() + id));
  }

  /** The next ones behind an id, each with those of its own kind that it refers to. */
  Map<String, Set<String>> after(String id, int wanted) {
    Map<String, Set<String>> some = new LinkedHashMap<>();
    String last = id.isEmpty() ? "" : prefix() + id;
    List<Entry> page = world.ledger().page(KIND, prefix(), last);
    while (!page.isEmpty()) {
      for (Entry entry : page) {
        if (some.size() == wanted) {
          return some;
        }
        Set<String> refs =
            new String(entry.body(), StandardCharsets.UTF_8)
                .lines()
                .collect(Collectors.toCollection(LinkedHashSet::new));
        some.put(entry.key().substring(prefix().length()), refs);
      }
      page = world.ledger().page(KIND, prefix(), page.get(page.size() - 1).key());
    }
    return some;
  }

  /** Those of these that are set aside. */
  Set<String> among(Set<String> ids) {
    return world.ledger().entries(KIND, ids.stream().map(id -> prefix() + id).toList()).stream()
        .map(entry -> entry.key().substring(prefix().length()))
        .collect(Collectors.toSet());
  }
}
