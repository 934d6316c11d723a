package dev.syncline.mapping;

import java.util.Optional;
import java.util.function.Function;

/**
 * How a value of one side is put into the other, in both directions, seeing what the other side
 * holds.
 *
 * <p>Pure. The law: if what is held already stands for the value, it is given back unchanged, so
 * that a lossy side (a cut text, a coarser status) is not rewritten and does not spoil the finer
 * one.
 *
 * <p>Thread-safe, because pure.
 *
 * @param <L> the left field's type
 * @param <R> the right field's type
 * @since 0.1
 */
public interface Lens<L, R> {

  /** Puts a left value into the right. */
  Put<R> toRight(L value, Optional<R> held);

  /** Puts a right value into the left. */
  Put<L> toLeft(R value, Optional<L> held);

  /** The same value on both sides. */
  static <V> Lens<V, V> same() {
    return of(Function.identity(), Function.identity());
  }

  /** Two functions that do not look at what is held. */
  static <L, R> Lens<L, R> of(Function<L, R> toRight, Function<R, L> toLeft) {
    return new Lens<>() {
      @Override
      public Put<R> toRight(L value, Optional<R> held) {
        return Put.value(toRight.apply(value));
      }

      @Override
      public Put<L> toLeft(R value, Optional<L> held) {
        return Put.value(toLeft.apply(value));
      }
    };
  }

  /**
   * A text that the right side holds only up to a length: an unchanged beginning keeps the left
   * text whole.
   */
  static Lens<String, String> cutRight(int length) {
    return new Lens<>() {
      @Override
      public Put<String> toRight(String value, Optional<String> held) {
        return Put.value(cut(value));
      }

      @Override
      public Put<String> toLeft(String value, Optional<String> held) {
        return Put.value(held.filter(whole -> cut(whole).equals(value)).orElse(value));
      }

      private String cut(String text) {
        if (text.length() <= length) {
          return text;
        }
        boolean torn = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
        return text.substring(0, torn ? length - 1 : length);
      }
    };
  }
}
