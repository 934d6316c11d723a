package dev.syncline.moysklad.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.http.Json;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.util.Optional;

/**
 * The vendor's references: an address that ends in the id, and the type it leads to.
 *
 * @since 0.1
 */
public final class Meta {

  private static final String VARIANT = "variant";

  private Meta() {}

  /** A reference to write. */
  public static ObjectNode to(Terms terms, String path, String type) {
    ObjectNode reference = Json.object();
    reference.set("meta", of(terms, path, type));
    return reference;
  }

  /** The inside of a reference. */
  public static ObjectNode of(Terms terms, String path, String type) {
    return Json.object()
        .put("href", terms.base() + "/" + path)
        .put("type", type)
        .put("mediaType", "application/json");
  }

  /** The id that a reference ends in; its address may carry a query. */
  public static Optional<String> id(JsonNode reference) {
    String href = reference.path("meta").path("href").asText("");
    int query = href.indexOf('?');
    String path = query < 0 ? href : href.substring(0, query);
    String id = path.substring(path.lastIndexOf('/') + 1);
    return id.isEmpty() ? Optional.empty() : Optional.of(id);
  }

  /** The type that a reference leads to. */
  public static String type(JsonNode reference) {
    return reference.path("meta").path("type").asText("");
  }

  /** What a position sells: a variant, or a product with its kind in the id. */
  static Optional<Ref> item(JsonNode reference) {
    String type = type(reference);
    return id(reference)
        .map(id -> type.equals(VARIANT) ? new Ref(Variant.TYPE, id) : product(type, id));
  }

  /** A reference to what a position sells. */
  static ObjectNode item(Terms terms, Ref item) {
    if (item.type().equals(Variant.TYPE)) {
      return to(terms, "entity/variant/" + item.id(), VARIANT);
    }
    return to(terms, "entity/" + item.id(), kind(item.id()));
  }

  /** A product's id: goods, services and sets are lists of their own at the vendor. */
  public static Ref product(String type, String id) {
    return new Ref(Product.TYPE, type + "/" + id);
  }

  /** The vendor's type in a product's id. */
  public static String kind(String productId) {
    int slash = productId.indexOf('/');
    return slash < 0 ? "product" : productId.substring(0, slash);
  }
}
