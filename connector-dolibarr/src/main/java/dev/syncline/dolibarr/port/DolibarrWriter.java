package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Located;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.http.Outbox;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Payment;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Writes object by object, for the vendor takes no list, and looks for what lost writes have left.
 *
 * <p>A create carries the plan's code, or its operation's key, as {@code ref_ext}, by which it is
 * found; the vendor does not insist that it is unique. Thread-safe.
 *
 * @since 0.1
 */
public final class DolibarrWriter implements Outbox {

  /** Levels of stock in one list: they are read together before and after. */
  public static final int LEVELS = 50;

  /** Documents or payments in one list: they, too, are read together. */
  public static final int PAPERS = 20;

  private final Rooms rooms;
  private final VariantWrites variants;
  private final StockWrites stock;

  /** A writer. */
  public DolibarrWriter(Rooms rooms) {
    this.rooms = rooms;
    this.variants = new VariantWrites(rooms.api(), rooms.combinations());
    this.stock = new StockWrites(rooms);
  }

  /** See {@link dev.syncline.connector.Connector#pack}: one write a list, but for levels. */
  @Override
  public List<List<Write>> pack(List<Write> writes) {
    List<List<Write>> lists = new ArrayList<>();
    for (List<Write> wave : waves(writes)) {
      Map<EntityType, List<Write>> open = new LinkedHashMap<>();
      for (Write write : wave) {
        List<Write> list = open.computeIfAbsent(write.type(), any -> new ArrayList<>());
        if (list.size() >= most(write) || isAmong(write, list)) {
          lists.add(List.copyOf(list));
          list.clear();
        }
        list.add(write);
      }
      open.values().forEach(list -> lists.add(List.copyOf(list)));
    }
    return List.copyOf(lists);
  }

  @Override
  public long requestsOf(List<Write> list) {
    return Costs.of(list);
  }

  /** What goes one by one anyway goes in lists, and is read together. */
  private static int most(Write write) {
    if (write.type().equals(StockLevel.TYPE)) {
      return LEVELS;
    }
    boolean paper =
        write.type().equals(Payment.TYPE)
            || Resource.of(write.type()).filter(Resource::isDocument).isPresent();
    return paper ? PAPERS : 1;
  }

  private static boolean isAmong(Write write, List<Write> list) {
    Optional<String> id = held(write).map(Entity::id);
    return id.isPresent() && list.stream().anyMatch(each -> held(each).map(Entity::id).equals(id));
  }

  /** Whoever points at another write stands behind it. */
  private static Collection<List<Write>> waves(List<Write> writes) {
    Map<String, Integer> waveOf = new HashMap<>();
    Map<Integer, List<Write>> waves = new java.util.TreeMap<>();
    for (Write write : writes) {
      int wave = 0;
      for (Ref ref : pending(write)) {
        wave = Math.max(wave, waveOf.getOrDefault(ref.operationKey(), -1) + 1);
      }
      waveOf.put(write.key().text(), wave);
      waves.computeIfAbsent(wave, any -> new ArrayList<>()).add(write);
    }
    return waves.values();
  }

  private static Set<Ref> pending(Write write) {
    Set<Ref> pending = new HashSet<>();
    Entity says = said(write);
    for (Field<?> field : says.fields()) {
      says.get(field).ifPresent(value -> collect(value, pending));
    }
    return pending;
  }

  private static void collect(Object value, Set<Ref> into) {
    if (value instanceof Ref ref && ref.pending()) {
      into.add(ref);
    } else if (value instanceof Iterable<?> all) {
      for (Object each : all) {
        collect(each, into);
      }
    } else if (value instanceof Entity line) {
      line.get(OrderLine.ITEM).filter(Ref::pending).ifPresent(into::add);
    }
  }

  private static Entity said(Write write) {
    if (write instanceof Write.Create create) {
      return create.wanted();
    }
    return write instanceof Write.Update update ? update.delta() : Entity.of(write.type(), "");
  }

