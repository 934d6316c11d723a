package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Custom fields: their definitions, their two spellings, and the two families of methods that make
 * them.
 */
final class UserFields {

  private static final Set<String> TYPES =
      Set.of(
          "string",
          "integer",
          "double",
          "boolean",
          "datetime",
          "date",
          "money",
          "url",
          "address",
          "enumeration",
          "file",
          "employee",
          "crm_status",
          "iblock_element",
          "iblock_section",
          "crm");

  private final Portal portal;
  private final Map<CrmType, List<Column>> columns = new LinkedHashMap<>();
  private long nextOption = 31;

  UserFields(Portal portal) {
    this.portal = portal;
  }

  void register(Methods methods) {
    for (CrmType type : List.of(CrmType.DEAL, CrmType.CONTACT, CrmType.COMPANY)) {
      String family = "crm." + type.method + ".userfield.";
      methods.add("crm", family + "list", call -> list(type, call));
      methods.add("crm", family + "get", call -> Answer.of(need(type, call.legacyId())));
      methods.add("crm", family + "add", call -> add(type, call));
      methods.add("crm", family + "update", call -> update(type, call));
      methods.add("crm", family + "delete", call -> delete(type, call));
    }
    methods.add("userfieldconfig", "userfieldconfig.list", this::configs);
    methods.add("userfieldconfig", "userfieldconfig.get", this::config);
    methods.add("userfieldconfig", "userfieldconfig.add", this::addConfig);
    methods.add("userfieldconfig", "userfieldconfig.delete", this::deleteConfig);
  }

  /** Somebody has put a field into the table. */
  void forget() {
    columns.clear();
  }

  List<ObjectNode> of(CrmType type) {
    return portal.of(Kind.USER_FIELD).with("ENTITY_ID", type.entityId);
  }

  /** The custom columns of a type under their raw names. */
  List<Column> columns(CrmType type) {
    return columns.computeIfAbsent(type, any -> of(type).stream().map(UserFields::column).toList());
  }

  private static Column column(ObjectNode field) {
    String name = field.path("FIELD_NAME").asText();
    Column.Type type =
        switch (field.path("USER_TYPE_ID").asText()) {
          case "integer", "enumeration", "employee", "iblock_element", "iblock_section" ->
              Column.Type.INTEGER;
          case "double" -> Column.Type.DOUBLE;
          case "boolean" -> Column.Type.UF_FLAG;
          case "date" -> Column.Type.DATE;
          case "datetime" -> Column.Type.DATETIME;
          case "file" -> Column.Type.FILE;
          default -> Column.Type.STRING;
        };
    boolean multiple = field.path("MULTIPLE").asText().equals("Y");
    return new Column(name, name, type, false, multiple, type != Column.Type.FILE, null);
  }

  /** The name crm.item.* shows for a raw one unless asked for the original names. */
  static String camel(String raw) {
    if (!raw.startsWith("UF_CRM_")) {
      return raw;
    }
    String rest = raw.substring(7);
    String[] parts = rest.split("_");
    if (parts.length == 2 && parts[0].matches("\\d+") && parts[1].matches("\\d+")) {
      return "ufCrm" + rest;
    }
    StringBuilder name = new StringBuilder("ufCrm");
    for (int i = 0; i < parts.length; i++) {
      boolean leadingNumber = i == 0 && parts.length > 1 && parts[i].matches("\\d+");
      if (parts[i].matches(".*\\d.*") && !leadingNumber) {
        return "ufCrm_" + rest;
      }
      String lower = parts[i].toLowerCase(Locale.ROOT);
      name.append(lower.isEmpty() ? "" : lower.substring(0, 1).toUpperCase(Locale.ROOT))
          .append(lower.isEmpty() ? "" : lower.substring(1));
    }
    return name.toString();
  }

  private Answer list(CrmType type, Call call) {
    JsonNode wanted = call.any("filter");
    var array = Php.NODES.arrayNode();
    for (ObjectNode each : of(type)) {
      boolean matches =
          wanted == null
              || !wanted.isObject()
              || wanted.properties().stream()
                  .filter(pair -> each.has(pair.getKey()))
                  .allMatch(
                      pair -> each.get(pair.getKey()).asText().equals(pair.getValue().asText()));
      if (matches) {
        array.add(each);
      }
    }
    return new Answer(array, (long) array.size(), null);
  }

