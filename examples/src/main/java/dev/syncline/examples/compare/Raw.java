package dev.syncline.examples.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * Reading raw fields, whichever way a vendor writes them.
 *
 * @since 0.1
 */
public final class Raw {

  private static final int NATIONAL = 10;

  private Raw() {}

  /** A text, empty if there is none; a property's value is inside it. */
  public static String text(JsonNode document, String field) {
    JsonNode value = document.path(field);
    if (value.isObject() && value.has("value")) {
      value = value.path("value");
    }
    return value.isMissingNode() || value.isNull() ? "" : value.asText().strip();
  }

  /** A number, 0 if there is none. */
  public static BigDecimal number(JsonNode document, String field) {
    String text = text(document, field);
    return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
  }

  /** An id, empty for "none" in all its spellings. */
  public static String id(JsonNode document, String field) {
    String text = text(document, field);
    return text.equals("0") ? "" : text;
  }

  /** A phone as people compare it: the national digits. */
  public static String phone(String typed) {
    String digits = typed.replaceAll("[^0-9]", "");
    return digits.length() > NATIONAL ? digits.substring(digits.length() - NATIONAL) : digits;
  }

  /** An address in one spelling. */
  public static String email(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  /** A percentage in one spelling. */
  public static String percent(BigDecimal rate) {
    return rate.stripTrailingZeros().toPlainString();
  }
}
