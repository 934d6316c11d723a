package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tax numbers, bank details and addresses of people and companies; every value is a text. */
final class Requisites {

  private static final List<String> REQUISITE =
      List.of(
          "ENTITY_TYPE_ID",
          "ENTITY_ID",
          "PRESET_ID",
          "NAME",
          "CODE",
          "XML_ID",
          "ORIGINATOR_ID",
          "ACTIVE",
          "SORT",
          "RQ_INN",
          "RQ_KPP",
          "RQ_OGRN",
          "RQ_OGRNIP",
          "RQ_OKPO",
          "RQ_COMPANY_NAME",
          "RQ_COMPANY_FULL_NAME",
          "RQ_NAME",
          "RQ_FIRST_NAME",
          "RQ_LAST_NAME",
          "RQ_SECOND_NAME",
          "RQ_DIRECTOR",
          "RQ_ACCOUNTANT",
          "RQ_VAT_ID",
          "RQ_PHONE",
          "RQ_EMAIL");
  private static final List<String> BANK =
      List.of(
          "ENTITY_ID",
          "NAME",
          "COUNTRY_ID",
          "RQ_BANK_NAME",
          "RQ_BIK",
          "RQ_ACC_NUM",
          "RQ_COR_ACC_NUM",
          "RQ_IBAN",
          "RQ_SWIFT",
          "RQ_ACC_CURRENCY",
          "XML_ID",
          "ACTIVE",
          "SORT",
          "COMMENTS");
  private static final List<String> ADDRESS =
      List.of(
          "TYPE_ID",
          "ENTITY_TYPE_ID",
          "ENTITY_ID",
          "ADDRESS_1",
          "ADDRESS_2",
          "CITY",
          "POSTAL_CODE",
          "REGION",
          "PROVINCE",
          "COUNTRY",
          "COUNTRY_CODE");
  private static final List<String> LINK =
      List.of(
          "ENTITY_TYPE_ID",
          "ENTITY_ID",
          "REQUISITE_ID",
          "BANK_DETAIL_ID",
          "MC_REQUISITE_ID",
          "MC_BANK_DETAIL_ID");

  private final Portal portal;

  Requisites(Portal portal) {
    this.portal = portal;
  }

  void register(Methods methods) {
    family(methods, "crm.requisite.", Kind.REQUISITE, REQUISITE, "Requisite", "REQUISITE");
    family(
        methods, "crm.requisite.bankdetail.", Kind.BANK_DETAIL, BANK, "BankDetail", "BANKDETAIL");
    methods.add("crm", "crm.requisite.preset.list", call -> presets());
    methods.add("crm", "crm.address.add", this::addAddress);
    methods.add("crm", "crm.address.update", this::updateAddress);
    methods.add("crm", "crm.address.delete", this::deleteAddress);
    methods.add("crm", "crm.address.list", this::addresses);
    methods.add("crm", "crm.requisite.link.register", this::link);
    methods.add(
        "crm", "crm.requisite.link.list", call -> list(call, Kind.REQUISITE_LINK, LINK, false));
  }

  private void family(
      Methods methods, String prefix, Kind kind, List<String> names, String title, String event) {
    methods.add("crm", prefix + "add", call -> add(call, kind, names, event));
    methods.add("crm", prefix + "get", call -> Answer.of(need(kind, call, title)));
    methods.add("crm", prefix + "list", call -> list(call, kind, names, true));
    methods.add(
        "crm",
        prefix + "update",
        call -> {
          ObjectNode before = need(kind, call, title);
          ObjectNode after = before.deepCopy();
          apply(
              after,
              call.legacyFields(),
              names.stream().filter(each -> !each.startsWith("ENTITY_")).toList());
          if (!after.equals(before)) {
            portal.of(kind).put(call.legacyId(), after.put("DATE_MODIFY", portal.time.stamp()));
            portal.events.legacy(call.caller(), event + "UPDATE", call.legacyId());
          }
          return Answer.yes();
        });
    methods.add(
        "crm",
        prefix + "delete",
        call -> {
          need(kind, call, title);
          portal.of(kind).remove(call.legacyId());
          portal.events.legacy(call.caller(), event + "DELETE", call.legacyId());
          return Answer.yes();
        });
    methods.add(
        "crm",
        prefix + "fields",
        call -> {
          ObjectNode fields = Php.NODES.objectNode();
          schema(names)
              .columns()
              .forEach((name, column) -> fields.set(name, FieldViews.of(column, portal)));
          return Answer.of(fields);
        });
  }

