package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The frozen crm.deal, crm.contact and crm.company calls: upper-case names and texts for numbers.
 */
final class LegacyItems {

  private final Portal portal;
  private final CrmItems items;
  private final ProductRows rows;

  LegacyItems(Portal portal, CrmItems items, ProductRows rows) {
    this.portal = portal;
    this.items = items;
    this.rows = rows;
  }

  void register(Methods methods) {
    for (CrmType type : List.of(CrmType.DEAL, CrmType.CONTACT, CrmType.COMPANY)) {
      String family = "crm." + type.method + ".";
      methods.add(
          "crm",
          family + "add",
          call ->
              Answer.id(
                  legacy(
                      () ->
                          Values.id(
                              items
                                  .create(
                                      type, stored(type, call.legacyFields(), true), call.caller())
                                  .get("id")))));
      methods.add("crm", family + "update", call -> update(type, call));
      methods.add(
          "crm", family + "get", call -> Answer.of(view(type, need(type, call), null, true)));
      methods.add("crm", family + "list", call -> list(type, call));
      methods.add(
          "crm",
          family + "delete",
          call -> {
            need(type, call);
            items.remove(type, call.legacyId(), call.caller());
            return Answer.yes();
          });
      methods.add("crm", family + "fields", call -> fields(type));
    }
    methods.add("crm", "crm.deal.productrows.set", this::setRows);
    methods.add("crm", "crm.deal.productrows.get", this::getRows);
    methods.add("crm", "crm.deal.contact.items.set", this::setContacts);
    methods.add("crm", "crm.deal.contact.items.get", this::getContacts);
  }

  private static <T> T legacy(Supplier<T> action) {
    try {
      return action.get();
    } catch (Refusal refusal) {
      throw Refusal.legacy(String.valueOf(refusal.getMessage()));
    }
  }

  private ObjectNode need(CrmType type, Call call) {
    long id = call.legacyId();
    if (portal.table(type).get(id) == null) {
      throw Refusal.legacy("Not found");
    }
    try {
      return items.visible(type, id, call.caller());
    } catch (Refusal denied) {
      throw Refusal.legacy("Access denied.");
    }
  }

  private Answer update(CrmType type, Call call) {
    need(type, call);
    ObjectNode fields = stored(type, call.legacyFields(), false);
    fields.remove("categoryId");
    legacy(() -> items.change(type, call.legacyId(), fields, call.caller()));
    return Answer.yes();
  }

  /** Sent fields under their stored names, multi-fields in the shape of the newer calls. */
  private ObjectNode stored(CrmType type, ObjectNode sent, boolean adding) {
    Schema schema = Schema.legacy(items.columns(type));
    ObjectNode stored = Php.NODES.objectNode();
    ObjectNode records = Php.NODES.objectNode();
    for (Map.Entry<String, JsonNode> each : sent.properties()) {
      String name = each.getKey().toUpperCase(Locale.ROOT);
      Column column = schema.find(name);
      if (type.person() && MultiFields.TYPES.contains(name)) {
        multi(records, name, each.getValue());
      } else if (column != null && !column.readOnly()) {
        boolean one = column.multiple() && !each.getValue().isContainerNode();
        stored.set(
            column.name(),
            one && !Values.empty(each.getValue())
                ? Php.NODES.arrayNode().add(each.getValue())
                : each.getValue());
      }
    }
    if (!records.isEmpty()) {
      stored.set("fm", records);
    }
    return adding || !stored.isEmpty() ? stored : Php.NODES.objectNode();
  }

  private static void multi(ObjectNode records, String type, JsonNode sent) {
    for (JsonNode each : Php.elements(sent)) {
      String id = Values.text(each.get("ID"));
      boolean gone = "Y".equals(Values.text(each.get("DELETE")));
      records
          .putObject(id.isEmpty() ? "n" + records.size() : id)
          .put("typeId", type)
          .put("valueType", Values.text(each.get("VALUE_TYPE")))
          .put("value", gone ? "" : Values.text(each.get("VALUE")));
    }
  }

