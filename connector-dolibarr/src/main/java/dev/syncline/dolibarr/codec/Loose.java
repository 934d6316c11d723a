package dev.syncline.dolibarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the vendor's loose types, in this one place: numbers as texts and texts as numbers, yes and
 * no as {@code "0"} and {@code "1"}, an empty map as {@code []}, nothing as null or {@code ""}.
 * Pure; never throws.
 *
 * @since 0.1
 */
public final class Loose {

  private static final int LONGEST_NUMBER = 60;
  private static final long LATEST = 253_402_300_799L;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private Loose() {}

  /** A text that says something; a number as it is written. */
  public static Optional<String> text(JsonNode document, String name) {
    return text(document.path(name));
  }

  /** A text that says something; a number as it is written. */
  public static Optional<String> text(JsonNode value) {
    if (!value.isTextual() && !value.isNumber()) {
      return Optional.empty();
    }
    String text = value.asText();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  /** The id of something that is there: the vendor writes 0, "", "-1" and null for nothing. */
  public static Optional<String> id(JsonNode document, String name) {
    return id(document.path(name));
  }

  /** The id of something that is there. */
  public static Optional<String> id(JsonNode value) {
    return text(value).filter(text -> text.matches("[1-9][0-9]{0,17}"));
  }

  /** A decimal, without the zeros that fill it up to eight digits. */
  public static Optional<BigDecimal> decimal(JsonNode document, String name) {
    return decimal(document.path(name));
  }

  /** A decimal, without the zeros that fill it up. */
  public static Optional<BigDecimal> decimal(JsonNode value) {
    return text(value).flatMap(Loose::decimal);
  }

  private static Optional<BigDecimal> decimal(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      return Math.abs((long) number.scale()) > LONGEST_NUMBER
          ? Optional.empty()
          : Optional.of(plain(number));
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  /** The same number with no zeros behind its point. */
  public static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  /** Yes or no; nothing if it is neither. */
  public static Optional<Boolean> flag(JsonNode document, String name) {
    JsonNode value = document.path(name);
    if (value.isBoolean()) {
      return Optional.of(value.booleanValue());
    }
    return text(value)
        .flatMap(
            text ->
                switch (text) {
                  case "0" -> Optional.of(false);
                  case "1" -> Optional.of(true);
                  default -> Optional.empty();
                });
  }

  /** A moment: seconds since 1970, or the vendor's text in its zone. */
  public static Optional<Instant> moment(JsonNode document, String name, ZoneId zone) {
    return text(document, name).flatMap(text -> moment(text, zone));
  }

  private static Optional<Instant> moment(String text, ZoneId zone) {
    if (text.matches("-?[0-9]{1,12}")) {
      long seconds = Long.parseLong(text);
      return seconds == 0 || Math.abs(seconds) > LATEST
          ? Optional.empty()
          : Optional.of(Instant.ofEpochSecond(seconds));
    }
    try {
      return Optional.of(LocalDateTime.parse(text, MOMENT).atZone(zone).toInstant());
    } catch (DateTimeParseException noMoment) {
      return day(text).map(day -> day.atStartOfDay(zone).toInstant());
    }
  }

  /** A day: the vendor's text, or the day in its zone of a moment. */
  public static Optional<LocalDate> day(JsonNode document, String name, ZoneId zone) {
    Optional<String> text = text(document, name);
    Optional<LocalDate> written = text.flatMap(Loose::day);
    return written.isPresent()
        ? written
        : text.flatMap(each -> moment(each, zone)).map(each -> each.atZone(zone).toLocalDate());
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return text.length() < 10
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text.substring(0, 10)));
    } catch (DateTimeParseException noDay) {
      return Optional.empty();
    }
  }

  /** The elements of a list; those of a map without their names. */
  public static List<JsonNode> elements(JsonNode list) {
    List<JsonNode> all = new ArrayList<>();
    if (list.isContainerNode()) {
      list.forEach(all::add);
    }
    return all;
  }

  /** A map by its names; an empty one comes as a list. */
  public static Map<String, JsonNode> map(JsonNode map) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    map.properties().forEach(each -> all.put(each.getKey(), each.getValue()));
    return all;
  }
}
