package dev.syncline.internal.run;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What a rehearsal would have written lately: who is read again looks as if it had been. Memory
 * does not grow with the catalogue. Thread-safe.
 */
final class Rehearsed {

  private static final int REMEMBERED = 10_000;
  private static final String MADE = "rehearsed-";

  private final AtomicLong made = new AtomicLong();
  private final AtomicLong calls = new AtomicLong();
  private final Map<Ref, Entity> lately = new LinkedHashMap<>();
  private final Set<Field<?>> empty;

  /** {@code empty} are fields that are known to be empty in what was just made. */
  Rehearsed(Set<Field<?>> empty) {
    this.empty = Set.copyOf(empty);
  }

  /** How many requests would have been needed besides those that really left. */
  long calls() {
    return calls.get();
  }

  void called(long requests) {
    calls.addAndGet(requests);
  }

  /** Does a write as far as a rehearsal can; gives the entity's id. */
  String write(Write write) {
    if (write instanceof Write.Create create) {
      String id = MADE + made.incrementAndGet();
      remember(emptied(create.wanted().withId(id), empty));
      return id;
    }
    if (write instanceof Write.Update update) {
      remember(update.wanted());
      return update.held().id();
    }
    return write instanceof Write.Delete delete ? delete.held().id() : "";
  }

  /** What is not said of an entity that was just made is known to be empty in these fields. */
  private static Entity emptied(Entity made, Collection<Field<?>> fields) {
    Entity entity = made;
    for (Field<?> field : fields) {
      if (field.type().equals(made.type()) && !entity.knows(field)) {
        entity = entity.cleared(field);
      }
    }
    return entity;
  }

  private synchronized void remember(Entity entity) {
    lately.remove(entity.ref());
    lately.put(entity.ref(), entity);
    if (lately.size() > REMEMBERED) {
      lately.remove(lately.keySet().iterator().next());
    }
  }

  /** The entity as it would look, if it was written lately. */
  synchronized Optional<Entity> lately(EntityType type, String id) {
    return Optional.ofNullable(lately.get(new Ref(type, id)));
  }

  /** A port that shows what would have been written. */
  EntityPort over(EntityPort real, EntityType type) {
    return new EntityPort() {
      @Override
      public Capabilities capabilities() {
        return real.capabilities();
      }

      @Override
      public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
        return reading(type, ids, asked -> real.read(asked, wanted));
      }

      @Override
      public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
        return finding(real, type, keys, wanted);
      }
    };
  }

  /**
   * What the vendor makes by itself with what it belongs to, as a level of stock with its item, is
   * there once that was made: it can be changed and not created.
   */
  private Map<MatchKey, EntityPort.Findings> finding(
      EntityPort real, EntityType type, Collection<MatchKey> keys, FieldSet wanted) {
    List<MatchKey> there = keys.stream().filter(key -> owner(key).isEmpty()).toList();
    Map<MatchKey, EntityPort.Findings> all = new LinkedHashMap<>();
    if (there.isEmpty()) {
      called(1);
    } else {
      all.putAll(real.find(there, wanted));
    }
    Capabilities able = real.capabilities();
    boolean follows =
        able.can(Capabilities.Operation.UPDATE) && !able.can(Capabilities.Operation.CREATE);
    for (MatchKey key : keys) {
      owner(key)
          .ifPresent(
              owner ->
                  all.put(
                      key,
                      new EntityPort.Findings(
                          follows ? List.of(following(type, key, owner, able)) : List.of(), true)));
    }
    return all;
  }

  private static Entity following(EntityType type, MatchKey key, Ref owner, Capabilities able) {
    Entity entity = Entity.of(type, owner.id());
    for (Field<?> field : key.fields()) {
      entity = with(entity, field, key);
    }
    return emptied(entity, able.readable());
  }

  private static <V> Entity with(Entity entity, Field<V> field, MatchKey key) {
    return entity.with(field, key.get(field));
  }

  /** What the rehearsal made, if it is looked for what belongs to it. */
  private static Optional<Ref> owner(MatchKey key) {
    return key.fields().stream()
        .flatMap(field -> key.get(field).stream())
        .filter(Ref.class::isInstance)
        .map(Ref.class::cast)
        .filter(ref -> ref.id().startsWith(MADE))
        .findFirst();
  }

  private Map<String, Reading> reading(
      EntityType type, Collection<String> ids, Function<Set<String>, Map<String, Reading>> real) {
    Set<String> there = new LinkedHashSet<>(ids);
    List<String> onlyHere = there.stream().filter(id -> id.startsWith(MADE)).toList();
    onlyHere.forEach(there::remove);
    Map<String, Reading> all = new LinkedHashMap<>();
    if (there.isEmpty()) {
      called(1);
    } else {
      all.putAll(real.apply(there));
    }
    onlyHere.forEach(id -> all.put(id, new Reading.Unseen()));
    for (Map.Entry<String, Reading> each : all.entrySet()) {
      if (!(each.getValue() instanceof Reading.Gone)) {
        lately(type, each.getKey()).ifPresent(entity -> each.setValue(new Reading.Found(entity)));
      }
    }
    return all;
  }
}
