package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Scalars as the portal reads and writes them: numbers that may be texts, Y/N, exact decimals. */
final class Values {

  private Values() {}

  static boolean absent(@Nullable JsonNode node) {
    return node == null || node.isNull() || node.isMissingNode();
  }

  /** Absent, null, empty text or empty list: what clears a field. */
  static boolean empty(@Nullable JsonNode node) {
    return node == null
        || absent(node)
        || (node.isTextual() && node.asText().isEmpty())
        || (node.isContainerNode() && node.isEmpty());
  }

  static String text(@Nullable JsonNode node) {
    return node == null || absent(node) || node.isContainerNode() ? "" : node.asText();
  }

  /** The whole number in a node, or null if there is none. */
  static @Nullable Long whole(@Nullable JsonNode node) {
    BigDecimal number = decimal(node);
    if (number == null || number.stripTrailingZeros().scale() > 0 || number.precision() > 18) {
      return null;
    }
    return number.longValue();
  }

  static long id(@Nullable JsonNode node) {
    Long whole = whole(node);
    return whole == null ? 0 : whole;
  }

  static @Nullable BigDecimal decimal(@Nullable JsonNode node) {
    if (node == null || absent(node) || node.isContainerNode() || node.isBoolean()) {
      return null;
    }
    return decimal(node.asText());
  }

  static @Nullable BigDecimal decimal(String text) {
    try {
      String trimmed = text.trim();
      return trimmed.isEmpty() || trimmed.length() > 40 ? null : new BigDecimal(trimmed);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** A number as JSON, without idle zeros, so that equal amounts are equal nodes. */
  static JsonNode number(@Nullable BigDecimal number) {
    if (number == null) {
      return Php.NODES.nullNode();
    }
    BigDecimal plain = number.stripTrailingZeros();
    return plain.scale() <= 0
        ? Php.NODES.numberNode(plain.longValue())
        : Php.NODES.numberNode(plain);
  }

  static JsonNode number(long number) {
    return Php.NODES.numberNode(number);
  }

  static BigDecimal money(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  static BigDecimal amount(ObjectNode document, String field) {
    BigDecimal amount = decimal(document.get(field));
    return amount == null ? BigDecimal.ZERO : amount;
  }

  /** Y or N for anything the portal takes as a flag, or null. */
  static @Nullable String flag(@Nullable JsonNode node) {
    return switch (text(node).toUpperCase(Locale.ROOT)) {
      case "Y", "1", "TRUE" -> "Y";
      case "N", "0", "FALSE", "" -> "N";
      default -> null;
    };
  }

  static JsonNode node(@Nullable Object value) {
    if (value == null) {
      return Php.NODES.nullNode();
    }
    if (value instanceof JsonNode node) {
      return node;
    }
    if (value instanceof Number number) {
      return number(new BigDecimal(number.toString()));
    }
    if (value instanceof Boolean flag) {
      return Php.NODES.textNode(flag ? "Y" : "N");
    }
    if (value instanceof Iterable<?> many) {
      var array = Php.NODES.arrayNode();
      many.forEach(each -> array.add(node(each)));
      return array;
    }
    return Php.NODES.textNode(value.toString());
  }
}
