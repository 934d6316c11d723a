package dev.syncline.testkit.memory;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and finds entities of one type, in calls of a page each. Thread-safe. */
final class MemoryPort implements EntityPort {

  private final MemoryConnector system;
  private final MemoryType rules;

  MemoryPort(MemoryConnector system, MemoryType rules) {
    this.system = system;
    this.rules = rules;
  }

  @Override
  public Capabilities capabilities() {
    return rules.capabilities(system.fields().lacking(rules));
  }

  @Override
  public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
    Map<String, Reading> all = new LinkedHashMap<>();
    for (List<String> page : pages(ids)) {
      all.putAll(
          system.call(
              MemoryCall.READ,
              () -> {
                Map<String, Reading> some = new LinkedHashMap<>();
                page.forEach(id -> some.put(id, reading(id, wanted)));
                return some;
              }));
    }
    return all;
  }

  private Reading reading(String id, FieldSet wanted) {
    MemoryTable table = system.table(rules.type());
    if (table.hidden(id)) {
      return new Reading.Unseen();
    }
    @Nullable Entity entity = table.get(id).orElse(null);
    return entity == null ? new Reading.Gone() : new Reading.Found(system.shown(entity, wanted));
  }

  @Override
  public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
    Map<MatchKey, Findings> all = new LinkedHashMap<>();
    for (List<MatchKey> page : pages(keys)) {
      all.putAll(system.call(MemoryCall.FIND, () -> found(page, wanted)));
    }
    return all;
  }

  private Map<MatchKey, Findings> found(List<MatchKey> keys, FieldSet wanted) {
    Map<MatchKey, List<Entity>> hits = new LinkedHashMap<>();
    keys.forEach(key -> hits.put(key, new ArrayList<>()));
    Set<List<?>> shapes = new LinkedHashSet<>();
    keys.forEach(key -> shapes.add(key.fields()));
    for (Entity entity : system.table(rules.type()).listed(system.now())) {
      for (List<?> fields : shapes) {
        keysOf(entity, fields)
            .forEach(
                key ->
                    hits.computeIfPresent(
                        key,
                        (same, list) -> {
                          list.add(system.shown(entity, wanted));
                          return list;
                        }));
      }
    }
    Map<MatchKey, Findings> findings = new HashMap<>();
    hits.forEach(
        (key, list) -> {
          boolean sure = key.fields().stream().noneMatch(rules.unsure()::contains);
          findings.put(key, new Findings(List.copyOf(list), sure));
        });
    return findings;
  }

  @SuppressWarnings("unchecked")
  private static List<MatchKey> keysOf(Entity entity, List<?> fields) {
    return MatchKey.of(entity, (List<Field<?>>) fields, PhoneRules.digits());
  }

  private <T> List<List<T>> pages(Collection<T> all) {
    List<T> list = List.copyOf(all);
    List<List<T>> pages = new ArrayList<>();
    for (int from = 0; from < list.size(); from += rules.pageSize()) {
      pages.add(list.subList(from, Math.min(list.size(), from + rules.pageSize())));
    }
    return pages;
  }
}
