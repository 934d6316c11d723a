package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the sent fields of a product: checks, defaults, properties with their value ids.
 */
final class ProductRules {

  private static final Set<String> OF_OFFERS_ONLY =
      Set.of(
          "quantity",
          "measure",
          "vatId",
          "vatIncluded",
          "weight",
          "purchasingPrice",
          "purchasingCurrency");
  private static final Set<String> STOCK =
      Set.of("quantity", "quantityReserved", "purchasingPrice", "purchasingCurrency");

  private final Portal portal;
  private long nextValue = 9816;

  ProductRules(Portal portal) {
    this.portal = portal;
  }

  ObjectNode created(CatalogProducts.Family family, ObjectNode sent, Caller caller) {
    needed(sent);
    long block = Values.id(sent.get("iblockId"));
    boolean offer = family == CatalogProducts.Family.OFFER;
    if (block != (offer ? Portal.OFFERS_BLOCK : Portal.PRODUCTS_BLOCK)) {
      throw Refusal.number(0, "Wrong iblockId");
    }
    ObjectNode product = blank(block, caller);
    product.put(
        "type",
        switch (family) {
          case PRODUCT -> 1L;
          case SKU -> 6L;
          case OFFER -> 5L;
          case SERVICE -> 7L;
        });
    apply(product, sent);
    return product;
  }

  private static void needed(ObjectNode sent) {
    List<String> missing = new java.util.ArrayList<>();
    for (String name : new String[] {"iblockId", "name"}) {
      if (Values.empty(sent.get(name))) {
        missing.add(name);
      }
    }
    if (!missing.isEmpty()) {
      throw Refusal.number(0, "Required fields: " + String.join(", ", missing));
    }
  }

  private ObjectNode blank(long block, Caller caller) {
    ObjectNode product = Php.NODES.objectNode();
    for (Column each : CatalogProducts.FIXED) {
      product.set(each.name(), each.multiple() ? Php.NODES.arrayNode() : Php.NODES.nullNode());
    }
    String now = portal.time.stamp();
    return product
        .put("iblockId", block)
        .put("active", "Y")
        .put("available", "Y")
        .put("bundle", "N")
        .put("sort", 500L)
        .put("vatIncluded", "N")
        .put("measure", 5L)
        .put("quantityTrace", "D")
        .put("canBuyZero", "D")
        .put("subscribe", "D")
        .put("previewTextType", "text")
        .put("detailTextType", "text")
        .put("createdBy", caller.userId())
        .put("modifiedBy", caller.userId())
        .put("dateCreate", now)
        .put("timestampX", now);
  }

  ObjectNode changed(ObjectNode before, ObjectNode sent) {
    ObjectNode after = before.deepCopy();
    if (sent.has("name") && Values.empty(sent.get("name"))) {
      throw Refusal.number(0, "Required fields: name");
    }
    apply(after, sent);
    if (Values.empty(after.get("xmlId"))) {
      after.put("xmlId", after.path("id").asText());
    }
    return after;
  }

  private void apply(ObjectNode product, ObjectNode sent) {
    long type = product.path("type").asLong();
    for (Column column : CatalogProducts.FIXED) {
      JsonNode value = sent.get(column.name());
      boolean ignored =
          column.readOnly()
              || column.name().equals("iblockId")
              || ((type == 3 || type == 6) && OF_OFFERS_ONLY.contains(column.name()))
              || (portal.inventory() && STOCK.contains(column.name()));
      if (value != null && !ignored && !column.multiple()) {
        JsonNode read = scalar(column, value);
        if (read != null) {
          product.set(column.name(), read);
        }
      }
    }
    sections(product, sent);
    if (product.path("iblockId").asLong() == Portal.OFFERS_BLOCK) {
      parent(product, sent);
    }
    properties(product, sent);
    code(product);
  }

