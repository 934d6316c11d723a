package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Located;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Unavailable;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.http.Outbox;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Payment;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import java.util.ArrayList;
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
  public static final int LEVELS = 20;

  private final Rooms rooms;
  private final VariantWrites variants;
  private final StockWrites stock;
  private final PaymentWrites payments;

  /** A writer. */
  public DolibarrWriter(Rooms rooms) {
    this.rooms = rooms;
    this.variants = new VariantWrites(rooms.api(), rooms.combinations());
    this.stock = new StockWrites(rooms);
    this.payments = new PaymentWrites(rooms);
  }

  /** See {@link dev.syncline.connector.Connector#pack}: one write a list, but for levels. */
  @Override
  public List<List<Write>> pack(List<Write> writes) {
    List<List<Write>> lists = new ArrayList<>();
    List<Write> levels = new ArrayList<>();
    Set<String> among = new HashSet<>();
    for (Write write : waves(writes)) {
      if (!write.type().equals(StockLevel.TYPE)) {
        lists.add(List.of(write));
        continue;
      }
      if (levels.size() == LEVELS || !among.add(idOf(write))) {
        lists.add(List.copyOf(levels));
        levels.clear();
        among.clear();
        among.add(idOf(write));
      }
      levels.add(write);
    }
    if (!levels.isEmpty()) {
      lists.add(List.copyOf(levels));
    }
    return List.copyOf(lists);
  }

  private static String idOf(Write write) {
    return held(write).map(Entity::id).orElse("");
  }

  /** Whoever points at another write stands behind it. */
  private static List<Write> waves(List<Write> writes) {
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
    return waves.values().stream().flatMap(List::stream).toList();
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
    ObjectWrites objects = new ObjectWrites(rooms, otherSide);
    boolean first = true;
    for (List<Write> list : pack(writes)) {
      try {
        Write alone = list.get(0);
        if (alone.type().equals(StockLevel.TYPE)) {
          results.putAll(stock.write(list, leaveBefore));
        } else {
          results.put(alone, one(alone, objects, leaveBefore));
        }
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

  private static WriteResult outcome(ConnectorException failed) {
    return failed instanceof OutcomeUnknown
        ? new WriteResult.Unknown()
        : new WriteResult.NotSent(failed.getClass().getSimpleName());
  }

  private WriteResult one(Write write, ObjectWrites objects, Deadline leaveBefore) {
    if (!pending(write).isEmpty()) {
      return new WriteResult.NotSent("it points at a write whose entity has no id yet");
    }
    try {
      return done(write, objects, leaveBefore);
    } catch (Refusing refused) {
      boolean lacks = write instanceof Write.Create && refused.result() instanceof WriteResult.Gone;
      return lacks
          ? WriteResult.Refused.because(
              Refusal.Code.INVALID, "what it refers to is not there any more")
          : refused.result();
    }
  }

  private WriteResult done(Write write, ObjectWrites objects, Deadline leaveBefore) {
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

  private Map<String, List<String>> marked(Resource resource, List<Write.Create> creates) {
    Shelf shelf = new Shelf(resource, rooms);
    var nothing = dev.syncline.connector.FieldSet.of();
    Map<String, List<String>> found = new LinkedHashMap<>();
    int portion = 25;
    for (int from = 0; from < creates.size(); from += portion) {
      List<Write.Create> some = creates.subList(from, Math.min(from + portion, creates.size()));
      String filter =
          Filters.any(
              some.stream().map(each -> Filters.equal("t.ref_ext", Marks.of(each))).toList());
      for (Map<String, String> pass : resource.passes(rooms.variantsOn())) {
        for (JsonNode row :
            shelf.page(pass, filter, 2 * portion, nothing, rooms.dictionaries().plainTerms())) {
          String mark = Loose.text(row, "ref_ext").orElse("");
          found.computeIfAbsent(mark, any -> new ArrayList<>()).add(Loose.id(row, "id").orElse(""));
        }
      }
    }
    return found;
  }
}
