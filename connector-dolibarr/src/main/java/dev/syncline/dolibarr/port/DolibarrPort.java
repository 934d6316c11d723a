package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.dolibarr.codec.Joined;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and finds the entities of one of the vendor's lists.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class DolibarrPort implements EntityPort {

  private static final int HITS = 300;
  private static final int LAST_DIGITS = 8;

  private final Resource resource;
  private final Rooms rooms;
  private final Shelf shelf;

  /** The port of a list. */
  public DolibarrPort(Resource resource, Rooms rooms) {
    this.resource = resource;
    this.rooms = rooms;
    this.shelf = new Shelf(resource, rooms);
  }

  @Override
  public Capabilities capabilities() {
    Capabilities.Builder all =
        Capabilities.builder()
            .can(Operation.CREATE, Operation.UPDATE, Operation.DELETE)
            .guard(
                rooms.dictionaries().isUniquelyMarked(resource) ? Guard.NATIVE_KEY : Guard.MARKER)
            .fills(Filled.FIELDS)
            .callDeadline(rooms.api().writeTimeout())
            .settleTime(rooms.settings().settleTime())
            .clockTick(Duration.ofSeconds(1))
            .callsInFlight(resource.isDocument() ? 1 : rooms.settings().writes());
    resource.table().declare(all, without());
    if (resource != Resource.CREDIT_NOTE) {
      all.customFields();
    }
    return all.build();
  }

  private Set<Field<?>> without() {
    Set<Field<?>> without = new LinkedHashSet<>();
    if (!rooms.picturesOn()) {
      without.addAll(Set.of(Product.IMAGE, Product.IMAGES, Variant.IMAGES));
    }
    if (!rooms.contactsOn()) {
      without.addAll(Set.of(Order.INVOICE_CONTACT, Order.DELIVERY_CONTACT));
    }
    return without;
  }

  @Override
  public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
    Terms terms = shelf.terms(wanted);
    Map<String, Reading> readings = new LinkedHashMap<>();
    ids.forEach(id -> readings.put(id, new Reading.Unseen()));
    List<String> asked = readings.keySet().stream().filter(DolibarrPort::isId).toList();
    if (asked.size() > 1) {
      for (JsonNode row : shelf.withIds(asked, wanted, terms)) {
        Entity entity = shelf.entity(row, terms);
        readings.computeIfPresent(entity.id(), (id, unseen) -> new Reading.Found(entity));
      }
    }
    for (String id : asked) {
      if (readings.get(id) instanceof Reading.Unseen) {
        readings.put(id, readOne(id, wanted, terms));
      }
    }
    return readings;
  }

  private static boolean isId(String id) {
    return id.matches("[1-9][0-9]{0,17}");
  }

  private Reading readOne(String id, FieldSet wanted, Terms terms) {
    try {
      Optional<JsonNode> found = shelf.one(id, wanted, terms);
      if (found.isEmpty()) {
        return new Reading.Gone();
      }
      return belongs(found.get())
          ? new Reading.Found(shelf.entity(found.get(), terms))
          : new Reading.Unseen();
    } catch (AccessDenied hidden) {
      return new Reading.Unseen();
    }
  }

  /** A list holds several types: credit notes are invoices, variants are products. */
  private boolean belongs(JsonNode row) {
    String type = Loose.text(row, "type").orElse("");
    return switch (resource) {
      case INVOICE -> !type.equals("2");
      case CREDIT_NOTE -> type.equals("2");
      case PRODUCT -> !rooms.variantsOn() || Loose.id(row, Joined.PARENT).isEmpty();
      default -> true;
    };
  }

  @Override
  public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
    Map<MatchKey, Findings> findings = new LinkedHashMap<>();
    Map<Field<?>, List<MatchKey>> byColumn = new LinkedHashMap<>();
    for (MatchKey key : keys) {
      Optional<Field<?>> column =
          key.fields().stream().filter(resource.columns()::containsKey).findFirst();
      findings.put(key, new Findings(List.of(), column.isPresent() && !isPhone(key)));
      column.ifPresent(field -> byColumn.computeIfAbsent(field, any -> new ArrayList<>()).add(key));
    }
    byColumn.forEach((field, some) -> find(field, some, findings, wanted));
    return findings;
  }

  /** A phone is found only as it is written there. */
  private static boolean isPhone(MatchKey key) {
    return key.fields().contains(Customer.PHONES);
  }

  private void find(
      Field<?> field, List<MatchKey> keys, Map<MatchKey, Findings> findings, FieldSet wanted) {
    Set<Field<?>> fields = new LinkedHashSet<>();
    keys.forEach(key -> fields.addAll(key.fields()));
    FieldSet shown = wanted.and(FieldSet.of(fields));
    Terms terms = shelf.terms(shown);
    int from = 0;
    for (List<String> filters :
        Filters.portions(keys.stream().map(key -> filter(field, key)).toList())) {
      List<MatchKey> some = keys.subList(from, from + filters.size());
      from += filters.size();
      String filter = Filters.any(filters);
      List<Entity> hits = new ArrayList<>();
      boolean all = true;
      for (Map<String, String> pass : resource.passes(rooms.variantsOn())) {
        List<JsonNode> rows = shelf.page(pass, filter, HITS, shown, terms);
        all &= rows.size() < HITS;
        rows.forEach(row -> hits.add(shelf.entity(row, terms)));
      }
      sort(some, hits, all, findings, terms.phones());
    }
  }

  private static void sort(
      List<MatchKey> keys,
      List<Entity> hits,
      boolean all,
      Map<MatchKey, Findings> findings,
      PhoneRules phones) {
    for (MatchKey key : keys) {
      List<Entity> mine =
          hits.stream()
              .filter(
                  hit ->
                      isPhone(key)
                          ? holdsPhone(hit, key)
                          : MatchKey.of(hit, key.fields(), phones).contains(key))
              .toList();
      findings.put(key, new Findings(mine, all && !isPhone(key)));
    }
  }

  private String filter(Field<?> field, MatchKey key) {
    String column = resource.columns().getOrDefault(field, "");
    String value = spoken(field, key);
    if (!field.equals(Customer.PHONES)) {
      return Filters.equal(column, value);
    }
    return Filters.ending(column, lastDigits(value));
  }

  private static String lastDigits(String phone) {
    String digits = phone.replaceAll("[^0-9]", "");
    return digits.substring(Math.max(0, digits.length() - LAST_DIGITS));
  }

  /** Whoever asks may have another ruler than the account: the last digits are the same. */
  private static boolean holdsPhone(Entity hit, MatchKey key) {
    return hit.get(Customer.PHONES).orElse(Set.of()).stream()
        .anyMatch(phone -> lastDigits(phone).equals(lastDigits(key.element())));
  }

  private static <V> String spoken(Field<V> field, MatchKey key) {
    return key.fields().size() == 1
        ? key.element()
        : key.get(field).map(Object::toString).orElse("");
  }

  @Override
  public String toString() {
    return "port of " + resource.type();
  }
}
