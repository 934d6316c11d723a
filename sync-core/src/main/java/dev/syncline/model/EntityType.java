package dev.syncline.model;

import java.util.Objects;

/**
 * A kind of business object in the canonical model, such as {@code order}.
 *
 * @param name lower case, stable: it is part of what stores keep
 * @since 0.1
 */
public record EntityType(String name) {

  /** Checks the name. */
  public EntityType {
    Objects.requireNonNull(name, "name");
    if (name.isBlank()) {
      throw new IllegalArgumentException("an entity type needs a name");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
