package dev.syncline.moysklad.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Located;
import dev.syncline.connector.MediaSource;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.QuotaExhausted;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.http.FailureBudget;
import dev.syncline.http.Json;
import dev.syncline.http.Outbox;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Variant;
import dev.syncline.moysklad.MoySkladApi;
import dev.syncline.moysklad.MoySkladDictionaries;
import dev.syncline.moysklad.MoySkladErrors;
import dev.syncline.moysklad.MoySkladErrors.Fault;
import dev.syncline.moysklad.codec.Addresses;
import dev.syncline.moysklad.codec.BankAccounts;
import dev.syncline.moysklad.codec.EntityCodec.Encoded;
import dev.syncline.moysklad.codec.Meta;
import dev.syncline.moysklad.codec.Terms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes in bulk, and looks for what lost writes have left.
 *
 * <p>A create carries its key as {@code syncId}, where the vendor has one: a repeat answers what
 * was made before. It carries the key as {@code externalCode}, too, unless the plan has a code of
 * its own. Thread-safe.
 *
 * @since 0.1
 */
public final class MoySkladWriter implements Outbox {

  private static final FieldSet NOTHING = FieldSet.of();

  private final MoySkladApi api;
  private final MoySkladDictionaries dictionaries;
  private final Persons persons;
  private final FailureBudget sameEntity;
  private final int goodsInBulk;
  private final int ordersInBulk;

  /**
   * A writer.
   *
   * @param sameEntity how often one entity may be written; the vendor bans who passes its limit
   */
  public MoySkladWriter(
      MoySkladApi api,
      MoySkladDictionaries dictionaries,
      FailureBudget sameEntity,
      int goodsInBulk,
      int ordersInBulk) {
    this.api = api;
    this.dictionaries = dictionaries;
    this.persons = new Persons(api, dictionaries);
    this.sameEntity = sameEntity;
    this.goodsInBulk = goodsInBulk;
    this.ordersInBulk = ordersInBulk;
  }

  /** See {@link dev.syncline.connector.Connector#pack}. */
  @Override
  public List<List<Write>> pack(List<Write> writes) {
    return Packing.pack(writes, goodsInBulk, ordersInBulk);
  }

  /** See {@link dev.syncline.connector.Connector#write}. */
  @Override
  public List<WriteResult> write(List<Write> writes, Deadline leaveBefore, MediaSource otherSide) {
    IdentityHashMap<Write, WriteResult> results = new IdentityHashMap<>();
    boolean first = true;
    ConnectorException stopped = null;
    for (List<Write> one : pack(writes)) {
      if (stopped != null) {
        fill(results, one, new WriteResult.NotSent(stopped.getClass().getSimpleName()));
        continue;
      }
      try {
        results.putAll(request(one, leaveBefore));
      } catch (ConnectorException failed) {
        if (first) {
          throw failed;
        }
        stopped = failed;
        fill(results, one, outcome(failed));
      }
      first = false;
    }
    return writes.stream().map(write -> Objects.requireNonNull(results.get(write))).toList();
  }

  private static void fill(
      IdentityHashMap<Write, WriteResult> results, List<Write> of, WriteResult with) {
    of.forEach(write -> results.put(write, with));
  }

  private static WriteResult outcome(ConnectorException failed) {
    return failed instanceof OutcomeUnknown
        ? new WriteResult.Unknown()
        : new WriteResult.NotSent(failed.getClass().getSimpleName());
  }

  private IdentityHashMap<Write, WriteResult> request(List<Write> writes, Deadline leaveBefore) {
    if (Packing.resource(writes.get(0)) == Resource.PERSON) {
      Optional<WriteResult> held = heldBack(writes.get(0));
      IdentityHashMap<Write, WriteResult> results = new IdentityHashMap<>();
      held.ifPresent(result -> fill(results, writes, result));
      return held.isPresent() ? results : persons.write(writes, leaveBefore);
    }
    return Packing.operation(writes.get(0)) == Packing.Operation.REMOVE
        ? remove(writes, leaveBefore)
        : put(writes, leaveBefore);
  }

