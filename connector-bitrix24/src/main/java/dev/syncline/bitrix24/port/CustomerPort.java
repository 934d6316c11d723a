package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.Outcome;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.ExternalCodes;
import dev.syncline.bitrix24.codec.MultiFields;
import dev.syncline.bitrix24.codec.RequisiteTable;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Customers: contacts ({@code C_7}) and companies ({@code CO_15}).
 *
 * @since 0.1
 */
public final class CustomerPort extends BitrixPort {

  private static final Set<Field<?>> REQUISITE = RequisiteTable.all().fields();
  private static final List<CustomerTable> TABLES = List.of(CustomerTable.values());
  private static final Map<Field<?>, String> COMMUNICATION =
      Map.of(Customer.PHONES, "PHONE", Customer.EMAILS, "EMAIL");

  private static final Set<Field<?>> TAXED = Set.of(Customer.TAX_NUMBER, Customer.TAX_REASON);

  /** A type with so many hits may have more. */
  private static final int DUPLICATES_SHOWN = 20;

  private final Requisites requisites;

  /** A port of one portal. */
  public CustomerPort(Portal portal) {
    super(
        portal,
        List.of(
            new ItemShelf(portal, CustomerTable.CONTACT),
            new ItemShelf(portal, CustomerTable.COMPANY)));
    this.requisites = new Requisites(portal);
  }

  /** Requisites of contacts and companies are asked for together. */
  @Override
  List<Entity> completed(List<Entity> customers, FieldSet wanted) {
    return requisites.added(customers, wanted);
  }

  @Override
  public Capabilities capabilities() {
    return common()
        .customFields()
        .readsAndWrites(
            Customer.NAME, Customer.PERSON_NAME, Customer.PHONES, Customer.EMAILS, Customer.COMMENT)
        .readsAndWrites(RequisiteTable.all().fields().toArray(Field<?>[]::new))
        .readsAndCreates(Customer.KIND)
        .customFields()
        .build();
  }

  @Override
  public int weight(Write write) {
    if (write instanceof Write.Create create) {
      return 1 + RequisiteSteps.weight(create.wanted(), null);
    }
    return write instanceof Write.Update update
        ? 1 + RequisiteSteps.weight(update.delta(), update.held())
        : 1;
  }

  @Override
  public Script script(Write write, Function<String, Write.@Nullable Create> others) {
    if (write instanceof Write.Create create) {
      return creating(create);
    }
    Entity held = Scripts.held(write);
    CustomerTable table = table(held);
    long id = table.number(held.id());
    List<Script.Step> steps =
        write instanceof Write.Update update
            ? updating(table, id, update)
            : List.of(
                new Script.Step(
                    Command.of("crm.item.delete", "entityTypeId", table.entityTypeId(), "id", id),
                    Set.of()));
    Codec codec =
        write instanceof Write.Update update ? codec(table, update.delta()) : table.codec();
    return script(write, table, steps, held, codec);
  }

  /** The answer does not tell a sole trader from another company: only the requisite does. */
  private static Script script(
      Write write, CustomerTable table, List<Script.Step> steps, Entity whole, Codec codec) {
    boolean trader = whole.get(Customer.KIND).filter(Customer.SOLE_TRADER::equals).isPresent();
    return new Script(
        write,
        steps,
        "item",
        table::id,
        results -> {
          Entity holds = holds(table, results.get(0), codec);
          return holds == null || !trader ? holds : holds.without(Customer.KIND);
        });
  }

  private Codec codec(CustomerTable table, Entity said) {
    return new ItemShelf(portal, table).codec(said.fields());
  }

  private static Command items(
      Codec codec, String verb, CustomerTable table, @Nullable Object... pairs) {
    Map<String, @Nullable Object> all = Command.map("entityTypeId", table.entityTypeId());
    all.putAll(Command.map(pairs));
    return new Command("crm.item." + verb, ItemShelf.named(codec, all));
  }

  private Script creating(Write.Create create) {
    CustomerTable table = CustomerTable.of(create.wanted());
    Codec codec = codec(table, create.wanted());
    Map<String, @Nullable Object> fields = born(table.write(create.wanted(), codec));
    List<Object> records = MultiFields.added(create.wanted());
    if (!records.isEmpty()) {
      fields.put("fm", records);
    }
    fields.put("originatorId", ExternalCodes.ORIGINATOR);
    fields.put("originId", create.key().marker());
    Command command = items(codec, "add", table, "fields", fields);
    List<Script.Step> steps = new ArrayList<>();
    steps.add(new Script.Step(command, without(Scripts.said(create), REQUISITE)));
    Command.Made owner = new Command.Made(create.key().text());
    steps.addAll(
        new RequisiteSteps(portal, table, create.key(), owner, create.wanted(), 1)
            .born(create.wanted()));
    return script(create, table, steps, create.wanted(), codec);
  }

