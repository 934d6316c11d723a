package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The sections of the catalog. */
final class CatalogSections {

  static final long ADD_FAILED = 200700300000L;
  static final long UPDATE_FAILED = 200700300010L;
  static final long NO_SECTION = 200700300030L;
  static final long CODE_TAKEN = 200700300040L;
  static final long NO_BLOCK = 200700300050L;

  private static final Schema SCHEMA =
      Schema.parse(
          """
      id ID integer ro
      iblockId IBLOCK_ID integer
      iblockSectionId IBLOCK_SECTION_ID link
      name NAME string
      xmlId XML_ID string
      code CODE string
      sort SORT integer
      active ACTIVE flag
      description DESCRIPTION text
      descriptionType DESCRIPTION_TYPE string
      """);

  private final Portal portal;

  CatalogSections(Portal portal) {
    this.portal = portal;
  }

  void register(Methods methods) {
    methods.add("catalog", "catalog.section.list", this::list);
    methods.add(
        "catalog", "catalog.section.get", call -> Answer.named("section", need(call.needId("id"))));
    methods.add(
        "catalog",
        "catalog.section.add",
        call -> {
          rights(call.caller(), 200040300040L);
          return Answer.named("section", create(call.needMap("fields")));
        });
    methods.add(
        "catalog",
        "catalog.section.update",
        call -> {
          rights(call.caller(), 200040300040L);
          return Answer.named("section", change(call.needId("id"), call.needMap("fields")));
        });
    methods.add(
        "catalog",
        "catalog.section.delete",
        call -> {
          rights(call.caller(), 200040300050L);
          remove(call.needId("id"));
          return Answer.yes();
        });
    methods.add(
        "catalog",
        "catalog.section.getFields",
        call -> CatalogTables.fields("section", SCHEMA, portal));
  }

  private static void rights(Caller caller, long code) {
    if (!caller.admin()) {
      throw Refusal.number(code, "Access Denied");
    }
  }

  private Answer list(Call call) {
    JsonNode sent = call.get("filter");
    if (sent == null || Values.empty(sent.get("iblockId"))) {
      throw Refusal.number(0, "Required filter fields: iblockId");
    }
    return CatalogTables.list(call, portal, Kind.SECTION, SCHEMA, "sections", true);
  }

  private ObjectNode need(long id) {
    ObjectNode section = portal.of(Kind.SECTION).get(id);
    if (section == null) {
      throw Refusal.number(NO_SECTION, "Section does not exist");
    }
    return section;
  }

  ObjectNode create(ObjectNode sent) {
    CatalogTables.required(sent, "iblockId", "name");
    if (portal.of(Kind.CATALOG).get(Values.id(sent.get("iblockId"))) == null) {
      throw Refusal.number(NO_BLOCK, "Iblock does not exist");
    }
    ObjectNode section =
        Php.NODES
            .objectNode()
            .put("id", 0L)
            .put("iblockId", 0L)
            .putNull("iblockSectionId")
            .put("name", "")
            .putNull("xmlId")
            .putNull("code")
            .put("sort", 500L)
            .put("active", "Y")
            .putNull("description")
            .put("descriptionType", "text");
    section.set("iblockId", Values.number(Values.id(sent.get("iblockId"))));
    apply(section, sent, ADD_FAILED);
    Table table = portal.of(Kind.SECTION);
    long id = table.newId();
    table.put(id, section.put("id", id));
    return section;
  }

  ObjectNode change(long id, ObjectNode sent) {
    ObjectNode section = need(id).deepCopy();
    if (sent.has("name") && Values.empty(sent.get("name"))) {
      throw Refusal.number(UPDATE_FAILED, "Name is required");
    }
    apply(section, sent, UPDATE_FAILED);
    portal.of(Kind.SECTION).put(id, section);
    return section;
  }

  private void apply(ObjectNode section, ObjectNode sent, long failed) {
    CatalogTables.apply(section, sent, SCHEMA, List.of("iblockId"), portal);
    long parentId = Values.id(section.get("iblockSectionId"));
    if (parentId == 0) {
      section.putNull("iblockSectionId");
    } else {
      ObjectNode parent = portal.of(Kind.SECTION).get(parentId);
      boolean foreign =
          parent == null
              || !parent.path("iblockId").equals(section.path("iblockId"))
              || within(parent, section.path("id").asLong());
      if (foreign) {
        throw Refusal.number(failed, "Parent section is wrong");
      }
    }
    String code = Values.text(section.get("code"));
    for (ObjectNode each : portal.of(Kind.SECTION).all()) {
      if (!code.isEmpty()
          && each.path("code").asText().equals(code)
          && each.path("iblockId").equals(section.path("iblockId"))
          && each.path("id").asLong() != section.path("id").asLong()) {
        throw Refusal.number(CODE_TAKEN, "Section with the specified code already exists");
      }
    }
  }

  private boolean within(ObjectNode section, long ancestor) {
    ObjectNode at = section;
    while (at != null && ancestor != 0) {
      if (at.path("id").asLong() == ancestor) {
        return true;
      }
      at = portal.of(Kind.SECTION).get(Values.id(at.get("iblockSectionId")));
    }
    return false;
  }

  /** Takes the sections below along; products lose the link. */
  void remove(long id) {
    need(id);
    Table table = portal.of(Kind.SECTION);
    for (ObjectNode each : List.copyOf(table.all())) {
      if (Values.id(each.get("iblockSectionId")) == id) {
        remove(each.path("id").asLong());
      }
    }
    Table products = portal.of(Kind.PRODUCT);
    for (ObjectNode each : List.copyOf(products.all())) {
      if (Values.id(each.get("iblockSectionId")) == id) {
        ObjectNode freed = each.deepCopy().putNull("iblockSectionId");
        freed.putArray("iblockSection");
        products.put(each.path("id").asLong(), freed);
      }
    }
    table.remove(id);
  }
}
