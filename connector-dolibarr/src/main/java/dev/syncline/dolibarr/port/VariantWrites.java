package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Refusal;
import dev.syncline.dolibarr.DolibarrApi;
import dev.syncline.dolibarr.DolibarrApi.Answer;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.codec.Texts;
import dev.syncline.dolibarr.port.Combinations.Attribute;
import dev.syncline.dolibarr.port.Combinations.Combination;
import dev.syncline.http.Json;
import dev.syncline.model.Entity;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes children of the variants module. The vendor makes a second child of the same values, and
 * takes values that are not there; so both are looked for first. Thread-safe.
 */
final class VariantWrites {

  private static final String ATTRIBUTES = "products/attributes";
  private static final int CODE = 40;

  private final DolibarrApi api;
  private final Combinations combinations;

  VariantWrites(DolibarrApi api, Combinations combinations) {
    this.api = api;
    this.combinations = combinations;
  }

  /** The child with these values, if there is one. */
  Optional<String> child(Entity wanted) {
    Optional<Ref> parent = wanted.get(Variant.PRODUCT);
    Map<String, String> values = known(wanted.get(Variant.OPTIONS).orElse(Map.of()));
    if (parent.isEmpty() || values.isEmpty()) {
      return Optional.empty();
    }
    return combinations.of(parent.get().id()).stream()
        .filter(each -> each.values().equals(values))
        .map(Combination::child)
        .findFirst();
  }

  /** The ids of values by attributes; empty if one of them is not there. */
  private Map<String, String> known(Map<String, String> options) {
    Map<String, Attribute> all = combinations.load();
    Map<String, String> ids = new LinkedHashMap<>();
    options.forEach(
        (name, value) ->
            byName(all, name)
                .ifPresent(
                    attribute ->
                        valueOf(attribute, value).ifPresent(id -> ids.put(attribute.id(), id))));
    return ids.size() == options.size() ? ids : Map.of();
  }

  private static Optional<Attribute> byName(Map<String, Attribute> all, String name) {
    return all.values().stream().filter(each -> each.name().equals(name)).findFirst();
  }

  private static Optional<String> valueOf(Attribute attribute, String value) {
    return attribute.values().entrySet().stream()
        .filter(each -> each.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Makes the child, and what attributes and values it needs. */
  String make(Entity wanted, Deadline leaveBefore) {
    String parent =
        wanted
            .get(Variant.PRODUCT)
            .map(Ref::id)
            .orElseThrow(
                () -> Refusing.because(Refusal.Code.MISSING, "a variant needs its product"));
    Map<String, String> options = wanted.get(Variant.OPTIONS).orElse(Map.of());
    if (options.isEmpty()) {
      throw Refusing.because(Refusal.Code.MISSING, "a variant needs options");
    }
    ObjectNode body = Json.object();
    body.put("weight_impact", 0);
    body.put("price_impact", 0);
    body.put("price_impact_is_percent", false);
    ObjectNode features = body.putObject("features");
    new TreeMap<>(options)
        .forEach(
            (name, value) -> {
              String attribute = attribute(name, leaveBefore);
              features.put(attribute, Long.parseLong(value(attribute, value, leaveBefore)));
            });
    return made(
        api.write("POST", "products/" + parent + "/variants", body, leaveBefore, Lane.WRITE));
  }

  private String attribute(String name, Deadline leaveBefore) {
    Optional<Attribute> known = byName(combinations.load(), name);
    if (known.isPresent()) {
      return known.get().id();
    }
    ObjectNode body =
        Json.object().put("ref", code(name)).put("label", Texts.plain(name, 255, false));
    return made(api.write("POST", ATTRIBUTES, body, leaveBefore, Lane.SERIAL));
  }

  private String value(String attribute, String name, Deadline leaveBefore) {
    Optional<String> known =
        Optional.ofNullable(combinations.load().get(attribute))
            .flatMap(each -> valueOf(each, name));
    if (known.isPresent()) {
      return known.get();
    }
    ObjectNode body =
        Json.object().put("ref", code(name)).put("value", Texts.plain(name, 255, false));
    String path = ATTRIBUTES + "/" + attribute + "/values";
    return made(api.write("POST", path, body, leaveBefore, Lane.SERIAL));
  }

  private static String code(String name) {
    String code = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    return code.length() <= CODE ? code : code.substring(0, CODE);
  }

  private static String made(Answer answer) {
    answer.refused().ifPresent(Documents::refuse);
    return answer
        .made()
        .orElseThrow(() -> Refusing.because(Refusal.Code.OTHER, "the vendor told no id"));
  }

  /** Takes a child out of its parent, before the product itself is removed. */
  void detach(Entity held, Deadline leaveBefore) {
    Optional<Ref> parent = held.get(Variant.PRODUCT);
    if (parent.isEmpty()) {
      return;
    }
    combinations.of(parent.get().id()).stream()
        .filter(each -> each.child().equals(held.id()))
        .findFirst()
        .ifPresent(
            each ->
                api.write(
                    "DELETE", "products/variants/" + each.id(), null, leaveBefore, Lane.WRITE));
    combinations.forget(held.id());
  }
}