  private Answer list(CrmType type, Call call) {
    Schema schema = Schema.legacy(items.columns(type));
    Filter filter =
        Filter.of(withoutMulti(call.any("filter")), schema, Filter.Dialect.LEGACY, portal.time);
    multiConditions(filter, call.any("filter"));
    items.restrict(filter, call.caller());
    Order order = portal.order(call.any("order"), schema, true, "id");
    JsonNode select = call.any("select");
    return Page.of(portal.table(type), filter, order, call.any("start"))
        .plain(each -> view(type, each, select, false));
  }

  private static @Nullable JsonNode withoutMulti(@Nullable JsonNode filter) {
    if (filter == null || !filter.isContainerNode()) {
      return null;
    }
    ObjectNode rest = Php.map(filter).deepCopy();
    MultiFields.TYPES.forEach(rest::remove);
    return rest;
  }

  /** Phones and e-mails are found by their exact text only. */
  private static void multiConditions(Filter filter, @Nullable JsonNode sent) {
    for (String type : MultiFields.TYPES) {
      if (sent != null && sent.has(type)) {
        String wanted = Values.text(sent.get(type));
        filter.also(
            item -> {
              for (JsonNode each : item.path("fm")) {
                if (each.path("typeId").asText().equals(type)
                    && each.path("value").asText().equals(wanted)) {
                  return true;
                }
              }
              return false;
            });
      }
    }
  }

  private ObjectNode view(CrmType type, ObjectNode item, @Nullable JsonNode select, boolean whole) {
    List<String> names = new ArrayList<>();
    if (select != null) {
      Php.elements(select).forEach(each -> names.add(each.asText().toUpperCase(Locale.ROOT)));
    }
    boolean all = names.isEmpty();
    ObjectNode view = Php.NODES.objectNode();
    for (Column each : items.columns(type)) {
      boolean mask = each.custom() ? names.contains("UF_*") : names.contains("*");
      boolean skipped =
          each.type() == Column.Type.MULTIFIELD || (each.multiple() && !each.custom());
      if (!skipped && (all || mask || names.contains(each.upper()))) {
        view.set(each.upper(), text(each, CrmItems.value(item, each)));
      }
    }
    for (String multi : MultiFields.TYPES) {
      if (type.person() && (whole || names.contains(multi))) {
        records(view, item, multi);
      }
    }
    if (!names.isEmpty() && !view.has("ID")) {
      view.put("ID", item.path("id").asText());
    }
    return view;
  }

  private static void records(ObjectNode view, ObjectNode item, String type) {
    ArrayNode records = Php.NODES.arrayNode();
    for (JsonNode each : item.path("fm")) {
      if (each.path("typeId").asText().equals(type)) {
        records
            .addObject()
            .put("ID", each.path("id").asText())
            .put("VALUE_TYPE", each.path("valueType").asText())
            .put("VALUE", each.path("value").asText())
            .put("TYPE_ID", type);
      }
    }
    if (!records.isEmpty()) {
      view.set(type, records);
    }
  }

  private static JsonNode text(Column column, JsonNode value) {
    if (value.isContainerNode() || value.isNull()) {
      return value;
    }
    if (column.type() == Column.Type.DOUBLE && !column.custom()) {
      return Php.NODES.textNode(
          value.decimalValue().setScale(2, RoundingMode.HALF_UP).toPlainString());
    }
    return Php.NODES.textNode(value.asText());
  }

  private Answer fields(CrmType type) {
    ObjectNode fields = Php.NODES.objectNode();
    items.columns(type).stream()
        .filter(each -> each.type() != Column.Type.MULTIFIELD)
        .forEach(each -> fields.set(each.upper(), FieldViews.of(each, portal, type)));
    if (type.person()) {
      for (String each : MultiFields.TYPES) {
        fields
            .putObject(each)
            .put("type", "crm_multifield")
            .put("isRequired", false)
            .put("isReadOnly", false)
            .put("isImmutable", false)
            .put("isMultiple", true)
            .put("isDynamic", false)
            .put("title", each);
      }
    }
    return Answer.of(fields);
  }

