package dev.syncline.moysklad;

import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;

/**
 * The vendor's time: Moscow, which has no summer time, written without its zone; and how far its
 * clock is from ours.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class MoySkladTime {

  /** Moscow. */
  public static final ZoneOffset MOSCOW = ZoneOffset.ofHours(3);

  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private final TimeSource time;
  private volatile Duration ahead = Duration.ZERO;

  /** A vendor's clock that is taken for ours until an answer says otherwise. */
  public MoySkladTime(TimeSource time) {
    this.time = time;
  }

  /** A moment as the vendor writes it. */
  public static String text(Instant moment) {
    return WRITTEN.format(LocalDateTime.ofInstant(moment, MOSCOW));
  }

  /** The first minute of a day as the vendor writes it. */
  public static String text(LocalDate day) {
    return WRITTEN.format(day.atStartOfDay());
  }

  /** A moment that the vendor wrote, or none if it is not one. */
  public static Optional<Instant> instant(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, READ).toInstant(MOSCOW));
    } catch (DateTimeParseException notAMoment) {
      return Optional.empty();
    }
  }

  /** The day of a moment that the vendor wrote. */
  public static Optional<LocalDate> day(String text) {
    return instant(text).map(moment -> moment.atOffset(MOSCOW).toLocalDate());
  }

  /** The present moment by the vendor's clock, as far as known. */
  public Instant now() {
    return time.now().plus(ahead);
  }

  /** Takes the clock from an answer's {@code Date} header. */
  void heard(String dateHeader) {
    try {
      Instant theirs =
          ZonedDateTime.parse(dateHeader, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration measured = Duration.between(time.now(), theirs);
      // The header has whole seconds: below that the two clocks cannot be told apart.
      ahead = measured.abs().compareTo(Duration.ofSeconds(1)) <= 0 ? Duration.ZERO : measured;
    } catch (DateTimeParseException notADate) {
      return;
    }
  }

  /** Takes notice of a moment that lies behind the vendor's present one. */
  public void saw(Instant changed) {
    Duration atLeast = Duration.between(time.now(), changed);
    if (atLeast.compareTo(ahead) > 0) {
      ahead = atLeast;
    }
  }
}
