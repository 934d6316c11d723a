package dev.syncline.internal.run;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
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

  /** How many requests would have been needed besides those that really left. */
  long calls() {
    return calls.get();
  }

  void called() {
    calls.incrementAndGet();
  }

  /** Does a write as far as a rehearsal can; gives the entity's id. */
  String write(Write write) {
    if (write instanceof Write.Create create) {
      String id = MADE + made.incrementAndGet();
      remember(create.wanted().withId(id));
      return id;
    }
    if (write instanceof Write.Update update) {
      remember(update.wanted());
      return update.held().id();
    }
    return write instanceof Write.Delete delete ? delete.held().id() : "";
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
        return real.find(keys, wanted);
      }
    };
  }

  private Map<String, Reading> reading(
      EntityType type, Collection<String> ids, Function<Set<String>, Map<String, Reading>> real) {
    Set<String> there = new LinkedHashSet<>(ids);
    List<String> onlyHere = there.stream().filter(id -> id.startsWith(MADE)).toList();
    onlyHere.forEach(there::remove);
    Map<String, Reading> all = new LinkedHashMap<>();
    if (there.isEmpty()) {
      called();
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