  private static Set<Field<?>> without(Set<Field<?>> said, Set<Field<?>> others) {
    Set<Field<?>> rest = new LinkedHashSet<>(said);
    rest.removeAll(others);
    return rest;
  }

  private List<Script.Step> updating(CustomerTable table, long id, Write.Update update) {
    Codec codec = codec(table, update.delta());
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(table.write(update.delta(), codec));
    if (MultiFields.written(update.delta())) {
      Map<String, @Nullable Object> records = MultiFields.changed(update.held(), update.delta());
      if (!records.isEmpty()) {
        fields.put("fm", records);
      }
    }
    List<Script.Step> steps = new ArrayList<>();
    if (!fields.isEmpty()) {
      steps.add(
          new Script.Step(
              items(codec, "update", table, "id", id, "fields", fields),
              without(Scripts.said(update), REQUISITE)));
    }
    if (requisiteWritten(update)) {
      RequisiteSteps more =
          new RequisiteSteps(portal, table, update.key(), id, update.wanted(), steps.size());
      steps.addAll(more.changed(update.delta(), HeldRequisites.of(update)));
    }
    return steps;
  }

  private static boolean requisiteWritten(Write.Update update) {
    return update.delta().fields().stream().anyMatch(REQUISITE::contains);
  }

  private static @Nullable Entity holds(CustomerTable table, @Nullable JsonNode head, Codec codec) {
    return head == null || !head.path("item").has("id")
        ? null
        : table.read(head.path("item"), codec);
  }

  private static CustomerTable table(Entity held) {
    return CustomerTable.of(held.id())
        .orElseThrow(() -> new IllegalArgumentException("not a customer's id of this portal"));
  }

  /** Records are changed by their own ids: whoever does not bring them is asked for them. */
  @Override
  public List<Write> prepared(List<Write> writes, Deadline leaveBefore) {
    Set<String> unknown = new LinkedHashSet<>();
    for (Write each : writes) {
      if (each instanceof Write.Update update
          && MultiFields.written(update.delta())
          && !update.held().has(MultiFields.RECORDS)) {
        unknown.add(update.held().id());
      }
    }
    if (unknown.isEmpty()) {
      return looked(writes);
    }
    Map<String, Reading> read = read(unknown, FieldSet.of(Customer.PHONES, Customer.EMAILS));
    return looked(writes.stream().map(each -> withRecords(each, read)).toList());
  }

  /**
   * Nothing keeps a repeat from adding a second requisite or bank account: so nothing is added to a
   * known customer without a look at what is there.
   */
  private List<Write> looked(List<Write> writes) {
    Set<String> changed = new LinkedHashSet<>();
    for (Write each : writes) {
      if (each instanceof Write.Update update && requisiteWritten(update)) {
        changed.add(update.held().id());
      }
    }
    if (changed.isEmpty()) {
      return writes;
    }
    Map<String, Requisites.Held> held = requisites.of(changed, RequisiteTable.all());
    return writes.stream().map(each -> HeldRequisites.with(each, held)).toList();
  }

  private static Write withRecords(Write write, Map<String, Reading> read) {
    if (write instanceof Write.Update update
        && read.get(update.held().id()) instanceof Reading.Found found) {
      Entity held =
          update.held().with(MultiFields.RECORDS, found.entity().get(MultiFields.RECORDS));
      return new Write.Update(update.key(), held, update.delta(), update.expectedVersion());
    }
    return write;
  }

  @Override
  public Listing locating(Write.Create create) {
    return ItemShelf.items(
        CustomerTable.of(create.wanted()).entityTypeId(),
        List.of("id"),
        Command.map("=originatorId", ExternalCodes.ORIGINATOR, "=originId", create.key().marker()));
  }

  @Override
  public String located(Write.Create create, long number) {
    return CustomerTable.of(create.wanted()).id(number);
  }

