package dev.syncline.connector;

import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done to one entity, with its operation key.
 *
 * @since 0.1
 */
public sealed interface Write {

  /** The operation key: the same for every attempt at the same effect, never for another one. */
  OperationKey key();

  /** The type of the entity. */
  EntityType type();

  /**
   * Makes an entity. References may point at other creates of the same list ({@link
   * dev.syncline.model.Ref#to}).
   *
   * @param key the operation key; the connector puts it, or what it derives from it, where the
   *     vendor guards or searches
   * @param wanted everything the new entity shall say; its id is empty
   */
  record Create(OperationKey key, Entity wanted) implements Write {

    @Override
    public EntityType type() {
      return wanted.type();
    }
  }

  /**
   * Changes an entity.
   *
   * @param held the entity as last seen, with all fields that the plan reads
   * @param delta only what shall change; empty means clear; a list of lines is given whole, with
   *     the ids of lines kept
   * @param expectedVersion the vendor's version that must still hold, if it takes one
   */
  record Update(OperationKey key, Entity held, Entity delta, @Nullable String expectedVersion)
      implements Write {

    @Override
    public EntityType type() {
      return held.type();
    }

    /** What the entity shall say afterwards. */
    public Entity wanted() {
      return held.overlaid(delta);
    }

    /** The version to insist on. */
    public Optional<String> expected() {
      return Optional.ofNullable(expectedVersion);
    }
  }

  /** Removes an entity; {@code held} is as last seen. */
  record Delete(OperationKey key, Entity held) implements Write {

    @Override
    public EntityType type() {
      return held.type();
    }
  }

  /**
   * A named step in a document's life cycle.
   *
   * @param name such as {@code validate}, {@code post}, {@code pay}, {@code cancel}
   * @param from the state that it starts from; in another state it is not done
   */
  record Act(OperationKey key, Entity held, String name, String from) implements Write {

    @Override
    public EntityType type() {
      return held.type();
    }
  }
}
