package dev.syncline;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a plan runs: {@code Schedule.every(ofMinutes(5)).flow("stock",
 * ofMinutes(1)).nightly(LocalTime.of(3, 0), zone)}. Immutable.
 *
 * @since 0.1
 */
public final class Schedule {

  /** What webhooks say is worked on at most so often unless said otherwise. */
  public static final Duration NOTICES_EVERY = Duration.ofSeconds(10);

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Duration interval;
  private final Map<String, Duration> flows;
  private final @Nullable LocalTime night;
  private final ZoneId zone;
  private final Duration noticesEvery;

  private Schedule(
      Duration interval,
      Map<String, Duration> flows,
      @Nullable LocalTime night,
      ZoneId zone,
      Duration noticesEvery) {
    this.interval = interval;
    this.flows = Collections.unmodifiableMap(flows);
    this.night = night;
    this.zone = zone;
    this.noticesEvery = noticesEvery;
  }

  /**
   * The whole plan, so often, counted from one run's beginning to the next one's.
   *
   * @throws IllegalArgumentException if that is less than a second
   */
  public static Schedule every(Duration interval) {
    return new Schedule(checked(interval), Map.of(), null, ZoneId.of("UTC"), NOTICES_EVERY);
  }

  /**
   * One flow more often than the whole plan. Flows that share a feed with it move along, as {@link
   * SyncEngine#run(SyncPlan, java.util.Collection)} says.
   *
   * @throws IllegalArgumentException if that is less than a second
   */
  public Schedule flow(String name, Duration often) {
    Map<String, Duration> all = new LinkedHashMap<>(flows);
    all.put(Objects.requireNonNull(name, "name"), checked(often));
    return new Schedule(interval, all, night, zone, noticesEvery);
  }

  /**
   * {@link SyncEngine#reconcile} once a day, at this time of day there. On the day on which clocks
   * skip the time it is done an hour later, and once only on the day that has it twice.
   */
  public Schedule nightly(LocalTime at, ZoneId there) {
    return new Schedule(
        interval,
        flows,
        Objects.requireNonNull(at, "at"),
        Objects.requireNonNull(there, "there"),
        noticesEvery);
  }

  /**
   * What webhooks, releases and hints say is worked on soon, but at most so often: what comes
   * meanwhile is done together.
   *
   * @throws IllegalArgumentException if that is less than a second
   */
  public Schedule notices(Duration atMostEvery) {
    return new Schedule(interval, flows, night, zone, checked(atMostEvery));
  }

  private static Duration checked(Duration interval) {
    if (interval.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "a plan runs at most once a second, not every " + interval);
    }
    return interval;
  }

  Duration interval() {
    return interval;
  }

  Map<String, Duration> flows() {
    return flows;
  }

  Duration noticesEvery() {
    return noticesEvery;
  }

  /** The first night's moment after another moment. */
  Optional<Instant> nightAfter(Instant moment) {
    LocalTime at = night;
    if (at == null) {
      return Optional.empty();
    }
    LocalDate day = moment.atZone(zone).toLocalDate();
    Instant tonight = day.atTime(at).atZone(zone).toInstant();
    return Optional.of(
        tonight.isAfter(moment) ? tonight : day.plusDays(1).atTime(at).atZone(zone).toInstant());
  }
}