  private IdentityHashMap<Write, WriteResult> put(List<Write> writes, Deadline leaveBefore) {
    Resource resource = Packing.resource(writes.get(0));
    Terms terms = terms(resource, writes, leaveBefore);
    IdentityHashMap<Write, WriteResult> results = new IdentityHashMap<>();
    List<Write> sent = new ArrayList<>();
    List<Encoded> documents = new ArrayList<>();
    for (Write write : writes) {
      Optional<WriteResult> held = heldBack(write);
      if (held.isPresent()) {
        results.put(write, held.get());
      } else {
        sent.add(write);
        documents.add(encode(resource, write, terms));
      }
    }
    if (sent.isEmpty()) {
      return results;
    }
    FieldSet shown = shown(sent);
    Shelf shelf = new Shelf(resource, api, dictionaries);
    keepAccounts(shelf, sent, documents);
    List<JsonNode> answers =
        api.bulk(resource.path(), query(resource, shown), array(documents), leaveBefore);
    for (int at = 0; at < sent.size(); at++) {
      Write write = sent.get(at);
      results.put(write, result(shelf, write, documents.get(at), answers.get(at), shown, terms));
    }
    return results;
  }

  /** Bank accounts are replaced as a whole: those that stay are named by their ids. */
  private static void keepAccounts(Shelf shelf, List<Write> sent, List<Encoded> documents) {
    Map<String, ObjectNode> changed = new LinkedHashMap<>();
    for (int at = 0; at < sent.size(); at++) {
      if (sent.get(at) instanceof Write.Update update
          && update.delta().knows(Customer.BANK_ACCOUNTS)) {
        changed.put(update.held().id(), documents.get(at).document());
      }
    }
    FieldSet accounts = FieldSet.of(Customer.BANK_ACCOUNTS);
    for (JsonNode row : shelf.where("id", changed.keySet(), accounts)) {
      ObjectNode document = changed.get(row.path("id").asText());
      if (document != null) {
        BankAccounts.keep(document, row);
      }
    }
  }

  /** What the answers shall show, so that they tell what of it is held. */
  private static FieldSet shown(List<Write> sent) {
    Set<Field<?>> said = new LinkedHashSet<>();
    sent.forEach(write -> said.addAll(Packing.said(write).fields()));
    return FieldSet.of(said);
  }

  /** The vendor ignores {@code expand} above a hundred. */
  private static Map<String, String> query(Resource resource, FieldSet shown) {
    if (!resource.expands(shown)) {
      return Map.of();
    }
    Map<String, String> query = new LinkedHashMap<>(resource.expansion(shown));
    query.put("limit", Integer.toString(MoySkladApi.EXPANDED_PAGE));
    return query;
  }

  private static ArrayNode array(List<Encoded> documents) {
    ArrayNode array = Json.mapper().createArrayNode();
    documents.forEach(each -> array.add(each.document()));
    return array;
  }

  private Terms terms(Resource resource, List<Write> writes, Deadline leaveBefore) {
    if (resource == Resource.VARIANT) {
      Set<String> names =
          writes.stream()
              .flatMap(write -> Packing.said(write).get(Variant.OPTIONS).stream())
              .flatMap(options -> options.keySet().stream())
              .collect(Collectors.toSet());
      return dictionaries.termsWithCharacteristics(names, leaveBefore);
    }
    Terms terms = dictionaries.termsToWrite(shown(writes));
    boolean places =
        terms.lacksPlaces()
            && writes.stream()
                .map(Packing::said)
                .flatMap(said -> MoySkladDictionaries.ADDRESSES.stream().map(said::get))
                .flatMap(Optional::stream)
                .anyMatch(Addresses::namesPlace);
    return places ? dictionaries.placed(terms) : terms;
  }

  private Optional<WriteResult> heldBack(Write write) {
    if (write instanceof Write.Act act) {
      return Optional.of(
          WriteResult.Refused.because(
              Refusal.Code.UNSUPPORTED, "MoySklad has no step " + act.name()));
    }
    if (write instanceof Write.Create && Packing.resource(write) == Resource.BUNDLE) {
      return Optional.of(
          WriteResult.Refused.because(
              Refusal.Code.UNSUPPORTED,
              "a set needs its parts, which only MoySklad's own screens can say"));
    }
    if (!Packing.pending(write).isEmpty()) {
      return Optional.of(
          new WriteResult.NotSent("it points at a write whose entity has no id yet"));
    }
    if (write instanceof Write.Update update) {
      try {
        sameEntity.spend("update of " + write.type(), update.held().id());
      } catch (QuotaExhausted tooOften) {
        return Optional.of(
            new WriteResult.NotSent("it was written too often; wait till " + tooOften.until()));
      }
    }
    return Optional.empty();
  }

