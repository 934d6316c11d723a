package dev.syncline.prestashop.port;

import dev.syncline.prestashop.codec.Row;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Our ids and the vendor's: a combination is called after its product, too. Pure. */
final class Ids {

  private static final Pattern PLAIN = Pattern.compile("[1-9][0-9]{0,9}");
  private static final Pattern PAIR = Pattern.compile("([1-9][0-9]{0,9})-([1-9][0-9]{0,9})");

  private Ids() {}

  /** The vendor's id; none if ours can be none. */
  static Optional<String> vendor(Kind kind, String id) {
    if (kind == Kind.VARIANT) {
      Matcher pair = PAIR.matcher(id);
      return pair.matches() ? Optional.of(pair.group(2)) : Optional.empty();
    }
    return PLAIN.matcher(id).matches() ? Optional.of(id) : Optional.empty();
  }

  /** The product of an item, be it one or a combination; none if the id can be none. */
  static Optional<String> product(String item) {
    Matcher pair = PAIR.matcher(item);
    if (pair.matches()) {
      return Optional.of(pair.group(1));
    }
    return PLAIN.matcher(item).matches() ? Optional.of(item) : Optional.empty();
  }

  /** Whether a row is the one that our id means. */
  static boolean isOf(Kind kind, Row row, String id) {
    return kind.table().id(row).equals(id);
  }
}
