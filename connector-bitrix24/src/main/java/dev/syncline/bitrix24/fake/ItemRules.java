package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What becomes of sent fields: defaults, checks, derived fields and stamps of a CRM item. */
final class ItemRules {

  private static final int CLOSES_IN_DAYS = 7;

  private final Portal portal;
  private final UserFields userFields;
  private final MultiFields multiFields = new MultiFields();

  ItemRules(Portal portal, UserFields userFields) {
    this.portal = portal;
    this.userFields = userFields;
  }

  ObjectNode created(CrmType type, ObjectNode sent, Caller caller) {
    ObjectNode item = blank(type, caller);
    ObjectNode fields = sent.deepCopy();
    if (type.staged()) {
      long category =
          Values.empty(fields.get("categoryId"))
              ? Values.id(item.get("categoryId"))
              : category(type, fields.get("categoryId"));
      item.put("categoryId", category);
      item.put("stageId", firstStage(type, category));
    }
    apply(type, item, fields, true);
    checkMandatory(type, item);
    follow(type, item);
    return item;
  }

  private ObjectNode blank(CrmType type, Caller caller) {
    ObjectNode item = Php.NODES.objectNode().put("id", 0L);
    for (Column each : type.columns) {
      if (!each.name().equals("id")) {
        item.set(each.name(), blankValue(each));
      }
    }
    String now = portal.time.stamp();
    item.put("createdTime", now).put("updatedTime", now).put("lastActivityTime", now);
    item.put("createdBy", caller.userId())
        .put("updatedBy", caller.userId())
        .put("lastActivityBy", caller.userId())
        .put("assignedById", caller.userId());
    item.put("opened", "Y");
    if (type.staged()) {
      item.put("movedBy", caller.userId()).put("movedTime", now);
      item.put("currencyId", Portal.BASE_CURRENCY).put("opportunity", 0L).put("taxValue", 0L);
      item.put("begindate", portal.time.date(portal.time.today()));
      item.put("closedate", portal.time.date(portal.time.today().plusDays(CLOSES_IN_DAYS)));
      item.put("categoryId", type == CrmType.INVOICE ? 5L : 0L);
    }
    switch (type) {
      case DEAL -> item.put("typeId", "SALE");
      case CONTACT -> item.put("typeId", "CLIENT").put("export", "Y").put("categoryId", 0L);
      case COMPANY ->
          item.put("typeId", "CUSTOMER")
              .put("revenue", 0L)
              .put("currencyId", Portal.BASE_CURRENCY)
              .put("categoryId", 0L);
      case INVOICE -> item.put("mycompanyId", firstOwnCompany()).put("previousStageId", "");
    }
    return item;
  }

  private static JsonNode blankValue(Column column) {
    if (column.multiple() || column.type() == Column.Type.MULTIFIELD) {
      return Php.NODES.arrayNode();
    }
    return switch (column.type()) {
      case FLAG -> Php.NODES.textNode("N");
      case LINK -> column.name().equals("quoteId") ? Php.NODES.nullNode() : Values.number(0);
      default -> Php.NODES.nullNode();
    };
  }

  private long firstOwnCompany() {
    return portal.of(Kind.COMPANY).all().stream()
        .filter(each -> each.path("isMyCompany").asText().equals("Y"))
        .findFirst()
        .map(each -> Values.id(each.get("id")))
        .orElse(0L);
  }

  /** What can only be said once the id is known. */
  void number(CrmType type, ObjectNode item, long id) {
    item.put("id", id);
    boolean titled = type != CrmType.CONTACT;
    if (titled && Values.empty(item.get("title"))) {
      item.put("title", type.title + " #" + id);
    }
    if (!titled && Values.empty(item.get("name")) && Values.empty(item.get("lastName"))) {
      item.put("name", "Contact #" + id);
    }
    if (type == CrmType.INVOICE && Values.empty(item.get("accountNumber"))) {
      item.put("accountNumber", Long.toString(id));
    }
  }

  ObjectNode changed(CrmType type, ObjectNode before, ObjectNode fields, Caller caller) {
    ObjectNode after = before.deepCopy();
    if (type.staged() && !Values.empty(fields.get("categoryId"))) {
      long category = category(type, fields.get("categoryId"));
      if (category != Values.id(before.get("categoryId"))) {
        after.put("categoryId", category).put("stageId", firstStage(type, category));
      }
    }
    apply(type, after, fields, false);
    boolean inPipeline = after.path("categoryId").equals(before.path("categoryId"));
    if (type.staged() && inPipeline && !after.path("stageId").equals(before.path("stageId"))) {
      checkMandatory(type, after);
    }
    follow(type, after);
    return after;
  }

