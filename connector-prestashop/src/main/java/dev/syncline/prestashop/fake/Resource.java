package dev.syncline.prestashop.fake;

import java.util.Map;
import java.util.Optional;

/**
 * One resource of the webservice.
 *
 * @param name what the address says
 * @param node the element of one
 * @param nodes the element of a list
 * @param entity its name in messages
 * @param table where its rows are
 */
record Resource(
    String name,
    String node,
    String nodes,
    String entity,
    String table,
    Sharing sharing,
    Map<String, Field> fields,
    Map<String, Link> links) {

  enum Sharing {
    /** Every shop sees it. */
    NONE,
    /** The shops it is linked to see it. */
    LINKED,
    /** It belongs to one shop or one group of shops. */
    OWNED
  }

  Optional<Field> field(String named) {
    return Optional.ofNullable(fields.get(named));
  }

  boolean has(String named) {
    return fields.containsKey(named);
  }
}
