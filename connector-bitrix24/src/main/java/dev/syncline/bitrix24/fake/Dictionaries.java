package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a settings screen reads: statuses, pipelines, currencies, employees, rights, and the portal
 * itself.
 */
final class Dictionaries {

  private static final Schema STATUS =
      Schema.legacy(
          List.of(
              column("ID INTEGER"),
              column("ENTITY_ID STRING"),
              column("STATUS_ID STRING"),
              column("NAME STRING"),
              column("SORT INTEGER"),
              column("SYSTEM STRING"),
              column("CATEGORY_ID STRING"),
              column("SEMANTICS STRING")));
  private static final Schema USER =
      Schema.legacy(
          List.of(
              column("ID INTEGER"),
              column("XML_ID STRING"),
              column("NAME STRING"),
              column("LAST_NAME STRING"),
              column("EMAIL STRING"),
              column("ACTIVE FLAG"),
              column("USER_TYPE STRING")));
  private static final Schema HISTORY =
      Schema.legacy(
          List.of(
              column("ID INTEGER"),
              column("TYPE_ID INTEGER"),
              column("OWNER_ID INTEGER"),
              column("CREATED_TIME DATETIME"),
              column("CATEGORY_ID INTEGER"),
              column("STAGE_SEMANTIC_ID STRING"),
              column("STAGE_ID STRING")));

  private final Portal portal;
  private final Methods methods;

  Dictionaries(Portal portal, Methods methods) {
    this.portal = portal;
    this.methods = methods;
  }

  private static Column column(String line) {
    return Column.of(line.replaceFirst("(\\S+) (\\S+)", "$1 $1 $2"));
  }

  void register() {
    methods.add("", "profile", call -> Answer.of(profile(call.caller())));
    methods.add("", "scope", this::scope);
    methods.add("", "server.time", call -> Answer.of(Php.NODES.textNode(portal.time.stamp())));
    methods.add("", "method.get", this::method);
    methods.add("", "feature.get", this::feature);
    methods.add("", "app.info", this::app);
    methods.add(
        "user|user_brief|user_basic",
        "user.current",
        call -> Answer.of(employee(user(call.caller().userId()), call)));
    methods.add("user|user_brief|user_basic", "user.get", this::users);
    methods.add("crm", "crm.status.list", this::statuses);
    methods.add("crm", "crm.status.entity.types", call -> types());
    methods.add("crm", "crm.category.list", this::categories);
    methods.add("crm", "crm.currency.list", call -> currencies());
    methods.add(
        "crm",
        "crm.currency.base.get",
        call -> Answer.of(Php.NODES.textNode(Portal.BASE_CURRENCY)));
    methods.add("crm", "crm.stagehistory.list", this::history);
    methods.add("crm", "crm.enum.addresstype", call -> addressTypes());
    methods.add(
        "catalog",
        "catalog.document.mode.status",
        call -> Answer.of(Php.NODES.textNode(portal.inventory() ? "Y" : "N")));
  }

  private ObjectNode user(long id) {
    return Objects.requireNonNull(portal.of(Kind.USER).get(id));
  }

  private ObjectNode profile(Caller caller) {
    ObjectNode user = user(caller.userId());
    return Php.NODES
        .objectNode()
        .put("ID", user.path("ID").asText())
        .put("ADMIN", caller.admin())
        .put("NAME", user.path("NAME").asText())
        .put("LAST_NAME", user.path("LAST_NAME").asText())
        .put("PERSONAL_GENDER", "")
        .put("TIME_ZONE", user.path("TIME_ZONE").asText());
  }

  private Answer scope(Call call) {
    boolean full = "Y".equals(Values.flag(call.any("full")));
    ArrayNode scopes = Php.NODES.arrayNode();
    new TreeSet<>(full ? Credentials.ALL_SCOPES : call.caller().scopes()).forEach(scopes::add);
    return Answer.of(scopes);
  }

  private Answer method(Call call) {
    Methods.Entry entry = methods.find(Gate.bare(Values.text(call.any("name"))));
    boolean available =
        entry != null
            && (entry.scopes().isEmpty()
                || entry.scopes().stream().anyMatch(call.caller().scopes()::contains));
    return Answer.of(
        Php.NODES.objectNode().put("isExisting", entry != null).put("isAvailable", available));
  }

  private Answer feature(Call call) {
    if (Values.empty(call.any("CODE"))) {
      throw Refusal.bad("CODE_EMPTY", "CODE can't be empty");
    }
    boolean known =
        List.of("rest_offline_extended", "rest_auth_connector")
            .contains(Values.text(call.any("CODE")));
    return Answer.of(Php.NODES.objectNode().put("value", known ? "Y" : "N"));
  }

  private Answer app(Call call) {
    ObjectNode info = Php.NODES.objectNode();
    ArrayNode scopes = Php.NODES.arrayNode();
    new TreeSet<>(call.caller().scopes()).forEach(scopes::add);
    if (!call.caller().app()) {
      info.set("SCOPE", scopes);
      return Answer.of(info.put("LICENSE", "ru_pro100"));
    }
    info.put("ID", 1)
        .put("CODE", "local.sync")
        .put("VERSION", 1)
        .put("STATUS", "L")
        .put("INSTALLED", true)
        .put("LANGUAGE_ID", "en")
        .put("LICENSE", "ru_pro100")
        .put("LICENSE_TYPE", "pro100")
        .put("LICENSE_FAMILY", "pro");
    info.set("SCOPE", scopes);
    return Answer.of(info);
  }

