package dev.syncline.prestashop.codec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the program and what differs between them. Immutable.
 *
 * @since 0.1
 */
public record Version(String text, int major, int minor, int patch) {

  private static final Pattern NUMBERS =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})(?:\\.(\\d{1,3}))?.*");

  /** Not told yet: taken for the oldest that is supported, which every newer one understands. */
  public static final Version UNKNOWN = new Version("", 1, 6, 0);

  /** Reads {@code 1.7.8.11} or {@code 9.1.4}; what is none is {@link #UNKNOWN}. */
  public static Version of(String text) {
    Matcher matcher = NUMBERS.matcher(text.strip());
    if (!matcher.matches() || matcher.group(1).equals("0")) {
      return UNKNOWN;
    }
    String patch = matcher.group(3);
    return new Version(
        text.strip(),
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        patch == null ? 0 : Integer.parseInt(patch));
  }

  /** Whether it was told. */
  public boolean known() {
    return !text.isEmpty();
  }

  /** Whether it is this version or a later one. */
  public boolean atLeast(int wantedMajor, int wantedMinor) {
    return major > wantedMajor || (major == wantedMajor && minor >= wantedMinor);
  }

  /** Whether it takes PATCH: only what changes is sent. */
  public boolean patches() {
    return atLeast(8, 0);
  }

  /** Whether products have a state, an ISBN and a manufacturer's number. */
  public boolean hasStates() {
    return atLeast(1, 7);
  }

  /** The longest part of a person's name. */
  public int longestPersonName() {
    return hasStates() ? 255 : 32;
  }

  /** Whether a company's number is taken as it is; before 1.7.2 it has to be one of France's. */
  public boolean takesAnyCompanyNumber() {
    return atLeast(8, 0) || (major == 1 && minor == 7 && patch >= 2);
  }

  /** Whether products have a type that can be told: since 1.7.8. */
  public boolean hasProductTypes() {
    return atLeast(8, 0) || (major == 1 && minor == 7 && patch >= 8);
  }

  /** Whether orders have a note for colleagues. */
  public boolean hasOrderNotes() {
    return atLeast(8, 0);
  }

  /** The resource of vouchers used in orders. */
  public String vouchers() {
    return hasStates() ? "order_cart_rules" : "order_discounts";
  }

  /** The longest article number. */
  public int longestReference() {
    return patches() ? 64 : 32;
  }

  @Override
  public String toString() {
    return known() ? text : "unknown";
  }
}
