package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The universal CRM calls, and the one way every deal, contact, company and invoice is stored. */
final class CrmItems {

  private static final int IMPORT_LIMIT = 20;

  private final Portal portal;
  private final UserFields userFields;
  private final ItemRules rules;
  private final Map<String, Schema> schemas = new LinkedHashMap<>();
  private int schemaFields = -1;

  CrmItems(Portal portal, UserFields userFields) {
    this.portal = portal;
    this.userFields = userFields;
    this.rules = new ItemRules(portal, userFields);
  }

  void register(Methods methods) {
    methods.add("crm", "crm.item.add", this::add);
    methods.add("crm", "crm.item.update", this::update);
    methods.add("crm", "crm.item.get", this::get);
    methods.add("crm", "crm.item.list", this::list);
    methods.add("crm", "crm.item.delete", this::delete);
    methods.add("crm", "crm.item.fields", this::fields);
    methods.add("crm", "crm.item.batchImport", this::batchImport);
    methods.add(
        "crm",
        "crm.item.import",
        call ->
            Answer.named(
                "item",
                Php.NODES
                    .objectNode()
                    .put("id", Values.id(imported(call, call.needMap("fields"))))));
  }

  static Refusal invalid(String title) {
    return Refusal.bad(
        "CRM_FIELD_ERROR_VALUE_NOT_VALID", "Invalid value for field \"" + title + "\"");
  }

  private Answer add(Call call) {
    CrmType type = portal.type(call);
    ObjectNode fields = raw(type, call.needMap("fields"), original(call));
    return shown(type, create(type, fields, call.caller()), call);
  }

  private Answer update(Call call) {
    CrmType type = portal.type(call);
    long id = call.needId("id");
    ObjectNode fields = raw(type, call.needMap("fields"), original(call));
    return shown(type, change(type, id, fields, call.caller()), call);
  }

  private Answer get(Call call) {
    CrmType type = portal.type(call);
    return shown(type, visible(type, call.needId("id"), call.caller()), call);
  }

  private Answer shown(CrmType type, ObjectNode item, Call call) {
    return Answer.named("item", view(type, item, null, original(call)));
  }

  private Answer delete(Call call) {
    CrmType type = portal.type(call);
    remove(type, call.needId("id"), call.caller());
    return Answer.nothing();
  }

  private Answer list(Call call) {
    CrmType type = portal.type(call);
    boolean original = original(call);
    Schema schema = schema(type, original);
    Filter filter = Filter.of(call.get("filter"), schema, Filter.Dialect.ITEMS, portal.time);
    restrict(filter, call.caller());
    Order order = portal.order(call.get("order"), schema, false, "id");
    JsonNode select = call.get("select");
    Page page = Page.of(portal.table(type), filter, order, call.get("start"));
    return page.named("items", each -> view(type, each, select, original));
  }

  void restrict(Filter filter, Caller caller) {
    if (!caller.admin()) {
      filter.also(each -> Values.id(each.get("assignedById")) == caller.userId());
    }
  }

  private Answer fields(Call call) {
    CrmType type = portal.type(call);
    boolean original = original(call);
    ObjectNode fields = Php.NODES.objectNode();
    for (Column each : columns(type)) {
      String name = original ? each.name() : UserFields.camel(each.name());
      fields.set(name, FieldViews.of(each, portal));
    }
    return Answer.named("fields", fields);
  }

  private Answer batchImport(Call call) {
    List<JsonNode> data = Php.elements(call.needMap("data"));
    if (data.size() > IMPORT_LIMIT) {
      throw Refusal.bad(
          "MAX_IMPORT_BATCH_SIZE_EXCEEDED",
          "The maximum number of items for a batch import is " + IMPORT_LIMIT);
    }
    ArrayNode items = Php.NODES.arrayNode();
    for (JsonNode each : data) {
      try {
        items.addObject().putObject("item").set("id", imported(call, Php.map(each)));
      } catch (Refusal refusal) {
        items.remove(items.size() - 1);
        items.add(refusal.body());
      }
    }
    return Answer.named("items", items);
  }

  /** An import keeps the times an administrator sends and starts no automation. */
  private JsonNode imported(Call call, ObjectNode fields) {
    CrmType type = portal.type(call);
    ObjectNode item = create(type, raw(type, fields, original(call)), call.caller()).deepCopy();
    for (String name : new String[] {"createdTime", "updatedTime"}) {
      String moment = portal.time.moment(Values.text(fields.get(name)));
      if (moment != null && call.caller().admin()) {
        item.put(name, moment);
      }
    }
    portal.table(type).put(Values.id(item.get("id")), item);
    return item.path("id");
  }

