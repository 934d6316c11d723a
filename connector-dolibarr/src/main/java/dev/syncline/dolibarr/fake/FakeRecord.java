package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One object of a {@link FakeDolibarr} as it was when it was looked at.
 *
 * @param json the whole object as the API would answer it
 * @since 0.1
 */
public record FakeRecord(ObjectNode json) {

  /** The object's id. */
  public long id() {
    return json.path("id").asLong();
  }

  /** A field by its path, such as {@code array_options.options_size} or {@code lines.0.qty}. */
  public JsonNode field(String path) {
    JsonNode node = json;
    for (String step : path.split("\\.")) {
      node = node.isArray() ? node.path(Integer.parseInt(step)) : node.path(step);
    }
    return node;
  }

  /** A field's text, empty if it is not there or null. */
  public String text(String path) {
    return Php.text(field(path));
  }

  /** A field's number, 0 if it is not there: totals, quantities, prices. */
  public BigDecimal number(String path) {
    return Php.decimal(text(path));
  }

  /** The object's reference, or its label or name. */
  public String ref() {
    return json.hasNonNull("ref") ? text("ref") : text("label");
  }

  /** The lines of a document. */
  public List<FakeRecord> lines() {
    List<FakeRecord> lines = new ArrayList<>();
    for (JsonNode line : json.path("lines")) {
      if (line instanceof ObjectNode object) {
        lines.add(new FakeRecord(object));
      }
    }
    return lines;
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
