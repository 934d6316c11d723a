package dev.syncline.prestashop.fake;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One thing as an answer shows it, before it is written as XML or JSON. */
record Shown(Resource resource, String id, List<Cell> cells, @Nullable List<Group> groups) {

  /**
   * One field.
   *
   * @param texts the value by language, null for a plain value
   * @param attributes what its element says besides
   */
  record Cell(
      String name,
      String value,
      @Nullable Map<Integer, String> texts,
      Map<String, String> attributes) {}

  /** One association; each item has an address, or "". */
  record Group(Link link, List<Item> items) {}

  /** One associated thing. */
  record Item(String href, List<Cell> cells) {}
}