  private ObjectNode need(Kind kind, Call call, String title) {
    ObjectNode row = portal.of(kind).get(call.legacyId());
    if (row == null) {
      throw Refusal.legacy("The " + title + " with ID '" + call.legacyId() + "' is not found");
    }
    return row;
  }

  private Answer add(Call call, Kind kind, List<String> names, String event) {
    ObjectNode sent = call.legacyFields();
    owner(kind, sent);
    for (String needed : kind == Kind.REQUISITE ? List.of("PRESET_ID", "NAME") : List.of("NAME")) {
      if (Values.empty(sent.get(needed))) {
        throw Refusal.legacy(needed + " is not defined or invalid.");
      }
    }
    ObjectNode row = Php.NODES.objectNode();
    names.forEach(each -> row.putNull(each));
    Table table = portal.of(kind);
    long id = table.newId();
    row.put("ID", Long.toString(id))
        .put("ACTIVE", "Y")
        .put("SORT", "500")
        .put("DATE_CREATE", portal.time.stamp())
        .put("DATE_MODIFY", portal.time.stamp())
        .put("CREATED_BY_ID", Long.toString(call.caller().userId()));
    apply(row, sent, names);
    table.put(id, row);
    portal.events.legacy(call.caller(), event + "ADD", id);
    return Answer.id(id);
  }

  private void owner(Kind kind, ObjectNode sent) {
    long id = Values.id(sent.get("ENTITY_ID"));
    if (id <= 0) {
      throw Refusal.legacy("ENTITY_ID is not defined or invalid.");
    }
    if (kind == Kind.BANK_DETAIL) {
      if (portal.of(Kind.REQUISITE).get(id) == null) {
        throw Refusal.legacy("Entity not found.");
      }
      return;
    }
    long type = Values.id(sent.get("ENTITY_TYPE_ID"));
    if (type != CrmType.CONTACT.id && type != CrmType.COMPANY.id) {
      throw Refusal.legacy("ENTITY_TYPE_ID is not defined or invalid.");
    }
    Kind owner = type == CrmType.CONTACT.id ? Kind.CONTACT : Kind.COMPANY;
    if (portal.of(owner).get(id) == null) {
      throw Refusal.legacy("Entity not found.");
    }
  }

  private static void apply(ObjectNode row, ObjectNode sent, List<String> names) {
    for (Map.Entry<String, JsonNode> each : sent.properties()) {
      if (names.contains(each.getKey()) || each.getKey().startsWith("UF_")) {
        row.put(
            each.getKey(), Values.absent(each.getValue()) ? null : Values.text(each.getValue()));
      }
    }
  }

  private static Schema schema(List<String> names) {
    List<Column> columns = new ArrayList<>();
    columns.add(Column.of("ID ID integer ro"));
    names.forEach(
        each ->
            columns.add(
                Column.of(
                    each
                        + " "
                        + each
                        + " "
                        + (each.endsWith("_ID")
                                && !each.equals("XML_ID")
                                && !each.equals("ORIGINATOR_ID")
                                && !each.equals("RQ_VAT_ID")
                            ? "integer"
                            : "string"))));
    columns.add(Column.of("DATE_CREATE DATE_CREATE datetime ro"));
    columns.add(Column.of("DATE_MODIFY DATE_MODIFY datetime ro"));
    return Schema.legacy(columns);
  }

  private Answer list(Call call, Kind kind, List<String> names, boolean withId) {
    Schema schema = schema(names);
    Filter filter = Filter.of(call.any("filter"), schema, Filter.Dialect.LEGACY, portal.time);
    Order order = portal.order(call.any("order"), schema, true, "ID");
    List<String> select = new ArrayList<>();
    JsonNode sent = call.any("select");
    if (sent != null) {
      Php.elements(sent).forEach(each -> select.add(each.asText()));
    }
    return Page.of(portal.of(kind), filter, order, call.any("start"))
        .plain(each -> shown(each, select, withId));
  }

  private static ObjectNode shown(ObjectNode row, List<String> select, boolean withId) {
    ObjectNode shown = row.deepCopy();
    if (!withId) {
      shown.remove("ID");
    }
    if (!select.isEmpty() && !select.contains("*")) {
      shown.retain(select);
    }
    return shown;
  }

