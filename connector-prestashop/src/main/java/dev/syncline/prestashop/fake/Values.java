package dev.syncline.prestashop.fake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What becomes of a value on its way into the database, and how the database compares. */
final class Values {

  static final String NO_DATE = "0000-00-00";
  static final String NO_MOMENT = "0000-00-00 00:00:00";

  /** Columns that are days; every other date is a moment. */
  private static final Set<String> DAYS = Set.of("birthday", "available_date");

  private static final Pattern NUMBER = Pattern.compile("^\\s*([-+]?(\\d+(\\.\\d*)?|\\.\\d+))");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private Values() {}

  /** A value as the column keeps it. */
  static String stored(Field field, String raw) {
    if (field.nullable() && raw.isEmpty()) {
      return "";
    }
    return switch (field.kind()) {
      case INT -> Long.toString((long) leadingNumber(raw));
      case BOOL -> leadingNumber(raw) == 0 ? "0" : "1";
      case FLOAT -> money(decimal(raw.replace(',', '.')), field.digits());
      case DATE -> date(field.name(), raw);
      case STRING -> TAG.matcher(raw).replaceAll("");
      case HTML -> raw;
    };
  }

  private static String date(String name, String raw) {
    boolean day = DAYS.contains(name);
    if (raw.isEmpty()) {
      return day ? NO_DATE : NO_MOMENT;
    }
    if (day) {
      return raw.substring(0, Math.min(10, raw.length()));
    }
    return raw.length() == 10 ? raw + " 00:00:00" : raw;
  }

  static String money(BigDecimal amount, int digits) {
    return amount.setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }

  static String money(BigDecimal amount) {
    return money(amount, 6);
  }

  /** The number a text starts with, 0 if it starts with none. */
  static double leadingNumber(String text) {
    Matcher matcher = NUMBER.matcher(text);
    return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
  }

  static BigDecimal decimal(String text) {
    Matcher matcher = NUMBER.matcher(text);
    return matcher.find() ? new BigDecimal(matcher.group(1)) : BigDecimal.ZERO;
  }

  /** A text as the collation sees it: no case, no accents, no blanks at its end. */
  static String folded(String text) {
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
    return plain.stripTrailing().toLowerCase(Locale.ROOT);
  }

  /** A name as part of an address. */
  static String slug(String name) {
    return folded(name).replaceAll("[^a-z0-9_-]+", "-").replaceAll("^-+|-+$", "");
  }
}