  private @Nullable JsonNode scalar(Column column, JsonNode sent) {
    if (column.type() == Column.Type.FILE) {
      return picture(sent);
    }
    if (Values.empty(sent)) {
      return column.type() == Column.Type.FLAG ? Php.NODES.textNode("N") : Php.NODES.nullNode();
    }
    if (sent.isContainerNode()) {
      throw invalid(column);
    }
    return switch (column.type()) {
      case INTEGER -> reference(column, whole(column, sent));
      case LINK -> Values.number(section(whole(column, sent)));
      case DOUBLE -> decimal(column, sent);
      case FLAG -> flag(column, sent);
      default -> text(column, sent.asText());
    };
  }

  private static Refusal invalid(Column column) {
    return Refusal.number(0, "Invalid value of field: " + column.name());
  }

  private static long whole(Column column, JsonNode sent) {
    Long whole = Values.whole(sent);
    if (whole == null) {
      throw invalid(column);
    }
    return whole;
  }

  private JsonNode reference(Column column, long id) {
    boolean unknown =
        switch (column.name()) {
          case "vatId" -> portal.of(Kind.VAT).get(id) == null;
          case "measure" -> portal.of(Kind.MEASURE).get(id) == null;
          default -> false;
        };
    if (unknown) {
      throw Refusal.number(0, column.name() + " does not exist");
    }
    return Values.number(id);
  }

  private static JsonNode decimal(Column column, JsonNode sent) {
    BigDecimal number = Values.decimal(sent);
    if (number == null) {
      throw invalid(column);
    }
    return Values.number(number);
  }

  private static JsonNode flag(Column column, JsonNode sent) {
    String flag = Values.flag(sent);
    if (flag == null) {
      throw invalid(column);
    }
    return Php.NODES.textNode(flag);
  }

  private static JsonNode text(Column column, String text) {
    if (column.name().equals("purchasingCurrency") && !Portal.CURRENCIES.contains(text)) {
      throw Refusal.number(0, "Currency does not exist");
    }
    return Php.NODES.textNode(text);
  }

  private @Nullable JsonNode picture(JsonNode sent) {
    if (sent.isObject() && "Y".equals(Values.flag(sent.get("remove")))) {
      return Php.NODES.nullNode();
    }
    if (!sent.path("fileData").isContainerNode()) {
      return null;
    }
    String id = Long.toString(nextValue++);
    String url = "/rest/catalog.product.download?fields%5BfileId%5D=" + id;
    return Php.NODES.objectNode().put("id", id).put("url", url).put("urlMachine", url);
  }

  private long section(long id) {
    if (id != 0 && portal.of(Kind.SECTION).get(id) == null) {
      throw Refusal.number(0, "Section does not exist");
    }
    return id;
  }

  /** The main section is among all sections, whichever of the two is sent. */
  private void sections(ObjectNode product, ObjectNode sent) {
    JsonNode all =
        sent.has("iblockSection") ? sent.get("iblockSection") : sent.get("IblockSection");
    if (product.path("iblockSectionId").asLong() == 0) {
      product.putNull("iblockSectionId");
    }
    if (all != null) {
      ArrayNode sections = Php.NODES.arrayNode();
      Php.elements(all).forEach(each -> sections.add(section(Values.id(each))));
      product.set("iblockSection", sections);
      if (!sent.has("iblockSectionId")) {
        product.set("iblockSectionId", sections.isEmpty() ? Php.NODES.nullNode() : sections.get(0));
      }
    } else if (sent.has("iblockSectionId")) {
      ArrayNode sections = Php.NODES.arrayNode();
      if (!Values.empty(product.get("iblockSectionId"))) {
        sections.add(product.get("iblockSectionId"));
      }
      product.set("iblockSection", sections);
    }
  }

