package dev.syncline.prestashop.codec;

import dev.syncline.model.PersonName;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names of persons: the shop has two parts of them and lets neither be empty.
 *
 * @since 0.1
 */
public final class People {

  /** The element of the last name. */
  public static final String LAST = "lastname";

  /** The element of the first name. */
  public static final String FIRST = "firstname";

  /** What stands where a part is not known; it is read as nothing. */
  public static final String NOTHING = "-";

  private static final Pattern SIGNS = Pattern.compile("[-. ']*");

  private People() {}

  /** The name that a row tells. */
  static PersonName of(Row row) {
    return new PersonName(part(row.text(LAST)), part(row.text(FIRST)), "");
  }

  private static String part(String text) {
    return text.strip().equals(NOTHING) ? "" : text.strip();
  }

  /** Puts a name into a row, its middle part behind the first; false if nothing of it is left. */
  static boolean write(Row.Builder row, PersonName name, Version version) {
    int longest = version.longestPersonName();
    String last = Clean.person(name.last(), longest);
    String first = Clean.person((name.first() + " " + name.middle()).strip(), longest);
    if (isNothing(last) && isNothing(first)) {
      return false;
    }
    row.text(LAST, isNothing(last) ? NOTHING : last);
    row.text(FIRST, isNothing(first) ? NOTHING : first);
    return true;
  }

  private static boolean isNothing(String part) {
    return SIGNS.matcher(part).matches();
  }

  /** The parts of a name that came as one: last name first. */
  static PersonName split(String full) {
    String[] parts = Clean.person(full, Integer.MAX_VALUE).split(" ", 2);
    return new PersonName(parts[0], parts.length > 1 ? parts[1] : "", "");
  }

  /** Whether the shop holds a name, as far as its two parts and its signs allow. */
  static boolean same(PersonName wanted, PersonName held) {
    return plain(wanted).startsWith(plain(held)) || plain(held).startsWith(plain(wanted));
  }

  private static String plain(PersonName name) {
    return Clean.person(name.full(), Integer.MAX_VALUE).toLowerCase(Locale.ROOT).replace(" ", "");
  }
}
