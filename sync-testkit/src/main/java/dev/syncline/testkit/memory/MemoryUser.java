package dev.syncline.testkit.memory;

import dev.syncline.connector.CustomField;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.util.function.UnaryOperator;

/**
 * A person at the screen of a {@link MemoryConnector}'s system: what they do costs no call and asks
 * no guard. Thread-safe.
 *
 * @since 0.1
 */
public final class MemoryUser {

  private final MemoryConnector system;

  MemoryUser(MemoryConnector system) {
    this.system = system;
  }

  /** Adds an entity; gives its id. */
  public String add(Entity entity) {
    return system.byHand(entity.type(), (table, now) -> table.add(entity.withId(""), now));
  }

  /** Changes an entity. */
  public void edit(EntityType type, String id, UnaryOperator<Entity> change) {
    system.byHand(
        type,
        (table, now) -> {
          table.change(id, change.apply(table.get(id).orElseThrow()), now);
          return id;
        });
  }

  /** Sets one field. */
  public <V> void set(String id, Field<V> field, V value) {
    edit(field.type(), id, entity -> entity.with(field, value));
  }

  /** Empties one field. */
  public void clear(String id, Field<?> field) {
    edit(field.type(), id, entity -> entity.cleared(field));
  }

  /** Deletes an entity. */
  public void delete(EntityType type, String id) {
    system.byHand(
        type,
        (table, now) -> {
          table.remove(id, now);
          return id;
        });
  }

  /** Restores a deleted entity from the bin, under its old id, as it was. */
  public void restore(EntityType type, String id) {
    system.byHand(
        type,
        (table, now) -> {
          table.restore(id, now);
          return id;
        });
  }

  /** An administrator makes a field, even a second one of its name. */
  public void makeField(CustomField field) {
    system.fields().add(field);
  }

  /** An administrator hides an entity from the sync user, or shows it again. */
  public void hide(EntityType type, String id, boolean hidden) {
    system.byHand(
        type,
        (table, now) -> {
          table.hide(id, hidden);
          return id;
        });
  }

  /** An administrator takes a field away from the sync user, or grants it again. */
  public void withhold(Field<?> field, boolean absent) {
    system.byHand(
        field.type(),
        (table, now) -> {
          table.withhold(field, absent);
          return "";
        });
  }
}
