package dev.syncline.mapping;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a marker field names the counterpart: there, and back again.
 *
 * <p>The law: {@code id(text(id))} is {@code id}. Pure and thread-safe.
 *
 * @since 0.1
 */
public interface MarkerText {

  /** What the field holds for a counterpart with this native id. */
  String text(String id);

  /** The native id that a field's value names; empty if it is no marker of this sort. */
  Optional<String> id(String text);

  /** Ids behind a prefix that tells what they are, such as {@code deal:}. */
  static MarkerText of(String prefix) {
    return of(prefix, Pattern.compile("\\S+"));
  }

  /**
   * Ids of a certain form behind a prefix. People type into such fields: what cannot be an id is
   * not asked of the vendor.
   */
  static MarkerText of(String prefix, Pattern ids) {
    return new MarkerText() {
      @Override
      public String text(String id) {
        return prefix + id;
      }

      @Override
      public Optional<String> id(String text) {
        return Optional.of(text.strip())
            .filter(value -> value.startsWith(prefix))
            .map(value -> value.substring(prefix.length()))
            .filter(id -> ids.matcher(id).matches());
      }
    };
  }
}