  private void apply(CrmType type, ObjectNode item, ObjectNode fields, boolean adding) {
    for (Column column : columns(type)) {
      JsonNode sent = fields.get(column.name());
      if (sent == null || column.readOnly() || column.type() == Column.Type.CATEGORY) {
        continue;
      }
      if (column.type() == Column.Type.MULTIFIELD) {
        item.set("fm", multiFields.written(item.get("fm"), sent, adding));
      } else if (column.type() == Column.Type.STAGE) {
        stage(type, item, sent);
      } else {
        set(item, column, sent);
      }
    }
    bind(item, fields, "contactId", "contactIds");
    bind(item, fields, "companyId", "companyIds");
    total(type, item, fields);
  }

  private List<Column> columns(CrmType type) {
    List<Column> all = new java.util.ArrayList<>(type.columns);
    all.addAll(userFields.columns(type));
    return all;
  }

  private void set(ObjectNode item, Column column, JsonNode sent) {
    if (!column.multiple()) {
      JsonNode value = scalar(column, sent);
      if (value != null) {
        item.set(column.name(), value);
      }
      return;
    }
    if (!sent.isContainerNode() && !Values.empty(sent)) {
      throw Refusal.bad(
          "100", "Expected iterable value for multiple field, but got string instead");
    }
    ArrayNode values = Php.NODES.arrayNode();
    for (JsonNode each : Php.elements(sent)) {
      JsonNode value = Values.empty(each) ? null : scalar(column, each);
      if (value != null) {
        values.add(value);
      }
    }
    item.set(column.name(), values);
  }

  /**
   * The value as it is stored; null for a moment that cannot be read, which the portal passes over.
   */
  private @Nullable JsonNode scalar(Column column, JsonNode sent) {
    if (Values.empty(sent)) {
      return cleared(column);
    }
    if (column.type() == Column.Type.FILE) {
      return Php.NODES.nullNode();
    }
    if (sent.isContainerNode()) {
      throw CrmItems.invalid(column.name());
    }
    return switch (column.type()) {
      case INTEGER, LINK, USER -> number(column, sent);
      case DOUBLE -> decimal(column, sent);
      case FLAG, UF_FLAG -> flag(column, sent);
      case DATETIME -> text(portal.time.moment(sent.asText()));
      case DATE -> text(portal.time.dateOf(sent.asText()));
      case STATUS -> chosen(column, sent);
      case CURRENCY -> currency(column, sent);
      default -> Php.NODES.textNode(sent.asText());
    };
  }

  private static JsonNode cleared(Column column) {
    return switch (column.type()) {
      case LINK -> Values.number(0);
      case DOUBLE -> column.custom() ? Php.NODES.nullNode() : Values.number(0);
      case FLAG, UF_FLAG -> Php.NODES.textNode("N");
      default -> Php.NODES.nullNode();
    };
  }

  private static JsonNode number(Column column, JsonNode sent) {
    Long whole = Values.whole(sent);
    if (whole == null || (whole < 0 && column.type() != Column.Type.INTEGER)) {
      throw CrmItems.invalid(column.name());
    }
    return Values.number(whole);
  }

  private static JsonNode decimal(Column column, JsonNode sent) {
    BigDecimal decimal = Values.decimal(sent);
    if (decimal == null) {
      throw CrmItems.invalid(column.name());
    }
    return Values.number(column.custom() ? decimal : Values.money(decimal));
  }

  private static JsonNode flag(Column column, JsonNode sent) {
    String flag = Values.flag(sent);
    if (flag == null) {
      throw CrmItems.invalid(column.name());
    }
    return Php.NODES.textNode(flag);
  }

  private static @Nullable JsonNode text(@Nullable String text) {
    return text == null ? null : Php.NODES.textNode(text);
  }

  private JsonNode chosen(Column column, JsonNode sent) {
    if (portal.status(Objects.requireNonNull(column.list()), sent.asText()) == null) {
      throw CrmItems.invalid(column.name());
    }
    return Php.NODES.textNode(sent.asText());
  }

  private static JsonNode currency(Column column, JsonNode sent) {
    if (!Portal.CURRENCIES.contains(sent.asText())) {
      throw CrmItems.invalid(column.name());
    }
    return Php.NODES.textNode(sent.asText());
  }

  private long category(CrmType type, @Nullable JsonNode sent) {
    Long category = Values.whole(sent);
    if (category == null || portal.category(type, category) == null) {
      throw CrmItems.invalid("Pipeline");
    }
    return category;
  }

  private void stage(CrmType type, ObjectNode item, JsonNode sent) {
    if (Values.empty(sent)) {
      return;
    }
    String list = Portal.stages(type, Values.id(item.get("categoryId")));
    if (portal.status(list, Values.text(sent)) == null) {
      throw CrmItems.invalid("Stage");
    }
    item.put("stageId", Values.text(sent));
  }

  private String firstStage(CrmType type, long category) {
    return portal.statuses(Portal.stages(type, category)).get(0).path("STATUS_ID").asText();
  }

