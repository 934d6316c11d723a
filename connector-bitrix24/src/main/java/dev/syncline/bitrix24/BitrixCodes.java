package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.codec.Values;
import dev.syncline.connector.Dictionaries.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the portal's lists as dictionaries. Pure. */
final class BitrixCodes {

  private BitrixCodes() {}

  /**
   * The stages of all pipelines of a type; {@code list} is the name of the lists that hold them.
   */
  static List<Code> stages(String list, JsonNode categories, JsonNode statuses) {
    Map<String, String> pipelines = new LinkedHashMap<>();
    categories.forEach(each -> pipelines.put(each.path("id").asText(), each.path("name").asText()));
    List<Code> codes = new ArrayList<>();
    for (JsonNode each : statuses) {
      String pipeline = pipeline(list, each.path("ENTITY_ID").asText());
      if (pipelines.containsKey(pipeline)) {
        codes.add(status(each, pipeline, pipelines.getOrDefault(pipeline, "")));
      }
    }
    return List.copyOf(codes);
  }

  /** The list of the general pipeline of deals has no number. */
  private static String pipeline(String list, String entityId) {
    if (entityId.equals(list)) {
      return "0";
    }
    return entityId.startsWith(list + "_") ? entityId.substring(list.length() + 1) : "";
  }

  /** The statuses of classic invoices: there are no pipelines. */
  static List<Code> statuses(JsonNode rows) {
    List<Code> codes = new ArrayList<>();
    rows.forEach(each -> codes.add(status(each, "", "")));
    return List.copyOf(codes);
  }

  private static Code status(JsonNode row, String pipeline, String pipelineName) {
    return new Code(
        row.path("STATUS_ID").asText(),
        row.path("NAME").asText(),
        true,
        Map.of(
            "pipeline", pipeline,
            "pipeline-name", pipelineName,
            "semantics", semantics(row)));
  }

  private static String semantics(JsonNode row) {
    return Values.text(row.path("SEMANTICS"))
        .orElseGet(
            () ->
                switch (row.path("EXTRA").path("SEMANTICS").asText()) {
                  case "success" -> "S";
                  case "failure", "apology" -> "F";
                  default -> "P";
                });
  }

  static List<Code> pipelines(JsonNode categories) {
    List<Code> codes = new ArrayList<>();
    for (JsonNode each : categories) {
      codes.add(
          new Code(
              each.path("id").asText(),
              each.path("name").asText(),
              true,
              Map.of("default", Values.yes(each.path("isDefault")) ? "Y" : "N")));
    }
    return List.copyOf(codes);
  }

  static List<Code> organizations(List<JsonNode> rows) {
    List<Code> codes = new ArrayList<>();
    for (JsonNode each : rows) {
      codes.add(new Code(each.path("id").asText(), each.path("title").asText(), true, Map.of()));
    }
    return List.copyOf(codes);
  }

  static List<Code> currencies(JsonNode rows) {
    List<Code> codes = new ArrayList<>();
    for (JsonNode each : rows) {
      String code = each.path("CURRENCY").asText();
      codes.add(
          new Code(
              code,
              Values.text(each.path("FULL_NAME")).orElse(code),
              true,
              Map.of("default", Values.yes(each.path("BASE")) ? "Y" : "N")));
    }
    return List.copyOf(codes);
  }

  static List<Code> employees(List<JsonNode> rows) {
    List<Code> codes = new ArrayList<>();
    for (JsonNode each : rows) {
      String name =
          (each.path("LAST_NAME").asText("") + " " + each.path("NAME").asText("")).strip();
      codes.add(
          new Code(
              each.path("ID").asText(),
              name,
              Values.yes(each.path("ACTIVE")),
              Map.of("email", each.path("EMAIL").asText(""))));
    }
    return List.copyOf(codes);
  }

  static List<Code> priceTypes(JsonNode rows) {
    List<Code> codes = new ArrayList<>();
    for (JsonNode each : rows) {
      codes.add(
          new Code(
              each.path("id").asText(),
              each.path("name").asText(),
              true,
              Map.of("default", Values.yes(each.path("base")) ? "Y" : "N")));
    }
    return List.copyOf(codes);
  }
}
