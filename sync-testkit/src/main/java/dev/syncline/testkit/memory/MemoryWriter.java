package dev.syncline.testkit.memory;

import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Located;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Ref;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Does what writes ask, as a vendor would. Not thread-safe. */
final class MemoryWriter {

  private final Map<EntityType, MemoryTable> tables;
  private final MemoryFaults faults;
  private final MemoryFields made;
  private final Supplier<MemoryWatch> watch;

  MemoryWriter(
      Map<EntityType, MemoryTable> tables,
      MemoryFaults faults,
      MemoryFields made,
      Supplier<MemoryWatch> watch) {
    this.tables = tables;
    this.faults = faults;
    this.made = made;
    this.watch = watch;
  }

  private MemoryTable table(EntityType type) {
    return Objects.requireNonNull(tables.get(type), type::name);
  }

  /** What no well-behaved engine asks. */
  void check(List<Write> writes) {
    Set<String> touched = new HashSet<>();
    for (Write write : writes) {
      MemoryType rules = table(write.type()).rules();
      require(writes.size() <= rules.batchSize(), "a list of " + writes.size() + " writes");
      if (write instanceof Write.Create create) {
        require(create.wanted().id().isEmpty(), "a create with an id");
        require(touched.add(create.key().text()), "one create twice in a list");
        create
            .wanted()
            .fields()
            .forEach(field -> require(rules.creatable(field) && !made.lacks(field), field + ""));
      } else if (write instanceof Write.Update update) {
        require(touched.add(update.held().id()), "two writes to " + update.held().ref());
        require(!update.delta().fields().isEmpty(), "an update of nothing");
        update
            .delta()
            .fields()
            .forEach(field -> require(rules.writable(field) && !made.lacks(field), field + ""));
      } else if (write instanceof Write.Delete delete) {
        require(rules.canDelete(), "a delete");
        require(touched.add(delete.held().id()), "two writes to " + delete.held().ref());
      }
    }
  }

  private static void require(boolean fine, String what) {
    if (!fine) {
      throw new IllegalStateException("this system does not take " + what);
    }
  }

  List<WriteResult> write(List<Write> writes, Instant now) {
    List<WriteResult> results = new ArrayList<>();
    Map<String, String> made = new HashMap<>();
    for (Write write : writes) {
      Optional<Refusal.Code> refused = faults.refusal(write);
      WriteResult result =
          refused.isPresent()
              ? WriteResult.Refused.because(refused.get(), "refused by the test")
              : write(write, made, now);
      if (result instanceof WriteResult.Written written) {
        made.put(write.key().text(), written.id());
      } else if (result instanceof WriteResult.Exists exists) {
        made.put(write.key().text(), exists.id());
      }
      results.add(result);
    }
    return results;
  }

  private WriteResult write(Write write, Map<String, String> made, Instant now) {
    if (write instanceof Write.Create create) {
      return create(create, made, now);
    }
    if (write instanceof Write.Update update) {
      return update(update, now);
    }
    if (write instanceof Write.Delete delete) {
      return delete(delete, now);
    }
    return WriteResult.Refused.because(Refusal.Code.UNSUPPORTED, "no acts here");
  }

  private WriteResult create(Write.Create create, Map<String, String> made, Instant now) {
    MemoryTable table = table(create.type());
    Guard guard = table.rules().guard();
    String key = create.key().text();
    if (guard == Guard.NATIVE_KEY && table.guarded(key).isPresent()) {
      return new WriteResult.Exists(table.guarded(key).get());
    }
    boolean[] lost = {false};
    Entity wanted =
        create
            .wanted()
            .exchangingRefs(
                ref -> {
                  if (!ref.pending()) {
                    return ref;
                  }
                  require(table.rules().isChaining(), "a reference to another write");
                  String id = made.get(ref.operationKey());
                  lost[0] |= id == null;
                  return id == null ? ref : new Ref(ref.type(), id);
                });
    if (lost[0]) {
      return new WriteResult.NotSent("what it refers to was not made");
    }
    Optional<WriteResult> wrong = wrong(table, wanted, List.of());
    if (wrong.isPresent()) {
      return wrong.get();
    }
    String id = table.made(wanted, create.key(), now);
    watch.get().written(null, table.get(id).orElseThrow());
    return written(table, id);
  }

  private static WriteResult written(MemoryTable table, String id) {
    return table.rules().isTelling()
        ? WriteResult.Written.holding(table.get(id).orElseThrow())
        : WriteResult.Written.of(id);
  }

  private WriteResult update(Write.Update update, Instant now) {
    MemoryTable table = table(update.type());
    String id = update.held().id();
    if (!table.exists(id)) {
      return new WriteResult.Gone();
    }
    if (table.rules().isVersioned()) {
      String version = Long.toString(table.version(id));
      require(update.expected().isPresent(), "an update without the version");
      if (!update.expected().get().equals(version)) {
        return new WriteResult.Stale();
      }
    }
    Entity held = table.get(id).orElseThrow();
    Optional<WriteResult> wrong = wrong(table, update.delta().withId(id), lineIds(held));
    if (wrong.isPresent()) {
      return wrong.get();
    }
    table.change(id, held.overlaid(update.delta()), now);
    watch.get().written(held, table.get(id).orElseThrow());
    return written(table, id);
  }

  private WriteResult delete(Write.Delete delete, Instant now) {
    MemoryTable table = table(delete.type());
    if (!table.exists(delete.held().id())) {
      return new WriteResult.Gone();
    }
    Entity held = table.get(delete.held().id()).orElseThrow();
    table.remove(held.id(), now);
    watch.get().written(held, null);
    return WriteResult.Written.of(delete.held().id());
  }

  /** References must lead somewhere, lines must be known, unique values must be free. */
  private Optional<WriteResult> wrong(MemoryTable table, Entity given, List<String> lineIds) {
    for (Ref ref : given.refs()) {
      if (!table(ref.type()).exists(ref.id())) {
        return refused(Refusal.Code.INVALID, "there is no " + ref);
      }
    }
    for (String id : lineIds(given)) {
      if (!id.isEmpty() && !lineIds.contains(id)) {
        return refused(Refusal.Code.INVALID, "there is no line " + id);
      }
    }
    for (Field<?> field : table.rules().unique()) {
      if (table.taken(field, given, PhoneRules.digits())) {
        return refused(Refusal.Code.NUMBER_TAKEN, field.name());
      }
    }
    return Optional.empty();
  }

  private static Optional<WriteResult> refused(Refusal.Code code, String text) {
    return Optional.of(WriteResult.Refused.because(code, text));
  }

  private static List<String> lineIds(Entity entity) {
    List<String> ids = new ArrayList<>();
    each(
        entity,
        value -> {
          if (value instanceof Entity line) {
            ids.add(line.id());
          }
        });
    return ids;
  }

  private static void each(Entity entity, Consumer<Object> look) {
    for (Field<?> field : entity.fields()) {
      @Nullable Object value = entity.get(field).orElse(null);
      if (value instanceof List<?> list) {
        list.forEach(look);
      } else if (value != null) {
        look.accept(value);
      }
    }
  }

  Located locate(Write.Create create, Instant now) {
    MemoryTable table = table(create.type());
    if (table.rules().guard() == Guard.NONE) {
      return new Located.CannotTell();
    }
    List<String> ids = table.marked(create.key().text(), now);
    return ids.isEmpty() ? new Located.Absent() : new Located.Found(ids);
  }
}
