package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The frozen crm.product calls: the products of the main block with their base price, every value a
 * text.
 */
final class LegacyProducts {

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("id ID integer ro"),
          Column.of("iblockId CATALOG_ID integer ro"),
          Column.of("name NAME string"),
          Column.of("code CODE string"),
          Column.of("detailText DESCRIPTION text"),
          Column.of("detailTextType DESCRIPTION_TYPE string"),
          Column.of("iblockSectionId SECTION_ID link"),
          Column.of("measure MEASURE integer"),
          Column.of("vatId VAT_ID integer"),
          Column.of("vatIncluded VAT_INCLUDED flag"),
          Column.of("active ACTIVE flag"),
          Column.of("xmlId XML_ID string"),
          Column.of("sort SORT integer"),
          Column.of("dateCreate DATE_CREATE datetime ro"),
          Column.of("timestampX TIMESTAMP_X datetime ro"));
  private static final Schema SCHEMA = Schema.legacy(COLUMNS);
  private static final long BASE = 1;

  private final Portal portal;
  private final CatalogProducts products;
  private final CatalogPrices prices;

  LegacyProducts(Portal portal, CatalogProducts products, CatalogPrices prices) {
    this.portal = portal;
    this.products = products;
    this.prices = prices;
  }

  void register(Methods methods) {
    methods.add("crm", "crm.product.add", this::add);
    methods.add("crm", "crm.product.update", this::update);
    methods.add("crm", "crm.product.get", call -> Answer.of(view(need(call), null)));
    methods.add("crm", "crm.product.list", this::list);
    methods.add(
        "crm",
        "crm.product.delete",
        call -> {
          rights(call);
          products.remove(need(call).path("id").asLong(), call.caller());
          return Answer.yes();
        });
  }

  private static void rights(Call call) {
    if (!call.caller().admin()) {
      throw Refusal.legacy("Access denied.");
    }
  }

  private ObjectNode need(Call call) {
    ObjectNode product = portal.of(Kind.PRODUCT).get(call.legacyId());
    if (product == null) {
      throw Refusal.legacy("Product is not found");
    }
    return product;
  }

  private Answer add(Call call) {
    rights(call);
    ObjectNode sent = call.legacyFields();
    if (Values.empty(sent.get("NAME"))) {
      throw Refusal.legacy("Product name is not specified.");
    }
    try {
      ObjectNode made =
          products.create(
              CatalogProducts.Family.PRODUCT,
              stored(sent).put("iblockId", Portal.PRODUCTS_BLOCK),
              call.caller());
      price(made.path("id").asLong(), sent, call.caller());
      return Answer.id(made.path("id").asLong());
    } catch (Refusal refusal) {
      throw Refusal.legacy(String.valueOf(refusal.getMessage()));
    }
  }

  private Answer update(Call call) {
    rights(call);
    long id = need(call).path("id").asLong();
    try {
      products.change(id, stored(call.legacyFields()), call.caller());
      price(id, call.legacyFields(), call.caller());
      return Answer.yes();
    } catch (Refusal refusal) {
      throw Refusal.legacy(String.valueOf(refusal.getMessage()));
    }
  }

  private static ObjectNode stored(ObjectNode sent) {
    ObjectNode stored = Php.NODES.objectNode();
    for (Map.Entry<String, JsonNode> each : sent.properties()) {
      Column column = SCHEMA.find(each.getKey());
      if (column != null && !column.readOnly()) {
        stored.set(column.name(), each.getValue());
      } else if (each.getKey().matches("PROPERTY_\\d+")) {
        stored.set("property" + each.getKey().substring(9), each.getValue());
      }
    }
    return stored;
  }

  private void price(long product, ObjectNode sent, Caller caller) {
    if (Values.empty(sent.get("PRICE"))) {
      return;
    }
    ObjectNode held = prices.held(product, BASE);
    ObjectNode price =
        Php.NODES
            .objectNode()
            .put("productId", product)
            .put("catalogGroupId", BASE)
            .put(
                "currency",
                Values.empty(sent.get("CURRENCY_ID"))
                    ? held == null ? Portal.BASE_CURRENCY : held.path("currency").asText()
                    : Values.text(sent.get("CURRENCY_ID")));
    price.set("price", sent.get("PRICE"));
    if (held == null) {
      prices.create(price, caller);
    } else {
      prices.change(held.path("id").asLong(), price, caller);
    }
  }

  private Answer list(Call call) {
    Filter filter = Filter.of(call.any("filter"), SCHEMA, Filter.Dialect.LEGACY, portal.time);
    filter.also(each -> each.path("iblockId").asLong() == Portal.PRODUCTS_BLOCK);
    Order order = portal.order(call.any("order"), SCHEMA, true, "id");
    JsonNode select = call.any("select");
    return Page.of(portal.of(Kind.PRODUCT), filter, order, call.any("start"))
        .plain(each -> view(each, select));
  }

  private ObjectNode view(ObjectNode product, @Nullable JsonNode select) {
    List<String> names = new ArrayList<>();
    if (select != null) {
      Php.elements(select).forEach(each -> names.add(each.asText()));
    }
    boolean all = names.isEmpty() || names.contains("*");
    ObjectNode view = Php.NODES.objectNode();
    for (Column each : COLUMNS) {
      if (all || names.contains(each.upper())) {
        JsonNode value = CrmItems.value(product, each);
        view.set(each.upper(), value.isNull() ? value : Php.NODES.textNode(value.asText()));
      }
    }
    ObjectNode price = prices.held(product.path("id").asLong(), BASE);
    if (all || names.contains("PRICE")) {
      view.put(
          "PRICE",
          price == null ? null : Values.money(Values.amount(price, "price")).toPlainString());
    }
    if (all || names.contains("CURRENCY_ID")) {
      view.put("CURRENCY_ID", price == null ? null : price.path("currency").asText());
    }
    for (Map.Entry<String, JsonNode> each : product.properties()) {
      String name = "PROPERTY_" + each.getKey().replace("property", "");
      boolean wanted = select == null || names.contains(name) || names.contains("PROPERTY_*");
      if (each.getKey().matches("property\\d+") && wanted) {
        view.set(name, each.getValue());
      }
    }
    return view;
  }
}
