package dev.syncline.moysklad.fake;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the vendor says of one type.
 *
 * @param name the name in the schema: the type, or for rows the type of their document
 * @param type the {@code meta.type}
 * @param fields the fields by name
 * @param sort the fields a list can be ordered by
 */
record Spec(String name, String type, Map<String, Field> fields, Set<String> sort) {

  private static final Set<String> NOT_DOCUMENTS = Set.of("contract", "consignment", "task");

  /** Whether it is a document: dated, numbered, with a recycle bin. */
  boolean document() {
    return fields.containsKey("moment")
        && fields.containsKey("deleted")
        && !NOT_DOCUMENTS.contains(name);
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  boolean syncs() {
    return fields.containsKey("syncId");
  }

  /** The collections of its own, with the types of what they hold. */
  Map<String, Spec> collections() {
    Map<String, Spec> collections = new LinkedHashMap<>();
    fields.values().stream()
        .filter(field -> field.is("coll"))
        .forEach(
            field ->
                Schema.collection(this, field.name())
                    .ifPresent(spec -> collections.put(field.name(), spec)));
    if (name.equals("customerorder")) {
      Schema.collection(this, "notes").ifPresent(spec -> collections.put("notes", spec));
    }
    return collections;
  }

  /** Where its custom fields are defined: goods of three kinds share one set. */
  String attributesHome() {
    return switch (name) {
      case "service", "bundle" -> "product";
      default -> name;
    };
  }
}
