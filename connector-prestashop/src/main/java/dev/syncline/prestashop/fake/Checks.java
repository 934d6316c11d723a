package dev.syncline.prestashop.fake;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The shop's validators, by the names the schema uses; an empty value passes every one. */
final class Checks {

  private static final Pattern DATE =
      Pattern.compile("(\\d{4})-(0?\\d|1[0-2])-(0?\\d|[12]\\d|3[01])( \\d{2}:\\d{2}:\\d{2})?");
  private static final Pattern UNCLEAN =
      Pattern.compile(
          "<\\s*script|<\\s*\\w+[^>]*\\s(on\\w+)=[\"']|script:|<\\s*(i?frame|form|input|embed|object)"
              + "|\\bon(click|load|error|mouseover|focus|change|submit)\\s*=",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final long MOST_UNSIGNED = 4294967295L;

  private final Map<String, Predicate<String>> checks = new HashMap<>();

  Checks(Version version) {
    boolean lenient = version.atLeast("9.0.0");
    patterns(
        "isPrice", "\\d{1,10}(\\.\\d{1,9})?",
        "isNegativePrice", "-?\\d{1,10}(\\.\\d{1,9})?",
        "isReference", "[^<>;={}]*",
        "isCatalogName", lenient ? "[^<>{}]*" : "[^<>;=#{}]*",
        "isGenericName", lenient ? "[^<>{}]*" : "[^<>={}]*",
        "isCarrierName", lenient ? "[^<>{}]*" : "[^<>;=#{}]*",
        "isName", "[^0-9!<>,;?=+()@#\"°{}_$%:¤|]*",
        "isCustomerName", names(version),
        "isAddress", "[^!<>?=+@{}_$%]*",
        "isCityName", "[^!<>;?=+@#\"°{}_$%]*",
        "isPostCode", "[a-zA-Z 0-9-]+",
        "isPhoneNumber", "[+0-9. ()/-]*",
        "isEan13", "\\d{0,13}",
        "isGtin", "\\d{0,14}",
        "isUpc", "\\d{0,12}",
        "isIsbn", "[0-9-]{0,32}",
        "isLinkRewrite", "[_a-zA-Z0-9-]+",
        "isTrackingNumber", "[~:#,%&_=()\\[\\].? +\\-@/a-zA-Z0-9]+",
        "isMd5", "[a-fA-F0-9]{32}",
        "isModuleName", "[a-zA-Z0-9_-]+",
        "isColor", "#[0-9a-fA-F]{6}|[a-zA-Z0-9-]*",
        "isCoordinate", "-?\\d{1,8}\\.\\d{1,8}",
        "isConfigName", "[a-zA-Z_0-9-]+",
        "isApe", "\\d{3,4}[a-zA-Z]",
        "isDniLite", "[0-9A-Za-z.-]{1,16}",
        "isLanguageIsoCode", "[a-zA-Z]{2,3}",
        "isLanguageCode", "[a-zA-Z]{2}(-[a-zA-Z]{2})?",
        "isZipCodeFormat", "[NLCnlc 0-9-]+",
        "isStateIsoCode", "[a-zA-Z0-9]{1,4}(-[a-zA-Z0-9]{1,4})?",
        "isMessage", "[^<>{}]*",
        "isReductionType", "amount|percentage",
        "isSha1", "[a-fA-F0-9]{40}",
        "isLocale", "[a-z]{2}-[A-Z]{2}",
        "isNumericIsoCode", "\\d{3}",
        "isBool", "0|1",
        "isInt", "0|-?[1-9]\\d{0,18}",
        "isProductVisibility", "both|catalog|search|none",
        "isEmail", "[^@\\s<>]+@[^@\\s<>]+\\.[^@\\s<>.]+");
    checks.put("isSiret", Checks::siret);
    checks.put("isUnsignedInt", Checks::unsigned);
    checks.put("isUnsignedId", Checks::unsigned);
    checks.put("isNullOrUnsignedId", Checks::unsigned);
    checks.put("isPositiveInt", Checks::unsigned);
    checks.put("isFloat", Checks::number);
    checks.put("isUnsignedFloat", text -> number(text) && !text.startsWith("-"));
    checks.put("isPercentage", Checks::percentage);
    checks.put("isDate", Checks::day);
    checks.put("isDateFormat", text -> DATE.matcher(text).matches());
    checks.put("isDateOrNull", text -> text.startsWith(Values.NO_DATE) || day(text));
    checks.put("isBirthDate", text -> text.equals(Values.NO_DATE) || day(text));
    checks.put("isCleanHtml", text -> !UNCLEAN.matcher(text).find());
    checks.put("isHashedPassword", text -> text.length() == 32 || text.length() == 60);
  }

  /** Since 1.7.6 names are looked at more closely, and a space has to stand behind a point. */
  private static String names(Version version) {
    return version.atLeast("1.7.6")
        ? "(?!\\s*$)(?:[^0-9!<>,;?=+()/\\\\@#\"°*`{}_^$%:¤\\[\\]|.。]|[。.](?:\\s|$))*"
        : "[^0-9!<>,;?=+()@#\"°{}_$%:¤|]*";
  }

  private static boolean siret(String text) {
    int sum = 0;
    for (int at = 0; at < text.length(); at++) {
      int digit = (at % 2 == 0 ? 2 : 1) * Character.digit(text.charAt(at), 10);
      sum += digit > 9 ? digit - 9 : digit;
    }
    return text.matches("\\d{14}") && sum % 10 == 0;
  }

  private void patterns(String... namesAndPatterns) {
    for (int i = 0; i < namesAndPatterns.length; i += 2) {
      Pattern pattern = Pattern.compile(namesAndPatterns[i + 1], Pattern.DOTALL);
      checks.put(namesAndPatterns[i], text -> pattern.matcher(text).matches());
    }
  }

  /** What a shop says against a value of a field; empty if nothing. */
  String complaint(String entity, Field field, String given, boolean mustBeThere) {
    String property = entity + "->" + field.name();
    if (mustBeThere && given.isEmpty()) {
      return "Property " + property + " is empty.";
    }
    boolean empty = given.isEmpty() || given.equals("0");
    String value = empty && !field.fallback().isEmpty() ? field.fallback() : given;
    if (!field.values().isEmpty() && !field.values().contains(value)) {
      return String.format(
          Locale.ROOT,
          "Property %s has a bad value (allowed values are: %s).",
          property,
          String.join(", ", field.values()));
    }
    int length = value.codePointCount(0, value.length());
    if (field.max() > 0 && length > field.max()) {
      return String.format(
          Locale.ROOT,
          "The length of property %s is currently %d chars. It must be between 0 and %d chars.",
          property,
          length,
          field.max());
    }
    if (property.equals("StockAvailable->quantity") && !number(value)) {
      return "The range of property "
          + property
          + " is currently 0. It must be between -2147483648"
          + " and 2147483647.";
    }
    Predicate<String> check = checks.get(field.check());
    return empty || check == null || check.test(value)
        ? ""
        : "Property " + property + " is not valid";
  }

  private static boolean unsigned(String text) {
    return text.matches("0|[1-9]\\d{0,9}") && Long.parseLong(text) <= MOST_UNSIGNED;
  }

  private static boolean number(String text) {
    return text.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?");
  }

  private static boolean percentage(String text) {
    return number(text) && Double.parseDouble(text) >= 0 && Double.parseDouble(text) <= 100;
  }

  private static boolean day(String text) {
    Matcher matcher = DATE.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    try {
      LocalDate.of(
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(2)),
          Integer.parseInt(matcher.group(3)));
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }
}
