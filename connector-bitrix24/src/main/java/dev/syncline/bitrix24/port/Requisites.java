package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.syncline.bitrix24.BitrixApi;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.RequisiteTable;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requisites of many customers at once: one request for tax numbers and names, and a
 * second one for bank accounts and addresses, for up to two thousand customers.
 *
 * <p>Of several requisites the first by sort and id counts, inactive ones left out; the others are
 * left alone.
 */
record Requisites(Portal portal) {

  /** Fewer than a page has rows: most have one requisite, and one page then tells all. */
  private static final int OWNERS = 40;

  /** These come fifty a page whoever owns them, and most requisites have one or two. */
  private static final int HANGING = 20;

  /**
   * The requisite of one customer.
   *
   * @param row the requisite; missing if there is none
   * @param banks its bank details
   * @param addresses its addresses
   */
  record Held(JsonNode row, List<JsonNode> banks, List<JsonNode> addresses) {

    static final Held NONE = new Held(MissingNode.getInstance(), List.of(), List.of());

    boolean exists() {
      return !row.isMissingNode();
    }

    long id() {
      return row.path("ID").asLong();
    }
  }

  /** The customers with what is wanted of their requisites; nothing is asked if nothing is. */
  List<Entity> added(List<Entity> customers, FieldSet wanted) {
    if (!RequisiteTable.wanted(wanted) || customers.isEmpty()) {
      return customers;
    }
    Map<String, Held> held = of(customers.stream().map(Entity::id).toList(), wanted);
    return customers.stream()
        .map(each -> with(each, held.getOrDefault(each.id(), Held.NONE), wanted))
        .toList();
  }

  private Entity with(Entity customer, Held held, FieldSet wanted) {
    CustomerTable table = CustomerTable.of(customer.id()).orElseThrow();
    Entity with = RequisiteTable.read(customer, table, held.row());
    boolean trader =
        table == CustomerTable.COMPANY
            && RequisiteTable.soleTrader(held.row(), portal.codes().presets().soleTrader());
    if (trader) {
      with = with.with(Customer.KIND, Customer.SOLE_TRADER);
    }
    if (RequisiteTable.addressesWanted(wanted)) {
      with = RequisiteTable.readAddresses(with, held.addresses());
    }
    return RequisiteTable.banksWanted(wanted) ? RequisiteTable.readBanks(with, held.banks()) : with;
  }

  /** The requisites of customers, by customer; those without are left out. */
  Map<String, Held> of(Collection<String> customers, FieldSet wanted) {
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    List<Asked> asked = new ArrayList<>();
    for (CustomerTable table : CustomerTable.values()) {
      List<Long> owners =
          customers.stream()
              .distinct()
              .filter(id -> CustomerTable.of(id).filter(table::equals).isPresent())
              .map(table::number)
              .toList();
      for (List<Long> group : Shelf.groups(owners, OWNERS)) {
        asked.add(new Asked(table, owned(table, Command.map("ENTITY_ID", group))));
      }
    }
    List<Listing> listings = asked.stream().map(Asked::listing).toList();
    List<List<JsonNode>> pages = pages(listings);
    for (int at = 0; at < asked.size(); at++) {
      CustomerTable table = asked.get(at).table();
      for (JsonNode row : pages.get(at)) {
        rows.merge(table.id(row.path("ENTITY_ID").asLong()), row, Requisites::first);
      }
    }
    rows.values().removeIf(row -> row.path("ACTIVE").asText().equals("N"));
    return held(rows, wanted);
  }

  private record Asked(CustomerTable table, Listing listing) {}

  /** The list of requisites of contacts or of companies. */
  static Listing owned(CustomerTable table, Map<String, @Nullable Object> filter) {
    Map<String, @Nullable Object> all = Command.map("ENTITY_TYPE_ID", table.entityTypeId());
    all.putAll(filter);
    return new Listing(
        "crm.requisite.list",
        Command.map("select", RequisiteTable.SELECT, "order", Command.map("ID", "ASC")),
        "filter",
        all,
        "",
        "ID");
  }

  private static final Comparator<JsonNode> PLACE =
      Comparator.comparing((JsonNode row) -> row.path("ACTIVE").asText().equals("N"))
          .thenComparingLong(row -> row.path("SORT").asLong())
          .thenComparingLong(row -> row.path("ID").asLong());

  private static JsonNode first(JsonNode one, JsonNode other) {
    return PLACE.compare(one, other) <= 0 ? one : other;
  }

