package dev.syncline.moysklad.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Located;
import dev.syncline.connector.TooLarge;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.http.Json;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Entity;
import dev.syncline.model.Ref;
import dev.syncline.moysklad.MoySkladApi;
import dev.syncline.moysklad.MoySkladDictionaries;
import dev.syncline.moysklad.MoySkladErrors;
import dev.syncline.moysklad.MoySkladErrors.Fault;
import dev.syncline.moysklad.codec.ContactPersons;
import dev.syncline.moysklad.codec.EntityCodec.Encoded;
import dev.syncline.moysklad.codec.Terms;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The contact persons of counterparties: a collection of each, so new ones of one counterparty go
 * in one request and each changed one in its own. Thread-safe.
 */
final class Persons {

  private static final String COLLECTION = "contactpersons";
  private static final Pattern ID = Pattern.compile(Resource.UUID + "/" + Resource.UUID);

  private final MoySkladApi api;
  private final MoySkladDictionaries dictionaries;
  private final Shelf counterparties;

  Persons(MoySkladApi api, MoySkladDictionaries dictionaries) {
    this.api = api;
    this.dictionaries = dictionaries;
    this.counterparties = new Shelf(Resource.COUNTERPARTY, api, dictionaries);
  }

  MoySkladApi api() {
    return api;
  }

  /** The address of one person. */
  static String path(String id) {
    int slash = id.indexOf('/');
    return collection(id.substring(0, Math.max(0, slash))) + "/" + id.substring(slash + 1);
  }

  private static String collection(String counterparty) {
    return Resource.COUNTERPARTY.path() + "/" + counterparty + "/" + COLLECTION;
  }

  /** Whether it looks like a person's id: the vendor refuses to be asked for what does not. */
  static boolean isOne(String id) {
    return ID.matcher(id).matches();
  }

  /** The counterparty in a person's id. */
  static String owner(String id) {
    return id.substring(0, Math.max(0, id.indexOf('/')));
  }

  Entity entity(JsonNode row) {
    return entity(row, dictionaries.terms());
  }

  private static Entity entity(JsonNode row, Terms terms) {
    return ContactPersons.CODEC.read(row, terms).withId(ContactPersons.id(row));
  }

  /** All persons of some counterparties, a hundred of these in a request. */
  Map<String, Entity> of(Collection<String> owners) {
    Terms terms = dictionaries.terms();
    Map<String, Entity> all = new LinkedHashMap<>();
    for (JsonNode counterparty : counterparties.opened(Set.copyOf(owners), COLLECTION)) {
      for (JsonNode row : counterparty.path(COLLECTION).path("rows")) {
        Entity person = entity(row, terms);
        all.put(person.id(), person);
      }
    }
    return all;
  }

  /** Writes one list: creates of one counterparty, or a single change. */
  IdentityHashMap<Write, WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    IdentityHashMap<Write, WriteResult> results = new IdentityHashMap<>();
    Write first = writes.get(0);
    if (first instanceof Write.Update update) {
      results.put(update, change(update, leaveBefore));
    } else if (first instanceof Write.Delete delete) {
      results.put(delete, remove(delete, leaveBefore));
    } else {
      create(writes, results, leaveBefore);
    }
    return results;
  }

  private void create(
      List<Write> writes, IdentityHashMap<Write, WriteResult> results, Deadline leaveBefore) {
    Terms terms = dictionaries.terms();
    ArrayNode body = Json.mapper().createArrayNode();
    List<Encoded> documents = new ArrayList<>();
    String owner = "";
    for (Write write : writes) {
      Write.Create create = (Write.Create) write;
      Encoded encoded = ContactPersons.CODEC.write(create.wanted(), null, terms);
      encoded.document().put("externalCode", Marks.externalCode(create));
      documents.add(encoded);
      body.add(encoded.document());
      owner = create.wanted().get(ContactPerson.CUSTOMER).map(Ref::id).orElse("");
    }
    List<JsonNode> answers = answers(collection(owner), body, leaveBefore);
    for (int at = 0; at < writes.size(); at++) {
      results.put(
          writes.get(at), result(writes.get(at), answers.get(at), documents.get(at), terms));
    }
  }

  /** The vendor takes a list of persons whole or not at all: then each is sent alone. */
  private List<JsonNode> answers(String collection, ArrayNode body, Deadline leaveBefore) {
    try {
      return api.bulk(collection, Map.of(), body, leaveBefore);
    } catch (TooLarge spoiled) {
      List<JsonNode> answers = new ArrayList<>();
      for (JsonNode person : body) {
        ArrayNode alone = Json.mapper().createArrayNode().add(person);
        answers.addAll(api.bulk(collection, Map.of(), alone, leaveBefore));
      }
      return answers;
    }
  }

  private WriteResult change(Write.Update update, Deadline leaveBefore) {
    Terms terms = dictionaries.terms();
    Encoded encoded = ContactPersons.CODEC.write(update.delta(), update.held(), terms);
    JsonNode answer = api.single("PUT", path(update.held().id()), encoded.document(), leaveBefore);
    return result(update, answer, encoded, terms);
  }

  private WriteResult remove(Write.Delete delete, Deadline leaveBefore) {
    List<Fault> faults =
        MoySkladErrors.faults(api.single("DELETE", path(delete.held().id()), null, leaveBefore));
    return faults.isEmpty()
        ? WriteResult.Written.of(delete.held().id())
        : Marks.refusal(Resource.PERSON, delete, faults);
  }

  private static WriteResult result(Write write, JsonNode answer, Encoded asked, Terms terms) {
    List<Fault> faults = MoySkladErrors.faults(answer);
    if (!faults.isEmpty()) {
      return Marks.refusal(Resource.PERSON, write, faults);
    }
    if (!answer.hasNonNull("id")) {
      return new WriteResult.Unknown();
    }
    Entity holds = entity(answer, terms);
    return new WriteResult.Written(holds.id(), null, holds, asked.leftOut());
  }

  /** Looks for creates by the code that each carried. */
  IdentityHashMap<Write, Located> locate(List<Write.Create> creates) {
    IdentityHashMap<Write.Create, String> owners = new IdentityHashMap<>();
    for (Write.Create create : creates) {
      owners.put(create, create.wanted().get(ContactPerson.CUSTOMER).map(Ref::id).orElse(""));
    }
    Collection<Entity> there = of(owners.values()).values();
    IdentityHashMap<Write, Located> located = new IdentityHashMap<>();
    owners.forEach(
        (create, owner) -> {
          String code = Marks.externalCode(create);
          List<String> ids =
              there.stream()
                  .filter(person -> owner(person.id()).equals(owner))
                  .filter(person -> person.marker().filter(code::equals).isPresent())
                  .map(Entity::id)
                  .collect(Collectors.toList());
          located.put(create, ids.isEmpty() ? new Located.Absent() : new Located.Found(ids));
        });
    return located;
  }
}
