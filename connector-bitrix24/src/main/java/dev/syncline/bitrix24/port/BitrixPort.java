package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.Outcome;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads and finds in the vendor's lists, fifty commands a request; scripts writes. Thread-safe.
 *
 * @since 0.1
 */
public abstract class BitrixPort implements EntityPort {

  final Portal portal;
  private final List<Shelf> shelves;

  BitrixPort(Portal portal, List<Shelf> shelves) {
    this.portal = portal;
    this.shelves = List.copyOf(shelves);
  }

  /** The ports of a portal, by type. */
  public static Map<EntityType, BitrixPort> all(Portal portal) {
    Map<EntityType, BitrixPort> ports = new LinkedHashMap<>();
    ports.put(Category.TYPE, new SectionPort(portal));
    ports.put(Product.TYPE, new ProductPort(portal));
    ports.put(Variant.TYPE, new VariantPort(portal));
    ports.put(StockLevel.TYPE, new StockPort(portal));
    ports.put(Customer.TYPE, new CustomerPort(portal));
    ports.put(ContactPerson.TYPE, new ContactPersonPort(portal));
    ports.put(Order.TYPE, new OrderPort(portal));
    ports.put(Invoice.TYPE, new InvoicePort(portal));
    return ports;
  }

  List<Shelf> shelves() {
    return shelves;
  }

  /** Adds what is kept elsewhere and is asked for over all shelves at once. */
  List<Entity> completed(List<Entity> entities, FieldSet wanted) {
    return entities;
  }

  /**
   * Fills in what the scripts need and the held entities lack; may ask the portal, and until {@code
   * leaveBefore} make there what they name.
   */
  public List<Write> prepared(List<Write> writes, Deadline leaveBefore) {
    return writes;
  }

  /**
   * The commands of a write.
   *
   * @param others finds the other creates of the list by operation key
   * @throws dev.syncline.bitrix24.codec.Unwritable if the portal cannot hold a value
   */
  public abstract Script script(Write write, Function<String, Write.@Nullable Create> others);

  /** What a write says that the portal does not take, though it takes the rest. */
  public Set<Field<?>> ignored(Write write) {
    if (!(write instanceof Write.Update update)) {
      return Set.of();
    }
    Capabilities can = capabilities();
    return update.delta().fields().stream()
        .filter(field -> !field.custom() && !can.writable(field))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The write without what is ignored: what is sent is what is declared. */
  public Write taken(Write write) {
    Set<Field<?>> ignored = ignored(write);
    if (write instanceof Write.Create create) {
      return new Write.Create(create.key(), less(create.wanted(), ignored));
    }
    return write instanceof Write.Update update
        ? new Write.Update(
            update.key(), update.held(), less(update.delta(), ignored), update.expectedVersion())
        : write;
  }

  private static Entity less(Entity entity, Set<Field<?>> ignored) {
    Entity less = entity;
    for (Field<?> field : ignored) {
      less = less.without(field);
    }
    return less;
  }

  /** At most how many commands a write takes. */
  public abstract int weight(Write write);

  /** Searches for what a create may have made. */
  public abstract Listing locating(Write.Create create);

  /** The canonical id of what {@link #locating} found. */
  public String located(Write.Create create, long number) {
    return Long.toString(number);
  }

  Capabilities.Builder common() {
    return Capabilities.builder()
        .can(Operation.CREATE, Operation.UPDATE, Operation.DELETE)
        .fills(Filled.FIELDS)
        .guard(Guard.MARKER)
        .callDeadline(portal.callDeadline())
        .settleTime(portal.settleTime())
        .clockTick(Portal.TICK)
        .callsInFlight(1)
        .chains();
  }

  @Override
  public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    ids.forEach(id -> readings.put(id, new Reading.Unseen()));
    List<Asked> asked = new ArrayList<>();
    for (Shelf shelf : shelves) {
      List<Long> numbers =
          ids.stream().distinct().map(shelf::number).flatMap(Optional::stream).toList();
      if (!numbers.isEmpty() && shelf.present()) {
        Shelf.groups(numbers, Listing.PAGE)
            .forEach(group -> asked.add(Asked.of(shelf, shelf.withIds(group), wanted)));
      }
    }
    found(asked, wanted)
        .forEach(
            (one, entities) ->
                entities.forEach(each -> readings.put(each.id(), new Reading.Found(each))));
    convict(readings);
    return readings;
  }

