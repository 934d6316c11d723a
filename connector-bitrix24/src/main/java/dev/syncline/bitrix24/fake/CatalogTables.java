package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The small tables of the catalog, which differ only in their names, columns and refusals. */
final class CatalogTables {

  /** One small table: its method prefix, its two reply keys, and what is refused how. */
  private record Small(
      Kind kind,
      String prefix,
      String one,
      String many,
      Schema schema,
      long missing,
      List<String> required) {}

  private final Portal portal;

  CatalogTables(Portal portal) {
    this.portal = portal;
  }

  void register(Methods methods) {
    read(
        methods,
        new Small(
            Kind.CATALOG,
            "catalog.catalog.",
            "catalog",
            "catalogs",
            Schema.parse(
                """
            id ID integer ro
            iblockId IBLOCK_ID integer
            iblockTypeId IBLOCK_TYPE_ID string ro
            lid LID string ro
            name NAME string ro
            productIblockId PRODUCT_IBLOCK_ID integer
            skuPropertyId SKU_PROPERTY_ID integer
            subscription SUBSCRIPTION flag
            vatId VAT_ID integer
            yandexExport YANDEX_EXPORT flag
            """),
            0,
            List.of()));
    write(
        methods,
        new Small(
            Kind.PRICE_TYPE,
            "catalog.priceType.",
            "priceType",
            "priceTypes",
            Schema.parse(
                """
            id ID integer ro
            name NAME string
            base BASE flag
            xmlId XML_ID string
            sort SORT integer
            """),
            201000000000L,
            List.of("name")));
    write(
        methods,
        new Small(
            Kind.VAT,
            "catalog.vat.",
            "vat",
            "vats",
            Schema.parse(
                """
            id ID integer ro
            name NAME string
            rate RATE double
            sort SORT integer
            active ACTIVE flag
            """),
            200800000000L,
            List.of("name", "rate")));
    write(
        methods,
        new Small(
            Kind.MEASURE,
            "catalog.measure.",
            "measure",
            "measures",
            Schema.parse(
                """
            id ID integer ro
            code CODE integer
            isDefault IS_DEFAULT flag
            measureTitle MEASURE_TITLE string
            symbol SYMBOL string
            symbolIntl SYMBOL_INTL string
            symbolLetterIntl SYMBOL_LETTER_INTL string
            """),
            0,
            List.of("code", "measureTitle")));
    write(
        methods,
        new Small(
            Kind.STORE,
            "catalog.store.",
            "store",
            "stores",
            Schema.parse(
                """
            id ID integer ro
            title TITLE string
            address ADDRESS string
            active ACTIVE flag
            code CODE string
            xmlId XML_ID string
            issuingCenter ISSUING_CENTER flag
            sort SORT integer
            dateCreate DATE_CREATE datetime ro
            dateModify DATE_MODIFY datetime ro
            userId USER_ID user
            modifiedBy MODIFIED_BY user ro
            gpsN GPS_N double
            gpsS GPS_S double
            phone PHONE string
            schedule SCHEDULE string
            email EMAIL string
            description DESCRIPTION string
            """),
            201100000000L,
            List.of("address", "title")));
    read(
        methods,
        new Small(
            Kind.STORE_PRODUCT,
            "catalog.storeproduct.",
            "storeProduct",
            "storeProducts",
            Schema.parse(
                """
            id ID integer ro
            productId PRODUCT_ID integer
            storeId STORE_ID integer
            amount AMOUNT double
            quantityReserved QUANTITY_RESERVED double
            """),
            0,
            List.of()));
  }

  private void read(Methods methods, Small small) {
    methods.add(
        "catalog",
        small.prefix() + "list",
        call -> list(call, portal, small.kind(), small.schema(), small.many(), true));
    // catalog.vat.get is documented without a usable wrapper: better unknown than wrong.
    if (small.kind() != Kind.VAT) {
      methods.add(
          "catalog",
          small.prefix() + "get",
          call -> Answer.named(small.one(), need(small, call.needId("id"))));
    }
    methods.add(
        "catalog",
        small.prefix() + "getFields",
        call -> fields(small.one(), small.schema(), portal));
  }

  private void write(Methods methods, Small small) {
    read(methods, small);
    methods.add("catalog", small.prefix() + "add", call -> add(small, call));
    methods.add("catalog", small.prefix() + "update", call -> update(small, call));
    methods.add(
        "catalog",
        small.prefix() + "delete",
        call -> {
          CatalogProducts.rights(call.caller());
          need(small, call.needId("id"));
          portal.of(small.kind()).remove(call.needId("id"));
          return Answer.yes();
        });
  }

  private ObjectNode need(Small small, long id) {
    ObjectNode row = portal.of(small.kind()).get(id);
    if (row == null) {
      throw Refusal.number(small.missing(), small.one() + " does not exist");
    }
    return row;
  }