  private static Optional<Entity> held(Write write) {
    if (write instanceof Write.Update update) {
      return Optional.of(update.held());
    }
    if (write instanceof Write.Delete delete) {
      return Optional.of(delete.held());
    }
    return write instanceof Write.Act act ? Optional.of(act.held()) : Optional.empty();
  }

  /** See {@link dev.syncline.connector.Connector#write}. */
  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore, MediaSource otherSide) {
    if (leaveBefore.isPast()) {
      throw new Unavailable(
          rooms.api().account(),
          "write",
          "lease too short, nothing was sent",
          java.time.Duration.ZERO);
    }
    IdentityHashMap<Write, WriteResult> results = new IdentityHashMap<>();
    boolean first = true;
    for (List<Write> list : pack(writes)) {
      try {
        Map<Write, WriteResult> its =
            list.get(0).type().equals(StockLevel.TYPE)
                ? stock.write(list, leaveBefore)
                : list(list, otherSide, leaveBefore);
        its.forEach(results::put);
      } catch (ConnectorException failed) {
        if (first) {
          throw failed;
        }
        list.forEach(each -> results.put(each, outcome(failed)));
      }
      first = false;
    }
    return writes.stream().map(each -> Objects.requireNonNull(results.get(each))).toList();
  }

  static WriteResult outcome(ConnectorException failed) {
    return failed instanceof OutcomeUnknown || failed instanceof ProtocolBroken
        ? new WriteResult.Unknown()
        : new WriteResult.NotSent(failed.getClass().getSimpleName());
  }

  /**
   * One after the other. An answer that did not come says nothing of the others; where the vendor
   * is not there, or refuses us, the rest is not tried.
   */
  private Map<Write, WriteResult> list(
      List<Write> list, MediaSource otherSide, Deadline leaveBefore) {
    IdentityHashMap<Write, WriteResult> results = new IdentityHashMap<>();
    Looks looks = Looks.ahead(rooms, list);
    ObjectWrites objects = new ObjectWrites(rooms, otherSide, looks);
    PaymentWrites payments = new PaymentWrites(rooms, looks);
    boolean over = false;
    IdentityHashMap<Write, String> older = documentsThere(list);
    for (Write write : list) {
      if (older.containsKey(write)) {
        results.put(write, new WriteResult.Exists(Objects.requireNonNull(older.get(write))));
        continue;
      }
      if (over) {
        results.put(write, new WriteResult.NotSent("one before it could not leave"));
        continue;
      }
      try {
        results.put(write, one(write, objects, payments, leaveBefore));
      } catch (ConnectorException failed) {
        boolean unknown = outcome(failed) instanceof WriteResult.Unknown;
        if (list.size() == 1 || (results.isEmpty() && !unknown)) {
          throw failed;
        }
        results.put(write, outcome(failed));
        over = !unknown;
      }
    }
    payments.after(results);
    looks.after(results);
    return results;
  }

  private static WriteResult one(
      Write write, ObjectWrites objects, PaymentWrites payments, Deadline leaveBefore) {
    if (!pending(write).isEmpty()) {
      return new WriteResult.NotSent("it points at a write whose entity has no id yet");
    }
    try {
      return done(write, objects, payments, leaveBefore);
    } catch (Refusing refused) {
      boolean lacks = write instanceof Write.Create && refused.result() instanceof WriteResult.Gone;
      return lacks
          ? WriteResult.Refused.because(
              Refusal.Code.INVALID, "what it refers to is not there any more")
          : refused.result();
    }
  }

  private static WriteResult done(
      Write write, ObjectWrites objects, PaymentWrites payments, Deadline leaveBefore) {
    if (write.type().equals(Payment.TYPE)) {
      return write instanceof Write.Create create
          ? payments.create(create, leaveBefore)
          : WriteResult.Refused.because(
              Refusal.Code.UNSUPPORTED, "a payment that is booked is not changed");
    }
    Resource resource =
        Resource.of(write.type())
            .orElseThrow(
                () -> new IllegalArgumentException("Dolibarr's connector has no " + write.type()));
    if (write instanceof Write.Create create) {
      return objects.create(resource, create, leaveBefore);
    }
    if (write instanceof Write.Update update) {
      return objects.update(resource, update, leaveBefore);
    }
    return write instanceof Write.Delete delete
        ? objects.delete(resource, delete, leaveBefore)
        : objects.act(resource, (Write.Act) write, leaveBefore);
  }

  /** See {@link dev.syncline.connector.Connector#locate}. */
  @Override
  public List<Located> locate(List<Write.Create> creates) {
    IdentityHashMap<Write.Create, Located> located = new IdentityHashMap<>();
    Map<Resource, List<Write.Create>> byResource = new LinkedHashMap<>();
    PaymentWrites payments = new PaymentWrites(rooms, Looks.ahead(rooms, List.of()));
    for (Write.Create create : creates) {
      Optional<Resource> resource = Resource.of(create.type());
      if (create.type().equals(Payment.TYPE)) {
        located.put(create, payments.locate(create));
      } else if (resource.isEmpty()) {
        located.put(create, new Located.CannotTell());
      } else {
        byResource.computeIfAbsent(resource.get(), any -> new ArrayList<>()).add(create);
      }
    }
    byResource.forEach((resource, some) -> located.putAll(locate(resource, some)));
    return creates.stream().map(each -> Objects.requireNonNull(located.get(each))).toList();
  }

  private IdentityHashMap<Write.Create, Located> locate(
      Resource resource, List<Write.Create> creates) {
    IdentityHashMap<Write.Create, Located> located = new IdentityHashMap<>();
    Map<String, List<String>> byMark = marked(resource, creates);
    for (Write.Create create : creates) {
      List<String> ids = byMark.getOrDefault(Marks.of(create), List.of());
      Optional<String> child =
          ids.isEmpty() && resource == Resource.VARIANT
              ? variants.child(create.wanted())
              : Optional.empty();
      List<String> found = child.map(List::of).orElse(ids);
      located.put(create, found.isEmpty() ? new Located.Absent() : new Located.Found(found));
    }
    return located;
  }

  /**
   * Documents that are there already, made by a process whose store was lost: they cannot be taken
   * back, and nothing else tells two of them apart. One look for all of a list.
   */
  private IdentityHashMap<Write, String> documentsThere(List<Write> list) {
    IdentityHashMap<Write, String> there = new IdentityHashMap<>();
    Map<Resource, List<Write.Create>> creates = new LinkedHashMap<>();
    for (Write write : list) {
      if (write instanceof Write.Create create && pending(create).isEmpty()) {
        Resource.of(create.type())
            .filter(Resource::isDocument)
            .ifPresent(
                resource ->
                    creates.computeIfAbsent(resource, any -> new ArrayList<>()).add(create));
      }
    }
    creates.forEach(
        (resource, some) -> {
          Map<String, List<String>> byMark = marked(resource, some);
          some.forEach(
              create ->
                  byMark.getOrDefault(Marks.of(create), List.of()).stream()
                      .findFirst()
                      .ifPresent(id -> there.put(create, id)));
        });
    return there;
  }

  private Map<String, List<String>> marked(Resource resource, List<Write.Create> creates) {
    Shelf shelf = new Shelf(resource, rooms);
    var nothing = dev.syncline.connector.FieldSet.of();
    Map<String, List<String>> found = new LinkedHashMap<>();
    List<String> filters =
        creates.stream().map(each -> Filters.equal("t.ref_ext", Marks.of(each))).toList();
    for (List<String> some : Filters.portions(filters)) {
      String filter = Filters.any(some);
      for (Map<String, String> pass : resource.passes(rooms.variantsOn())) {
        for (JsonNode row :
            shelf.page(pass, filter, 2 * some.size(), nothing, rooms.dictionaries().plainTerms())) {
          String mark = Loose.text(row, "ref_ext").orElse("");
          found.computeIfAbsent(mark, any -> new ArrayList<>()).add(Loose.id(row, "id").orElse(""));
        }
      }
    }
    return found;
  }
}
