package dev.syncline.examples.compare;

import java.math.BigDecimal;

/**
 * What one field of one side says, brought to a form in which the two sides can be compared.
 *
 * @since 0.1
 */
public sealed interface Value {

  /** Equal letter by letter. */
  record Text(String text) implements Value {

    @Override
    public String toString() {
      return "\"" + text + "\"";
    }
  }

  /** Equal up to the vendors' rounding. */
  record Amount(BigDecimal number, BigDecimal tolerance) implements Value {

    @Override
    public String toString() {
      return number.stripTrailingZeros().toPlainString();
    }
  }

  /** Equal if the two targets are a pair; an empty id points nowhere. */
  record Pointer(String type, String id) implements Value {

    @Override
    public String toString() {
      return id.isEmpty() ? "nothing" : type + " " + id;
    }
  }

  /** A text. */
  static Value text(String text) {
    return new Text(text.strip());
  }

  /** A number that must be exactly the same. */
  static Value exact(BigDecimal number) {
    return new Amount(number, BigDecimal.ZERO);
  }

  /** A number that may differ by so much. */
  static Value about(BigDecimal number, String tolerance) {
    return new Amount(number, new BigDecimal(tolerance));
  }

  /** A reference to an entity of a type, on the same side. */
  static Value pointer(String type, String id) {
    return new Pointer(type, id);
  }
}
