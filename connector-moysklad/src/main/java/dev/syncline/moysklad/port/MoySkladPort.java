package dev.syncline.moysklad.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import dev.syncline.moysklad.MoySkladApi;
import dev.syncline.moysklad.MoySkladDictionaries;
import dev.syncline.moysklad.codec.Terms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads and finds the entities of one type, which may stand in several of the vendor's lists.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class MoySkladPort implements EntityPort {

  private static final Pattern UUID_TEXT = Pattern.compile(Resource.UUID);

  private final EntityType type;
  private final List<Shelf> shelves;
  private final List<Shelf> searched;
  private final Capabilities capabilities;

  /**
   * The port of a type.
   *
   * @param bundles whether products are looked for among sets, too; what is read by id is read
   *     wherever it stands
   */
  public MoySkladPort(
      EntityType type,
      MoySkladApi api,
      MoySkladDictionaries dictionaries,
      Duration settleTime,
      boolean bundles) {
    this.type = type;
    this.shelves =
        Resource.of(type).stream().map(each -> new Shelf(each, api, dictionaries)).toList();
    this.searched =
        shelves.stream().filter(each -> bundles || each.resource() != Resource.BUNDLE).toList();
    this.capabilities = Resource.capabilities(type, api.writeTimeout(), settleTime);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    ids.forEach(id -> readings.put(id, new Reading.Unseen()));
    for (Shelf shelf : shelves) {
      List<String> mine = readings.keySet().stream().filter(id -> isOn(shelf, id)).toList();
      if (!mine.isEmpty()) {
        readings.putAll(read(shelf, mine, wanted));
      }
    }
    return readings;
  }

  /** The vendor refuses a whole list for one id that is none. */
  private boolean isOn(Shelf shelf, String id) {
    boolean listed = shelves.size() == 1 || id.startsWith(shelf.resource().vendorType() + "/");
    return listed && UUID_TEXT.matcher(shelf.resource().codec().vendorId(id)).matches();
  }

  /**
   * A list hides what the user may not see; only the address of the entity itself tells that it is
   * gone.
   */
  private Map<String, Reading> read(Shelf shelf, List<String> ids, FieldSet wanted) {
    Terms terms = shelf.terms(wanted);
    Map<String, Reading> readings = new LinkedHashMap<>();
    if (ids.size() > 1) {
      List<String> vendorIds = ids.stream().map(shelf.resource().codec()::vendorId).toList();
      for (JsonNode row : shelf.where("id", vendorIds, wanted)) {
        Entity entity = shelf.entity(row, terms);
        readings.put(entity.id(), reading(row, entity));
      }
    }
    for (String id : ids) {
      if (!readings.containsKey(id)) {
        readings.put(id, readOne(shelf, id, wanted, terms));
      }
    }
    return readings;
  }

  private static Reading readOne(Shelf shelf, String id, FieldSet wanted, Terms terms) {
    Resource resource = shelf.resource();
    String path = resource.path() + "/" + resource.codec().vendorId(id);
    try {
      Optional<JsonNode> found = shelf.api().find(path, resource.expansion(wanted));
      if (found.isEmpty()) {
        return new Reading.Gone();
      }
      shelf.complete(found.get(), wanted);
      return reading(found.get(), shelf.entity(found.get(), terms));
    } catch (AccessDenied hidden) {
      return new Reading.Unseen();
    }
  }

  /** What lies in the bin is shown with the moment it was put there. */
  private static Reading reading(JsonNode row, Entity entity) {
    return row.hasNonNull("deleted") ? new Reading.Gone() : new Reading.Found(entity);
  }

  @Override
  public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
    Map<MatchKey, Findings> findings = new LinkedHashMap<>();
    for (MatchKey key : keys) {
      boolean asked = this.searched.stream().anyMatch(shelf -> searched(shelf, key).isPresent());
      findings.put(key, new Findings(List.of(), asked && !textual(key)));
    }
    for (Shelf shelf : this.searched) {
      find(shelf, findings, wanted);
    }
    return findings;
  }

  /**
   * A phone is found only as it is written there, of which there are more ways than can be asked.
   */
  private static boolean textual(MatchKey key) {
    return key.fields().contains(Customer.PHONES);
  }

  private static Optional<Field<?>> searched(Shelf shelf, MatchKey key) {
    return key.fields().stream().filter(shelf::canFilter).findFirst();
  }

  private void find(Shelf shelf, Map<MatchKey, Findings> findings, FieldSet wanted) {
    Map<Field<?>, List<MatchKey>> bySearch = new LinkedHashMap<>();
    for (MatchKey key : findings.keySet()) {
      searched(shelf, key)
          .ifPresent(field -> bySearch.computeIfAbsent(field, any -> new ArrayList<>()).add(key));
    }
    if (bySearch.isEmpty()) {
      return;
    }
    Terms terms = shelf.terms(wanted.and(FieldSet.of(bySearch.keySet())));
    bySearch.forEach(
        (field, keys) -> {
          Set<String> values = new LinkedHashSet<>();
          keys.forEach(key -> values.addAll(writings(key, field)));
          String name = shelf.filterOf(field);
          Map<String, Entity> rows = new LinkedHashMap<>();
          for (JsonNode row : shelf.where(name, values, wanted)) {
            Entity entity = shelf.entity(row, terms);
            rows.put(entity.id(), entity);
          }
          keys.forEach(key -> add(findings, key, rows.values(), terms.phones()));
        });
  }

  private static void add(
      Map<MatchKey, Findings> findings, MatchKey key, Collection<Entity> rows, PhoneRules phones) {
    Findings before = Objects.requireNonNull(findings.get(key));
    List<Entity> hits = new ArrayList<>(before.hits());
    rows.stream().filter(row -> matches(key, row, phones)).forEach(hits::add);
    findings.put(key, new Findings(List.copyOf(hits), before.complete()));
  }

  private static boolean matches(MatchKey key, Entity row, PhoneRules phones) {
    if (key.fields().size() == 1) {
      return hasElement(row, key.fields().get(0), key.element(), phones);
    }
    return key.fields().stream().allMatch(field -> same(key, row, field, phones));
  }

  /** The key's text is in the engine's form of a phone, the row's in ours: both go through ours. */
  private static <V> boolean hasElement(
      Entity row, Field<V> field, String element, PhoneRules phones) {
    String sought = field.equals(Customer.PHONES) ? phones.normal(element) : element;
    return row.get(field).stream()
        .flatMap(value -> field.kind().elements(value, phones).stream())
        .anyMatch(sought::equals);
  }

  private static <V> boolean same(MatchKey key, Entity row, Field<V> field, PhoneRules phones) {
    Optional<V> sought = key.get(field);
    Optional<V> there = row.get(field);
    if (sought.isEmpty() || there.isEmpty()) {
      return sought.isEmpty() && there.isEmpty() && row.knows(field);
    }
    return field.kind().same(sought.get(), there.get(), phones);
  }

  private static Set<String> writings(MatchKey key, Field<?> field) {
    Set<String> texts = new LinkedHashSet<>();
    key.get(field)
        .ifPresent(
            value -> {
              if (value instanceof Collection<?> many) {
                many.forEach(each -> texts.add(each.toString()));
              } else {
                texts.add(value.toString());
              }
            });
    if (field.equals(Customer.PHONES)) {
      return PhoneWritings.of(single(key) ? Set.of(key.element()) : texts, texts);
    }
    if (single(key) && texts.size() > 1) {
      texts.removeIf(text -> !text.strip().equalsIgnoreCase(key.element()));
    }
    if (single(key)) {
      texts.add(key.element());
    }
    return texts;
  }

  private static boolean single(MatchKey key) {
    return key.fields().size() == 1;
  }

  @Override
  public String toString() {
    return "port of " + type;
  }
}
