package dev.syncline.dolibarr;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.TimeSource;
import dev.syncline.dolibarr.codec.Loose;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The two clocks of a Dolibarr: that of its web server, and that of its database, which may tell
 * the time of another zone. What was changed since is asked of the database, in its own time and as
 * a text, so the difference has to be known: once a check it is taken from objects that were made
 * and never changed, of which the one clock wrote the birth and the other the last change.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class ServerClock {

  /** So far back is asked again while the difference is not known. */
  public static final Duration UNKNOWN = Duration.ofHours(26);

  /** For so long the clocks are as they were found. */
  private static final Duration FRESH = Duration.ofHours(12);

  /** By so much clocks are put forward and back. */
  private static final Duration SEASON = Duration.ofHours(1);

  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration NEAR = Duration.ofMinutes(5);
  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT);

  private final TimeSource time;
  private volatile Duration ahead = Duration.ZERO;
  private volatile ZoneId zone;
  private volatile Optional<Duration> skew = Optional.empty();
  private volatile Instant compared = Instant.EPOCH;

  ServerClock(TimeSource time, ZoneId zone) {
    this.time = time;
    this.zone = zone;
  }

  /** Hears a {@code Date} header. */
  void heard(String date) {
    try {
      Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration off = Duration.between(time.now(), theirs);
      // The header has no fractions: what is within a second is the same.
      ahead = off.abs().compareTo(Duration.ofSeconds(2)) < 0 ? Duration.ZERO : off;
    } catch (DateTimeException unreadable) {
      ahead = Duration.ZERO;
    }
  }

  /** Takes the zone of the web server from its status, if it tells. */
  void status(JsonNode success) {
    Loose.text(success, "timestamp_php_tz")
        .ifPresent(
            name -> {
              try {
                zone = ZoneId.of(name);
              } catch (DateTimeException unknown) {
                skew = Optional.empty();
              }
            });
  }

  /** Takes the difference from objects that tell when they were made and changed last. */
  public void calibrate(List<JsonNode> rows) {
    rows.stream()
        .flatMap(row -> apart(row).stream())
        .min(Comparator.naturalOrder())
        .flatMap(ServerClock::skew)
        .ifPresent(
            found -> {
              skew = Optional.of(found);
              compared = latest(rows, found.negated());
            });
  }

  /** When the latest of the rows was made that show this difference. */
  private Instant latest(List<JsonNode> rows, Duration apart) {
    return rows.stream()
        .filter(row -> apart(row).filter(each -> quarters(each).equals(apart)).isPresent())
        .flatMap(row -> Loose.moment(row, "date_creation", zone).stream())
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  /** Takes the difference from an object that was written a moment ago. */
  public void written(JsonNode row) {
    Loose.moment(row, "date_modification", zone)
        .map(changed -> quarters(Duration.between(changed, now())))
        .ifPresent(
            found -> {
              skew = Optional.of(found);
              compared = now();
            });
  }

  /** Takes what an earlier process knew, if nothing newer is known. */
  public void adopt(Duration known) {
    if (skew.isEmpty()) {
      skew = Optional.of(known);
    }
  }

  private Optional<Duration> apart(JsonNode row) {
    return Loose.moment(row, "date_creation", zone)
        .flatMap(
            made ->
                Loose.moment(row, "date_modification", zone)
                    .map(changed -> Duration.between(made, changed)));
  }

  /** A change cannot be before the birth; how long after it, nobody knows. */
  private static Optional<Duration> skew(Duration shortest) {
    Duration rounded = quarters(shortest);
    boolean exact = shortest.minus(rounded).abs().compareTo(NEAR) < 0;
    return exact && (rounded.isNegative() || rounded.isZero())
        ? Optional.of(rounded.negated())
        : Optional.empty();
  }

  private static Duration quarters(Duration time) {
    long quarters = Math.round((double) time.toSeconds() / QUARTER.toSeconds());
    return QUARTER.multipliedBy(quarters);
  }

  /** The server's present moment. */
  public Instant now() {
    return time.now().plus(ahead);
  }

  /** The zone of the server's days. */
  public ZoneId zone() {
    return zone;
  }

  /** By how much what the database tells is behind; empty while that is not known. */
  public Optional<Duration> skew() {
    return skew;
  }

  /** How far back a poll looks again. */
  public Duration overlap(Duration usual) {
    return skew.isPresent() ? usual.plus(season()) : UNKNOWN;
  }

  /**
   * One of the clocks may have been put forward or back since they were compared: an hour more is
   * looked at until they are compared anew.
   */
  private Duration season() {
    boolean moves = !zone.getRules().isFixedOffset() || skew.filter(is -> !is.isZero()).isPresent();
    return moves && compared.plus(FRESH).isBefore(now()) ? SEASON : Duration.ZERO;
  }

  /** A moment as the database writes it: without a colon, which old versions refuse. */
  public String text(Instant moment) {
    ZoneId known = skew.isPresent() ? zone : ZoneOffset.UTC;
    return TEXT.format(moment.minus(skew.orElse(Duration.ZERO)).atZone(known));
  }
}
