package dev.syncline.mapping;

import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Ref;
import java.util.List;

/**
 * What putting one side's value into the other side gives.
 *
 * @param <V> the target field's type
 * @since 0.1
 */
public sealed interface Put<V> {

  /** The target shall hold this value. */
  record Value<V>(V value) implements Put<V> {}

  /** The target shall hold nothing. */
  record Empty<V>() implements Put<V> {}

  /**
   * The target shall hold the first of these values that nobody else has: a vendor that refuses one
   * as taken is offered the next. A target that holds one of them keeps it.
   */
  record Candidates<V>(List<V> values) implements Put<V> {

    /** There is at least one. */
    public Candidates {
      if (values.isEmpty()) {
        throw new IllegalArgumentException("a put of candidates needs at least one");
      }
    }
  }

  /**
   * The target shall refer to an entity that has to be there: it is looked for by its key, and made
   * from the template where there is none. Whoever asks for one of the same key is given the same.
   *
   * @param template what is made, in the target side's terms
   * @param key the template's fields by which it is found, all together; each has a value
   */
  record Ensure<V>(Entity template, List<Field<?>> key) implements Put<V> {

    /** A key has values. */
    public Ensure {
      key = List.copyOf(key);
      if (key.isEmpty() || !key.stream().allMatch(template::has)) {
        throw new IllegalArgumentException(
            "a " + template.type() + " that has to be there needs a key of which all is said");
      }
    }
  }

  /** This unit is left alone, for a named reason such as {@code UNMAPPED}; its base stays. */
  record Skip<V>(String reason) implements Put<V> {}

  /** The entity referred to has no counterpart yet. */
  record Wait<V>(Ref missing) implements Put<V> {}

  /** A value. */
  static <V> Put<V> value(V value) {
    return new Value<>(value);
  }

  /** Nothing. */
  static <V> Put<V> empty() {
    return new Empty<>();
  }

  /** Left alone, for a reason. */
  static <V> Put<V> skip(String reason) {
    return new Skip<>(reason);
  }

  /** The first of these that nobody else has, such as a {@link NumberSeries}. */
  static <V> Put<V> candidates(List<V> values) {
    return new Candidates<>(values);
  }

  /** A reference to what has to be there, found by its key or made. */
  static Put<Ref> ensure(Entity template, Field<?>... key) {
    return new Ensure<>(template, List.of(key));
  }
}
