package dev.syncline.connector;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The position of a feed that asks "what changed since", safe at its edge although rows may become
 * visible late.
 *
 * <p>Asking again for minutes of overlap at every poll would show the same rows over and over. So a
 * poll asks from the newest row seen (inclusive), and only once rows have had time to surface, what
 * lies behind it is looked at a second time: every row is shown at most twice, and none is missed
 * that surfaces within the lag.
 *
 * @param settled everything changed before this moment has certainly been shown
 * @param seen everything visible that was changed before this moment, in the vendor's clock, has
 *     been shown
 * @since 0.1
 */
public record Watermark(Instant settled, Instant seen) {

  /** A feed that begins at a moment. */
  public static Watermark at(Instant moment) {
    return new Watermark(moment, moment);
  }

  /** Reads what {@link #text} wrote. */
  public static Watermark parse(String text) {
    int comma = text.indexOf(',');
    return new Watermark(
        Instant.ofEpochMilli(Long.parseLong(text.substring(0, comma))),
        Instant.ofEpochMilli(Long.parseLong(text.substring(comma + 1))));
  }

  /**
   * The moment to ask from, inclusive: the newest row seen, or the settled edge once the lag has
   * passed.
   */
  public Instant from(Instant vendorNow, Duration lag) {
    return secondLook(vendorNow, lag) ? settled : seen;
  }

  /** Whether this poll is the second look at what may have surfaced late. */
  public boolean secondLook(Instant vendorNow, Duration lag) {
    return settled.isBefore(seen) && !vendorNow.isBefore(settled.plus(lag.multipliedBy(2)));
  }

  /**
   * The position after a poll that showed everything since {@link #from}.
   *
   * @param asked the vendor's time when the poll began
   * @param newest the newest change it showed, or null if it showed nothing
   * @param tick the granularity of the vendor's timestamps: once a tick has ended before the poll
   *     began, nothing more can be stamped with it, and the next poll asks from the one after it
   */
  public Watermark after(Instant asked, @Nullable Instant newest, Duration lag, Duration tick) {
    Instant nextSeen = newest == null ? seen : later(seen, ended(newest, asked, tick));
    Instant from = from(asked, lag);
    Instant nextSettled = from.isAfter(settled) ? settled : later(settled, sure(asked, lag, tick));
    return new Watermark(earlier(nextSettled, nextSeen), nextSeen);
  }

  /**
   * The moment before which nothing can surface any more, after a poll that began then. Where rows
   * surface late, one of them may be stamped up to a tick before it was changed.
   */
  public static Instant sure(Instant asked, Duration lag, Duration tick) {
    return lag.isZero() ? asked : asked.minus(lag).minus(tick);
  }

  /**
   * Where the next poll begins. What changed while this one was reading may stand, by its stamp,
   * before what was read last: a poll is sure of nothing later than its own beginning.
   */
  private static Instant ended(Instant newest, Instant asked, Duration tick) {
    if (newest.isAfter(asked)) {
      return asked.minus(tick);
    }
    return newest.plus(tick).isAfter(asked) ? newest : newest.plus(tick);
  }

  /** The text of it, for a cursor. */
  public String text() {
    return settled.toEpochMilli() + "," + seen.toEpochMilli();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
