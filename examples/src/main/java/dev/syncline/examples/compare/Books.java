package dev.syncline.examples.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One account's raw documents by the vendor's own names of their kinds.
 *
 * @param shelves the documents of each kind, as the vendor shows them
 * @since 0.1
 */
public record Books(Map<String, List<JsonNode>> shelves) {

  /** Keeps its own copies of the lists. */
  public Books {
    Map<String, List<JsonNode>> copies = new LinkedHashMap<>();
    shelves.forEach((kind, documents) -> copies.put(kind, List.copyOf(documents)));
    shelves = Map.copyOf(copies);
  }

  /**
   * The documents of a kind.
   *
   * @throws IllegalArgumentException if the kind was not read
   */
  public List<JsonNode> of(String kind) {
    List<JsonNode> documents = shelves.get(kind);
    if (documents == null) {
      throw new IllegalArgumentException("no documents of kind " + kind + " were read");
    }
    return documents;
  }
}
