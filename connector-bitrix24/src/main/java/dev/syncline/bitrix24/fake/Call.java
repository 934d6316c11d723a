package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One call of one method, alone or in a batch. */
record Call(String method, ObjectNode params, Caller caller) {

  /** A parameter of a controller: its name as documented. */
  @Nullable JsonNode get(String name) {
    return params.get(name);
  }

  /** A parameter of a legacy method: in any case. */
  @Nullable JsonNode any(String name) {
    JsonNode exact = params.get(name);
    if (exact != null) {
      return exact;
    }
    for (Map.Entry<String, JsonNode> each : params.properties()) {
      if (each.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
        return each.getValue();
      }
    }
    return null;
  }

  JsonNode need(String name) {
    JsonNode value = params.get(name);
    if (value == null || value.isNull()) {
      throw Refusal.missing(name);
    }
    return value;
  }

  long needId(String name) {
    Long id = Values.whole(need(name));
    if (id == null) {
      throw Refusal.bad(
          "100",
          "Invalid value {"
              + Values.text(get(name))
              + "} to match with parameter {"
              + name
              + "}. Should be value of type int.");
    }
    return id;
  }

  ObjectNode needMap(String name) {
    JsonNode value = need(name);
    if (!value.isContainerNode()) {
      throw Refusal.bad(
          "100",
          "Invalid value {"
              + Values.text(value)
              + "} to match with parameter {"
              + name
              + "}. Should be value of type array.");
    }
    return Php.map(value);
  }

  long legacyId() {
    Long id = Values.whole(any("id"));
    if (id == null || id <= 0) {
      throw Refusal.legacy("ID is not defined or invalid.");
    }
    return id;
  }

  ObjectNode legacyFields() {
    JsonNode fields = any("fields");
    if (fields == null || !fields.isContainerNode()) {
      throw Refusal.legacy("Parameter 'fields' must be array.");
    }
    return Php.map(fields);
  }

  void needAdmin() {
    if (!caller.admin()) {
      throw Refusal.adminOnly();
    }
  }
}
