package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One stored object, on its shelf: {@code entity/product}, {@code
 * entity/customerorder/{id}/positions}, …
 */
final class Doc {

  final Spec spec;
  final String shelf;
  final String id;
  final @Nullable Doc parent;
  ObjectNode fields;

  /** In the recycle bin: not in plain lists, not counted anywhere. */
  boolean inBin;

  /** Taken away by DELETE, so that not even its id finds it. */
  boolean gone;

  String updatedBy = "";

  Doc(Spec spec, String shelf, String id, @Nullable Doc parent, ObjectNode fields) {
    this.spec = spec;
    this.shelf = shelf;
    this.id = id;
    this.parent = parent;
    this.fields = fields;
  }

  String type() {
    return spec.type();
  }

  String path() {
    return shelf + "/" + id;
  }

  /** The document or dictionary entry a row belongs to; itself if it stands alone. */
  Doc owner() {
    return parent == null ? this : parent.owner();
  }

  @Nullable JsonNode get(String field) {
    return fields.get(field);
  }

  @Nullable String text(String field) {
    JsonNode value = fields.get(field);
    return value == null || !value.isTextual() ? null : value.asText();
  }

  boolean flag(String field) {
    return fields.path(field).asBoolean();
  }

  boolean refersTo(String field, String path) {
    return path.equals(Json.refPath(fields.get(field)));
  }

  @Override
  public String toString() {
    return path();
  }
}
