package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The search for people and companies by phone or e-mail, phones compared by their digits. */
final class Duplicates {

  private static final int ENOUGH = 20;

  private final Portal portal;

  Duplicates(Portal portal) {
    this.portal = portal;
  }

  void register(Methods methods) {
    methods.add("crm", "crm.duplicate.findbycomm", this::find);
  }

  private Answer find(Call call) {
    String type = Values.text(call.any("type")).toUpperCase(Locale.ROOT);
    if (!type.equals("PHONE") && !type.equals("EMAIL")) {
      throw Refusal.bad("Communication type is not defined", "Parameter 'type' is required.");
    }
    JsonNode values = call.any("values");
    if (values == null || !values.isContainerNode()) {
      throw Refusal.bad("Communication values is not defined", "Parameter 'values' is required.");
    }
    Set<String> wanted = new HashSet<>();
    Php.elements(values).forEach(each -> wanted.add(normal(type, each.asText())));
    wanted.remove("");
    return Answer.of(search(call, type, wanted));
  }

  private ObjectNode search(Call call, String type, Set<String> wanted) {
    String only = Values.text(call.any("entity_type")).toUpperCase(Locale.ROOT);
    ObjectNode found = Php.NODES.objectNode();
    for (CrmType each : List.of(CrmType.CONTACT, CrmType.COMPANY)) {
      if (!only.isEmpty() && !only.equals(each.name())) {
        continue;
      }
      ArrayNode ids = Php.NODES.arrayNode();
      for (ObjectNode item : portal.table(each).all()) {
        if (ids.size() < ENOUGH && has(item, type, wanted)) {
          ids.add(item.path("id").asLong());
        }
      }
      if (!ids.isEmpty()) {
        found.set(each.name(), ids);
      }
      if (ids.size() >= ENOUGH) {
        break;
      }
    }
    return found;
  }

  private static boolean has(ObjectNode item, String type, Set<String> wanted) {
    for (JsonNode each : item.path("fm")) {
      if (each.path("typeId").asText().equals(type)
          && wanted.contains(normal(type, each.path("value").asText()))) {
        return true;
      }
    }
    return false;
  }

  /** A leading national 8 of an eleven-digit number is the country's 7. */
  private static String normal(String type, String value) {
    if (type.equals("EMAIL")) {
      return value.trim().toLowerCase(Locale.ROOT);
    }
    String digits = value.replaceAll("\\D", "");
    return digits.length() == 11 && digits.startsWith("8") ? "7" + digits.substring(1) : digits;
  }
}
