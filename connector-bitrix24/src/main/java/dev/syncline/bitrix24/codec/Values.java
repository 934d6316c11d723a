package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads the vendor's scalars, which come typed from one family of methods and as texts from
 * another.
 *
 * @since 0.1
 */
public final class Values {

  /** Reckoning with 1e999999999 would fill the memory. */
  private static final int MAX_SCALE = 100;

  private Values() {}

  /** A text; null, nothing and the empty text are none. */
  public static Optional<String> text(JsonNode node) {
    return node.isValueNode() && !node.isNull() && !node.asText().isEmpty()
        ? Optional.of(node.asText())
        : Optional.empty();
  }

  /** A number, written as such or as text; what no portal can mean is none. */
  public static Optional<BigDecimal> decimal(JsonNode node) {
    return number(node).filter(each -> Math.abs((long) each.scale()) <= MAX_SCALE);
  }

  private static Optional<BigDecimal> number(JsonNode node) {
    if (node.isNumber()) {
      return Optional.of(node.decimalValue());
    }
    try {
      return text(node).map(BigDecimal::new);
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /** An id; zero, null and the empty text are none. */
  public static Optional<Long> id(JsonNode node) {
    return decimal(node).map(BigDecimal::longValue).filter(id -> id > 0);
  }

  /** A yes in any of its forms. */
  public static boolean yes(JsonNode node) {
    String text = node.asText();
    return text.equals("Y") || text.equals("1") || text.equals("true");
  }

  /** A moment, in the zone of the portal's server. */
  public static Optional<Instant> instant(JsonNode node) {
    try {
      return text(node).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notAMoment) {
      return Optional.empty();
    }
  }

  /**
   * A day: it comes as midnight UTC shown in the portal's zone, so the offset must not be dropped.
   */
  public static Optional<LocalDate> date(JsonNode node) {
    Optional<LocalDate> day = instant(node).map(at -> at.atZone(ZoneOffset.UTC).toLocalDate());
    return day.isPresent() ? day : plainDate(node);
  }

  private static Optional<LocalDate> plainDate(JsonNode node) {
    try {
      return text(node).map(LocalDate::parse);
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }

  /**
   * The value of a catalog property: bare, as {@code {value, valueId}}, or the first of several.
   */
  public static JsonNode property(JsonNode node) {
    if (node.isArray()) {
      return property(node.path(0));
    }
    return node.isObject() ? node.path("value") : node;
  }
}