  /** A list may hide a row: only the answer for its very id says that it is gone. */
  private void convict(Map<String, Reading> readings) {
    List<String> missing = new ArrayList<>();
    List<Command> commands = new ArrayList<>();
    readings.forEach(
        (id, reading) -> {
          if (reading instanceof Reading.Unseen) {
            for (Shelf shelf : shelves) {
              shelf
                  .number(id)
                  .filter(number -> shelf.present())
                  .ifPresent(
                      number -> {
                        missing.add(id);
                        commands.add(shelf.get(number));
                      });
            }
          }
        });
    if (commands.isEmpty()) {
      return;
    }
    List<Outcome> outcomes = portal.api().read(commands).outcomes();
    for (int at = 0; at < missing.size(); at++) {
      if (outcomes.get(at) instanceof Outcome.Failed failed && failed.gone()) {
        readings.put(missing.get(at), new Reading.Gone());
      }
    }
  }

  @Override
  public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
    Map<MatchKey, Findings> findings = new LinkedHashMap<>();
    List<Asked> asked = new ArrayList<>();
    Map<Asked, MatchKey> owners = new LinkedHashMap<>();
    for (MatchKey key : keys) {
      boolean searchable = true;
      for (Shelf shelf : shelves) {
        Optional<Map<String, @Nullable Object>> filter = shelf.filter(key);
        searchable &= filter.isPresent();
        if (filter.isPresent() && shelf.present()) {
          Asked one = Asked.of(shelf, filter.get(), wanted);
          asked.add(one);
          owners.put(one, key);
        }
      }
      findings.put(key, new Findings(List.of(), searchable));
    }
    found(asked, wanted)
        .forEach(
            (one, entities) -> {
              MatchKey key = java.util.Objects.requireNonNull(owners.get(one));
              findings.merge(key, of(key, entities), BitrixPort::both);
            });
    return findings;
  }

  /** No filter of the portal says that a field is empty, such as the section of what has none. */
  private static Findings of(MatchKey key, List<Entity> found) {
    List<Field<?>> empty = key.fields().stream().filter(field -> key.get(field).isEmpty()).toList();
    boolean told = found.stream().allMatch(each -> empty.stream().allMatch(each::knows));
    return new Findings(
        found.stream().filter(each -> empty.stream().noneMatch(each::has)).toList(),
        told && found.size() < Listing.PAGE);
  }

  static Findings both(Findings one, Findings other) {
    List<Entity> hits = new ArrayList<>(one.hits());
    hits.addAll(other.hits());
    return new Findings(List.copyOf(hits), one.complete() && other.complete());
  }

  /** One page of one list. Compared by identity: two keys may ask the same. */
  private static final class Asked {

    final Shelf shelf;
    final Listing listing;

    private Asked(Shelf shelf, Listing listing) {
      this.shelf = shelf;
      this.listing = listing;
    }

    static Asked of(Shelf shelf, Map<String, @Nullable Object> filter, FieldSet wanted) {
      return new Asked(shelf, shelf.listing(wanted, filter));
    }
  }

  private Map<Asked, List<Entity>> found(List<Asked> asked, FieldSet wanted) {
    List<Command> commands = asked.stream().map(each -> each.listing.page(0)).toList();
    List<Outcome> outcomes =
        commands.isEmpty() ? List.of() : portal.api().read(commands).outcomes();
    Map<Asked, List<JsonNode>> rows = new LinkedHashMap<>();
    for (int at = 0; at < asked.size(); at++) {
      JsonNode result = portal.api().need(commands.get(at), outcomes.get(at));
      List<JsonNode> page = new ArrayList<>();
      asked.get(at).listing.rows(result).forEach(page::add);
      rows.put(asked.get(at), page);
    }
    return decoded(rows, wanted);
  }

  /** Decodes the pages of a shelf together, so that prices and rows are asked for in bulk. */
  private Map<Asked, List<Entity>> decoded(Map<Asked, List<JsonNode>> pages, FieldSet wanted) {
    List<Entity> all = new ArrayList<>();
    List<Asked> order = new ArrayList<>();
    for (Shelf shelf : shelves) {
      List<JsonNode> rows = new ArrayList<>();
      for (Map.Entry<Asked, List<JsonNode>> each : pages.entrySet()) {
        if (each.getKey().shelf == shelf) {
          rows.addAll(each.getValue());
          order.add(each.getKey());
        }
      }
      all.addAll(shelf.read(rows, wanted));
    }
    List<Entity> whole = completed(all, wanted);
    Map<Asked, List<Entity>> entities = new LinkedHashMap<>();
    int from = 0;
    for (Asked each : order) {
      int to = from + pages.getOrDefault(each, List.of()).size();
      entities.put(each, whole.subList(from, to));
      from = to;
    }
    return entities;
  }

  /** Fields of a new entity: what is empty is not said, so that the vendor's defaults hold. */
  static Map<String, @Nullable Object> born(Map<String, @Nullable Object> fields) {
    fields.values().removeIf(value -> value == null || value.equals("") || value.equals(0));
    return fields;
  }
}
