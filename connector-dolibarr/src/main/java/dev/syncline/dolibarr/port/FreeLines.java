package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Deadline;
import dev.syncline.dolibarr.DolibarrApi;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lines of an order that stand for products which are off sale: the vendor validates no order that
 * names one, so such lines become free ones, with the product's reference in their text (P-090). A
 * line cannot be given another product, so it is made anew at its place. Thread-safe.
 */
final class FreeLines {

  private static final String ORDERS = "orders/";

  private final DolibarrApi api;

  FreeLines(DolibarrApi api) {
    this.api = api;
  }

  /** Frees the lines of a draft; whether there was one to free. */
  boolean free(String order, Deadline leaveBefore) {
    JsonNode lines =
        api.find(ORDERS + order, Map.of()).map(each -> each.path("lines")).orElse(Json.object());
    Map<JsonNode, String> products = new LinkedHashMap<>();
    Loose.elements(lines)
        .forEach(line -> Loose.id(line, "fk_product").ifPresent(id -> products.put(line, id)));
    Set<String> offSale = products.isEmpty() ? Set.of() : offSale(Set.copyOf(products.values()));
    boolean freed = false;
    for (Map.Entry<JsonNode, String> each : products.entrySet()) {
      if (offSale.contains(each.getValue())) {
        free(order, each.getKey(), leaveBefore);
        freed = true;
      }
    }
    return freed;
  }

  private Set<String> offSale(Set<String> products) {
    List<JsonNode> rows =
        api.list(
            "products",
            Map.of(
                "sqlfilters",
                Filters.and(Filters.ids("t.rowid", products), "(t.tosell:=:0)"),
                "limit",
                Integer.toString(products.size())));
    return rows.stream().flatMap(row -> Loose.id(row, "id").stream()).collect(Collectors.toSet());
  }

  private void free(String order, JsonNode line, Deadline leaveBefore) {
    String path = ORDERS + order + "/lines";
    String id = Loose.id(line, "id").or(() -> Loose.id(line, "rowid")).orElse("");
    api.write("DELETE", path + "/" + id, null, leaveBefore, Lane.SERIAL)
        .refused()
        .ifPresent(Documents::refuse);
    api.write("POST", path, freed(line), leaveBefore, Lane.SERIAL)
        .refused()
        .ifPresent(Documents::refuse);
  }

  private static ObjectNode freed(JsonNode line) {
    ObjectNode row = Json.object();
    row.put("fk_product", 0);
    row.set("product_type", line.path("product_type"));
    row.put("desc", text(line));
    for (String same :
        List.of("qty", "subprice", "tva_tx", "remise_percent", "rang", "multicurrency_subprice")) {
      row.set(same, line.path(same));
    }
    return row;
  }

  private static String text(JsonNode line) {
    String text = Loose.text(line, "desc").orElse("");
    Optional<String> ref = Loose.text(line, "product_ref").filter(each -> !text.contains(each));
    return ref.map(each -> (each + " " + text).strip()).orElse(text);
  }
}
