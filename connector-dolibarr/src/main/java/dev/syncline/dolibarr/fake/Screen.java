package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What the screens fill in before a person has typed anything. */
final class Screen {

  private static final Map<String, Map<String, Object>> USUAL =
      Map.of(
          "products", Map.of("status", 1, "status_buy", 1, "tva_tx", 20, "price_base_type", "HT"),
          "thirdparties", Map.of("client", 1, "code_client", "-1", "country_id", 1),
          "categories", Map.of("type", "product"),
          "warehouses", Map.of("statut", 1));

  private Screen() {}

  static long add(Installation installation, String resource, FakeDraft draft) {
    ObjectNode body = draft.fields();
    USUAL
        .getOrDefault(resource, Map.of())
        .forEach(
            (name, value) -> {
              if (!body.has(name)) {
                body.set(name, Php.MAPPER.valueToTree(value));
              }
            });
    if (resource.equals("products") && !body.has("label")) {
      body.set("label", body.get("ref"));
    }
    if (resource.equals("orders") && !body.has("date")) {
      body.put("date", installation.clocks.seconds());
    }
    if (!draft.lines().isEmpty()) {
      ArrayNode lines = body.putArray("lines");
      draft.lines().forEach(line -> lines.add(line(installation, line)));
    }
    return installation.asPerson("POST", resource, body).asLong();
  }

  private static ObjectNode line(Installation installation, FakeDraft.Line line) {
    ObjectNode json =
        Php.object()
            .put("qty", line.quantity())
            .put("subprice", line.price())
            .put("tva_tx", line.rate());
    installation
        .look(session -> new Shelf(Kinds.PRODUCT).by(session, "ref", line.ref()))
        .ifPresentOrElse(
            product -> json.put("fk_product", product.id()), () -> json.put("desc", line.ref()));
    return json;
  }

  static void act(Installation installation, String resource, long id, String step) {
    if (resource.equals("orders") && step.equals("cancel")) {
      installation.bySomebody(
          session -> {
            Orders.cancel(session, id);
            return id;
          });
      return;
    }
    ObjectNode body = Php.object().put("notrigger", 0).put("idwarehouse", 1);
    installation.asPerson("POST", resource + "/" + id + "/" + step, body);
  }
}
