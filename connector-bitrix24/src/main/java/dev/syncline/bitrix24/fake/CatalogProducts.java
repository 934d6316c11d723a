package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Simple products, parents, offers and services: four families of methods over two blocks. */
final class CatalogProducts {

  /** A family of methods: its name, the keys of its replies and the types it holds. */
  enum Family {
    PRODUCT("catalog.product.", "element", "product", "products", Set.of(1L, 3L, 4L, 5L, 6L, 7L)),
    SKU("catalog.product.sku.", "sku", "sku", "units", Set.of(3L, 6L)),
    OFFER("catalog.product.offer.", "offer", "offer", "offers", Set.of(4L, 5L)),
    SERVICE("catalog.product.service.", "service", "service", "services", Set.of(7L));

    final String prefix;
    final String saved;
    final String got;
    final String listed;

    @SuppressWarnings("ImmutableEnumChecker")
    final Set<Long> types;

    Family(String prefix, String saved, String got, String listed, Set<Long> types) {
      this.prefix = prefix;
      this.saved = saved;
      this.got = got;
      this.listed = listed;
      this.types = types;
    }
  }

  private static final String COLUMNS =
      """
      id ID integer ro
      iblockId IBLOCK_ID integer
      name NAME string
      active ACTIVE flag
      available AVAILABLE flag ro
      bundle BUNDLE flag ro
      type TYPE integer ro
      xmlId XML_ID string
      code CODE string
      sort SORT integer
      iblockSectionId IBLOCK_SECTION_ID link
      iblockSection IBLOCK_SECTION link* nofilter
      measure MEASURE integer
      vatId VAT_ID integer
      vatIncluded VAT_INCLUDED flag
      quantity QUANTITY double
      quantityReserved QUANTITY_RESERVED double
      quantityTrace QUANTITY_TRACE string
      canBuyZero CAN_BUY_ZERO string
      subscribe SUBSCRIBE string
      purchasingPrice PURCHASING_PRICE double
      purchasingCurrency PURCHASING_CURRENCY string
      weight WEIGHT double
      length LENGTH double
      width WIDTH double
      height HEIGHT double
      previewText PREVIEW_TEXT text
      previewTextType PREVIEW_TEXT_TYPE string
      detailText DETAIL_TEXT text
      detailTextType DETAIL_TEXT_TYPE string
      previewPicture PREVIEW_PICTURE file nofilter
      detailPicture DETAIL_PICTURE file nofilter
      dateCreate DATE_CREATE datetime ro
      timestampX TIMESTAMP_X datetime ro
      createdBy CREATED_BY user ro
      modifiedBy MODIFIED_BY user ro
      """;

  static final List<Column> FIXED =
      List.copyOf(COLUMNS.lines().filter(line -> !line.isBlank()).map(Column::of).toList());

  private final Portal portal;
  private final ProductRules rules;

  CatalogProducts(Portal portal) {
    this.portal = portal;
    this.rules = new ProductRules(portal);
  }

  void register(Methods methods) {
    for (Family family : Family.values()) {
      methods.add(
          "catalog",
          family.prefix + "add",
          call -> {
            rights(call.caller());
            return single(family.saved, create(family, call.needMap("fields"), call.caller()));
          });
      methods.add(
          "catalog",
          family.prefix + "update",
          call -> {
            rights(call.caller());
            need(family, call.needId("id"));
            return single(
                family.saved, change(call.needId("id"), call.needMap("fields"), call.caller()));
          });
      methods.add(
          "catalog",
          family.prefix + "get",
          call -> single(family.got, need(family, call.needId("id"))));
      methods.add("catalog", family.prefix + "list", call -> list(family, call));
      methods.add(
          "catalog",
          family.prefix + "delete",
          call -> {
            rights(call.caller());
            need(family, call.needId("id"));
            remove(call.needId("id"), call.caller());
            return Answer.yes();
          });
      methods.add("catalog", family.prefix + "getFieldsByFilter", call -> fields(family, call));
    }
  }