  /**
   * Phones and e-mails are searched by the vendor's search for doubles, which knows how numbers are
   * written.
   */
  @Override
  public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
    Map<MatchKey, Findings> findings = new LinkedHashMap<>();
    List<MatchKey> taxed = keys.stream().filter(CustomerPort::taxed).toList();
    List<MatchKey> others =
        keys.stream().filter(key -> communication(key) == null && !taxed(key)).toList();
    findings.putAll(named(super.find(others, wanted.and(FieldSet.of(Customer.NAME)))));
    List<MatchKey> searched = keys.stream().filter(key -> communication(key) != null).toList();
    if (!searched.isEmpty()) {
      findings.putAll(byCommunication(searched, wanted));
    }
    if (!taxed.isEmpty()) {
      findings.putAll(byTaxNumber(taxed, wanted));
    }
    return findings;
  }

  private static boolean taxed(MatchKey key) {
    return key.fields().contains(Customer.TAX_NUMBER) && TAXED.containsAll(key.fields());
  }

  /**
   * Whose requisite that counts has this number: another requisite of the same customer is another
   * legal person.
   */
  private Map<MatchKey, Findings> byTaxNumber(List<MatchKey> keys, FieldSet wanted) {
    Set<String> numbers = new LinkedHashSet<>();
    keys.forEach(key -> key.get(Customer.TAX_NUMBER).ifPresent(numbers::add));
    Map<String, List<String>> owners = requisites.owners(numbers);
    Set<String> all = new LinkedHashSet<>();
    owners.values().forEach(all::addAll);
    Map<String, Reading> read =
        all.isEmpty() ? Map.of() : read(all, wanted.and(FieldSet.of(TAXED)));
    Map<MatchKey, Findings> findings = new LinkedHashMap<>();
    for (MatchKey key : keys) {
      List<Entity> hits = new ArrayList<>();
      String number = key.get(Customer.TAX_NUMBER).orElse("");
      for (String id : new LinkedHashSet<>(owners.getOrDefault(number, List.of()))) {
        if (read.get(id) instanceof Reading.Found one && agrees(one.entity(), key)) {
          hits.add(one.entity());
        }
      }
      findings.put(key, new Findings(hits, true));
    }
    return findings;
  }

  private static boolean agrees(Entity customer, MatchKey key) {
    return key.fields().stream().allMatch(field -> customer.get(field).equals(key.get(field)));
  }

  private static @Nullable String communication(MatchKey key) {
    return key.fields().size() == 1 ? COMMUNICATION.get(key.fields().get(0)) : null;
  }

  /** The vendor searched the beginning of a name; only the whole name is a hit. */
  private static Map<MatchKey, Findings> named(Map<MatchKey, Findings> found) {
    Map<MatchKey, Findings> exact = new LinkedHashMap<>();
    found.forEach(
        (key, findings) ->
            exact.put(
                key,
                new Findings(
                    findings.hits().stream().filter(each -> sameName(each, key)).toList(),
                    findings.complete())));
    return exact;
  }

  private static boolean sameName(Entity customer, MatchKey key) {
    return customer.get(Customer.NAME).equals(key.get(Customer.NAME).map(String::strip));
  }

  private Map<MatchKey, Findings> byCommunication(List<MatchKey> keys, FieldSet wanted) {
    List<Command> commands = new ArrayList<>();
    for (MatchKey key : keys) {
      for (CustomerTable table : TABLES) {
        commands.add(
            Command.of(
                "crm.duplicate.findbycomm",
                "type",
                communication(key),
                "values",
                List.of(key.element()),
                "entity_type",
                table.name()));
      }
    }
    List<Outcome> outcomes = portal.api().read(commands).outcomes();
    Map<MatchKey, List<String>> ids = new LinkedHashMap<>();
    Set<MatchKey> cut = new LinkedHashSet<>();
    for (int at = 0; at < commands.size(); at++) {
      MatchKey key = keys.get(at / TABLES.size());
      CustomerTable table = TABLES.get(at % TABLES.size());
      JsonNode hits = portal.api().need(commands.get(at), outcomes.get(at)).path(table.name());
      List<String> known = ids.computeIfAbsent(key, none -> new ArrayList<>());
      hits.forEach(id -> known.add(table.id(id.asLong())));
      if (hits.size() >= DUPLICATES_SHOWN) {
        cut.add(key);
      }
    }
    return bulk(ids, cut, wanted);
  }

  private Map<MatchKey, Findings> bulk(
      Map<MatchKey, List<String>> ids, Set<MatchKey> cut, FieldSet wanted) {
    Set<String> all = new LinkedHashSet<>();
    ids.values().forEach(all::addAll);
    Map<String, Reading> read = all.isEmpty() ? Map.of() : read(all, wanted);
    Map<MatchKey, Findings> findings = new LinkedHashMap<>();
    ids.forEach(
        (key, found) -> {
          List<Entity> hits = new ArrayList<>();
          for (String id : found) {
            if (read.get(id) instanceof Reading.Found one) {
              hits.add(one.entity());
            }
          }
          findings.put(key, new Findings(hits, !cut.contains(key)));
        });
    return findings;
  }
}
