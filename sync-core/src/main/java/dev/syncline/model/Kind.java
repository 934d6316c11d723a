package dev.syncline.model;

import java.util.List;

/**
 * What sort of value a field holds, and when two such values count as the same.
 *
 * <p>The equality survives vendors: decimals without scale, e-mails without case, phones in one
 * form. It is defined by {@link #canonical}: two values are the same if their canonical texts are.
 * The canonical text is what fingerprints are made of, so a change of its rules needs a new {@link
 * #version}.
 *
 * @param <V> the value's Java type, immutable
 * @since 0.1
 */
public interface Kind<V> {

  /** The kind's name, such as {@code money}. */
  String name();

  /** The version of the equality's rules, 1 to 127; fingerprints of another version are no base. */
  default int version() {
    return 1;
  }

  /** The text that is equal exactly for values that count as the same. */
  String canonical(V value, PhoneRules phones);

  /** Whether two values count as the same. */
  default boolean same(V one, V other, PhoneRules phones) {
    return one.equals(other) || canonical(one, phones).equals(canonical(other, phones));
  }

  /**
   * The parts of a value that are merged one by one: the elements of a set; for all other kinds the
   * value itself. In no particular order.
   */
  default List<String> elements(V value, PhoneRules phones) {
    return List.of(canonical(value, phones));
  }
}