  private ObjectNode need(CrmType type, long id) {
    ObjectNode field = portal.of(Kind.USER_FIELD).get(id);
    if (field == null || !field.path("ENTITY_ID").asText().equals(type.entityId)) {
      throw Refusal.legacy("The entity with ID '" + id + "' is not found.");
    }
    return field;
  }

  private Answer add(CrmType type, Call call) {
    call.needAdmin();
    ObjectNode sent = call.legacyFields();
    if (Values.empty(sent.get("FIELD_NAME"))) {
      throw Refusal.legacy("The 'FIELD_NAME' field is not found.");
    }
    if (Values.empty(sent.get("USER_TYPE_ID"))) {
      throw Refusal.legacy("The 'USER_TYPE_ID' field is not found.");
    }
    String name = prefixed(Values.text(sent.get("FIELD_NAME")).toUpperCase(Locale.ROOT));
    if (name.length() > 50) {
      throw Refusal.bad("ERROR_CORE", "Field name is too long (more than 50 characters).");
    }
    if (!name.matches("[A-Z0-9_]+")) {
      throw Refusal.bad(
          "ERROR_CORE",
          "Field name contains invalid characters. Allowed" + " characters are: A-Z, 0-9 and _.");
    }
    return Answer.id(create(type.entityId, name, sent));
  }

  private static String prefixed(String name) {
    if (name.startsWith("UF_CRM_")) {
      return name;
    }
    return "UF_CRM_" + (name.startsWith("UF_") ? name.substring(3) : name);
  }

  long create(String entityId, String name, ObjectNode sent) {
    if (!TYPES.contains(Values.text(sent.get("USER_TYPE_ID")))) {
      throw Refusal.bad("ERROR_CORE", "Incorrect custom type specified.");
    }
    if (exists(entityId, name)) {
      throw Refusal.bad(
          "ERROR_CORE", "Field " + name + " for object " + entityId + " already exists.");
    }
    boolean flag = Values.text(sent.get("USER_TYPE_ID")).equals("boolean");
    Table table = portal.of(Kind.USER_FIELD);
    long id = table.newId();
    ObjectNode field =
        Php.NODES
            .objectNode()
            .put("ID", Long.toString(id))
            .put("ENTITY_ID", entityId)
            .put("FIELD_NAME", name)
            .put("USER_TYPE_ID", Values.text(sent.get("USER_TYPE_ID")))
            .put("XML_ID", Values.text(sent.get("XML_ID")))
            .put("SORT", "100")
            .put("MULTIPLE", flag ? "N" : orNo(sent.get("MULTIPLE")))
            .put("MANDATORY", orNo(sent.get("MANDATORY")))
            .put("SHOW_FILTER", orNo(sent.get("SHOW_FILTER")))
            .put("SHOW_IN_LIST", "Y")
            .put("EDIT_IN_LIST", "Y")
            .put("IS_SEARCHABLE", "N");
    for (String label : new String[] {"EDIT_FORM_LABEL", "LIST_COLUMN_LABEL", "SETTINGS"}) {
      JsonNode given = sent.get(label);
      field.set(label, given == null ? Php.NODES.objectNode() : given);
    }
    if (sent.path("LIST").isContainerNode()) {
      field.set("LIST", options(sent.get("LIST")));
    }
    table.put(id, field);
    columns.clear();
    return id;
  }

  private static String orNo(@Nullable JsonNode sent) {
    String flag = Values.flag(sent);
    return flag == null ? "N" : flag;
  }

  private JsonNode options(JsonNode sent) {
    var options = Php.NODES.arrayNode();
    for (JsonNode each : Php.elements(sent)) {
      String id = Long.toString(nextOption++);
      options
          .addObject()
          .put("ID", id)
          .put("SORT", Values.text(each.get("SORT")))
          .put("VALUE", Values.text(each.get("VALUE")))
          .put("DEF", orNo(each.get("DEF")))
          .put("XML_ID", Values.empty(each.get("XML_ID")) ? id : Values.text(each.get("XML_ID")));
    }
    return options;
  }

  private boolean exists(String entityId, String name) {
    return portal.of(Kind.USER_FIELD).with("ENTITY_ID", entityId).stream()
        .anyMatch(each -> each.path("FIELD_NAME").asText().equals(name));
  }

  private Answer update(CrmType type, Call call) {
    call.needAdmin();
    ObjectNode field = need(type, call.legacyId()).deepCopy();
    for (Map.Entry<String, JsonNode> each : call.legacyFields().properties()) {
      boolean fixed =
          Set.of("ID", "ENTITY_ID", "FIELD_NAME", "USER_TYPE_ID", "MULTIPLE")
              .contains(each.getKey());
      if (!fixed && field.has(each.getKey())) {
        field.set(each.getKey(), each.getValue());
      }
    }
    portal.of(Kind.USER_FIELD).put(Values.id(field.get("ID")), field);
    columns.clear();
    return Answer.yes();
  }

