package dev.syncline.connector;

import java.util.List;

/**
 * What was found of a create whose outcome is unknown.
 *
 * @since 0.1
 */
public sealed interface Located {

  /** These carry the create's guard or marker: one is adopted, several are shown to a person. */
  record Found(List<String> ids) implements Located {}

  /** Nothing carries it: the create did not happen, or not yet. */
  record Absent() implements Located {}

  /** The vendor has nothing to search by. */
  record CannotTell() implements Located {}
}