  private void parent(ObjectNode offer, ObjectNode sent) {
    JsonNode value =
        sent.has("parentId") ? sent.get("parentId") : sent.get("property" + Portal.PARENT_PROPERTY);
    if (value == null) {
      if (!offer.has("parentId")) {
        offer.putNull("parentId");
      }
      return;
    }
    JsonNode plain = value.isObject() ? value.path("value") : value;
    long id = Values.id(plain);
    if (Values.empty(plain) || id == 0) {
      offer.putNull("parentId").put("type", 5L);
      return;
    }
    ObjectNode parent = portal.of(Kind.PRODUCT).get(id);
    long type = parent == null ? 0 : parent.path("type").asLong();
    if (type != 3 && type != 6) {
      throw Refusal.number(0, "Parent product does not exist");
    }
    if (Values.id(offer.path("parentId").get("value")) != id) {
      offer.set(
          "parentId",
          Php.NODES
              .objectNode()
              .put("value", Long.toString(id))
              .put("valueId", Long.toString(nextValue++)));
    }
    offer.put("type", 4L);
  }

  private void properties(ObjectNode product, ObjectNode sent) {
    for (ObjectNode each :
        portal.of(Kind.PROPERTY).with("iblockId", product.path("iblockId").asLong())) {
      String name = "property" + each.path("id").asLong();
      if (each.path("id").asLong() == Portal.PARENT_PROPERTY || !sent.has(name)) {
        continue;
      }
      product.set(
          name,
          each.path("multiple").asText().equals("Y")
              ? many(each, product.path(name), sent.get(name))
              : one(each, product.path(name), sent.get(name)));
    }
  }

  private JsonNode many(ObjectNode property, JsonNode held, JsonNode sent) {
    ArrayNode values = Php.NODES.arrayNode();
    boolean plain = !sent.isContainerNode() || sent.has("value");
    for (JsonNode each : plain ? List.of(sent) : Php.elements(sent)) {
      JsonNode before = held.path(values.size());
      JsonNode value = one(property, before, each);
      if (!value.isNull()) {
        values.add(value);
      }
    }
    return values.isEmpty() ? Php.NODES.nullNode() : values;
  }

  /** The same value keeps its entry; another without the entry's id replaces it. */
  private JsonNode one(ObjectNode property, JsonNode held, JsonNode sent) {
    JsonNode plain = sent.isObject() ? sent.path("value") : sent;
    if (Values.empty(plain) || plain.isMissingNode()) {
      return Php.NODES.nullNode();
    }
    if (plain.isContainerNode()) {
      throw Refusal.number(0, "Invalid value of property " + property.path("id").asText());
    }
    String value = checked(property, plain);
    if (held.path("value").asText("").equals(value)) {
      return held;
    }
    boolean edits =
        sent.isObject() && Values.text(sent.get("valueId")).equals(held.path("valueId").asText());
    return Php.NODES
        .objectNode()
        .put("value", value)
        .put(
            "valueId",
            edits && held.has("valueId")
                ? held.path("valueId").asText()
                : Long.toString(nextValue++));
  }

  private String checked(ObjectNode property, JsonNode sent) {
    String type = property.path("propertyType").asText();
    if (type.equals("N") && Values.decimal(sent) == null) {
      throw Refusal.number(0, "Invalid value of property " + property.path("id").asText());
    }
    if (type.equals("L")) {
      ObjectNode option = portal.of(Kind.PROPERTY_ENUM).get(Values.id(sent));
      if (option == null || option.path("propertyId").asLong() != property.path("id").asLong()) {
        throw Refusal.number(0, "Invalid value of property " + property.path("id").asText());
      }
    }
    return sent.asText();
  }

  private void code(ObjectNode product) {
    String code = Values.text(product.get("code"));
    String key = code.isEmpty() ? "" : product.path("iblockId").asLong() + ":" + code;
    if (!key.isEmpty()) {
      for (ObjectNode each : portal.of(Kind.PRODUCT).with("codeKey", key)) {
        if (each.path("id").asLong() != product.path("id").asLong()) {
          throw Refusal.number(0, "Product with the specified symbolic code already exists");
        }
      }
    }
    product.put("codeKey", key);
  }
}