  private Answer delete(CrmType type, Call call) {
    call.needAdmin();
    portal.of(Kind.USER_FIELD).remove(Values.id(need(type, call.legacyId()).get("ID")));
    columns.clear();
    return Answer.yes();
  }

  private Answer configs(Call call) {
    needModule(call);
    JsonNode filter = call.get("filter");
    String entityId = filter == null ? "" : Values.text(filter.get("entityId"));
    var fields = Php.NODES.arrayNode();
    for (ObjectNode each : portal.of(Kind.USER_FIELD).all()) {
      if (entityId.isEmpty() || each.path("ENTITY_ID").asText().equals(entityId)) {
        fields.add(shown(each));
      }
    }
    return new Answer(Php.NODES.objectNode().set("fields", fields), (long) fields.size(), null);
  }

  private Answer config(Call call) {
    needModule(call);
    return Answer.named("field", shown(needConfig(call)));
  }

  private Answer addConfig(Call call) {
    needModule(call);
    call.needAdmin();
    ObjectNode sent = call.needMap("field");
    String entityId = Values.text(sent.get("entityId"));
    String name = Values.text(sent.get("fieldName"));
    String prefix = entityId.equals("CRM_SMART_INVOICE") ? "UF_CRM_SMART_INVOICE_" : "UF_CRM_";
    if (!name.startsWith(prefix) || !name.matches("[A-Z0-9_]{1,50}")) {
      throw Refusal.legacy("You cannot create custom fields");
    }
    if (exists(entityId, name)) {
      throw Refusal.legacy("Field " + name + " for object " + entityId + " already exists.");
    }
    ObjectNode upper =
        Php.NODES
            .objectNode()
            .put("USER_TYPE_ID", Values.text(sent.get("userTypeId")))
            .put("MULTIPLE", Values.text(sent.get("multiple")))
            .put("MANDATORY", Values.text(sent.get("mandatory")))
            .put("XML_ID", Values.text(sent.get("xmlId")));
    if (sent.has("settings")) {
      upper.set("SETTINGS", sent.get("settings"));
    }
    if (sent.has("editFormLabel")) {
      upper.set("EDIT_FORM_LABEL", sent.get("editFormLabel"));
    }
    try {
      ObjectNode made = portal.of(Kind.USER_FIELD).get(create(entityId, name, upper));
      return Answer.named("field", shown(java.util.Objects.requireNonNull(made)));
    } catch (Refusal refusal) {
      throw Refusal.legacy(String.valueOf(refusal.getMessage()));
    }
  }

  private Answer deleteConfig(Call call) {
    needModule(call);
    call.needAdmin();
    portal.of(Kind.USER_FIELD).remove(Values.id(needConfig(call).get("ID")));
    columns.clear();
    return Answer.of(Php.NODES.nullNode());
  }

  private ObjectNode needConfig(Call call) {
    ObjectNode field = portal.of(Kind.USER_FIELD).get(call.needId("id"));
    if (field == null) {
      throw Refusal.legacy("Field not found");
    }
    return field;
  }

  private static void needModule(Call call) {
    if (!Values.text(call.need("moduleId")).equals("crm")) {
      throw Refusal.legacy("You cannot create custom fields");
    }
    if (!call.caller().scopes().contains("crm")) {
      throw Refusal.of(
          401,
          "insufficient_scope",
          "The request requires higher privileges than provided by the webhook token");
    }
  }

  private static ObjectNode shown(ObjectNode field) {
    ObjectNode shown =
        Php.NODES
            .objectNode()
            .put("id", field.path("ID").asText())
            .put("entityId", field.path("ENTITY_ID").asText())
            .put("fieldName", field.path("FIELD_NAME").asText())
            .put("userTypeId", field.path("USER_TYPE_ID").asText())
            .put("xmlId", field.path("XML_ID").asText())
            .put("sort", field.path("SORT").asText())
            .put("multiple", field.path("MULTIPLE").asText())
            .put("mandatory", field.path("MANDATORY").asText())
            .put("showFilter", field.path("SHOW_FILTER").asText());
    shown.set("editFormLabel", field.get("EDIT_FORM_LABEL"));
    shown.set("settings", field.get("SETTINGS"));
    return shown;
  }
}
