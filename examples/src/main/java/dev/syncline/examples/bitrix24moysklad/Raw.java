package dev.syncline.examples.bitrix24moysklad;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;

/** Reading raw fields, whichever way a vendor writes them. */
final class Raw {

  private static final int NATIONAL = 10;

  private Raw() {}

  /** A text, empty if there is none; a property's value is inside it. */
  static String text(JsonNode document, String field) {
    JsonNode value = document.path(field);
    if (value.isObject() && value.has("value")) {
      value = value.path("value");
    }
    return value.isMissingNode() || value.isNull() ? "" : value.asText().strip();
  }

  /** A number, 0 if there is none. */
  static BigDecimal number(JsonNode document, String field) {
    String text = text(document, field);
    return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
  }

  /** An id, empty for "none" in all its spellings. */
  static String id(JsonNode document, String field) {
    String text = text(document, field);
    return text.equals("0") ? "" : text;
  }

  /** The last step of a reference's address, without its query. */
  static String target(JsonNode document, String field) {
    String href = document.path(field).path("meta").path("href").asText("");
    int question = href.indexOf('?');
    String plain = question < 0 ? href : href.substring(0, question);
    return plain.substring(plain.lastIndexOf('/') + 1);
  }

  /** A phone as people compare it: the national digits. */
  static String phone(String typed) {
    String digits = typed.replaceAll("[^0-9]", "");
    return digits.length() > NATIONAL ? digits.substring(digits.length() - NATIONAL) : digits;
  }

  /** An address in one spelling. */
  static String email(String typed) {
    return typed.strip().toLowerCase(Locale.ROOT);
  }

  /** A percentage in one spelling. */
  static String percent(BigDecimal rate) {
    return rate.stripTrailingZeros().toPlainString();
  }
}
