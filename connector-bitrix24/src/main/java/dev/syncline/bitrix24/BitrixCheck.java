package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.Values;
import dev.syncline.connector.ConnectionCheck.Problem;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Dictionaries.Code;
import dev.syncline.http.Effect;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Asks one portal, in one request, who we are, what is missing and what its codes mean. */
final class BitrixCheck {

  private static final int DEAL = 2;
  private static final int PROPERTY_PAGES = 4;
  private static final int ENUM_PAGES = 10;
  private static final int USER_PAGES = 4;
  private static final int CONTACT = 3;
  private static final int COMPANY = 4;
  private static final int INVOICE = 31;
  private static final String STAGES = "DEAL_STAGE";
  private static final String INVOICE_STAGES = "SMART_INVOICE_STAGE";
  private static final List<String> SCOPES = List.of("crm", "catalog");
  private static final String REMEDY =
      "edit the inbound webhook (or the application) in Bitrix24, Developer resources, and add it";

  static final Listing PROPERTIES =
      Listing.of("catalog.productProperty.list", "productProperties", Map.of(), Map.of());
  static final Listing ENUMS =
      Listing.of("catalog.productPropertyEnum.list", "productPropertyEnums", Map.of(), Map.of());
  private static final Listing USERS =
      new Listing(
          "user.get",
          Command.map("sort", "ID", "order", "ASC"),
          "FILTER",
          Command.map("USER_TYPE", "employee"),
          "",
          "ID");

  private static final Listing OWN_COMPANIES =
      Listing.of(
          "crm.item.list",
          "items",
          Command.map("entityTypeId", COMPANY, "select", List.of("id", "title")),
          Command.map("=isMyCompany", "Y"));

  private final BitrixApi api;
  private final List<Command> commands = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private BitrixApi.Answers answers;

  private BitrixCheck(BitrixApi api) {
    this.api = api;
    this.answers = new BitrixApi.Answers(List.of(), api.portalNow());
  }

  /** What is known of the portal, the list values of its properties, and its custom fields. */
  record Found(Known known, List<JsonNode> enums, Map<Integer, List<BitrixFields.Made>> fields) {}

  static Found ask(BitrixApi api, long priceType) {
    return new BitrixCheck(api).ask(priceType);
  }

  private Found ask(long priceType) {
    int profile = add(Command.of("profile"));
    int scope = add(Command.of("scope"));
    int categories = add(Command.of("crm.category.list", "entityTypeId", DEAL));
    int statuses = add(Command.of("crm.status.list", "order", Command.map("SORT", "ASC")));
    int currencies = add(Command.of("crm.currency.list"));
    int catalogs = add(Command.of("catalog.catalog.list"));
    int vats = add(Command.of("catalog.vat.list"));
    int measures = add(Command.of("catalog.measure.list"));
    int priceTypes = add(Command.of("catalog.priceType.list"));
    int properties = add(PROPERTIES, PROPERTY_PAGES);
    int enums = add(ENUMS, ENUM_PAGES);
    int users = add(USERS, USER_PAGES);
    int companies = add(OWN_COMPANIES, 1);
    Map<Integer, Integer> fieldsOf = new LinkedHashMap<>();
    for (int each : List.of(DEAL, CONTACT, COMPANY, INVOICE)) {
      fieldsOf.put(each, add(BitrixFields.asking(each)));
    }
    int invoiceCategories = add(Command.of("crm.category.list", "entityTypeId", INVOICE));
    int classicFields = add(Command.of("crm.invoice.fields"));
    int classicStatuses = add(Command.of("crm.invoice.status.list"));
    int personTypes = add(Command.of("crm.persontype.list"));
    int paySystems = add(Command.of("crm.paysystem.list"));
    int inventory = add(Command.of("catalog.document.mode.status"));
    int presets =
        add(
            Command.of(
                "crm.requisite.preset.list", "order", Command.map("SORT", "ASC", "ID", "ASC")));
    answers = api.chained(commands, Effect.READ);

    JsonNode me = api.need(commands.get(profile), answers.of(profile));
    checkRights(me, result(scope));
    Map<String, List<Code>> dictionaries = new LinkedHashMap<>();
    JsonNode pipelines = result(categories).path("categories");
    dictionaries.put(
        Dictionaries.ORDER_STATUS, BitrixCodes.stages(STAGES, pipelines, result(statuses)));
    dictionaries.put(Dictionaries.PIPELINE, BitrixCodes.pipelines(pipelines));
    dictionaries.put(Dictionaries.CURRENCY, BitrixCodes.currencies(result(currencies)));
    dictionaries.put(Dictionaries.EMPLOYEE, BitrixCodes.employees(pages(USERS, users, USER_PAGES)));
    dictionaries.put(
        Dictionaries.PRICE_TYPE, BitrixCodes.priceTypes(list(priceTypes, "priceTypes")));
    dictionaries.put(
        Dictionaries.ORGANIZATION, BitrixCodes.organizations(pages(OWN_COMPANIES, companies, 1)));
    Map<Integer, List<BitrixFields.Made>> made = new LinkedHashMap<>();
    fieldsOf.forEach(
        (type, place) -> {
          JsonNode fields = maybe(place).path("fields");
          if (!fields.isMissingNode()) {
            made.put(type, BitrixFields.of(fields));
          }
        });
    JsonNode smartFields = maybe(fieldsOf.getOrDefault(INVOICE, 0)).path("fields");
    boolean smart = !smartFields.isMissingNode();
    boolean classic = !smart && !maybe(classicFields).isMissingNode();
    if (smart) {
      dictionaries.put(
          Dictionaries.INVOICE_STATUS,
          BitrixCodes.stages(
              INVOICE_STAGES, maybe(invoiceCategories).path("categories"), result(statuses)));
    } else if (classic) {
      dictionaries.put(Dictionaries.INVOICE_STATUS, BitrixCodes.statuses(maybe(classicStatuses)));
    }
    BitrixInvoices invoices =
        new BitrixInvoices(
            smart,
            classic,
            !Values.yes(smartFields.path("accountNumber").path("isReadOnly")),
            personTypes(maybe(personTypes)),
            paySystems(maybe(paySystems)));
    JsonNode blocks = list(catalogs, "catalogs");
    Known known =
        new Known(
            Values.id(me.path("ID")).orElse(0L),
            List.copyOf(problems),
            Map.copyOf(dictionaries),
            block(blocks, false).flatMap(each -> Values.id(each.path("iblockId"))).orElse(0L),
            block(blocks, true).flatMap(each -> Values.id(each.path("iblockId"))).orElse(0L),
            block(blocks, true).flatMap(each -> Values.id(each.path("skuPropertyId"))).orElse(0L),
            BitrixOptions.properties(pages(PROPERTIES, properties, PROPERTY_PAGES)),
            vats(list(vats, "vats")),
            byId(list(measures, "measures"), each -> each.path("code").asText()),
            priceType > 0 ? priceType : base(list(priceTypes, "priceTypes")),
            invoices,
            BitrixPresets.of(maybe(presets)),
            !maybe(inventory).asText().equals("N"));
    return new Found(known, pages(ENUMS, enums, ENUM_PAGES), made);
  }