  private static Answer presets() {
    ArrayNode presets = Php.NODES.arrayNode();
    String[][] rows = {
      {"Organization", "COMPANY"},
      {"Individual entrepreneur", "INDIVIDUAL"},
      {"Individual", "PERSON"}
    };
    for (String[] each : rows) {
      presets
          .addObject()
          .put("ID", Integer.toString(presets.size()))
          .put("ENTITY_TYPE_ID", "8")
          .put("COUNTRY_ID", "1")
          .put("NAME", each[0])
          .put("ACTIVE", "Y")
          .put("SORT", "500")
          .put("XML_ID", "#CRM_REQUISITE_PRESET_DEF_RU_" + each[1] + "#");
    }
    return new Answer(presets, (long) presets.size(), null);
  }

  private @Nullable ObjectNode address(ObjectNode sent) {
    for (ObjectNode each :
        portal.of(Kind.ADDRESS).with("ENTITY_ID", Values.text(sent.get("ENTITY_ID")))) {
      if (each.path("TYPE_ID").asText().equals(Values.text(sent.get("TYPE_ID")))
          && each.path("ENTITY_TYPE_ID").asText().equals(Values.text(sent.get("ENTITY_TYPE_ID")))) {
        return each;
      }
    }
    return null;
  }

  private Answer addAddress(Call call) {
    ObjectNode sent = call.legacyFields();
    if (!List.of(1L, 4L, 6L, 8L, 9L, 11L).contains(Values.id(sent.get("TYPE_ID")))) {
      throw Refusal.legacy("TYPE_ID is not defined or invalid.");
    }
    if (Values.id(sent.get("ENTITY_TYPE_ID")) != 8
        || portal.of(Kind.REQUISITE).get(Values.id(sent.get("ENTITY_ID"))) == null) {
      throw Refusal.legacy("ENTITY_ID is not defined or invalid.");
    }
    if (address(sent) != null) {
      throw Refusal.legacy("TypeAddress exists");
    }
    store(Kind.ADDRESS, ADDRESS, sent);
    return Answer.yes();
  }

  private void store(Kind kind, List<String> names, ObjectNode sent) {
    Table table = portal.of(kind);
    long id = table.newId();
    ObjectNode row = Php.NODES.objectNode().put("ID", Long.toString(id));
    names.forEach(each -> row.putNull(each));
    apply(row, sent, names);
    table.put(id, row);
  }

  private Answer updateAddress(Call call) {
    ObjectNode held = address(call.legacyFields());
    if (held == null) {
      throw Refusal.legacy("Address not found");
    }
    ObjectNode after = held.deepCopy();
    apply(after, call.legacyFields(), ADDRESS);
    portal.of(Kind.ADDRESS).put(Values.id(held.get("ID")), after);
    return Answer.yes();
  }

  private Answer deleteAddress(Call call) {
    ObjectNode held = address(call.legacyFields());
    if (held == null) {
      throw Refusal.legacy("Address not found");
    }
    portal.of(Kind.ADDRESS).remove(Values.id(held.get("ID")));
    return Answer.yes();
  }

  /** The portal tells at most fifty as the total, however many there are. */
  private Answer addresses(Call call) {
    Answer answer = list(call, Kind.ADDRESS, ADDRESS, false);
    Long total = answer.total();
    return new Answer(
        answer.result(), total == null ? null : Math.min(total, Page.SIZE), answer.next());
  }

  private Answer link(Call call) {
    ObjectNode sent = call.legacyFields();
    Table table = portal.of(Kind.REQUISITE_LINK);
    for (ObjectNode each : table.with("ENTITY_ID", Values.text(sent.get("ENTITY_ID")))) {
      if (each.path("ENTITY_TYPE_ID").asText().equals(Values.text(sent.get("ENTITY_TYPE_ID")))) {
        table.remove(Values.id(each.get("ID")));
      }
    }
    long type = Values.id(sent.get("ENTITY_TYPE_ID"));
    Kind owner = type == CrmType.DEAL.id ? Kind.DEAL : Kind.INVOICE;
    if ((type != CrmType.DEAL.id && type != CrmType.INVOICE.id)
        || portal.of(owner).get(Values.id(sent.get("ENTITY_ID"))) == null) {
      throw Refusal.legacy("Entity not found.");
    }
    store(Kind.REQUISITE_LINK, LINK, sent);
    return Answer.yes();
  }
}
