package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.dolibarr.DolibarrApi;
import dev.syncline.dolibarr.codec.Joined;
import dev.syncline.dolibarr.codec.Loose;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whose children variants are, and by which values. Whose child a product is never changes and is
 * kept; values are asked by parent. Thread-safe.
 */
final class Combinations {

  private static final int ONE_BY_ONE = 3;
  private static final String VARIANTS = "/variants";
  private static final String ATTRIBUTES = "products/attributes";

  /**
   * A combination of values.
   *
   * @param id the combination's id
   * @param child the product's id
   * @param values value ids by attribute ids
   */
  record Combination(String id, String child, Map<String, String> values) {}

  /**
   * An attribute with its values.
   *
   * @param id its id
   * @param name what people read
   * @param values names of values by their ids
   */
  record Attribute(String id, String name, Map<String, String> values) {}

  private final DolibarrApi api;
  private final Map<String, String> parents = new ConcurrentHashMap<>();
  private final Map<String, Attribute> attributes = new ConcurrentHashMap<>();

  Combinations(DolibarrApi api) {
    this.api = api;
  }

  /** Which of the products are children, as far as was seen. */
  Set<String> children() {
    return Set.copyOf(parents.keySet());
  }

  /** Puts parents and options into rows of children. */
  void into(List<ObjectNode> children) {
    Set<String> unknown = new HashSet<>();
    for (ObjectNode row : children) {
      String id = Loose.id(row, "id").orElse("");
      Loose.id(row, Joined.PARENT).ifPresent(parent -> parents.put(id, parent));
      if (!parents.containsKey(id)) {
        unknown.add(id);
      }
    }
    learn(unknown);
    Map<String, Map<String, Combination>> byParent = new LinkedHashMap<>();
    for (ObjectNode row : children) {
      String id = Loose.id(row, "id").orElse("");
      String parent = parents.get(id);
      if (parent != null) {
        row.put(Joined.PARENT, parent);
        Map<String, Combination> all = byParent.computeIfAbsent(parent, each -> byChild(of(each)));
        Optional.ofNullable(all.get(id))
            .ifPresent(each -> row.set(Joined.OPTIONS, named(each.values())));
      }
    }
  }

  private static Map<String, Combination> byChild(List<Combination> all) {
    Map<String, Combination> byChild = new LinkedHashMap<>();
    all.forEach(each -> byChild.put(each.child(), each));
    return byChild;
  }

  private void learn(Set<String> unknown) {
    if (unknown.isEmpty()) {
      return;
    }
    if (unknown.size() <= ONE_BY_ONE) {
      for (String id : unknown) {
        api.find("products/" + id, Map.of("includeparentid", "true"))
            .flatMap(row -> Loose.id(row, Joined.PARENT))
            .ifPresent(parent -> parents.put(id, parent));
      }
      return;
    }
    Map<String, String> query = Map.of("variant_filter", "2", "ids_only", "true", "limit", "0");
    for (JsonNode row : api.list("products", query)) {
      Loose.id(row).or(() -> Loose.id(row, "id")).ifPresent(this::of);
    }
  }

  /** The combinations of a parent. */
  List<Combination> of(String parent) {
    List<Combination> all =
        api.list("products/" + parent + VARIANTS, Map.of()).stream()
            .map(Combinations::combination)
            .toList();
    all.forEach(each -> parents.put(each.child(), parent));
    return all;
  }

  private static Combination combination(JsonNode row) {
    Map<String, String> values = new LinkedHashMap<>();
    for (JsonNode pair : Loose.elements(row.path("attributes"))) {
      Loose.id(pair, "fk_prod_attr")
          .ifPresent(id -> values.put(id, Loose.id(pair, "fk_prod_attr_val").orElse("")));
    }
    return new Combination(
        Loose.id(row, "id").orElse(""), Loose.id(row, "fk_product_child").orElse(""), values);
  }

  private ObjectNode named(Map<String, String> values) {
    ObjectNode options = dev.syncline.http.Json.object();
    values.forEach(
        (attribute, value) -> {
          Attribute known = attribute(attribute, value);
          options.put(known.name(), known.values().getOrDefault(value, value));
        });
    return options;
  }

  private Attribute attribute(String id, String value) {
    Attribute known = attributes.get(id);
    if (known == null || !known.values().containsKey(value)) {
      load();
      known = attributes.get(id);
    }
    return known == null ? new Attribute(id, id, Map.of()) : known;
  }

  /** All attributes, as they are now. */
  Map<String, Attribute> load() {
    for (JsonNode row : api.list(ATTRIBUTES, Map.of("limit", "1000"))) {
      String id = Loose.id(row, "id").orElse("");
      Map<String, String> values = new LinkedHashMap<>();
      for (JsonNode value : api.list(ATTRIBUTES + "/" + id + "/values", Map.of())) {
        Loose.id(value, "id")
            .ifPresent(each -> values.put(each, Loose.text(value, "value").orElse(each)));
      }
      attributes.put(id, new Attribute(id, Loose.text(row, "label").orElse(id), values));
    }
    return Map.copyOf(attributes);
  }

  /** Forgets a child. */
  void forget(String child) {
    parents.remove(child);
  }

  /** The ids of the parents that were seen. */
  Set<String> parentsSeen() {
    return new LinkedHashSet<>(parents.values());
  }
}
