package dev.syncline.connector;

import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.PhoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Values by which an entity may be found on its own side: one field, or several that must all
 * agree.
 *
 * <p>Two keys are equal if their canonical texts are. {@code toString} names fields, never values.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class MatchKey {

  private final EntityType type;
  private final List<Field<?>> fields;
  private final Entity values;
  private final String canonical;

  private MatchKey(EntityType type, List<Field<?>> fields, Entity values, String canonical) {
    this.type = type;
    this.fields = List.copyOf(fields);
    this.values = values;
    this.canonical = canonical;
  }

  /**
   * The keys that an entity has for these fields. One field: none if it has no value, one for each
   * element if it is a set. Several fields: one key, if something is said about all of them and the
   * first has a value; another may be known to be empty, as the parent of a root section is.
   */
  public static List<MatchKey> of(Entity entity, List<Field<?>> fields, PhoneRules phones) {
    if (fields.size() == 1) {
      return entity.has(fields.get(0)) ? singles(entity, fields.get(0), phones) : List.of();
    }
    boolean all = fields.stream().allMatch(entity::knows);
    if (!all || entity.canonical(fields.get(0), phones).isEmpty()) {
      return List.of();
    }
    StringBuilder text = new StringBuilder();
    Entity values = Entity.of(entity.type(), "");
    for (Field<?> field : fields) {
      text.append(field.name())
          .append('=')
          .append(entity.canonical(field, phones))
          .append('\u001f');
      values = copy(values, entity, field);
    }
    return List.of(new MatchKey(entity.type(), fields, values, text.toString()));
  }

  private static <V> Entity copy(Entity to, Entity from, Field<V> field) {
    return to.with(field, from.get(field));
  }

  private static <V> List<MatchKey> singles(Entity entity, Field<V> field, PhoneRules phones) {
    V value = entity.require(field);
    Entity values = Entity.of(entity.type(), "").with(field, value);
    List<MatchKey> keys = new ArrayList<>();
    for (String element : field.kind().elements(value, phones)) {
      if (!element.isEmpty()) {
        keys.add(new MatchKey(entity.type(), List.of(field), values, field.name() + "=" + element));
      }
    }
    return keys;
  }

  /** The type that is looked for. */
  public EntityType type() {
    return type;
  }

  /** The fields that must agree. */
  public List<Field<?>> fields() {
    return fields;
  }

  /** The value of one of the fields; of a set, the set that holds the {@link #element}. */
  public <V> Optional<V> get(Field<V> field) {
    return values.get(field);
  }

  /**
   * The canonical text of the value of a key of one field: the normal form of a phone, a lower-case
   * e-mail.
   */
  public String element() {
    return canonical.substring(canonical.indexOf('=') + 1);
  }

  /** The text by which keys are compared. */
  public String canonical() {
    return canonical;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MatchKey key
        && key.type.equals(type)
        && key.canonical.equals(canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  @Override
  public String toString() {
    return "key " + fields;
  }
}