  static void rights(Caller caller) {
    if (!caller.admin()) {
      throw Refusal.number(200040300040L, "Access Denied");
    }
  }

  private Answer single(String key, ObjectNode product) {
    return Answer.named(key, full(product));
  }

  private ObjectNode need(Family family, long id) {
    ObjectNode product = portal.of(Kind.PRODUCT).get(id);
    if (product == null || !family.types.contains(product.path("type").asLong())) {
      throw Refusal.number(0, family.got + " does not exist");
    }
    return product;
  }

  private Answer fields(Family family, Call call) {
    JsonNode filter = call.need("filter");
    long block = Values.id(filter.get("iblockId"));
    ObjectNode fields = Php.NODES.objectNode();
    columns(block == 0 ? Portal.PRODUCTS_BLOCK : block)
        .forEach(each -> fields.set(each.name(), FieldViews.of(each, portal)));
    return Answer.named(family.got, fields);
  }

  /** A block's columns: the fixed ones, then its properties. */
  List<Column> columns(long block) {
    List<Column> columns = new ArrayList<>(FIXED);
    for (ObjectNode each : portal.of(Kind.PROPERTY).with("iblockId", block)) {
      String name = "property" + each.path("id").asLong();
      boolean multiple = each.path("multiple").asText().equals("Y");
      if (each.path("id").asLong() == Portal.PARENT_PROPERTY) {
        columns.add(new Column("parentId", name, Column.Type.PROPERTY, false, false, true, null));
      } else {
        columns.add(
            new Column(
                name,
                name.toUpperCase(java.util.Locale.ROOT),
                Column.Type.PROPERTY,
                false,
                multiple,
                true,
                null));
      }
    }
    return columns;
  }

  private Answer list(Family family, Call call) {
    List<String> select = new ArrayList<>();
    JsonNode sentSelect = call.get("select");
    if (sentSelect != null) {
      Php.elements(sentSelect).forEach(each -> select.add(each.asText()));
    }
    JsonNode sentFilter = call.get("filter");
    checkRequired(select, sentFilter);
    long block = Values.id(java.util.Objects.requireNonNull(sentFilter).get("iblockId"));
    Schema schema = Schema.camel(columns(block));
    Column parent = schema.find("parentId");
    if (parent != null) {
      schema.alias("property" + Portal.PARENT_PROPERTY, parent);
    }
    Filter filter = Filter.of(sentFilter, schema, Filter.Dialect.PRODUCTS, portal.time);
    if (family != Family.PRODUCT) {
      filter.also(each -> family.types.contains(each.path("type").asLong()));
    }
    Order order = portal.order(call.get("order"), schema, false, "id");
    return Page.of(portal.of(Kind.PRODUCT), filter, order, call.get("start"))
        .named(family.listed, each -> selected(each, select, schema));
  }

  private static void checkRequired(List<String> select, @Nullable JsonNode filter) {
    List<String> missing = new ArrayList<>(List.of("id", "iblockId"));
    missing.removeAll(select);
    if (!missing.isEmpty()) {
      throw Refusal.number(0, "Required select fields: " + String.join(", ", missing));
    }
    if (filter == null || Values.empty(filter.get("iblockId"))) {
      throw Refusal.number(0, "Required filter fields: iblockId");
    }
  }

  private static ObjectNode selected(ObjectNode product, List<String> select, Schema schema) {
    ObjectNode view = Php.NODES.objectNode();
    boolean all = select.contains("*");
    for (Column each : FIXED) {
      if (all || select.contains(each.name())) {
        view.set(each.name(), CrmItems.value(product, each));
      }
    }
    for (String name : select) {
      Column column = schema.find(name);
      if (column != null && column.type() == Column.Type.PROPERTY) {
        JsonNode held = product.get(column.name());
        view.set(name, held == null ? Php.NODES.nullNode() : held);
      }
    }
    return view;
  }

