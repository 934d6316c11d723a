package dev.syncline.mapping;

import dev.syncline.model.Ref;

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
}
