package dev.syncline.prestashop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.RowXml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows as trees that the laws can spoil, and back. */
final class Doc {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String JOINED = "joined:";

  private Doc() {}

  /** What comes back of a row that was sent, as XML, to be read again. */
  static Row travelled(Row row) {
    try {
      return RowXml.read(RowXml.write(List.of(row))).rows().get(0);
    } catch (RowXml.NotRead broken) {
      throw new AssertionError("what was written is not read", broken);
    }
  }

  static ObjectNode of(Row row) {
    ObjectNode object = NODES.objectNode();
    row.texts().forEach(object::put);
    row.multilingual()
        .forEach(
            (name, texts) -> {
              ObjectNode languages = object.putObject(name);
              texts.forEach((id, text) -> languages.put(Integer.toString(id), text));
            });
    row.associations().forEach((name, rows) -> object.set(name, rows(rows)));
    for (String list :
        List.of(
            "products",
            "addresses",
            "order_details",
            "vouchers",
            "orders",
            "order_invoices",
            "product_feature_values")) {
      row.joined(list).ifPresent(rows -> object.set(JOINED + list, rows(rows)));
    }
    return object;
  }

  private static ArrayNode rows(List<Row> rows) {
    ArrayNode all = NODES.arrayNode();
    rows.forEach(row -> all.add(of(row)));
    return all;
  }

  static Row row(String name, JsonNode document) {
    Row.Builder row = Row.of(name);
    document
        .fieldNames()
        .forEachRemaining(
            field -> {
              JsonNode value = document.path(field);
              if (value.isArray() && field.startsWith(JOINED)) {
                row.joined(field.substring(JOINED.length()), rows(value));
              } else if (value.isArray()) {
                row.association(field, rows(value));
              } else if (value.isObject()) {
                row.languages(field, languages(value));
              } else if (!field.startsWith(JOINED)) {
                row.text(field, value.isNull() ? "" : value.asText());
              }
            });
    return row.build();
  }

  private static List<Row> rows(JsonNode array) {
    List<Row> rows = new ArrayList<>();
    array.forEach(each -> rows.add(row("row", each)));
    return rows;
  }

  private static Map<Integer, String> languages(JsonNode object) {
    Map<Integer, String> all = new LinkedHashMap<>();
    object
        .fieldNames()
        .forEachRemaining(
            id -> {
              if (id.matches("[0-9]{1,4}")) {
                all.put(Integer.parseInt(id), object.path(id).asText(""));
              }
            });
    return all;
  }
}
