package dev.syncline.mapping;

import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import java.util.Optional;

/**
 * A field in which entities of a side name their counterparts.
 *
 * @param field where
 * @param text how
 * @since 0.1
 */
public record MarkerField(Field<String> field, MarkerText text) {

  /** The native id of the counterpart that an entity names; empty if it names none. */
  public Optional<String> named(Entity entity) {
    return entity.get(field).flatMap(text::id);
  }

  /** Whether an entity names just this counterpart. */
  public boolean names(Entity entity, String id) {
    return named(entity).filter(id::equals).isPresent();
  }
}