  private static Encoded encode(Resource resource, Write write, Terms terms) {
    if (write instanceof Write.Update update) {
      Encoded encoded = resource.codec().write(update.delta(), update.held(), terms);
      String path = resource.path() + "/" + resource.codec().vendorId(update.held().id());
      encoded.document().set("meta", Meta.of(terms, path, resource.vendorType()));
      return encoded;
    }
    Write.Create create = (Write.Create) write;
    Encoded encoded = resource.codec().write(create.wanted(), null, terms);
    ObjectNode document = encoded.document();
    document.put("externalCode", Marks.externalCode(create));
    if (resource.hasSyncId()) {
      document.put("syncId", create.key().uuid().toString());
    }
    if (resource == Resource.COUNTERPARTY && !document.has("name")) {
      create
          .wanted()
          .get(Customer.PERSON_NAME)
          .ifPresent(name -> document.put("name", name.full()));
    }
    return encoded;
  }

  private WriteResult result(
      Shelf shelf, Write write, Encoded asked, JsonNode answer, FieldSet shown, Terms terms) {
    List<Fault> faults = MoySkladErrors.faults(answer);
    if (!faults.isEmpty()) {
      return Marks.refusal(shelf.resource(), write, faults);
    }
    if (!answer.hasNonNull("id")) {
      return new WriteResult.Unknown();
    }
    try {
      shelf.complete(answer, shown);
    } catch (ConnectorException unread) {
      // It was written; what its last lines are called is only not known yet.
      return new WriteResult.Written(
          shelf.resource().codec().id(answer.path("id").asText()), null, null, asked.leftOut());
    }
    Entity holds = shelf.entity(answer, terms);
    boolean older =
        write instanceof Write.Create create
            && shelf.resource().hasSyncId()
            && !shelf
                .resource()
                .codec()
                .holds(create.wanted(), holds, asked.leftOut(), terms.phones());
    return older
        ? new WriteResult.Exists(holds.id())
        : new WriteResult.Written(holds.id(), null, holds, asked.leftOut());
  }

  private IdentityHashMap<Write, WriteResult> remove(List<Write> writes, Deadline leaveBefore) {
    Resource resource = Packing.resource(writes.get(0));
    Terms terms = dictionaries.terms();
    ArrayNode metas = Json.mapper().createArrayNode();
    for (Write write : writes) {
      String id = resource.codec().vendorId(Packing.held(write).orElseThrow().id());
      metas.add(Meta.to(terms, resource.path() + "/" + id, resource.vendorType()));
    }
    List<JsonNode> answers = api.bulk(resource.path() + "/delete", Map.of(), metas, leaveBefore);
    IdentityHashMap<Write, WriteResult> results = new IdentityHashMap<>();
    for (int at = 0; at < writes.size(); at++) {
      Write write = writes.get(at);
      List<Fault> faults = MoySkladErrors.faults(answers.get(at));
      results.put(
          write,
          faults.isEmpty()
              ? WriteResult.Written.of(Packing.held(write).orElseThrow().id())
              : Marks.refusal(resource, write, faults));
    }
    return results;
  }

  /** See {@link dev.syncline.connector.Connector#locate}. */
  @Override
  public List<Located> locate(List<Write.Create> creates) {
    Map<Resource, List<Write.Create>> byResource = new LinkedHashMap<>();
    creates.forEach(
        create ->
            byResource
                .computeIfAbsent(Packing.resource(create), any -> new ArrayList<>())
                .add(create));
    IdentityHashMap<Write, Located> located = new IdentityHashMap<>();
    byResource.forEach((resource, some) -> located.putAll(locate(resource, some)));
    return creates.stream().map(create -> Objects.requireNonNull(located.get(create))).toList();
  }

  private IdentityHashMap<Write, Located> locate(Resource resource, List<Write.Create> creates) {
    if (resource == Resource.PERSON) {
      return persons.locate(creates);
    }
    Shelf shelf = new Shelf(resource, api, dictionaries);
    String mark = resource.hasSyncId() ? "syncId" : "externalCode";
    Set<String> marks = new LinkedHashSet<>();
    creates.forEach(create -> marks.add(mark(resource, create)));
    Map<String, List<String>> found = new HashMap<>();
    for (JsonNode row : shelf.where(mark, marks, NOTHING)) {
      found
          .computeIfAbsent(row.path(mark).asText(), any -> new ArrayList<>())
          .add(resource.codec().id(row.path("id").asText()));
    }
    IdentityHashMap<Write, Located> located = new IdentityHashMap<>();
    for (Write.Create create : creates) {
      List<String> ids = found.get(mark(resource, create));
      located.put(create, ids == null ? new Located.Absent() : new Located.Found(List.copyOf(ids)));
    }
    return located;
  }

  private static String mark(Resource resource, Write.Create create) {
    return resource.hasSyncId() ? create.key().uuid().toString() : Marks.externalCode(create);
  }
}
