package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Phones, e-mails and the like: records with ids of their own, written in two shapes. */
final class MultiFields {

  static final List<String> TYPES = List.of("PHONE", "EMAIL", "WEB", "IM", "LINK");
  private static final Map<String, Set<String>> VALUE_TYPES =
      Map.of(
          "PHONE", Set.of("WORK", "MOBILE", "FAX", "HOME", "PAGER", "MAILING", "OTHER"),
          "EMAIL", Set.of("WORK", "HOME", "MAILING", "OTHER"));

  private long next = 101;

  /**
   * The records after a write. A list adds; a map adds under n0 and the like, changes or deletes
   * under a record's id.
   */
  ArrayNode written(@Nullable JsonNode held, JsonNode sent, boolean adding) {
    List<ObjectNode> records = new ArrayList<>();
    if (held != null) {
      held.forEach(each -> records.add(each.deepCopy()));
    }
    if (!sent.isContainerNode()) {
      throw Refusal.bad(
          "100", "Expected iterable value for multiple field, but got string instead");
    }
    for (Map.Entry<String, JsonNode> each : Php.map(sent).properties()) {
      if (adding || each.getKey().matches("n\\d+")) {
        append(records, each.getValue());
      } else {
        change(records, Values.id(Php.NODES.textNode(each.getKey())), each.getValue());
      }
    }
    ArrayNode after = Php.NODES.arrayNode();
    records.forEach(after::add);
    return after;
  }

  private void append(List<ObjectNode> records, JsonNode sent) {
    String type = Values.text(sent.get("typeId")).toUpperCase(Locale.ROOT);
    String value = Values.text(sent.get("value")).trim();
    if (value.isEmpty()) {
      return;
    }
    records.add(
        Php.NODES
            .objectNode()
            .put("id", next++)
            .put("typeId", checked(type))
            .put("valueType", valueType(type, sent.get("valueType"), "WORK"))
            .put("value", value));
  }

  private static void change(List<ObjectNode> records, long id, JsonNode sent) {
    for (ObjectNode each : List.copyOf(records)) {
      if (Values.id(each.get("id")) == id) {
        if (Values.text(sent.get("value")).isBlank()) {
          records.remove(each);
        } else {
          String type = each.path("typeId").asText();
          each.put("value", Values.text(sent.get("value")).trim());
          each.put(
              "valueType", valueType(type, sent.get("valueType"), each.path("valueType").asText()));
        }
      }
    }
  }

  private static String checked(String type) {
    if (!TYPES.contains(type)) {
      throw CrmItems.invalid("fm");
    }
    return type;
  }

  private static String valueType(String type, @Nullable JsonNode sent, String otherwise) {
    String valueType = Values.text(sent).toUpperCase(Locale.ROOT);
    if (valueType.isEmpty()) {
      return otherwise;
    }
    Set<String> known = VALUE_TYPES.get(type);
    if (known != null && !known.contains(valueType)) {
      throw CrmItems.invalid("fm");
    }
    return valueType;
  }

  /** The read-only shortcuts that the portal derives from the records. */
  static void derive(ObjectNode item) {
    JsonNode records = item.path("fm");
    item.put("hasPhone", first(records, "PHONE", null) == null ? "N" : "Y");
    item.put("hasEmail", first(records, "EMAIL", null) == null ? "N" : "Y");
    item.put("hasImol", "N");
    item.put("phone", first(records, "PHONE", null));
    item.put("email", first(records, "EMAIL", null));
    item.put("phoneWork", first(records, "PHONE", "WORK"));
    item.put("phoneMobile", first(records, "PHONE", "MOBILE"));
    item.put("emailWork", first(records, "EMAIL", "WORK"));
    item.put("emailHome", first(records, "EMAIL", "HOME"));
  }

  private static @Nullable String first(JsonNode records, String type, @Nullable String valueType) {
    for (JsonNode each : records) {
      if (each.path("typeId").asText().equals(type)
          && (valueType == null || each.path("valueType").asText().equals(valueType))) {
        return each.path("value").asText();
      }
    }
    return null;
  }
}
