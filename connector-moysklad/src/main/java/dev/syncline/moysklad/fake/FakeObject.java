package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One object of the fake as it was when it was looked at.
 *
 * @param json the whole document as the API would answer it, rows of its collections included
 * @since 0.1
 */
public record FakeObject(ObjectNode json) {

  /** The object's id. */
  public String id() {
    return json.path("id").asText();
  }

  /** The object's name or number, empty if it has none. */
  public String name() {
    return json.path("name").asText();
  }

  /** A field by its path, such as {@code agent.meta.href} or {@code positions.rows.0.price}. */
  public JsonNode field(String path) {
    JsonNode node = json;
    for (String step : path.split("\\.")) {
      node = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
    }
    return node;
  }

  /** A field's text, empty if it is not there. */
  public String text(String path) {
    return field(path).asText();
  }
}
