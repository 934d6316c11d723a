package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A write that is checked but not yet done: all of it happens or nothing. */
final class Draft {

  final Spec spec;
  final String shelf;
  final @Nullable Doc doc;
  final @Nullable Doc parent;
  final ObjectNode body;
  final Json.Body places;
  final Actor actor;
  final ObjectNode fields;
  final List<ApiError> errors = new ArrayList<>();

  /** Collections that are replaced as a whole. */
  final Map<String, List<Draft>> rows = new LinkedHashMap<>();

  /** Back links that the body sets from the far side, by name, as paths. */
  final Map<String, List<String>> links = new LinkedHashMap<>();

  Draft(
      Spec spec,
      String shelf,
      @Nullable Doc doc,
      @Nullable Doc parent,
      ObjectNode body,
      Json.Body places,
      Actor actor) {
    this.spec = spec;
    this.shelf = shelf;
    this.doc = doc;
    this.parent = parent;
    this.body = body;
    this.places = places;
    this.actor = actor;
    this.fields = doc == null ? Json.object() : doc.fields.deepCopy();
  }

  boolean creating() {
    return doc == null;
  }

  boolean sends(String field) {
    return body.has(field);
  }

  @Nullable JsonNode get(String field) {
    return fields.get(field);
  }

  @Nullable String text(String field) {
    JsonNode value = fields.get(field);
    return value == null || !value.isTextual() ? null : value.asText();
  }

  @Nullable String ref(String field) {
    return Json.refPath(fields.get(field));
  }

  void fail(ApiError error) {
    errors.add(error);
  }

  void required(String field) {
    fail(ApiError.required(field).at(places.place(body)));
  }
}
