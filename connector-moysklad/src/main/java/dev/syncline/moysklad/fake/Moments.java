package dev.syncline.moysklad.fake;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Moments as the vendor writes them: Moscow time, which knows no summer. */
final class Moments {

  static final ZoneOffset MOSCOW = ZoneOffset.ofHours(3);

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final Pattern SECONDS =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,3})?");
  private static final Pattern MINUTES = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d");

  private Moments() {}

  static String of(Instant moment) {
    return FORMAT.format(LocalDateTime.ofInstant(moment, MOSCOW));
  }

  static Instant instant(String stored) {
    return LocalDateTime.parse(stored, FORMAT).toInstant(MOSCOW);
  }

  /** What is stored of a moment in a body; empty if it is none. */
  static Optional<String> stored(String text) {
    return SECONDS.matcher(text).matches() ? parsed(text) : Optional.empty();
  }

  /** What a filter compares with; there the seconds may be left out. */
  static Optional<String> filtered(String text) {
    return parsed(MINUTES.matcher(text).matches() ? text + ":00" : text)
        .filter(moment -> SECONDS.matcher(moment).matches());
  }

  /** The vendor keeps a document's moments to the minute. */
  static String minute(String stored) {
    return FORMAT.format(LocalDateTime.parse(stored, FORMAT).truncatedTo(ChronoUnit.MINUTES));
  }

  private static Optional<String> parsed(String text) {
    int dot = text.indexOf('.');
    String whole = dot < 0 ? text + ".000" : (text + "00").substring(0, dot + 4);
    try {
      return Optional.of(FORMAT.format(LocalDateTime.parse(whole, FORMAT)));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
