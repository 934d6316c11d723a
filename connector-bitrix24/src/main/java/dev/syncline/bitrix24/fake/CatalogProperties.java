package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** The properties of the blocks and the values of the list ones. */
final class CatalogProperties {

  private static final Schema PROPERTY =
      Schema.parse(
          """
      id ID integer ro
      iblockId IBLOCK_ID integer
      name NAME string
      active ACTIVE flag
      sort SORT integer
      code CODE string
      propertyType PROPERTY_TYPE string
      userType USER_TYPE string
      multiple MULTIPLE flag
      xmlId XML_ID string
      isRequired IS_REQUIRED flag
      linkIblockId LINK_IBLOCK_ID integer
      listType LIST_TYPE string
      filtrable FILTRABLE flag
      searchable SEARCHABLE flag
      withDescription WITH_DESCRIPTION flag
      timestampX TIMESTAMP_X datetime ro
      """);

  private static final Schema ENUM =
      Schema.parse(
          """
      id ID integer ro
      propertyId PROPERTY_ID integer
      value VALUE string
      xmlId XML_ID string
      sort SORT integer
      def DEF flag
      """);

  private final Portal portal;

  CatalogProperties(Portal portal) {
    this.portal = portal;
  }

  void register(Methods methods) {
    String properties = "catalog.productProperty.";
    methods.add(
        "catalog",
        properties + "list",
        call ->
            CatalogTables.list(call, portal, Kind.PROPERTY, PROPERTY, "productProperties", false));
    methods.add(
        "catalog",
        properties + "get",
        call -> Answer.named("productProperty", need(Kind.PROPERTY, call.needId("id"))));
    methods.add("catalog", properties + "add", this::addProperty);
    methods.add("catalog", properties + "update", this::updateProperty);
    methods.add("catalog", properties + "delete", call -> delete(Kind.PROPERTY, call));
    methods.add(
        "catalog",
        properties + "getFields",
        call -> CatalogTables.fields("productProperty", PROPERTY, portal));
    String enums = "catalog.productPropertyEnum.";
    methods.add(
        "catalog",
        enums + "list",
        call ->
            CatalogTables.list(
                call, portal, Kind.PROPERTY_ENUM, ENUM, "productPropertyEnums", false));
    methods.add(
        "catalog",
        enums + "get",
        call -> Answer.named("productPropertyEnum", need(Kind.PROPERTY_ENUM, call.needId("id"))));
    methods.add("catalog", enums + "add", this::addEnum);
    methods.add("catalog", enums + "delete", call -> delete(Kind.PROPERTY_ENUM, call));
  }

  private ObjectNode need(Kind kind, long id) {
    ObjectNode row = portal.of(kind).get(id);
    if (row == null) {
      throw Refusal.number(0, "Property does not exist");
    }
    return row;
  }

  private Answer addProperty(Call call) {
    CatalogProducts.rights(call.caller());
    ObjectNode sent = call.needMap("fields");
    CatalogTables.required(sent, "iblockId", "name", "propertyType");
    if (portal.of(Kind.CATALOG).get(Values.id(sent.get("iblockId"))) == null) {
      throw Refusal.number(0, "Iblock does not exist");
    }
    if (!Set.of("N", "S", "L", "F", "E", "G").contains(Values.text(sent.get("propertyType")))) {
      throw Refusal.number(0, "Invalid property type specified");
    }
    ObjectNode property =
        Php.NODES
            .objectNode()
            .put("id", 0L)
            .putNull("iblockId")
            .put("name", "")
            .put("active", "Y")
            .put("sort", 500L)
            .putNull("code")
            .put("propertyType", "S")
            .putNull("userType")
            .put("multiple", "N")
            .putNull("xmlId")
            .put("isRequired", "N")
            .putNull("linkIblockId")
            .put("listType", "L")
            .put("filtrable", "N")
            .put("searchable", "N")
            .put("withDescription", "N")
            .put("timestampX", portal.time.stamp());
    CatalogTables.apply(property, sent, PROPERTY, List.of(), portal);
    Table table = portal.of(Kind.PROPERTY);
    long id = table.newId();
    table.put(id, property.put("id", id));
    return Answer.named("productProperty", property);
  }

  private Answer updateProperty(Call call) {
    CatalogProducts.rights(call.caller());
    ObjectNode property = need(Kind.PROPERTY, call.needId("id")).deepCopy();
    CatalogTables.apply(
        property, call.needMap("fields"), PROPERTY, List.of("iblockId", "propertyType"), portal);
    portal
        .of(Kind.PROPERTY)
        .put(call.needId("id"), property.put("timestampX", portal.time.stamp()));
    return Answer.named("productProperty", property);
  }

  private Answer addEnum(Call call) {
    CatalogProducts.rights(call.caller());
    ObjectNode sent = call.needMap("fields");
    CatalogTables.required(sent, "propertyId", "value", "xmlId");
    ObjectNode property = need(Kind.PROPERTY, Values.id(sent.get("propertyId")));
    if (!property.path("propertyType").asText().equals("L")) {
      throw Refusal.number(0, "Only list properties are supported");
    }
    long propertyId = property.path("id").asLong();
    String xmlId = Values.text(sent.get("xmlId"));
    Table table = portal.of(Kind.PROPERTY_ENUM);
    for (ObjectNode each : table.with("propertyId", propertyId)) {
      if (each.path("xmlId").asText().equals(xmlId)) {
        throw Refusal.bad(
            "BX_INVALID_VALUE", "Value of the list with this XML_ID already exists: " + xmlId);
      }
    }
    long id = table.newId();
    String def = Values.flag(sent.get("def"));
    ObjectNode made =
        Php.NODES
            .objectNode()
            .put("id", id)
            .put("propertyId", propertyId)
            .put("value", Values.text(sent.get("value")))
            .put("def", def == null ? "N" : def)
            .put("sort", Values.empty(sent.get("sort")) ? 500L : Values.id(sent.get("sort")))
            .put("xmlId", xmlId);
    table.put(id, made);
    return Answer.named("productPropertyEnum", made);
  }

  private Answer delete(Kind kind, Call call) {
    CatalogProducts.rights(call.caller());
    need(kind, call.needId("id"));
    portal.of(kind).remove(call.needId("id"));
    return Answer.yes();
  }
}
