package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bodies of requests: cleaned by Dolibarr's rules, then put into columns by a kind's table. */
final class Bodies {

  private Bodies() {}

  /**
   * The body as the API takes it: every scalar a cleaned text, forbidden names refused, the name of
   * the caller kept apart.
   */
  static ObjectNode cleaned(Session session, ObjectNode body) {
    ObjectNode clean = Php.object();
    for (Map.Entry<String, JsonNode> entry : body.properties()) {
      if (entry.getKey().equals("caller")) {
        session.caller = Sanitiser.word(Php.text(entry.getValue()));
      } else {
        clean.set(entry.getKey(), cleaned(entry.getKey(), entry.getValue()));
      }
    }
    return clean;
  }

  private static JsonNode cleaned(String name, JsonNode value) {
    if (value.isObject()) {
      ObjectNode clean = Php.object();
      value
          .properties()
          .forEach(each -> clean.set(each.getKey(), cleaned(each.getKey(), each.getValue())));
      return clean;
    }
    if (value.isArray()) {
      ArrayNode clean = Php.array();
      value.forEach(each -> clean.add(cleaned("", each)));
      return clean;
    }
    Sanitiser.checkName(name);
    return Php.object().textNode(Sanitiser.field(name, Php.text(value)));
  }

  /** The columns a cleaned body changes; names that the table does not know are ignored. */
  static Map<String, @Nullable Object> columns(Session session, Kind kind, ObjectNode body) {
    Map<String, @Nullable Object> columns = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : body.properties()) {
      kind.field(entry.getKey())
          .filter(Field::writable)
          .ifPresent(
              field ->
                  columns.put(
                      field.column(), field.stored(Php.text(entry.getValue()), session.clocks())));
    }
    return columns;
  }

  static void requireFields(ObjectNode body, String... names) {
    for (String name : names) {
      if (!body.hasNonNull(name)) {
        throw ApiError.of(400, name + " field missing");
      }
    }
  }
}
