package dev.syncline.connector;

import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The fields that a plan needs, of several types: a connector asks its vendor for no more than
 * these cost.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class FieldSet {

  private final Set<Field<?>> fields;

  private FieldSet(Set<Field<?>> fields) {
    this.fields = Set.copyOf(fields);
  }

  /** These fields. */
  public static FieldSet of(Collection<? extends Field<?>> fields) {
    return new FieldSet(new LinkedHashSet<>(fields));
  }

  /** These fields. */
  public static FieldSet of(Field<?>... fields) {
    return of(Set.of(fields));
  }

  /** Whether the field is needed. */
  public boolean wants(Field<?> field) {
    return fields.contains(field);
  }

  /** Whether any field of the type is needed. */
  public boolean wants(EntityType type) {
    return fields.stream().anyMatch(field -> field.type().equals(type));
  }

  /** All of them. */
  public Set<Field<?>> fields() {
    return fields;
  }

  /** These and those. */
  public FieldSet and(FieldSet others) {
    Set<Field<?>> all = new LinkedHashSet<>(fields);
    all.addAll(others.fields);
    return new FieldSet(all);
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
