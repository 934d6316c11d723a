package dev.syncline.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An immutable canonical snapshot of one business object, or of the part of it that somebody asked
 * for.
 *
 * <p>Each field is <em>present with a value</em>, <em>present and empty</em> (the object has none),
 * or <em>absent</em> (not said). Absent is never the same as empty: what was not said is neither
 * compared nor cleared. {@code toString} names fields, never values.
 *
 * @since 0.1
 */
public final class Entity {

  private static final Object EMPTY = new Object();

  private final EntityType type;
  private final String id;
  private final @Nullable String version;
  private final @Nullable String handle;
  private final @Nullable String marker;
  private final Map<Field<?>, Object> values;

  private Entity(
      EntityType type,
      String id,
      @Nullable String version,
      @Nullable String handle,
      @Nullable String marker,
      Map<Field<?>, Object> values) {
    this.type = type;
    this.id = id;
    this.version = version;
    this.handle = handle;
    this.marker = marker;
    this.values = values;
  }

  /**
   * An entity with this native id and no fields yet; the id of something not yet created is empty.
   */
  public static Entity of(EntityType type, String id) {
    return new Entity(type, Objects.requireNonNull(id, "id"), null, null, null, Map.of());
  }

  /** A builder, for codecs that fill many fields. */
  public static Builder builder(EntityType type, String id) {
    return new Builder(type, id);
  }

  /** The entity's type. */
  public EntityType type() {
    return type;
  }

  /** The native id, with its kind where a type spans several; empty for what is not yet created. */
  public String id() {
    return id;
  }

  /** The vendor's version of this state, if it has one that a write can insist on. */
  public Optional<String> version() {
    return Optional.ofNullable(version);
  }

  /** A refreshable second name under which the vendor wants to be asked, if it has one. */
  public Optional<String> handle() {
    return Optional.ofNullable(handle);
  }

  /**
   * The marker that a create of ours left on it, if it carries one: it names what it was made for.
   */
  public Optional<String> marker() {
    return Optional.ofNullable(marker);
  }

  /** The value of a field; empty if it is empty or absent. */
  @SuppressWarnings("unchecked")
  public <V> Optional<V> get(Field<V> field) {
    Object value = values.get(field);
    return value == EMPTY ? Optional.empty() : Optional.ofNullable((V) value);
  }

  /** The value of a field that must have one. */
  public <V> V require(Field<V> field) {
    return get(field)
        .orElseThrow(() -> new NoSuchElementException(type + " " + id + " has no " + field.name()));
  }

  /** Whether the field has a value. */
  public boolean has(Field<?> field) {
    Object value = values.get(field);
    return value != null && value != EMPTY;
  }

  /** Whether something is said about the field: a value, or that it has none. */
  public boolean knows(Field<?> field) {
    return values.containsKey(field);
  }

  /** The fields about which something is said, in the order said. */
  public Set<Field<?>> fields() {
    return values.keySet();
  }

  /** The canonical text of a field's value; the empty text if it has none. */
  public String canonical(Field<?> field, PhoneRules phones) {
    return canonicalOf(field, phones);
  }

  private <V> String canonicalOf(Field<V> field, PhoneRules phones) {
    return get(field).map(value -> field.kind().canonical(value, phones)).orElse("");
  }

  /** Whether both say the same about a field: the same value, or that it has none. */
  public <V> boolean same(Entity other, Field<V> field, PhoneRules phones) {
    Optional<V> mine = get(field).filter(Entity::something);
    Optional<V> theirs = other.get(field).filter(Entity::something);
    if (mine.isEmpty() || theirs.isEmpty()) {
      return mine.isEmpty() && theirs.isEmpty();
    }
    return field.kind().same(mine.get(), theirs.get(), phones);
  }

  /** A set without elements is no value: vendors differ in how they tell that there is none. */
  private static boolean something(Object value) {
    return !(value instanceof Collection<?> all && all.isEmpty());
  }

  /** The same entity with this value. */
  public <V> Entity with(Field<V> field, V value) {
    return put(field, Objects.requireNonNull(value, field::toString));
  }

  /** The same entity with this value, or with the field empty. */
  public <V> Entity with(Field<V> field, Optional<V> value) {
    return put(field, value.isPresent() ? value.get() : EMPTY);
  }