  private Answer setRows(Call call) {
    need(CrmType.DEAL, call);
    JsonNode sent = call.any("rows");
    if (sent == null || !sent.isContainerNode()) {
      throw Refusal.legacy("The parameter 'rows' must be array.");
    }
    List<JsonNode> wanted = new ArrayList<>();
    for (JsonNode each : Php.elements(sent)) {
      wanted.add(camel(Php.map(each)));
    }
    legacy(() -> rows.replace(CrmType.DEAL, call.legacyId(), wanted, call.caller()));
    return Answer.yes();
  }

  private static ObjectNode camel(ObjectNode sent) {
    boolean sum = !Values.empty(sent.get("DISCOUNT_SUM"));
    boolean rate = !Values.empty(sent.get("DISCOUNT_RATE"));
    String type = Values.text(sent.get("DISCOUNT_TYPE_ID"));
    if ((type.equals("1") && !sum)
        || (type.equals("2") && sum && !rate)
        || !List.of("", "1", "2").contains(type)) {
      throw Refusal.bad("ERROR_CORE", "Discount is not valid");
    }
    ObjectNode camel = Php.NODES.objectNode();
    sent.properties().forEach(each -> camel.set(lowerCamel(each.getKey()), each.getValue()));
    return camel;
  }

  private static String lowerCamel(String upper) {
    StringBuilder name = new StringBuilder();
    for (String part : upper.toLowerCase(Locale.ROOT).split("_")) {
      name.append(
          name.isEmpty() || part.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return name.toString();
  }

  private Answer getRows(Call call) {
    need(CrmType.DEAL, call);
    ArrayNode shown = Php.NODES.arrayNode();
    for (ObjectNode each : rows.of(CrmType.DEAL, call.legacyId())) {
      ObjectNode row = shown.addObject();
      each.properties()
          .forEach(
              pair -> {
                if (!pair.getKey().equals("ownerKey")) {
                  String name = pair.getKey().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
                  boolean texted = List.of("ID", "OWNER_ID", "PRICE_ACCOUNT").contains(name);
                  row.set(
                      name,
                      texted ? Php.NODES.textNode(pair.getValue().asText()) : pair.getValue());
                }
              });
      row.putNull("STORE_ID")
          .putNull("RESERVE_ID")
          .putNull("RESERVE_QUANTITY")
          .putNull("DATE_RESERVE_END");
    }
    return Answer.of(shown);
  }

  private Answer setContacts(Call call) {
    need(CrmType.DEAL, call);
    JsonNode sent = call.any("items");
    if (sent == null || !sent.isContainerNode()) {
      throw Refusal.legacy("The parameter 'items' must be array.");
    }
    ArrayNode ids = Php.NODES.arrayNode();
    Php.elements(sent).forEach(each -> ids.add(Values.id(each.get("CONTACT_ID"))));
    ObjectNode fields = Php.NODES.objectNode();
    fields.set("contactIds", ids);
    legacy(() -> items.change(CrmType.DEAL, call.legacyId(), fields, call.caller()));
    return Answer.yes();
  }

  private Answer getContacts(Call call) {
    ObjectNode deal = need(CrmType.DEAL, call);
    ArrayNode shown = Php.NODES.arrayNode();
    for (JsonNode each : deal.path("contactIds")) {
      shown
          .addObject()
          .put("CONTACT_ID", each.asLong())
          .put("SORT", (shown.size() + 1) * 10)
          .put("ROLE_ID", 0)
          .put("IS_PRIMARY", shown.isEmpty() ? "Y" : "N");
    }
    return Answer.of(shown);
  }
}
