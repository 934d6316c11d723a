package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prices: one of a type for each product. */
final class CatalogPrices {

  private static final String SINGLE =
      "Validate price error. Catalog product is allowed has only"
          + " single price without ranges in price group";

  private static final Schema SCHEMA =
      Schema.parse(
          """
      id ID integer ro
      productId PRODUCT_ID integer
      catalogGroupId CATALOG_GROUP_ID integer
      price PRICE double
      currency CURRENCY string
      extraId EXTRA_ID integer
      quantityFrom QUANTITY_FROM integer
      quantityTo QUANTITY_TO integer
      priceScale PRICE_SCALE double ro
      timestampX TIMESTAMP_X datetime ro
      """);

  private final Portal portal;

  CatalogPrices(Portal portal) {
    this.portal = portal;
  }

  void register(Methods methods) {
    methods.add(
        "catalog",
        "catalog.price.list",
        call -> CatalogTables.list(call, portal, Kind.PRICE, SCHEMA, "prices", false));
    methods.add(
        "catalog", "catalog.price.get", call -> Answer.named("price", need(call.needId("id"))));
    methods.add(
        "catalog",
        "catalog.price.add",
        call -> {
          CatalogProducts.rights(call.caller());
          return Answer.named("price", create(call.needMap("fields"), call.caller()));
        });
    methods.add(
        "catalog",
        "catalog.price.update",
        call -> {
          CatalogProducts.rights(call.caller());
          return Answer.named(
              "price", change(call.needId("id"), call.needMap("fields"), call.caller()));
        });
    methods.add(
        "catalog",
        "catalog.price.delete",
        call -> {
          CatalogProducts.rights(call.caller());
          remove(call.needId("id"), call.caller());
          return Answer.yes();
        });
    methods.add("catalog", "catalog.price.modify", this::modify);
    methods.add(
        "catalog",
        "catalog.price.getFields",
        call -> CatalogTables.fields("price", SCHEMA, portal));
  }

  private ObjectNode need(long id) {
    ObjectNode price = portal.of(Kind.PRICE).get(id);
    if (price == null) {
      throw Refusal.legacy("Price does not exist");
    }
    return price;
  }

  ObjectNode create(ObjectNode sent, Caller caller) {
    CatalogTables.required(sent, "productId", "catalogGroupId", "price", "currency");
    long product = Values.id(sent.get("productId"));
    if (portal.of(Kind.PRODUCT).get(product) == null) {
      throw Refusal.number(0, "Validate price error. Catalog product does not exist");
    }
    long group = checkedGroup(sent.get("catalogGroupId"));
    if (held(product, group) != null) {
      throw Refusal.number(0, SINGLE);
    }
    Table table = portal.of(Kind.PRICE);
    ObjectNode price =
        Php.NODES
            .objectNode()
            .put("id", 0L)
            .put("productId", product)
            .put("catalogGroupId", group)
            .put("price", 0L)
            .put("currency", "")
            .putNull("extraId")
            .putNull("quantityFrom")
            .putNull("quantityTo")
            .put("priceScale", 0L)
            .put("timestampX", portal.time.stamp());
    amount(price, sent);
    long id = table.newId();
    table.put(id, price.put("id", id));
    portal.events.catalog(caller, "PRICE", "ADD", id, 0);
    return price;
  }

  ObjectNode change(long id, ObjectNode sent, Caller caller) {
    ObjectNode before = need(id);
    if (Values.empty(sent.get("price")) || Values.empty(sent.get("currency"))) {
      throw Refusal.number(0, "Required fields: price, currency");
    }
    ObjectNode after = before.deepCopy();
    if (!Values.empty(sent.get("catalogGroupId"))) {
      long group = checkedGroup(sent.get("catalogGroupId"));
      ObjectNode other = held(before.path("productId").asLong(), group);
      if (other != null && other.path("id").asLong() != id) {
        throw Refusal.number(0, SINGLE);
      }
      after.put("catalogGroupId", group);
    }
    amount(after, sent);
    if (!after.equals(before)) {
      after.put("timestampX", portal.time.stamp());
      portal.of(Kind.PRICE).put(id, after);
      portal.events.catalog(caller, "PRICE", "UPDATE", id, 0);
    }
    return after;
  }

  void remove(long id, Caller caller) {
    need(id);
    portal.of(Kind.PRICE).remove(id);
    portal.events.catalog(caller, "PRICE", "DELETE", id, 0);
  }

  private long checkedGroup(@Nullable JsonNode sent) {
    long group = Values.id(sent);
    if (portal.of(Kind.PRICE_TYPE).get(group) == null) {
      throw Refusal.number(0, "Validate price error. Catalog price group is wrong");
    }
    return group;
  }

  private static void amount(ObjectNode price, ObjectNode sent) {
    BigDecimal amount = Values.decimal(sent.get("price"));
    if (amount == null || amount.signum() < 0) {
      throw Refusal.number(0, "Validate price error. Price is wrong");
    }
    if (!Portal.CURRENCIES.contains(Values.text(sent.get("currency")))) {
      throw Refusal.number(0, "Validate price error. Currency is wrong");
    }
    price.set("price", Values.number(Values.money(amount)));
    price.set("priceScale", Values.number(Values.money(amount)));
    price.put("currency", Values.text(sent.get("currency")));
  }

  @Nullable ObjectNode held(long product, long group) {
    for (ObjectNode each : portal.of(Kind.PRICE).with("productId", product)) {
      if (each.path("catalogGroupId").asLong() == group) {
        return each;
      }
    }
    return null;
  }

  /** The given prices become the whole set: what is not named goes. */
  private Answer modify(Call call) {
    CatalogProducts.rights(call.caller());
    JsonNode product = call.needMap("fields").path("product");
    long productId = Values.id(product.get("id"));
    JsonNode sent = product.path("prices");
    if (portal.of(Kind.PRODUCT).get(productId) == null || !sent.isContainerNode()) {
      throw Refusal.number(0, "Validate price error. Catalog product does not exist");
    }
    List<ObjectNode> wanted = checkedSet(sent);
    Set<Long> named = new HashSet<>();
    wanted.forEach(each -> named.add(Values.id(each.get("id"))));
    for (ObjectNode each : portal.of(Kind.PRICE).with("productId", productId)) {
      if (!named.contains(each.path("id").asLong())) {
        remove(each.path("id").asLong(), call.caller());
      }
    }
    ArrayNode prices = Php.NODES.arrayNode();
    for (ObjectNode each : wanted) {
      ObjectNode before = portal.of(Kind.PRICE).get(Values.id(each.get("id")));
      boolean known = before != null && before.path("productId").asLong() == productId;
      each.put("productId", productId);
      prices.add(
          known
              ? change(Values.id(each.get("id")), each, call.caller())
              : create(each, call.caller()));
    }
    return Answer.named("prices", prices);
  }

  private List<ObjectNode> checkedSet(JsonNode sent) {
    List<ObjectNode> wanted = new ArrayList<>();
    Set<Long> groups = new HashSet<>();
    for (JsonNode each : Php.elements(sent)) {
      ObjectNode price = Php.map(each).deepCopy();
      CatalogTables.required(price, "catalogGroupId", "price", "currency");
      amount(price.deepCopy(), price);
      if (!groups.add(checkedGroup(price.get("catalogGroupId")))) {
        throw Refusal.number(0, SINGLE);
      }
      wanted.add(price);
    }
    return wanted;
  }
}
