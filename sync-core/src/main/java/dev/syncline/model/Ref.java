package dev.syncline.model;

/**
 * A reference to an entity of the same side.
 *
 * @param type the entity's type
 * @param id its native id; or, in a write, the operation key of another write of the same list,
 *     marked by {@link #to}
 * @since 0.1
 */
public record Ref(EntityType type, String id) {

  private static final String PENDING = "\u0001";

  /** A reference to what another write of the same list is going to create. */
  public static Ref to(EntityType type, String operationKey) {
    return new Ref(type, PENDING + operationKey);
  }

  /** Whether this points at another write instead of at an existing entity. */
  public boolean pending() {
    return id.startsWith(PENDING);
  }

  /** The operation key of the write that this points at. */
  public String operationKey() {
    if (!pending()) {
      throw new IllegalStateException(this + " is not a reference to a write");
    }
    return id.substring(PENDING.length());
  }

  @Override
  public String toString() {
    return type + ":" + id;
  }
}
