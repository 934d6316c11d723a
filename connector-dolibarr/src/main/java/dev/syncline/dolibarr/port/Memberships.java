package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.dolibarr.DolibarrApi;
import dev.syncline.dolibarr.codec.Joined;
import dev.syncline.dolibarr.codec.Loose;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which categories products stand in. The vendor tells it of one product or of one category a call:
 * whichever is fewer is asked. Thread-safe.
 */
final class Memberships {

  private static final int ONE_BY_ONE = 3;
  private static final Map<String, String> ALL =
      Map.of("type", "product", "limit", "1000", "sortfield", "t.rowid");

  private final DolibarrApi api;

  Memberships(DolibarrApi api) {
    this.api = api;
  }

  void into(List<ObjectNode> products) {
    Map<String, ArrayNode> places = new LinkedHashMap<>();
    products.forEach(
        row -> places.put(Loose.id(row, "id").orElse(""), row.putArray(Joined.CATEGORIES)));
    if (places.size() <= ONE_BY_ONE) {
      places.forEach(this::ofProduct);
      return;
    }
    List<JsonNode> categories = api.list("categories", ALL);
    if (categories.size() > places.size()) {
      places.forEach(this::ofProduct);
    } else {
      categories.forEach(category -> ofCategory(category, places));
    }
  }

  private void ofProduct(String product, ArrayNode into) {
    Map<String, String> query = Map.of("limit", "1000");
    for (JsonNode category : api.list("products/" + product + "/categories", query)) {
      Loose.id(category, "id").ifPresent(into::add);
    }
  }

  private void ofCategory(JsonNode category, Map<String, ArrayNode> places) {
    String id = Loose.id(category, "id").orElse("");
    Map<String, String> query = Map.of("category", id, "ids_only", "true", "limit", "0");
    for (JsonNode product : api.list("products", query)) {
      String member = Loose.id(product).or(() -> Loose.id(product, "id")).orElse("");
      ArrayNode place = places.get(member);
      if (place != null) {
        place.add(id);
      }
    }
  }
}