  private Answer add(Small small, Call call) {
    CatalogProducts.rights(call.caller());
    ObjectNode sent = call.needMap("fields");
    required(sent, small.required().toArray(String[]::new));
    ObjectNode row = Php.NODES.objectNode();
    for (Column each : small.schema().columns().values()) {
      row.set(each.name(), blank(each, call.caller()));
    }
    apply(row, sent, small.schema(), List.of(), portal);
    Table table = portal.of(small.kind());
    long id = table.newId();
    table.put(id, row.put("id", id));
    return Answer.named(small.one(), row);
  }

  private JsonNode blank(Column column, Caller caller) {
    return switch (column.name()) {
      case "active" -> Php.NODES.textNode("Y");
      case "sort" -> Values.number(100);
      case "dateCreate", "dateModify" -> Php.NODES.textNode(portal.time.stamp());
      case "userId", "modifiedBy" -> Values.number(caller.userId());
      default -> column.type() == Column.Type.FLAG ? Php.NODES.textNode("N") : Php.NODES.nullNode();
    };
  }

  private Answer update(Small small, Call call) {
    CatalogProducts.rights(call.caller());
    ObjectNode before = need(small, call.needId("id"));
    ObjectNode after = before.deepCopy();
    apply(after, call.needMap("fields"), small.schema(), List.of(), portal);
    if (!after.equals(before)) {
      if (after.has("dateModify")) {
        after.put("dateModify", portal.time.stamp());
      }
      portal.of(small.kind()).put(call.needId("id"), after);
    }
    return Answer.named(small.one(), after);
  }

  static void required(ObjectNode sent, String... names) {
    List<String> missing = new ArrayList<>();
    for (String name : names) {
      if (Values.empty(sent.get(name))) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw Refusal.number(0, "Required fields: " + String.join(", ", missing));
    }
  }

  /** Sets what the columns take; unknown and read-only keys are passed over. */
  static void apply(
      ObjectNode row, ObjectNode sent, Schema schema, Collection<String> fixed, Portal portal) {
    for (Map.Entry<String, JsonNode> each : sent.properties()) {
      Column column = schema.columns().get(each.getKey());
      if (column == null || column.readOnly() || fixed.contains(column.name())) {
        continue;
      }
      JsonNode value = read(column, each.getValue(), portal);
      if (value != null) {
        row.set(column.name(), value);
      }
    }
  }

  private static @Nullable JsonNode read(Column column, JsonNode sent, Portal portal) {
    if (Values.empty(sent)) {
      return column.type() == Column.Type.FLAG ? Php.NODES.textNode("N") : Php.NODES.nullNode();
    }
    if (sent.isContainerNode()) {
      throw Refusal.number(0, "Invalid value of field: " + column.name());
    }
    if (column.type().numeric()) {
      BigDecimal number = Values.decimal(sent);
      if (number == null) {
        throw Refusal.number(0, "Invalid value of field: " + column.name());
      }
      return Values.number(number);
    }
    if (column.type() == Column.Type.FLAG) {
      String flag = Values.flag(sent);
      if (flag == null) {
        throw Refusal.number(0, "Invalid value of field: " + column.name());
      }
      return Php.NODES.textNode(flag);
    }
    if (column.type() == Column.Type.DATETIME) {
      String moment = portal.time.moment(sent.asText());
      return moment == null ? null : Php.NODES.textNode(moment);
    }
    return Php.NODES.textNode(sent.asText());
  }

  static Answer list(
      Call call, Portal portal, Kind kind, Schema schema, String key, boolean orderedById) {
    Filter filter = Filter.of(call.get("filter"), schema, Filter.Dialect.CATALOG, portal.time);
    JsonNode sentOrder = call.get("order");
    JsonNode wanted =
        Values.empty(sentOrder) && orderedById
            ? Php.NODES.objectNode().put("id", "ASC")
            : sentOrder;
    Order order = portal.order(wanted, schema, false, "id");
    List<String> select = new ArrayList<>();
    JsonNode sentSelect = call.get("select");
    if (sentSelect != null) {
      Php.elements(sentSelect).forEach(each -> select.add(each.asText()));
    }
    return Page.of(portal.of(kind), filter, order, call.get("start"))
        .named(key, each -> selected(each, select));
  }

  private static ObjectNode selected(ObjectNode row, List<String> select) {
    if (select.isEmpty() || select.contains("*")) {
      return row;
    }
    ObjectNode view = Php.NODES.objectNode();
    for (String name : select) {
      if (row.has(name)) {
        view.set(name, row.get(name));
      }
    }
    return view;
  }

  static Answer fields(String key, Schema schema, Portal portal) {
    ObjectNode fields = Php.NODES.objectNode();
    schema
        .columns()
        .forEach(
            (name, column) -> {
              if (!name.equals("ID")) {
                fields.set(name, FieldViews.of(column, portal));
              }
            });
    return Answer.named(key, fields);
  }
}