  private Answer users(Call call) {
    JsonNode sent = call.any("FILTER");
    Filter filter = Filter.of(flagged(sent), USER, Filter.Dialect.LEGACY, portal.time);
    String sort = call.any("sort") == null ? "ID" : Values.text(call.any("sort"));
    String direction = "DESC".equalsIgnoreCase(Values.text(call.any("order"))) ? "DESC" : "ASC";
    Order order = portal.order(Php.NODES.objectNode().put(sort, direction), USER, true, "ID");
    return Page.of(portal.of(Kind.USER), filter, order, call.any("start"))
        .plain(each -> employee(each, call));
  }

  /** ACTIVE is the one true boolean among the filters. */
  private static @Nullable JsonNode flagged(@Nullable JsonNode sent) {
    return sent == null || !sent.isContainerNode() ? null : Php.map(sent);
  }

  private static ObjectNode employee(ObjectNode user, Call call) {
    ObjectNode shown = user.deepCopy();
    boolean brief =
        !call.caller().scopes().contains("user") && !call.caller().scopes().contains("user_basic");
    if (brief) {
      shown.remove("EMAIL");
    }
    return shown;
  }

  private Answer statuses(Call call) {
    Filter filter = Filter.of(call.any("filter"), STATUS, Filter.Dialect.LEGACY, portal.time);
    Order order = portal.order(call.any("order"), STATUS, true, "ID");
    List<ObjectNode> matching = new java.util.ArrayList<>();
    for (ObjectNode each : filter.candidates(portal.of(Kind.STATUS))) {
      if (filter.accepts(each)) {
        matching.add(each);
      }
    }
    matching.sort(order.comparator());
    ArrayNode all = Php.NODES.arrayNode().addAll(matching);
    return new Answer(all, (long) matching.size(), null);
  }

  private Answer types() {
    ArrayNode types = Php.NODES.arrayNode();
    new TreeSet<>(
            portal.of(Kind.STATUS).all().stream()
                .map(each -> each.path("ENTITY_ID").asText())
                .toList())
        .forEach(
            id ->
                types
                    .addObject()
                    .put("ID", id)
                    .put("NAME", id)
                    .put("PREFIX", id.matches("DEAL_STAGE_\\d+") ? "C" + id.substring(11) : ""));
    return Answer.of(types);
  }

  private Answer categories(Call call) {
    CrmType type = portal.type(call);
    ArrayNode categories = Php.NODES.arrayNode();
    for (ObjectNode each : portal.categories(type.id)) {
      ObjectNode shown = each.deepCopy();
      shown.remove("key");
      categories.insert(0, shown);
    }
    return new Answer(
        Php.NODES.objectNode().set("categories", categories), (long) categories.size(), null);
  }

  private Answer currencies() {
    ArrayNode currencies = Php.NODES.arrayNode();
    currency(currencies, "RUB", "1.0000", "Russian Ruble");
    currency(currencies, "USD", "80.0000", "US Dollar");
    currency(currencies, "EUR", "90.0000", "Euro");
    return new Answer(currencies, 0L, null);
  }

  private void currency(ArrayNode all, String code, String amount, String name) {
    all.addObject()
        .put("CURRENCY", code)
        .put("AMOUNT", amount)
        .put("AMOUNT_CNT", "1")
        .put("BASE", code.equals(Portal.BASE_CURRENCY) ? "Y" : "N")
        .put("SORT", Integer.toString(all.size() * 100))
        .put("FULL_NAME", name)
        .put("LID", "en")
        .put("FORMAT_STRING", "#")
        .put("DEC_POINT", ".")
        .put("DECIMALS", "2")
        .put("DATE_UPDATE", portal.time.stamp());
  }

  private Answer history(Call call) {
    CrmType type = portal.type(call);
    Filter filter = Filter.of(call.any("filter"), HISTORY, Filter.Dialect.LEGACY, portal.time);
    filter.also(each -> each.path("entityTypeId").asLong() == type.id);
    Order order = portal.order(call.any("order"), HISTORY, true, "ID");
    return Page.of(portal.of(Kind.STAGE_HISTORY), filter, order, call.any("start"))
        .named(
            "items",
            each -> {
              ObjectNode shown = each.deepCopy();
              shown.remove("entityTypeId");
              return shown;
            });
  }

  private static Answer addressTypes() {
    ArrayNode types = Php.NODES.arrayNode();
    String[] names = {
      "1:Actual address",
      "4:Registration address",
      "6:Legal address",
      "8:Mailing address",
      "9:Beneficiary address",
      "11:Delivery address"
    };
    for (String each : names) {
      int colon = each.indexOf(':');
      types
          .addObject()
          .put("ID", Integer.parseInt(each.substring(0, colon)))
          .put("NAME", each.substring(colon + 1));
    }
    return Answer.of(types);
  }
}
