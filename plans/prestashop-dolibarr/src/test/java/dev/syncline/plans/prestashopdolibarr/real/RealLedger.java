package dev.syncline.plans.prestashopdolibarr.real;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The real Dolibarr as somebody looks at it, by its REST API. */
final class RealLedger {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Wire wire;

  RealLedger(URI root, String key) {
    wire = new Wire(root, "DOLAPIKEY", key, "Accept", "application/json");
  }

  /** What the set-up page asks for: the extra field of long descriptions. */
  void prepare() {
    Wire.Reply there = wire.send("GET", path("setup/extrafields?elementtype=product"), new byte[0]);
    if (!there.text().contains("longdescript")) {
      post(
          "setup/extrafields/product/longdescript",
          "{\"label\":\"Long description\",\"type\":\"text\",\"pos\":100,\"size\":2000,"
              + "\"elementtype\":\"product\",\"unique\":0,\"required\":0}");
    }
  }

  private static String path(String rest) {
    return "/api/index.php/" + rest;
  }

  JsonNode get(String rest) {
    return json(wire.sent("GET", path(rest), new byte[0]).text());
  }

  JsonNode post(String rest, String body) {
    return json(written("POST", rest, body));
  }

  JsonNode put(String rest, String body) {
    return json(written("PUT", rest, body));
  }

  private String written(String method, String rest, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return wire.sent(method, path(rest), bytes, "Content-Type", "application/json").text();
  }

  void delete(String rest) {
    wire.sent("DELETE", path(rest), new byte[0]);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(text, e);
    }
  }

  /** Rows of a list by a condition; an empty list is a 404 in some lists. */
  List<JsonNode> where(String list, String column, String value) {
    String query = "?limit=100&sortfield=t.rowid&sqlfilters=(t." + column + ":=:'" + value + "')";
    Wire.Reply reply = wire.send("GET", path(list + query), new byte[0]);
    List<JsonNode> rows = new ArrayList<>();
    if (reply.status() == 200) {
      json(reply.text()).forEach(rows::add);
    }
    return rows;
  }

  Optional<JsonNode> maybe(String list, String column, String value) {
    List<JsonNode> rows = where(list, column, value);
    if (rows.size() > 1) {
      throw new AssertionError(rows.size() + " " + list + " with " + column + " " + value);
    }
    return rows.stream().findFirst();
  }

  JsonNode only(String list, String column, String value) {
    return maybe(list, column, value)
        .orElseThrow(() -> new AssertionError("no " + list + " with " + column + " " + value));
  }

  JsonNode product(String reference) {
    return only("products", "ref", reference);
  }

  /** The names of the modules that are on. */
  List<String> modules() {
    List<String> names = new ArrayList<>();
    get("setup/modules").forEach(each -> names.add(each.asText()));
    return names;
  }

  /** Makes a currency known, one of the company's being worth so much of it. */
  void currency(String code, String rate) {
    for (JsonNode each : get("multicurrencies")) {
      if (each.path("code").asText().equals(code)) {
        return;
      }
    }
    post("multicurrencies", "{\"code\":\"" + code + "\",\"name\":\"" + code + "\"}");
    for (JsonNode each : get("multicurrencies")) {
      if (each.path("code").asText().equals(code)) {
        put("multicurrencies/" + id(each) + "/rates", "{\"rate\":" + rate + "}");
      }
    }
  }

  /** Puts a product on an order that somebody types in. */
  void sell(String product) {
    String party =
        post(
                "thirdparties",
                "{\"name\":\"" + RealPair.own("buyer") + "\",\"client\":1,\"code_client\":\"-1\"}")
            .asText();
    post(
        "orders",
        "{\"socid\":"
            + party
            + ",\"date\":1795300000,\"lines\":[{\"fk_product\":"
            + product
            + ",\"qty\":1,\"subprice\":1,\"tva_tx\":20}]}");
  }

  static String id(JsonNode row) {
    return row.path("id").asText();
  }

  static BigDecimal decimal(JsonNode row, String field) {
    return new BigDecimal(row.path(field).asText("0"));
  }

  BigDecimal stock(String product) {
    return decimal(get("products/" + product + "?includestockdata=1"), "stock_reel");
  }

  /** The labels of a product's categories. */
  List<String> categoriesOf(String product) {
    Wire.Reply reply = wire.send("GET", path("products/" + product + "/categories"), new byte[0]);
    List<String> labels = new ArrayList<>();
    if (reply.status() == 200) {
      json(reply.text()).forEach(each -> labels.add(each.path("label").asText()));
    }
    return labels;
  }

  /** The names of a product's documents. */
  List<String> documentsOf(String product) {
    Wire.Reply reply =
        wire.send("GET", path("documents?modulepart=product&id=" + product), new byte[0]);
    List<String> names = new ArrayList<>();
    if (reply.status() == 200) {
      json(reply.text()).forEach(each -> names.add(each.path("name").asText()));
    }
    return names;
  }

  /** The id of the first row of a list, such as a warehouse's. */
  String first(String list) {
    return id(get(list).path(0));
  }
}
