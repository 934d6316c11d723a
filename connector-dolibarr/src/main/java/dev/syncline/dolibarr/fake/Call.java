package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request at a resource: the variables of its path, its query and its body.
 *
 * <p>What a method of the API takes by name may stand in the body or in the query, and must be of
 * the declared type.
 */
record Call(Session session, Map<String, String> path, Map<String, String> query, ObjectNode body) {

  long id() {
    return id("id");
  }

  long id(String variable) {
    String text = path.getOrDefault(variable, "");
    if (!text.matches("-?\\d{1,18}")) {
      throw ApiError.invalidId(variable);
    }
    return Long.parseLong(text);
  }

  String variable(String name) {
    return path.getOrDefault(name, "");
  }

  Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  int whole(String parameter, int otherwise) {
    String text = query.get(parameter);
    if (text == null || text.isEmpty()) {
      return otherwise;
    }
    if (!text.matches("-?\\d{1,9}")) {
      throw ApiError.invalid(parameter);
    }
    return Integer.parseInt(text);
  }

  boolean flag(String parameter) {
    String text = query.getOrDefault(parameter, "");
    return !text.isEmpty() && !text.equals("0") && !text.equals("false");
  }

  @Nullable JsonNode parameter(String name) {
    JsonNode node = body.get(name);
    if (node == null || node.isNull()) {
      String text = query.get(name);
      return text == null ? null : Php.object().textNode(text);
    }
    return node;
  }

  String text(String name) {
    return Php.text(parameter(name));
  }

  JsonNode required(String name) {
    JsonNode node = parameter(name);
    if (node == null) {
      throw ApiError.required(name);
    }
    return node;
  }

  /** A whole number that has to be there. */
  long requiredId(String name) {
    return typedWhole(name, required(name));
  }

  long typedWhole(String name, long otherwise) {
    JsonNode node = parameter(name);
    return node == null ? otherwise : typedWhole(name, node);
  }

  private static long typedWhole(String name, JsonNode node) {
    String text = Php.text(node);
    if (!text.matches("[+-]?\\d{1,18}")) {
      throw ApiError.invalid(name);
    }
    return Long.parseLong(text);
  }

  BigDecimal requiredNumber(String name) {
    String text = Php.text(required(name));
    if (!Php.numeric(text)) {
      throw ApiError.invalid(name);
    }
    return new BigDecimal(text.trim());
  }
}
