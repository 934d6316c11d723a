package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.MatchBy;
import dev.syncline.Side;
import dev.syncline.connector.EntityPort.Findings;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.internal.base.Link;
import dev.syncline.model.Entity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds counterparts among what a first enumeration has shown: the index names them, and they are
 * read by their ids, a page a request. Not thread-safe.
 */
final class IndexSearch implements Matcher.Search {

  private final World world;
  private final Flow flow;
  private final Refs refs;
  private final RightTerms terms;
  private final MatchIndex index;
  private final Map<String, Reading> read = new LinkedHashMap<>();

  IndexSearch(World world, Flow flow, Refs refs) {
    this.world = world;
    this.flow = flow;
    this.refs = refs;
    this.terms = new RightTerms(world, flow, refs);
    this.index = new MatchIndex(world, flow);
  }

  @Override
  public Entity terms(Side side, Entity entity) {
    return terms.of(side, entity);
  }

  @Override
  public Map<MatchKey, Findings> find(Side asked, MatchBy tier, Set<MatchKey> keys) {
    Map<MatchKey, Set<String>> named = index.with(asked, keys);
    Set<String> ids = new LinkedHashSet<>();
    named.values().forEach(ids::addAll);
    load(asked, ids);
    Map<MatchKey, Findings> found = new LinkedHashMap<>();
    named.forEach(
        (key, mine) -> {
          List<Entity> hits = new ArrayList<>();
          for (String id : mine) {
            if (read.get(asked + id) instanceof Reading.Found there
                && terms.keys(asked, there.entity(), tier).contains(key)) {
              hits.add(there.entity());
            }
          }
          found.put(key, new Findings(hits, mine.size() < MatchIndex.MOST));
        });
    return found;
  }

  private void load(Side side, Set<String> ids) {
    Set<String> unread = new LinkedHashSet<>(ids);
    unread.removeIf(id -> read.containsKey(side + id));
    if (unread.isEmpty()) {
      return;
    }
    List<Entity> all = new ArrayList<>();
    world
        .readings(flow, side, unread, world.wanted(side))
        .forEach(
            (id, reading) -> {
              read.put(side + id, reading);
              if (reading instanceof Reading.Found found) {
                all.add(found.entity());
              }
            });
    refs.load(side, all);
  }

  /** Others of a side with a key of this one that have a counterpart already. */
  Map<String, Set<String>> linkedTwins(Side side, Map<String, Entity> entities) {
    Map<MatchKey, Set<String>> keys = new LinkedHashMap<>();
    entities.forEach(
        (id, entity) ->
            terms
                .keys(side, entity)
                .forEach(key -> keys.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(id)));
    Map<MatchKey, Set<String>> others = index.with(side, keys.keySet());
    Set<String> named = new LinkedHashSet<>();
    others.values().forEach(named::addAll);
    Map<String, Link> linked = world.ledger().links(flow, side, named);
    Map<String, Set<String>> twins = new LinkedHashMap<>();
    keys.forEach(
        (key, ids) -> {
          for (String other : others.getOrDefault(key, Set.of())) {
            for (String id : ids) {
              if (!id.equals(other) && linked.containsKey(other)) {
                twins.computeIfAbsent(id, each -> new LinkedHashSet<>()).add(other);
              }
            }
          }
        });
    return twins;
  }
}
