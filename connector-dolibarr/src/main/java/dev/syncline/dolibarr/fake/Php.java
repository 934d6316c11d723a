package dev.syncline.dolibarr.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How PHP, Dolibarr's number reading and the database's collation see a value. */
final class Php {

  static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern LEADING =
      Pattern.compile("^\\s*[+-]?\\d*\\.?\\d*(?:[eE][+-]?\\d+)?");
  private static final int UNIT_DECIMALS = 5;
  private static final int TOTAL_DECIMALS = 2;

  private Php() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /** A map as PHP writes it: a list where it is empty. */
  static JsonNode map(ObjectNode map) {
    return map.isEmpty() ? array() : map;
  }

  static byte[] bytes(JsonNode json, boolean pretty) {
    try {
      return pretty
          ? MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json)
          : MAPPER.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A scalar as PHP turns it into text. */
  static String text(@Nullable JsonNode node) {
    if (node == null || node.isNull() || node.isMissingNode() || node.isContainerNode()) {
      return "";
    }
    if (node.isBoolean()) {
      return node.booleanValue() ? "1" : "";
    }
    return node.isBigDecimal() || node.isDouble() ? plain(node.decimalValue()) : node.asText();
  }

  static String plain(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
  }

  /** The cast to a whole number: what stands in front, else 0. */
  static long whole(String text) {
    return leading(text).longValue();
  }

  private static BigDecimal leading(String text) {
    Matcher matcher = LEADING.matcher(text);
    String found = matcher.find() ? matcher.group().trim() : "";
    try {
      return new BigDecimal(found.endsWith(".") ? found + "0" : found);
    } catch (NumberFormatException e) {
      return BigDecimal.ZERO;
    }
  }

  /** The cast to a number: what stands in front of the first sign that belongs to none. */
  static BigDecimal decimal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    return value instanceof Number number
        ? new BigDecimal(number.toString())
        : leading(value.toString());
  }

  /** Dolibarr's reading of a typed amount: a comma parts thousands. */
  static BigDecimal amount(String text) {
    return leading(text.replace(",", ""));
  }

  static boolean numeric(String text) {
    return text.matches("\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?\\s*");
  }

  static BigDecimal unit(BigDecimal price) {
    return price.setScale(UNIT_DECIMALS, RoundingMode.HALF_UP);
  }

  static BigDecimal total(BigDecimal amount) {
    return amount.setScale(TOTAL_DECIMALS, RoundingMode.HALF_UP);
  }

  /** Whether the database's collation holds two texts for the same. */
  static boolean sameText(String one, String other) {
    return one.equals(other) || folded(one).equals(folded(other));
  }

  static String folded(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
    return plain.toLowerCase(Locale.ROOT).stripTrailing();
  }
}