  /** A single reply: every field and property, the purchasing price as the text it is in PHP. */
  private ObjectNode full(ObjectNode product) {
    ObjectNode view = Php.NODES.objectNode();
    for (Column each : columns(product.path("iblockId").asLong())) {
      JsonNode held = product.get(each.name());
      view.set(each.name(), held == null ? Php.NODES.nullNode() : held);
    }
    if (!Values.empty(product.get("purchasingPrice"))) {
      view.put(
          "purchasingPrice",
          Values.amount(product, "purchasingPrice")
              .setScale(6, java.math.RoundingMode.HALF_UP)
              .toPlainString());
    }
    return view;
  }

  ObjectNode create(Family family, ObjectNode sent, Caller caller) {
    Table table = portal.of(Kind.PRODUCT);
    ObjectNode product = rules.created(family, sent, caller);
    long id = table.newId();
    product.put("id", id);
    if (Values.empty(product.get("xmlId"))) {
      product.put("xmlId", Long.toString(id));
    }
    table.put(id, product);
    recountParent(product);
    portal.events.catalog(caller, "PRODUCT", "ADD", id, product.path("type").asLong());
    return product;
  }

  ObjectNode change(long id, ObjectNode sent, Caller caller) {
    Table table = portal.of(Kind.PRODUCT);
    ObjectNode before = table.get(id);
    if (before == null) {
      throw Refusal.number(0, "product does not exist");
    }
    ObjectNode after = rules.changed(before, sent);
    if (after.equals(before)) {
      return before;
    }
    after.put("timestampX", portal.time.stamp()).put("modifiedBy", caller.userId());
    table.put(id, after);
    recountParent(before);
    recountParent(after);
    portal.events.catalog(caller, "PRODUCT", "UPDATE", id, after.path("type").asLong());
    return after;
  }

  void remove(long id, Caller caller) {
    Table table = portal.of(Kind.PRODUCT);
    ObjectNode product = table.get(id);
    if (product == null) {
      throw Refusal.number(0, "product does not exist");
    }
    for (ObjectNode offer : table.with("parentId", id)) {
      drop(offer, caller);
    }
    drop(product, caller);
    recountParent(product);
  }

  private void drop(ObjectNode product, Caller caller) {
    long id = product.path("id").asLong();
    portal.of(Kind.PRODUCT).remove(id);
    for (Kind kind : List.of(Kind.PRICE, Kind.STORE_PRODUCT)) {
      for (ObjectNode each : portal.of(kind).with("productId", id)) {
        portal.of(kind).remove(each.path("id").asLong());
      }
    }
    portal.events.catalog(caller, "PRODUCT", "DELETE", id, product.path("type").asLong());
  }

  /** A parent is of type 3 while it has offers and 6 while it has none. */
  private void recountParent(ObjectNode offer) {
    Table table = portal.of(Kind.PRODUCT);
    long parentId = Values.id(offer.path("parentId").get("value"));
    ObjectNode parent = parentId == 0 ? null : table.get(parentId);
    if (parent != null) {
      long type = table.with("parentId", parentId).isEmpty() ? 6 : 3;
      if (parent.path("type").asLong() != type) {
        table.put(parentId, parent.deepCopy().put("type", type));
      }
    }
  }

  /** The product whose article, external id or code is the given text. */
  @Nullable ObjectNode bySku(String sku) {
    for (ObjectNode each : portal.of(Kind.PRODUCT).all()) {
      for (String name :
          new String[] {"property" + Portal.ARTICLE, "property" + Portal.OFFER_ARTICLE}) {
        if (each.path(name).path("value").asText().equals(sku)) {
          return each;
        }
      }
      if (each.path("xmlId").asText().equals(sku) || each.path("code").asText().equals(sku)) {
        return each;
      }
    }
    return null;
  }
}
