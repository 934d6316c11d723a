package dev.syncline.prestashop.codec;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes of a text what every version of the shop takes: its validators forbid some characters and
 * lengths, and the strictest set of them all is kept to. Pure.
 *
 * @since 0.1
 */
public final class Clean {

  /** The longest name of a product, category, option or value. */
  public static final int NAME = 128;

  private static final Pattern NOT_IN_NAMES = Pattern.compile("[<>;=#{}]");
  private static final Pattern NOT_IN_REFERENCES = Pattern.compile("[<>;={}]");
  private static final Pattern NOT_IN_TRACKING =
      Pattern.compile("[^~:#,%&_=()\\[\\]. ?+\\-@/a-zA-Z0-9]");
  private static final Pattern NOT_GENERIC = Pattern.compile("[<>={}]");
  private static final Pattern NOT_IN_PERSONS =
      Pattern.compile("[0-9!<>,;?=+()/\\\\@#\"\u00b0*`{}_^$%:\u00a4\\[\\]|]");
  private static final Pattern TIGHT_DOT = Pattern.compile("([.\u3002])(?=\\S)");
  private static final Pattern NOT_IN_STREETS = Pattern.compile("[!<>?=+@{}_$%]");
  private static final Pattern NOT_IN_CITIES = Pattern.compile("[!<>;?=+@#\"\u00b0{}_$%]");
  private static final Pattern NOT_IN_POST_CODES = Pattern.compile("[^a-zA-Z 0-9-]");
  private static final Pattern NOT_IN_PHONES = Pattern.compile("[^+0-9. ()/-]");
  private static final Pattern SPACES = Pattern.compile(" {2,}");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern NOT_IN_LINKS = Pattern.compile("[^a-z0-9]+");
  private static final Pattern EDGES = Pattern.compile("^-+|-+$");
  private static final int LONGEST_LINK = 100;

  private Clean() {}

  /** A name that the catalogue takes. */
  public static String name(String text) {
    return cut(line(NOT_IN_NAMES.matcher(text).replaceAll(" ")), NAME);
  }

  /** The name of a maker. */
  public static String maker(String text) {
    return cut(name(text), 64);
  }

  /** A value of a feature. */
  public static String featureValue(String text) {
    return words(NOT_IN_NAMES, text, 255);
  }

  /** An article number. */
  public static String reference(String text, int longest) {
    return cut(line(NOT_IN_REFERENCES.matcher(text).replaceAll("_")), longest);
  }

  /** A company's name, an alias, a voucher's name. */
  static String generic(String text, int longest) {
    return words(NOT_GENERIC, text, longest);
  }

  /** A part of a person's name: neither digits nor most signs, and a space behind each point. */
  static String person(String text, int longest) {
    String spaced =
        TIGHT_DOT.matcher(NOT_IN_PERSONS.matcher(text).replaceAll(" ")).replaceAll("$1 ");
    return cut(SPACES.matcher(line(spaced)).replaceAll(" "), longest);
  }

  /** A line of an address. */
  static String street(String text) {
    return words(NOT_IN_STREETS, text, 128);
  }

  /** The name of a city. */
  static String city(String text) {
    return words(NOT_IN_CITIES, text, 64);
  }

  /** A post code. */
  static String postCode(String text) {
    return words(NOT_IN_POST_CODES, text, 12);
  }

  /** A phone number. */
  static String phone(String text) {
    return words(NOT_IN_PHONES, text, 32);
  }

  private static String words(Pattern forbidden, String text, int longest) {
    String clean = line(forbidden.matcher(text).replaceAll(" "));
    return cut(SPACES.matcher(clean).replaceAll(" "), longest);
  }

  /** A tracking number. */
  public static String tracking(String text) {
    return cut(NOT_IN_TRACKING.matcher(line(text)).replaceAll(""), 64);
  }

  /** The part of an address that stands for a name; never empty. */
  public static String link(String name) {
    String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("");
    String words = NOT_IN_LINKS.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("-");
    String link = EDGES.matcher(cut(words, LONGEST_LINK)).replaceAll("");
    return link.isEmpty() ? "item" : link;
  }

  /** One line, without what XML cannot hold. */
  static String line(String text) {
    return RowXml.sendable(text.replace('\r', ' ').replace('\n', ' ').replace('\t', ' ')).strip();
  }

  /** At most so many characters, never half of one. */
  static String cut(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest)).strip();
  }
}
