package dev.syncline.prestashop.fake;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thing about to be saved.
 *
 * @param row what it changes, null for a new one
 * @param values raw values of every plain field
 * @param texts texts of every field by language, as they will be stored
 * @param sent the fields that came with the request
 */
record Draft(
    Call call,
    Resource resource,
    @Nullable Row row,
    Map<String, String> values,
    Map<String, Map<Integer, String>> texts,
    Map<String, String> sent) {

  Draft(Call call, Resource resource, @Nullable Row row) {
    this(call, resource, row, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  boolean isNew() {
    return row == null;
  }

  String value(String field) {
    return values.getOrDefault(field, "");
  }

  int num(String field) {
    return (int) Values.leadingNumber(value(field));
  }

  boolean is(String resourceName) {
    return resource.name().equals(resourceName);
  }
}
