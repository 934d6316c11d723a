package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.connector.FieldSet;
import dev.syncline.http.Json;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Kinds;
import dev.syncline.model.PhoneRules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code fm}: phones and e-mails as records with ids. A new entity takes a list; a change names the
 * record, so the records as last seen travel with the entity in {@link #RECORDS}.
 *
 * @since 0.1
 */
public final class MultiFields {

  /** The records as read, as text; no plan maps it. */
  public static final Field<String> RECORDS = Field.custom(Customer.TYPE, "fm", Kinds.text());

  private static final Map<String, Field<Set<String>>> TYPES =
      Map.of("PHONE", Customer.PHONES, "EMAIL", Customer.EMAILS);
  private static final String WORK = "WORK";

  private MultiFields() {}

  /** Whether somebody needs them. */
  public static boolean wanted(FieldSet wanted) {
    return wanted.wants(Customer.PHONES) || wanted.wants(Customer.EMAILS);
  }

  /** Whether a write changes them. */
  public static boolean written(Entity delta) {
    return delta.knows(Customer.PHONES) || delta.knows(Customer.EMAILS);
  }

  static void read(JsonNode row, Entity.Builder into) {
    if (!row.has("fm")) {
      return;
    }
    ArrayNode records = Json.mapper().createArrayNode();
    Map<String, Set<String>> values = new LinkedHashMap<>();
    for (JsonNode each : row.path("fm")) {
      String type = each.path("typeId").asText();
      if (TYPES.containsKey(type)) {
        values
            .computeIfAbsent(type, none -> new LinkedHashSet<>())
            .add(each.path("value").asText());
        ObjectNode kept = records.addObject();
        kept.put("id", each.path("id").asText())
            .put("typeId", type)
            .put("valueType", each.path("valueType").asText(WORK))
            .put("value", each.path("value").asText());
      }
    }
    TYPES.forEach(
        (type, field) -> into.set(field, Optional.ofNullable(values.get(type)).map(Set::copyOf)));
    into.set(RECORDS, Json.text(records));
  }

  /** The records of a new entity. */
  public static List<Object> added(Entity wanted) {
    List<Object> records = new ArrayList<>();
    TYPES.forEach(
        (type, field) ->
            wanted.get(field).orElse(Set.of()).forEach(value -> records.add(record(type, value))));
    return records;
  }

  /**
   * What turns the held records into the wanted values; each record is named, so nothing is added
   * twice.
   */
  public static Map<String, @Nullable Object> changed(Entity held, Entity delta) {
    Map<String, @Nullable Object> operations = new LinkedHashMap<>();
    List<JsonNode> records = records(held);
    TYPES.forEach(
        (type, field) -> {
          if (delta.knows(field)) {
            change(type, delta.get(field).orElse(Set.of()), records, operations);
          }
        });
    return operations;
  }

  private static void change(
      String type, Set<String> wanted, List<JsonNode> records, Map<String, @Nullable Object> into) {
    Set<String> missing = new LinkedHashSet<>(wanted);
    List<JsonNode> spare = new ArrayList<>();
    for (JsonNode each : records) {
      String value = plain(type, each.path("value").asText());
      // A number that is only written otherwise stays as a person typed it.
      boolean ofType = each.path("typeId").asText().equals(type);
      if (ofType && !missing.removeIf(other -> plain(type, other).equals(value))) {
        spare.add(each);
      }
    }
    for (JsonNode each : spare) {
      // A record that is free is rewritten: its kind (mobile, home) is a person's choice.
      Optional<String> next = missing.stream().findFirst();
      next.ifPresent(missing::remove);
      into.put(
          each.path("id").asText(),
          Command.map(
              "typeId",
              type,
              "valueType",
              each.path("valueType").asText(WORK),
              "value",
              next.orElse("")));
    }
    missing.forEach(value -> into.put("n" + into.size(), record(type, value)));
  }

  private static String plain(String type, String value) {
    return type.equals("PHONE")
        ? PhoneRules.digits().normal(value)
        : value.strip().toLowerCase(Locale.ROOT);
  }

  private static List<JsonNode> records(Entity held) {
    List<JsonNode> records = new ArrayList<>();
    try {
      Json.mapper().readTree(held.get(RECORDS).orElse("[]")).forEach(records::add);
    } catch (IOException notOurs) {
      throw new IllegalArgumentException(
          "the held customer was not read by this connector", notOurs);
    }
    return records;
  }

  private static Map<String, @Nullable Object> record(String type, String value) {
    return Command.map("typeId", type, "valueType", WORK, "value", value);
  }
}
