package dev.syncline.dolibarr.codec;

import dev.syncline.connector.OperationKey;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * External references: what a create leaves on an object to be found by.
 *
 * <p>They hold letters, digits, {@code _}, {@code -} and {@code .} only: the vendor stores others,
 * but its input filter refuses to be asked for some of them. Pure.
 *
 * @since 0.1
 */
public final class RefExt {

  private static final int LONGEST = 128;
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.-]{1,255}");
  private static final Pattern ESCAPED = Pattern.compile("\\.([0-9a-f]{1,6})\\.");

  private RefExt() {}

  /** Whether the vendor can be asked for it. */
  public static boolean passes(String text) {
    return SAFE.matcher(text).matches();
  }

  /** The first character that cannot be asked for; empty if there is none. */
  public static Optional<String> offending(String text) {
    return text.codePoints()
        .mapToObj(Character::toString)
        .filter(each -> !each.matches("[A-Za-z0-9_.-]"))
        .findFirst();
  }

  /** An operation's key as an external reference, from which its marker can be read back. */
  public static String of(OperationKey key) {
    String marker = escaped(key.marker());
    return marker.length() <= LONGEST ? marker : key.uuid().toString();
  }

  private static String escaped(String marker) {
    StringBuilder safe = new StringBuilder();
    marker
        .codePoints()
        .forEach(
            point -> {
              String each = Character.toString(point);
              safe.append(
                  each.matches("[A-Za-z0-9_-]")
                      ? each
                      : "." + Integer.toHexString(point).toLowerCase(Locale.ROOT) + ".");
            });
    return safe.toString();
  }

  /** The marker that an external reference was made of; itself if it was made of none. */
  public static String marker(String refExt) {
    Matcher escaped = ESCAPED.matcher(refExt);
    StringBuilder marker = new StringBuilder();
    while (escaped.find()) {
      int point = Integer.parseInt(escaped.group(1), 16);
      if (!Character.isValidCodePoint(point)) {
        return refExt;
      }
      escaped.appendReplacement(marker, Matcher.quoteReplacement(Character.toString(point)));
    }
    return escaped.appendTail(marker).toString();
  }
}