  /**
   * The list of bindings replaces the set and names the primary; the primary alone replaces the
   * first.
   */
  private static void bind(ObjectNode item, ObjectNode fields, String primary, String all) {
    if (!item.has(primary) || !item.has(all)) {
      return;
    }
    if (fields.has(all)) {
      JsonNode first = item.get(all).get(0);
      item.put(primary, first == null ? 0 : first.asLong());
    } else if (fields.has(primary)) {
      long id = Values.id(item.get(primary));
      ArrayNode bound = Php.NODES.arrayNode();
      if (id != 0) {
        bound.add(id);
        item.get(all)
            .forEach(
                each -> {
                  if (each.asLong() != id && !each.equals(item.get(all).get(0))) {
                    bound.add(each);
                  }
                });
      }
      item.set(all, bound);
    }
  }

  /** A total that is sent turns the rows' power over it off, unless the mode is sent too. */
  private void total(CrmType type, ObjectNode item, ObjectNode fields) {
    if (!type.staged()) {
      return;
    }
    if (!Values.empty(fields.get("opportunity"))
        && Values.empty(fields.get("isManualOpportunity"))
        && Values.amount(item, "opportunity").signum() != 0) {
      item.put("isManualOpportunity", "Y");
    }
    totalOfRows(portal, type, item);
  }

  /** Lets the rows say the total where they may. */
  static void totalOfRows(Portal portal, CrmType type, ObjectNode item) {
    List<ObjectNode> rows =
        portal.of(Kind.ROW).with("ownerKey", type.ownerType + "_" + Values.id(item.get("id")));
    if (rows.isEmpty()) {
      return;
    }
    totals(item, rows);
  }

  static void totals(ObjectNode item, List<ObjectNode> rows) {
    BigDecimal sum = BigDecimal.ZERO;
    BigDecimal tax = BigDecimal.ZERO;
    for (ObjectNode row : rows) {
      BigDecimal quantity = Values.amount(row, "quantity");
      BigDecimal price = Values.amount(row, "price");
      sum = sum.add(price.multiply(quantity));
      tax = tax.add(price.subtract(Values.amount(row, "priceExclusive")).multiply(quantity));
    }
    if (!item.path("isManualOpportunity").asText().equals("Y")) {
      item.set("opportunity", Values.number(Values.money(sum)));
    }
    item.set("taxValue", Values.number(Values.money(tax)));
  }

  private void checkMandatory(CrmType type, ObjectNode item) {
    for (ObjectNode each : userFields.of(type)) {
      String name = each.path("FIELD_NAME").asText();
      if (each.path("MANDATORY").asText().equals("Y") && Values.empty(item.get(name))) {
        throw Refusal.bad(
            "CRM_FIELD_ERROR_REQUIRED", "Required field \"" + name + "\" is not filled");
      }
    }
  }

  /** What follows from the stage. */
  private void follow(CrmType type, ObjectNode item) {
    if (type != CrmType.DEAL) {
      return;
    }
    long category = Values.id(item.get("categoryId"));
    String stage = item.path("stageId").asText();
    String semantics = semantics(type, category, stage);
    item.put("stageSemanticId", semantics);
    item.put("closed", semantics.equals("P") ? "N" : "Y");
    item.put("isNew", stage.equals(firstStage(type, category)) ? "Y" : "N");
  }

  private String semantics(CrmType type, long category, String stage) {
    ObjectNode status = portal.status(Portal.stages(type, category), stage);
    String semantics = status == null ? "" : Values.text(status.get("SEMANTICS"));
    return semantics.isEmpty() ? "P" : semantics;
  }

  void stamp(CrmType type, ObjectNode before, ObjectNode after, Caller caller) {
    String now = portal.time.stamp();
    after.put("updatedTime", now).put("updatedBy", caller.userId());
    if (type.staged() && !after.path("stageId").equals(before.path("stageId"))) {
      after.put("movedTime", now).put("movedBy", caller.userId());
      if (type == CrmType.INVOICE) {
        after.put("previousStageId", before.path("stageId").asText());
      }
    }
  }

  /** Tells the append-only history of a stage that is new, reached or left. */
  void history(CrmType type, @Nullable ObjectNode before, ObjectNode after) {
    boolean same = before != null && before.path("stageId").equals(after.path("stageId"));
    if (!type.staged() || same) {
      return;
    }
    long category = Values.id(after.get("categoryId"));
    String semantics = semantics(type, category, after.path("stageId").asText());
    Table table = portal.of(Kind.STAGE_HISTORY);
    long id = table.newId();
    table.put(
        id,
        Php.NODES
            .objectNode()
            .put("ID", Long.toString(id))
            .put("TYPE_ID", reason(before, after, semantics))
            .put("OWNER_ID", Values.text(after.get("id")))
            .put("CREATED_TIME", portal.time.stamp())
            .put("CATEGORY_ID", Long.toString(category))
            .put("STAGE_SEMANTIC_ID", semantics)
            .put("STAGE_ID", after.path("stageId").asText())
            .put("entityTypeId", type.id));
  }

  private static String reason(@Nullable ObjectNode before, ObjectNode after, String semantics) {
    if (before == null) {
      return "1";
    }
    if (!before.path("categoryId").equals(after.path("categoryId"))) {
      return "5";
    }
    return semantics.equals("P") ? "2" : "3";
  }
}
