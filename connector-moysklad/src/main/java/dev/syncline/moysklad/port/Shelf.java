package dev.syncline.moysklad.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.moysklad.MoySkladApi;
import dev.syncline.moysklad.MoySkladDictionaries;
import dev.syncline.moysklad.codec.Addresses;
import dev.syncline.moysklad.codec.Terms;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads rows of one list and makes entities of them. */
final class Shelf {

  private final Resource resource;
  private final MoySkladApi api;
  private final MoySkladDictionaries dictionaries;

  Shelf(Resource resource, MoySkladApi api, MoySkladDictionaries dictionaries) {
    this.resource = resource;
    this.api = api;
    this.dictionaries = dictionaries;
  }

  Resource resource() {
    return resource;
  }

  MoySkladApi api() {
    return api;
  }

  /** What the codec needs for these fields. */
  Terms terms(FieldSet wanted) {
    return dictionaries.terms(resource.own(wanted));
  }

  /** Whether the vendor can look for entities by a field. */
  boolean canFilter(Field<?> field) {
    return resource.filters().containsKey(field) || (field.custom() && resource.hasAttributes());
  }

  /** What the vendor's filter calls a field. */
  String filterOf(Field<?> field) {
    String name = resource.filters().get(field);
    return name == null ? dictionaries.filterOf(field) : name;
  }

  Entity entity(JsonNode row, Terms terms) {
    boolean lacks = terms.lacksPlaces() && Addresses.namesPlace(row);
    return resource.codec().read(row, lacks ? dictionaries.placed(terms) : terms);
  }

  /** One page of rows, each whole. */
  List<JsonNode> page(Map<String, String> query, FieldSet wanted) {
    Map<String, String> asked = new LinkedHashMap<>(query);
    asked.putIfAbsent("limit", Integer.toString(resource.page(wanted)));
    List<JsonNode> rows = api.page(resource.path(), asked).rows();
    rows.forEach(row -> complete(row, wanted));
    return rows;
  }

  /**
   * All rows in which a vendor's field has one of the values, in as few requests as the address
   * allows.
   */
  List<JsonNode> where(String name, Collection<String> values, FieldSet wanted) {
    List<JsonNode> rows = new ArrayList<>();
    for (String filter : filters(name, values)) {
      Map<String, String> query = resource.query(filter, wanted);
      List<JsonNode> found = api.all(resource.path(), query, resource.page(wanted));
      found.forEach(row -> complete(row, wanted));
      rows.addAll(found);
    }
    return rows;
  }

  /** The rows with these ids, each with one collection of its own opened. */
  List<JsonNode> opened(Collection<String> ids, String collection) {
    List<JsonNode> rows = new ArrayList<>();
    for (String filter : filters("id", ids)) {
      Map<String, String> query = resource.query(filter, FieldSet.of());
      query.put("expand", collection);
      rows.addAll(api.all(resource.path(), query, MoySkladApi.EXPANDED_PAGE));
    }
    rows.forEach(row -> complete(row, collection));
    return rows;
  }

  /** What is opened shows one page of its rows: the others are read behind it. */
  void complete(JsonNode row, FieldSet wanted) {
    resource.opened(wanted).ifPresent(name -> complete(row, name));
  }

  private void complete(JsonNode row, String name) {
    JsonNode opened = row.path(name);
    if (!(opened.path("rows") instanceof ArrayNode rows)) {
      return;
    }
    String path = resource.path() + "/" + row.path("id").asText() + "/" + name;
    int size = opened.path("meta").path("size").asInt(0);
    while (rows.size() < size) {
      List<JsonNode> more =
          api.page(
                  path,
                  Map.of(
                      "limit", Integer.toString(MoySkladApi.PAGE),
                      "offset", Integer.toString(rows.size())))
              .rows();
      more.forEach(rows::add);
      if (more.isEmpty()) {
        return;
      }
    }
  }

  private static List<String> filters(String name, Collection<String> values) {
    List<String> filters = new ArrayList<>();
    StringBuilder filter = new StringBuilder();
    int encoded = 0;
    int count = 0;
    for (String value : values) {
      // A semicolon ends a condition unless it is escaped.
      String condition = name + "=" + value.replace(";", "\\;");
      int length = URLEncoder.encode(condition, StandardCharsets.UTF_8).length() + 3;
      boolean full =
          encoded + length > MoySkladApi.FILTER_CHARS || count == MoySkladApi.EXPANDED_PAGE;
      if (count > 0 && full) {
        filters.add(filter.toString());
        filter.setLength(0);
        encoded = 0;
        count = 0;
      }
      filter.append(count == 0 ? "" : ";").append(condition);
      encoded += length;
      count++;
    }
    if (count > 0) {
      filters.add(filter.toString());
    }
    return filters;
  }
}
