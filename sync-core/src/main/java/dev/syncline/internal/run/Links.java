package dev.syncline.internal.run;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.connector.OperationKey;
import dev.syncline.connector.Write;
import dev.syncline.internal.base.Link;

/** How links are named. */
final class Links {

  private static final String FOUND = "=";

  private Links() {}

  /** The link of an entity and the counterpart that was made for it. */
  static Link born(Flow flow, Side source, String sourceId, String targetId, Write write) {
    int generation = write.key().generation();
    return Link.of(key(source, sourceId, generation), source, sourceId, targetId, generation);
  }

  /**
   * The link of two entities that were found to stand for each other; the left counts as the elder.
   */
  static Link found(String leftId, String rightId) {
    return Link.of(FOUND + key(Side.LEFT, leftId, 1), Side.LEFT, leftId, rightId, 1)
        .with(Link.State.FOUND);
  }

  /** The same of what was found and may have been made by us, for an entity of the source side. */
  static Link ours(Side source, String sourceId, String targetId) {
    return Link.of(FOUND + key(source, sourceId, 1), source, sourceId, targetId, 1)
        .with(Link.State.UNCONFIRMED);
  }

  /** Whether a link's entity of this side was made for the other, rather than found. */
  static boolean isMade(Side side, Link link) {
    return link.origin() != side && !link.key().startsWith(FOUND);
  }

  /**
   * The link of an entity and the counterpart that carries the marker of the create that made it.
   */
  static Link marked(Side source, OperationKey key, String targetId) {
    return Link.of(
            key(source, key.source(), key.generation()),
            source,
            key.source(),
            targetId,
            key.generation())
        .with(Link.State.FOUND);
  }

  /** The link of what rules of a side want to be there, by the name it has, and what was found. */
  static Link ensured(Side source, String name, String targetId) {
    return Link.of(key(source, name, 1), source.other(), targetId, name, 1);
  }

  /** The beginning of the keys of what followed from an entity: companions are made once. */
  static String companionsOf(Side origin, String id) {
    return key(origin, id + "#", 1);
  }

  private static String key(Side origin, String id, int generation) {
    return (origin == Side.LEFT ? "L" : "R") + generation + ":" + id;
  }
}
