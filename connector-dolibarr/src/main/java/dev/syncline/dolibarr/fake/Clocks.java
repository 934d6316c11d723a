package dev.syncline.dolibarr.fake;

import dev.syncline.connector.TimeSource;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The two clocks of an installation: PHP writes and reads every moment in its zone; the database
 * stamps changed rows in its own, which PHP then reads as if it were its own.
 */
record Clocks(TimeSource time, ZoneId php, ZoneId database) {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter HEADER =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);
  private static final DateTimeFormatter YYMM = DateTimeFormatter.ofPattern("yyMM", Locale.ROOT);

  /** What the web server says in its {@code Date} header. */
  String header() {
    return HEADER.format(now().atZone(ZoneOffset.UTC));
  }

  Instant now() {
    return time.now();
  }

  long seconds() {
    return now().getEpochSecond();
  }

  /** What PHP writes for now. */
  String phpNow() {
    return stored(now());
  }

  /** What the database stamps for now. */
  String databaseNow() {
    return MOMENT.format(now().atZone(database));
  }

  String yearAndMonth() {
    return YYMM.format(now().atZone(php));
  }

  String stored(Instant moment) {
    return MOMENT.format(moment.atZone(php));
  }

  /** The unix seconds PHP reads out of a stored moment or day. */
  long read(String stored) {
    String text = stored.length() == 10 ? stored + " 00:00:00" : stored;
    return LocalDateTime.parse(text, MOMENT).atZone(php).toEpochSecond();
  }

  /** What is stored for a moment in a body: unix seconds or a text; null if it is neither. */
  @Nullable String written(String given) {
    if (given.matches("-?\\d+")) {
      long seconds = Long.parseLong(given);
      return seconds == 0 ? null : stored(Instant.ofEpochSecond(seconds));
    }
    String text = given.trim();
    if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
      text += " 00:00:00";
    }
    try {
      return MOMENT.format(LocalDateTime.parse(text.replace('T', ' ').replace("Z", ""), MOMENT));
    } catch (DateTimeException e) {
      return null;
    }
  }

  static String day(String moment) {
    return moment.substring(0, 10);
  }

  static String plusDays(String day, long days) {
    return LocalDate.parse(day).plusDays(days).toString();
  }
}
