package dev.syncline.dolibarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/**
 * Products of an installation that has several prices for each, one a level: one level is the price
 * that plans know. Documents are exchanged for such as one with a single price would have. Pure.
 *
 * @since 0.1
 */
public final class PriceLevels {

  private static final String NET = "multiprices";

  /** What a product with one price says, by the map of levels that says it. */
  private static final Map<String, String> MAPS =
      Map.of(
          NET,
          "price",
          "multiprices_ttc",
          "price_ttc",
          "multiprices_base_type",
          "price_base_type",
          "multiprices_tva_tx",
          "tva_tx",
          "multiprices_min",
          "price_min",
          "multiprices_min_ttc",
          "price_min_ttc");

  private PriceLevels() {}

  /** A row as it would be with this level's price alone. */
  public static void show(ObjectNode row, int level) {
    String key = Integer.toString(level);
    MAPS.forEach(
        (map, field) -> {
          JsonNode said = row.path(map).path(key);
          if (!said.isMissingNode() && !said.isNull()) {
            row.set(field, said);
          } else if (map.equals(NET) || map.equals("multiprices_ttc")) {
            // Other levels do not stand for it.
            row.putNull(field);
          }
        });
  }

  /** Says the price of a document at this level. */
  public static void say(ObjectNode document, int level) {
    String key = Integer.toString(level);
    MAPS.forEach(
        (map, field) -> {
          JsonNode said = document.path(field);
          if (!said.isMissingNode()) {
            document.putObject(map).set(key, said);
            if (!field.equals("tva_tx")) {
              document.remove(field);
            }
          }
        });
  }

  /** Whether a document says a price at a level. */
  public static boolean says(ObjectNode document) {
    return MAPS.keySet().stream().anyMatch(document::has);
  }

  /**
   * Says of all other levels what the product has: the vendor empties those that a change leaves
   * out.
   */
  public static void keepOthers(ObjectNode document, JsonNode product) {
    for (String map : MAPS.keySet()) {
      JsonNode held = product.path(map);
      ObjectNode said =
          document.has(map) ? (ObjectNode) document.path(map) : document.putObject(map);
      for (Iterator<String> levels = held.fieldNames(); levels.hasNext(); ) {
        String level = levels.next();
        if (!said.has(level) && !held.path(level).isNull()) {
          said.set(level, held.path(level));
        }
      }
      if (said.isEmpty()) {
        document.remove(map);
      }
    }
  }
}