  private Map<String, Held> held(Map<String, JsonNode> rows, FieldSet wanted) {
    List<Long> ids = rows.values().stream().map(row -> row.path("ID").asLong()).toList();
    List<List<Long>> banked =
        RequisiteTable.banksWanted(wanted) ? Shelf.groups(ids, HANGING) : List.of();
    List<List<Long>> addressed =
        RequisiteTable.addressesWanted(wanted) ? Shelf.groups(ids, HANGING) : List.of();
    List<Listing> listings = banked.stream().map(Requisites::banks).toList();
    List<Command> commands = new ArrayList<>();
    listings.forEach(each -> commands.add(each.page(0)));
    addressed.forEach(group -> commands.add(addresses(group, 0)));
    BitrixApi.Answers answers = portal.api().read(commands);
    Map<Long, List<JsonNode>> banks = new LinkedHashMap<>();
    for (int at = 0; at < listings.size(); at++) {
      Listing listing = listings.get(at);
      whole(listing, portal.api().need(commands.get(at), answers.of(at)))
          .forEach(row -> owner(banks, row));
    }
    Map<Long, List<JsonNode>> addresses = new LinkedHashMap<>();
    for (int at = 0; at < addressed.size(); at++) {
      int place = listings.size() + at;
      JsonNode page = portal.api().need(commands.get(place), answers.of(place));
      allAddresses(addressed.get(at), page).forEach(row -> owner(addresses, row));
    }
    Map<String, Held> held = new LinkedHashMap<>();
    rows.forEach(
        (customer, row) -> {
          long id = row.path("ID").asLong();
          held.put(
              customer,
              new Held(
                  row, banks.getOrDefault(id, List.of()), addresses.getOrDefault(id, List.of())));
        });
    return held;
  }

  private static void owner(Map<Long, List<JsonNode>> into, JsonNode row) {
    into.computeIfAbsent(row.path("ENTITY_ID").asLong(), none -> new ArrayList<>()).add(row);
  }

  private static Listing banks(List<Long> requisites) {
    return new Listing(
        "crm.requisite.bankdetail.list",
        Command.map("order", Command.map("ID", "ASC")),
        "filter",
        Command.map("ENTITY_ID", requisites),
        "",
        "ID");
  }

  private static Command addresses(List<Long> requisites, int start) {
    return Command.of(
        "crm.address.list",
        "filter",
        Command.map("ENTITY_TYPE_ID", RequisiteTable.ENTITY_TYPE_ID, "ENTITY_ID", requisites),
        "order",
        Command.map("ENTITY_ID", "ASC", "TYPE_ID", "ASC"),
        "start",
        start);
  }

  /** This list cannot be walked by id and tells no true total: only a short page is the last. */
  private List<JsonNode> allAddresses(List<Long> requisites, JsonNode first) {
    List<JsonNode> rows = new ArrayList<>();
    first.forEach(rows::add);
    int before = rows.size();
    for (int start = Listing.PAGE; before == Listing.PAGE; start += Listing.PAGE) {
      Command next = addresses(requisites, start);
      JsonNode page = portal.api().need(next, portal.api().read(List.of(next)).of(0));
      page.forEach(rows::add);
      before = page.size();
    }
    return rows;
  }

  private List<List<JsonNode>> pages(List<Listing> listings) {
    List<Command> commands = listings.stream().map(each -> each.page(0)).toList();
    BitrixApi.Answers answers = portal.api().read(commands);
    List<List<JsonNode>> pages = new ArrayList<>();
    for (int at = 0; at < commands.size(); at++) {
      pages.add(whole(listings.get(at), portal.api().need(commands.get(at), answers.of(at))));
    }
    return pages;
  }

  /** A full page is not all: some have several. */
  private List<JsonNode> whole(Listing listing, JsonNode page) {
    List<JsonNode> rows = new ArrayList<>();
    listing.rows(page).forEach(rows::add);
    return rows.size() < Listing.PAGE ? rows : listing.all(portal.api());
  }

  /**
   * What is found by tax number: owners by number, and the numbers whose hits are not all shown.
   */
  Map<String, List<String>> owners(Collection<String> taxNumbers) {
    List<Listing> listings = new ArrayList<>();
    List<CustomerTable> tables = new ArrayList<>();
    for (CustomerTable table : CustomerTable.values()) {
      for (List<String> group : Shelf.groups(List.copyOf(taxNumbers), OWNERS)) {
        listings.add(owned(table, Command.map("RQ_INN", group)));
        tables.add(table);
      }
    }
    List<List<JsonNode>> pages = pages(listings);
    Map<String, List<String>> owners = new LinkedHashMap<>();
    for (int at = 0; at < pages.size(); at++) {
      for (JsonNode row : pages.get(at)) {
        owners
            .computeIfAbsent(row.path("RQ_INN").asText(), none -> new ArrayList<>())
            .add(tables.get(at).id(row.path("ENTITY_ID").asLong()));
      }
    }
    return owners;
  }
}
