package dev.syncline.examples.compare;

import java.util.List;

/**
 * Says of one pair of systems, by hand, which field of one means which field of the other. It
 * shares nothing with the plan and the connectors: only so does it prove them.
 *
 * @since 0.1
 */
public interface FieldTable {

  /** The entity types; what others point at comes first. */
  List<String> types();

  /** The entities of a type on the left. */
  List<Item> left(String type, Books books);

  /** The entities of a type on the right. */
  List<Item> right(String type, Books books);
}
