package dev.syncline.prestashop;

import dev.syncline.connector.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.util.Locale;

/**
 * The shop's clock: how far it is from ours, and what it writes, which is the local time of the
 * shop's zone without an offset. In the hour that autumn repeats, two moments have one text.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class PrestaShopTime {

  /** The granularity of its moments. */
  public static final Duration TICK = Duration.ofSeconds(1);

  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  private final TimeSource time;
  private volatile Duration ahead = Duration.ZERO;
  private volatile ZoneId zone = ZoneOffset.UTC;

  PrestaShopTime(TimeSource time) {
    this.time = time;
  }

  /** The present moment by the shop's clock, as far as known. */
  public Instant now() {
    return time.now().plus(ahead);
  }

  /** The shop's zone. */
  public ZoneId zone() {
    return zone;
  }

  void zone(ZoneId known) {
    zone = known;
  }

  /** Takes the clock from an answer's header, which has whole seconds since 1970. */
  void heard(String accessTime) {
    try {
      double seconds = Double.parseDouble(accessTime.strip());
      Duration measured =
          Duration.between(time.now(), Instant.ofEpochMilli((long) (seconds * 1000)));
      // Below two seconds the header's own roughness and the way of the answer cannot be told
      // apart.
      boolean alike = measured.abs().compareTo(Duration.ofSeconds(2)) <= 0;
      ahead = alike ? Duration.ZERO : measured;
    } catch (NumberFormatException none) {
      return;
    }
  }

  /**
   * The text behind which everything stands that is changed at this moment or later: in autumn, the
   * beginning of the hour that is written twice, if that is yet to come.
   */
  public String behind(Instant moment) {
    LocalDateTime asked = LocalDateTime.ofInstant(moment, zone).minus(TICK);
    ZoneOffsetTransition next = zone.getRules().nextTransition(moment);
    if (next != null && next.isOverlap()) {
      LocalDateTime repeated = next.getDateTimeAfter().minus(TICK);
      return WRITTEN.format(repeated.isBefore(asked) ? repeated : asked);
    }
    return WRITTEN.format(asked);
  }
}