  private int add(Command command) {
    commands.add(command);
    return commands.size() - 1;
  }

  private int add(Listing listing, int pages) {
    int place = commands.size();
    commands.addAll(listing.chain(0, place, pages));
    return place;
  }

  /** Nothing if the scope is missing: that is a problem and not the end. */
  private JsonNode result(int place) {
    Outcome outcome = answers.of(place);
    if (outcome instanceof Outcome.Done done) {
      return done.result();
    }
    Command command = commands.get(place);
    if (problems.isEmpty()) {
      note(
          command.method(),
          "the call " + command.method() + " is refused",
          "give the user of the webhook administrator rights");
    }
    return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  /** Nothing if it is refused: a portal need not have it. Being too busy to say is no answer. */
  private JsonNode maybe(int place) {
    if (answers.of(place) instanceof Outcome.Failed failed && failed.is("OPERATION_TIME_LIMIT")) {
      return api.need(commands.get(place), failed);
    }
    return answers.of(place) instanceof Outcome.Done done
        ? done.result()
        : com.fasterxml.jackson.databind.node.MissingNode.getInstance();
  }

  private JsonNode list(int place, String name) {
    JsonNode result = result(place);
    return result.isArray() ? result : result.path(name);
  }

  private List<JsonNode> pages(Listing listing, int place, int pages) {
    if (result(place).isMissingNode()) {
      return List.of();
    }
    Listing.Rows first = listing.rows(api, answers, place, pages);
    return first.more() ? listing.all(api) : first.rows();
  }

  private void checkRights(JsonNode me, JsonNode scope) {
    Set<String> granted = new LinkedHashSet<>();
    scope.forEach(each -> granted.add(each.asText()));
    for (String needed : SCOPES) {
      if (!granted.contains(needed)) {
        note("scope " + needed, "the scope '" + needed + "' is not granted", REMEDY);
      }
    }
    if (granted.stream().noneMatch(each -> each.startsWith("user"))) {
      note("scope user_brief", "employees cannot be read without the scope 'user_brief'", REMEDY);
    }
    if (!Values.yes(me.path("ADMIN"))) {
      note(
          BitrixErrors.USER_MISSING,
          "administrator",
          "the acting user is not an administrator, so lists hide what others own",
          "make the webhook as a portal administrator, best as one of its own for integration");
    }
  }

  private void note(String setting, String text, String remedy) {
    note("RIGHT_MISSING", setting, text, remedy);
  }

  private void note(String code, String setting, String text, String remedy) {
    problems.add(new Problem(code, setting, text, remedy));
  }

  private static Optional<JsonNode> block(JsonNode blocks, boolean ofOffers) {
    for (JsonNode each : blocks) {
      if (Values.id(each.path("productIblockId")).isPresent() == ofOffers) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static Map<CustomerTable, Long> personTypes(JsonNode rows) {
    Map<CustomerTable, Long> types = new EnumMap<>(CustomerTable.class);
    for (JsonNode each : rows) {
      for (CustomerTable table : CustomerTable.values()) {
        if (each.path("NAME").asText().equals("CRM_" + table.name())) {
          types.put(table, each.path("ID").asLong());
        }
      }
    }
    return Map.copyOf(types);
  }

  private static Map<Long, Long> paySystems(JsonNode rows) {
    Map<Long, Long> first = new LinkedHashMap<>();
    for (JsonNode each : rows) {
      if (!each.path("ACTIVE").asText("Y").equals("N")) {
        first.putIfAbsent(each.path("PERSON_TYPE_ID").asLong(), each.path("ID").asLong());
      }
    }
    return Map.copyOf(first);
  }

  private static Map<Long, Optional<BigDecimal>> vats(JsonNode rows) {
    return byId(rows, each -> Values.decimal(each.path("rate")));
  }

  private static long base(JsonNode rows) {
    for (JsonNode each : rows) {
      if (Values.yes(each.path("base"))) {
        return each.path("id").asLong();
      }
    }
    return 0;
  }

  private static <V> Map<Long, V> byId(JsonNode rows, Function<JsonNode, V> value) {
    Map<Long, V> map = new LinkedHashMap<>();
    rows.forEach(each -> map.put(each.path("id").asLong(), value.apply(each)));
    return java.util.Collections.unmodifiableMap(map);
  }
}
