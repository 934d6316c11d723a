package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Product rows of deals and invoices, with the prices that follow from a row's price, tax and
 * discount.
 */
final class ProductRows {

  private static final Schema SCHEMA =
      Schema.parse(
          """
      id ID integer
      ownerId OWNER_ID integer
      ownerType OWNER_TYPE string
      productId PRODUCT_ID integer
      productName PRODUCT_NAME string
      price PRICE double
      quantity QUANTITY double
      discountTypeId DISCOUNT_TYPE_ID integer
      discountRate DISCOUNT_RATE double
      discountSum DISCOUNT_SUM double
      taxRate TAX_RATE double
      taxIncluded TAX_INCLUDED flag
      measureCode MEASURE_CODE integer
      measureName MEASURE_NAME string
      sort SORT integer
      """);

  private final Portal portal;
  private final CrmItems items;
  private final RowPrices prices;

  ProductRows(Portal portal, CrmItems items) {
    this.portal = portal;
    this.items = items;
    this.prices = new RowPrices(portal);
  }

  void register(Methods methods) {
    String family = "crm.item.productrow.";
    methods.add("crm", family + "set", this::set);
    methods.add("crm", family + "list", this::list);
    methods.add(
        "crm", family + "get", call -> Answer.named("productRow", shown(need(call.needId("id")))));
    methods.add("crm", family + "add", this::add);
    methods.add("crm", family + "update", this::update);
    methods.add("crm", family + "delete", this::delete);
    methods.add("crm", family + "fields", call -> fields());
    methods.add(
        "crm",
        family + "getAvailableForPayment",
        call ->
            Answer.named(
                "productRows",
                array(
                    of(
                        owner(
                            Values.text(call.need("ownerType")),
                            call.needId("ownerId"),
                            call.caller())))));
  }

  private record Owner(CrmType type, ObjectNode item) {
    long id() {
      return Values.id(item.get("id"));
    }

    String key() {
      return type.ownerType + "_" + id();
    }
  }

  private Owner owner(String ownerType, long ownerId, Caller caller) {
    CrmType type = CrmType.owner(ownerType);
    boolean smart = type == CrmType.INVOICE && portal.classicInvoices();
    if (type == null || !type.staged() || smart) {
      throw Refusal.bad("ENTITY_TYPE_NOT_SUPPORTED", "Entity type is not supported");
    }
    if (portal.table(type).get(ownerId) == null) {
      throw Refusal.bad("OWNER_NOT_FOUND", "Owner was not found");
    }
    return new Owner(type, items.visible(type, ownerId, caller));
  }

  private List<ObjectNode> of(Owner owner) {
    return portal.of(Kind.ROW).with("ownerKey", owner.key());
  }

  /** The rows of a deal, in the order of their ids. */
  List<ObjectNode> of(CrmType type, long id) {
    return portal.of(Kind.ROW).with("ownerKey", type.ownerType + "_" + id);
  }

  private Answer set(Call call) {
    Owner owner = owner(Values.text(call.need("ownerType")), call.needId("ownerId"), call.caller());
    JsonNode sent = call.need("productRows");
    if (!sent.isContainerNode()) {
      throw Refusal.bad(
          "100",
          "Invalid value {"
              + sent.asText()
              + "} to match with parameter {productRows}. Should be value of type array.");
    }
    return Answer.named(
        "productRows", array(replace(owner.type(), owner.id(), Php.elements(sent), call.caller())));
  }

