package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.codec.Values;
import dev.syncline.connector.ConnectionCheck.Problem;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.Dictionaries.Code;
import dev.syncline.http.Effect;
import java.math.BigDecimal;
import java.util.ArrayList;
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
  private static final String STAGES = "DEAL_STAGE";
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

  private final BitrixApi api;
  private final List<Command> commands = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private BitrixApi.Answers answers;

  private BitrixCheck(BitrixApi api) {
    this.api = api;
    this.answers = new BitrixApi.Answers(List.of(), api.portalNow());
  }

  /** What is known of the portal, and the list values of its properties. */
  record Found(Known known, List<JsonNode> enums) {}

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
    answers = api.chained(commands, Effect.READ);

    JsonNode me = api.need(commands.get(profile), answers.of(profile));
    checkRights(me, result(scope));
    Map<String, List<Code>> dictionaries = new LinkedHashMap<>();
    dictionaries.put(
        Dictionaries.ORDER_STATUS, stages(result(categories).path("categories"), result(statuses)));
    dictionaries.put(Dictionaries.CURRENCY, currencies(result(currencies)));
    dictionaries.put(Dictionaries.EMPLOYEE, employees(pages(USERS, users, USER_PAGES)));
    dictionaries.put(Dictionaries.PRICE_TYPE, priceTypes(list(priceTypes, "priceTypes")));
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
            priceType > 0 ? priceType : base(list(priceTypes, "priceTypes")));
    return new Found(known, pages(ENUMS, enums, ENUM_PAGES));
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
          "administrator",
          "the acting user is not an administrator, so lists hide what others own",
          "make the webhook as a portal administrator, best as one of its own for integration");
    }
  }

  private void note(String setting, String text, String remedy) {
    problems.add(new Problem("RIGHT_MISSING", setting, text, remedy));
  }

  private static List<Code> stages(JsonNode categories, JsonNode statuses) {
    Map<String, String> pipelines = new LinkedHashMap<>();
    categories.forEach(each -> pipelines.put(each.path("id").asText(), each.path("name").asText()));
    List<Code> codes = new ArrayList<>();
    for (JsonNode each : statuses) {
      String list = each.path("ENTITY_ID").asText();
      String pipeline =
          list.equals(STAGES)
              ? "0"
              : list.startsWith(STAGES + "_") ? list.substring(STAGES.length() + 1) : "";
      if (pipelines.containsKey(pipeline)) {
        codes.add(
            new Code(
                each.path("STATUS_ID").asText(),
                each.path("NAME").asText(),
                true,
                Map.of(
                    "pipeline", pipeline,
                    "pipeline-name", pipelines.getOrDefault(pipeline, ""),
                    "semantics", Values.text(each.path("SEMANTICS")).orElse("P"))));
      }
    }
    return List.copyOf(codes);
  }

  private static List<Code> currencies(JsonNode rows) {
    List<Code> codes = new ArrayList<>();
    for (JsonNode each : rows) {
      String code = each.path("CURRENCY").asText();
      codes.add(
          new Code(
              code,
              Values.text(each.path("FULL_NAME")).orElse(code),
              true,
              Map.of("default", Values.yes(each.path("BASE")) ? "Y" : "N")));
    }
    return List.copyOf(codes);
  }

  private static List<Code> employees(List<JsonNode> rows) {
    List<Code> codes = new ArrayList<>();
    for (JsonNode each : rows) {
      String name =
          (each.path("LAST_NAME").asText("") + " " + each.path("NAME").asText("")).strip();
      codes.add(
          new Code(
              each.path("ID").asText(),
              name,
              Values.yes(each.path("ACTIVE")),
              Map.of("email", each.path("EMAIL").asText(""))));
    }
    return List.copyOf(codes);
  }

  private static List<Code> priceTypes(JsonNode rows) {
    List<Code> codes = new ArrayList<>();
    for (JsonNode each : rows) {
      codes.add(
          new Code(
              each.path("id").asText(),
              each.path("name").asText(),
              true,
              Map.of("default", Values.yes(each.path("base")) ? "Y" : "N")));
    }
    return List.copyOf(codes);
  }

  private static Optional<JsonNode> block(JsonNode blocks, boolean ofOffers) {
    for (JsonNode each : blocks) {
      if (Values.id(each.path("productIblockId")).isPresent() == ofOffers) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
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
