package dev.syncline.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Documents in which one place is of the wrong sort. */
final class Garbage {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<JsonNode> WRONG =
      List.of(
          NullNode.instance,
          NODES.numberNode(42),
          NODES.numberNode(-1),
          NODES.numberNode(new BigDecimal("1E+400")),
          NODES.numberNode(new BigDecimal("0.000000000000000000001")),
          NODES.textNode(""),
          NODES.textNode("text"),
          NODES.textNode("ten-digits"),
          NODES.textNode("2026-02-30"),
          NODES.textNode("2026-99-99 99:99:99.999"),
          NODES.textNode("99999999999999999999"),
          NODES.textNode("1e999999999"),
          NODES.booleanNode(true),
          NODES.arrayNode(),
          NODES.arrayNode().add(NODES.arrayNode().add(1)).addNull(),
          NODES.arrayNode().add("text").add(7),
          NODES.objectNode(),
          NODES.objectNode().set("value", NODES.objectNode().putNull("meta")),
          NODES.objectNode().put("rows", "none").put("meta", 5));

  private Garbage() {}

  /** The document with each wrong thing in each of its places. */
  static List<JsonNode> of(JsonNode document) {
    List<JsonNode> all = new ArrayList<>(WRONG);
    if (document instanceof ObjectNode object) {
      object
          .fieldNames()
          .forEachRemaining(
              name -> {
                for (JsonNode inside : of(object.path(name))) {
                  all.add(object.deepCopy().set(name, inside));
                }
                all.add(object.deepCopy().without(name));
              });
    }
    if (document instanceof ArrayNode array) {
      for (int at = 0; at < array.size(); at++) {
        for (JsonNode inside : of(array.get(at))) {
          ArrayNode copy = array.deepCopy();
          copy.set(at, inside);
          all.add(copy);
        }
      }
    }
    return all;
  }
}
