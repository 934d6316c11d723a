package dev.syncline.dolibarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.model.Entity;
import dev.syncline.model.Variant;
import java.util.Map;
import java.util.TreeMap;

/** What a variant is like, by the names of attributes. Pure. */
final class VariantOptions {

  private VariantOptions() {}

  static void read(JsonNode document, Entity.Builder into, Terms terms) {
    if (document.path(Joined.OPTIONS).isObject()) {
      Map<String, String> options = new TreeMap<>();
      Loose.map(document.path(Joined.OPTIONS))
          .forEach((name, value) -> options.put(name, value.asText("")));
      into.set(Variant.OPTIONS, Map.copyOf(options));
    }
  }
}
