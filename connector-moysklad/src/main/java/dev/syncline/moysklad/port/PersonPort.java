package dev.syncline.moysklad.port;

import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Ref;
import dev.syncline.moysklad.MoySkladApi;
import dev.syncline.moysklad.MoySkladDictionaries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads and finds the contact persons of counterparties. They are looked for within a counterparty
 * only: there is no list of them all.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class PersonPort implements EntityPort {

  private final Persons persons;
  private final PhoneRules phones;
  private final Capabilities capabilities;

  /** The port. */
  public PersonPort(
      MoySkladApi api, MoySkladDictionaries dictionaries, PhoneRules phones, Duration settleTime) {
    this.persons = new Persons(api, dictionaries);
    this.phones = phones;
    this.capabilities = Resource.capabilities(ContactPerson.TYPE, api.writeTimeout(), settleTime);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    ids.forEach(id -> readings.put(id, new Reading.Unseen()));
    List<String> possible = readings.keySet().stream().filter(Persons::isOne).toList();
    if (possible.size() > 1) {
      Set<String> owners = new LinkedHashSet<>();
      possible.forEach(id -> owners.add(Persons.owner(id)));
      persons.of(owners).forEach((id, person) -> readings.replace(id, new Reading.Found(person)));
    }
    for (String id : possible) {
      readings.computeIfPresent(
          id, (same, found) -> found instanceof Reading.Found ? found : readOne(id));
    }
    return readings;
  }

  private Reading readOne(String id) {
    try {
      return persons
          .api()
          .find(Persons.path(id), Map.of())
          .<Reading>map(row -> new Reading.Found(persons.entity(row)))
          .orElseGet(Reading.Gone::new);
    } catch (AccessDenied hidden) {
      return new Reading.Unseen();
    }
  }

  @Override
  public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
    Set<String> owners = new LinkedHashSet<>();
    keys.forEach(key -> owner(key).ifPresent(owners::add));
    Collection<Entity> all = persons.of(owners).values();
    Map<MatchKey, Findings> findings = new LinkedHashMap<>();
    for (MatchKey key : keys) {
      List<Entity> hits = new ArrayList<>();
      all.stream().filter(person -> matches(key, person)).forEach(hits::add);
      findings.put(key, new Findings(List.copyOf(hits), owner(key).isPresent()));
    }
    return findings;
  }

  private static Optional<String> owner(MatchKey key) {
    return key.get(ContactPerson.CUSTOMER).map(Ref::id);
  }

  private boolean matches(MatchKey key, Entity person) {
    return owner(key).isPresent()
        && key.fields().stream().allMatch(field -> meets(key, person, field));
  }

  /** Of several phones or e-mails one in common is enough. */
  private <V> boolean meets(MatchKey key, Entity person, Field<V> field) {
    Set<String> sought = new HashSet<>();
    key.get(field).ifPresent(value -> sought.addAll(field.kind().elements(value, phones)));
    return person.get(field).stream()
        .flatMap(value -> field.kind().elements(value, phones).stream())
        .anyMatch(sought::contains);
  }

  @Override
  public String toString() {
    return "port of " + ContactPerson.TYPE;
  }
}
