package dev.syncline.model;

import java.util.Objects;

/**
 * A typed name in an entity type's vocabulary, such as {@code Order.NUMBER}.
 *
 * <p>A field is one change unit: values that mean something only together (a price with its
 * discount and tax, an amount with its currency) are one field with a composite value. Two fields
 * are equal if type and name are.
 *
 * <p>Immutable.
 *
 * @param <V> the Java type of its values
 * @since 0.1
 */
public final class Field<V> {

  private static final String CUSTOM = "custom:";

  private final EntityType type;
  private final String name;
  private final Kind<V> kind;
  private final boolean computed;

  private Field(EntityType type, String name, Kind<V> kind, boolean computed) {
    this.type = Objects.requireNonNull(type, "type");
    this.name = Objects.requireNonNull(name, "name");
    this.kind = Objects.requireNonNull(kind, "kind");
    this.computed = computed;
  }

  /** A field of a vocabulary. */
  public static <V> Field<V> of(EntityType type, String name, Kind<V> kind) {
    return new Field<>(type, name, kind, false);
  }

  /** A field that the vendor computes, such as a total: compared, never written. */
  public static <V> Field<V> computed(EntityType type, String name, Kind<V> kind) {
    return new Field<>(type, name, kind, true);
  }

  /** A field that an account's administrator made; {@code code} is the vendor's name for it. */
  public static <V> Field<V> custom(EntityType type, String code, Kind<V> kind) {
    return new Field<>(type, CUSTOM + code, kind, false);
  }

  /** The entity type it belongs to. */
  public EntityType type() {
    return type;
  }

  /** Its name, stable: it is part of what stores keep. */
  public String name() {
    return name;
  }

  /** What sort of value it holds. */
  public Kind<V> kind() {
    return kind;
  }

  /** Whether the vendor computes it. */
  public boolean computed() {
    return computed;
  }

  /** Whether an account's administrator made it. */
  public boolean custom() {
    return name.startsWith(CUSTOM);
  }

  /** The vendor's code of a custom field. */
  public String customCode() {
    return name.substring(CUSTOM.length());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Field<?> field && field.type.equals(type) && field.name.equals(name);
  }

  @Override
  public int hashCode() {
    return type.hashCode() * 31 + name.hashCode();
  }

  @Override
  public String toString() {
    return type + "." + name;
  }
}