  /** The same entity, saying that the field has no value. */
  public Entity cleared(Field<?> field) {
    return put(field, EMPTY);
  }

  /** The same entity, saying nothing about the field. */
  public Entity without(Field<?> field) {
    Map<Field<?>, Object> less = new LinkedHashMap<>(values);
    less.remove(field);
    return new Entity(type, id, version, handle, marker, Collections.unmodifiableMap(less));
  }

  /** The same entity under another id. */
  public Entity withId(String newId) {
    return new Entity(type, newId, version, handle, marker, values);
  }

  /** The same entity, overlaid with everything that the other says. */
  public Entity overlaid(Entity other) {
    Map<Field<?>, Object> all = new LinkedHashMap<>(values);
    all.putAll(other.values);
    return new Entity(type, id, version, handle, marker, Collections.unmodifiableMap(all));
  }

  /** A reference to this entity. */
  public Ref ref() {
    return new Ref(type, id);
  }

  /** Everything that this entity refers to, its lines included. */
  public List<Ref> refs() {
    List<Ref> refs = new ArrayList<>();
    values.values().forEach(value -> collect(value, refs));
    return refs;
  }

  private static void collect(Object value, List<Ref> into) {
    if (value instanceof Ref ref) {
      into.add(ref);
    } else if (value instanceof Entity line) {
      into.addAll(line.refs());
    } else if (value instanceof Collection<?> several) {
      several.forEach(each -> collect(each, into));
    }
  }

  /** The same entity with every reference exchanged, those of its lines included. */
  public Entity exchangingRefs(UnaryOperator<Ref> exchange) {
    Map<Field<?>, Object> all = new LinkedHashMap<>(values);
    all.replaceAll((field, value) -> exchanged(value, exchange));
    return new Entity(type, id, version, handle, marker, Collections.unmodifiableMap(all));
  }

  private static Object exchanged(Object value, UnaryOperator<Ref> exchange) {
    if (value instanceof Ref ref) {
      return exchange.apply(ref);
    }
    if (value instanceof Entity line) {
      return line.exchangingRefs(exchange);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> exchanged(each, exchange)).toList();
    }
    return value instanceof Set<?> set
        ? set.stream()
            .map(each -> exchanged(each, exchange))
            .collect(Collectors.toCollection(LinkedHashSet::new))
        : value;
  }

  private Entity put(Field<?> field, Object value) {
    Map<Field<?>, Object> more = new LinkedHashMap<>(values);
    more.put(field, value);
    return new Entity(type, id, version, handle, marker, Collections.unmodifiableMap(more));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entity entity
        && entity.type.equals(type)
        && entity.id.equals(id)
        && entity.values.equals(values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, id, values);
  }

  @Override
  public String toString() {
    return type + " " + id + " " + values.keySet().stream().map(Field::name).toList();
  }

  /** Collects the fields of one entity. Not thread-safe; used once. */
  public static final class Builder {

    private final EntityType type;
    private final String id;
    private final Map<Field<?>, Object> values = new LinkedHashMap<>();
    private @Nullable String version;
    private @Nullable String handle;
    private @Nullable String marker;

    private Builder(EntityType type, String id) {
      this.type = Objects.requireNonNull(type, "type");
      this.id = Objects.requireNonNull(id, "id");
    }

    /** Says a value. */
    public <V> Builder set(Field<V> field, V value) {
      values.put(field, Objects.requireNonNull(value, field::toString));
      return this;
    }

    /** Says a value, or that the field has none. */
    public <V> Builder set(Field<V> field, Optional<V> value) {
      values.put(field, value.isPresent() ? value.get() : EMPTY);
      return this;
    }

    /** Says that the field has no value. */
    public Builder clear(Field<?> field) {
      values.put(field, EMPTY);
      return this;
    }

    /** Names the vendor's version of this state. */
    public Builder version(String text) {
      version = text;
      return this;
    }

    /** Names the handle. */
    public Builder handle(String text) {
      handle = text;
      return this;
    }

    /** Names the marker that a create of ours left on it. */
    public Builder marker(String text) {
      marker = text;
      return this;
    }

    /** Lets a codec add what it knows. */
    public Builder also(Consumer<Builder> more) {
      more.accept(this);
      return this;
    }

    /** The entity. */
    public Entity build() {
      return new Entity(
          type,
          id,
          version,
          handle,
          marker,
          Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }
  }
}