  /** Replaces all rows at once; refuses before anything is gone. */
  List<ObjectNode> replace(CrmType type, long id, List<JsonNode> sent, Caller caller) {
    Owner owner = owner(type.ownerType, id, caller);
    List<ObjectNode> made = new ArrayList<>();
    for (JsonNode each : sent) {
      made.add(prices.row(Php.map(each), null, (made.size() + 1) * 10L));
    }
    Table rows = portal.of(Kind.ROW);
    List<ObjectNode> before = of(owner);
    before.forEach(each -> rows.remove(Values.id(each.get("id"))));
    for (int i = 0; i < made.size(); i++) {
      long sentId = Values.id(Php.map(sent.get(i)).get("id"));
      boolean kept = before.stream().anyMatch(each -> Values.id(each.get("id")) == sentId);
      store(owner, made.get(i), kept && rows.get(sentId) == null ? sentId : rows.newId());
    }
    retotal(owner, caller);
    return of(owner);
  }

  private void store(Owner owner, ObjectNode row, long id) {
    row.put("id", id)
        .put("ownerId", owner.id())
        .put("ownerType", owner.type().ownerType)
        .put("ownerKey", owner.key());
    portal.of(Kind.ROW).put(id, row);
  }

  private void retotal(Owner owner, Caller caller) {
    ObjectNode after = owner.item().deepCopy();
    ItemRules.totals(after, of(owner));
    items.store(owner.type(), owner.item(), after, caller);
  }

  private Answer add(Call call) {
    ObjectNode fields = call.needMap("fields");
    Owner owner =
        owner(
            Values.text(fields.get("ownerType")), Values.id(fields.get("ownerId")), call.caller());
    ObjectNode row = prices.row(fields, null, (of(owner).size() + 1) * 10L);
    store(owner, row, portal.of(Kind.ROW).newId());
    retotal(owner, call.caller());
    return Answer.named("productRow", shown(row));
  }

  private Answer update(Call call) {
    ObjectNode before = need(call.needId("id"));
    Owner owner =
        owner(before.path("ownerType").asText(), before.path("ownerId").asLong(), call.caller());
    ObjectNode row = prices.row(call.needMap("fields"), before, Values.id(before.get("sort")));
    store(owner, row, Values.id(before.get("id")));
    retotal(owner, call.caller());
    return Answer.named("productRow", shown(row));
  }

  private Answer delete(Call call) {
    ObjectNode row = need(call.needId("id"));
    Owner owner =
        owner(row.path("ownerType").asText(), row.path("ownerId").asLong(), call.caller());
    portal.of(Kind.ROW).remove(Values.id(row.get("id")));
    retotal(owner, call.caller());
    return Answer.of(Php.NODES.nullNode());
  }

  private ObjectNode need(long id) {
    ObjectNode row = portal.of(Kind.ROW).get(id);
    if (row == null) {
      throw Refusal.bad("NOT_FOUND", "Product row not found");
    }
    return row;
  }

  private Answer list(Call call) {
    JsonNode filter = call.get("filter");
    for (String needed : new String[] {"=ownerType", "=ownerId"}) {
      if (filter == null || Values.empty(filter.get(needed))) {
        throw Refusal.bad(
            "INVALID_ARG_VALUE", "Invalid filter: field '" + needed + "' is required in filter");
      }
    }
    Filter read = Filter.of(filter, SCHEMA, Filter.Dialect.ROWS, portal.time);
    Order order = portal.order(call.get("order"), SCHEMA, false, "id");
    return Page.of(portal.of(Kind.ROW), read, order, call.get("start"))
        .named("productRows", ProductRows::shown);
  }

  private Answer fields() {
    ObjectNode fields = Php.NODES.objectNode();
    for (Map.Entry<String, Column> each : SCHEMA.columns().entrySet()) {
      if (!each.getKey().equals("ID")) {
        fields.set(each.getKey(), FieldViews.of(each.getValue(), portal));
      }
    }
    return Answer.named("fields", fields);
  }

  private static ArrayNode array(List<ObjectNode> rows) {
    ArrayNode array = Php.NODES.arrayNode();
    rows.forEach(each -> array.add(shown(each)));
    return array;
  }

  private static ObjectNode shown(ObjectNode row) {
    ObjectNode shown = row.deepCopy();
    shown.remove("ownerKey");
    return shown;
  }
}
