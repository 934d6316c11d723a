package dev.syncline.prestashop.codec;

import dev.syncline.model.PersonName;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  private static final Version SHORT = Version.of("1.6.1");
  private static final Version LONG = Version.of("9.1.4");
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

  /** Whether a name is held as {@link #write} puts it, in whatever version. */
  static boolean same(PersonName wanted, PersonName held) {
    return Stream.of(SHORT, LONG).anyMatch(version -> kept(wanted, version).equals(held));
  }

  /** The same for a name that came as one. */
  static boolean same(String wanted, String held) {
    PersonName name = split(wanted);
    return Stream.of(SHORT, LONG).anyMatch(version -> kept(name, version).full().equals(held));
  }

  private static PersonName kept(PersonName wanted, Version version) {
    Row.Builder row = Row.of("person");
    return write(row, wanted, version) ? of(row.build()) : new PersonName("", "", "");
  }
}