  ObjectNode create(CrmType type, ObjectNode fields, Caller caller) {
    Table table = portal.table(type);
    ObjectNode item = rules.created(type, fields, caller);
    long id = table.newId();
    rules.number(type, item, id);
    table.put(id, item);
    rules.history(type, null, item);
    portal.events.item(caller, type, "ADD", id);
    return item;
  }

  ObjectNode change(CrmType type, long id, ObjectNode fields, Caller caller) {
    ObjectNode before = visible(type, id, caller);
    ObjectNode after = rules.changed(type, before, fields, caller);
    return store(type, before, after, caller);
  }

  /** Stores a changed item; without a real difference nothing happens at all. */
  ObjectNode store(CrmType type, ObjectNode before, ObjectNode after, Caller caller) {
    if (after.equals(before)) {
      return before;
    }
    long id = Values.id(before.get("id"));
    rules.stamp(type, before, after, caller);
    portal.table(type).put(id, after);
    rules.history(type, before, after);
    boolean moved =
        type == CrmType.DEAL && !before.path("categoryId").equals(after.path("categoryId"));
    if (moved) {
      portal.events.moved(caller, after);
    } else {
      portal.events.item(caller, type, "UPDATE", id);
    }
    return after;
  }

  void remove(CrmType type, long id, Caller caller) {
    visible(type, id, caller);
    portal.table(type).remove(id);
    Table rows = portal.of(Kind.ROW);
    for (ObjectNode row : rows.with("ownerKey", type.ownerType + "_" + id)) {
      rows.remove(Values.id(row.get("id")));
    }
    portal.events.item(caller, type, "DELETE", id);
  }

  ObjectNode visible(CrmType type, long id, Caller caller) {
    ObjectNode item = portal.table(type).get(id);
    if (item == null) {
      throw Refusal.noItem();
    }
    if (!caller.admin() && Values.id(item.get("assignedById")) != caller.userId()) {
      throw Refusal.bad("ACCESS_DENIED", "Access denied");
    }
    return item;
  }

  List<Column> columns(CrmType type) {
    List<Column> all = new ArrayList<>(type.columns);
    all.addAll(userFields.columns(type));
    return all;
  }

  Schema schema(CrmType type, boolean original) {
    forgetOldSchemas();
    return schemas.computeIfAbsent(
        type + " " + original,
        any -> {
          Schema schema = Schema.camel(columns(type));
          if (!original) {
            for (Column each : userFields.columns(type)) {
              schema.alias(UserFields.camel(each.name()), each);
            }
          }
          return schema;
        });
  }

  private void forgetOldSchemas() {
    int now = 0;
    for (CrmType each : CrmType.values()) {
      now = now * 1000 + userFields.columns(each).size();
    }
    if (now != schemaFields) {
      schemas.clear();
      schemaFields = now;
    }
  }

  private static boolean original(Call call) {
    return "Y".equals(Values.flag(call.get("useOriginalUfNames")));
  }

  /**
   * Sent fields under their stored names; what no column answers to is dropped, as the portal does.
   */
  private ObjectNode raw(CrmType type, ObjectNode sent, boolean original) {
    Schema schema = schema(type, original);
    ObjectNode raw = Php.NODES.objectNode();
    for (Map.Entry<String, JsonNode> each : sent.properties()) {
      Column column = schema.find(each.getKey());
      if (column != null && !column.readOnly()) {
        raw.set(column.name(), each.getValue());
      }
    }
    return raw;
  }

  ObjectNode view(CrmType type, ObjectNode item, @Nullable JsonNode select, boolean original) {
    boolean all = Values.empty(select);
    List<String> names = new ArrayList<>();
    if (select != null && !all) {
      Php.elements(select).forEach(each -> names.add(each.asText()));
      all = names.contains("*");
    }
    ObjectNode view = Php.NODES.objectNode();
    if (!all) {
      Schema schema = schema(type, original);
      for (String name : names) {
        Column column = schema.find(name);
        if (column != null && column.type() != Column.Type.MULTIFIELD) {
          view.set(name.equals("ID") ? "id" : name, value(item, column));
        }
      }
      return view;
    }
    for (Column each : columns(type)) {
      view.set(original ? each.name() : UserFields.camel(each.name()), value(item, each));
    }
    if (type.person()) {
      MultiFields.derive(view);
    }
    return view.put("entityTypeId", type.id);
  }

  static JsonNode value(ObjectNode item, Column column) {
    JsonNode held = item.get(column.name());
    if (held != null) {
      return held;
    }
    return column.multiple() ? Php.NODES.arrayNode() : Php.NODES.nullNode();
  }
}
