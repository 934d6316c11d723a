package dev.syncline;

/**
 * What becomes of an entity whose keys match several on the other side. It is always reported.
 *
 * @since 0.1
 */
public enum Ambiguity {
  /** It waits until a person chooses. */
  PARK,
  /** A new counterpart is made. */
  MAKE_NEW,
  /** The one with the lowest id is taken. */
  OLDEST
}
