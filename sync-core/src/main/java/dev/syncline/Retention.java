package dev.syncline;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a store keeps what nobody needs for syncing any more. Applied at the end of each run, a
 * bounded part of it each time.
 *
 * @since 0.1
 */
public final class Retention {

  /** Nothing goes by age; the journal is bounded by its number of rows anyway. */
  public static final Retention FOREVER = new Retention(null, null);

  private final @Nullable Duration journal;
  private final @Nullable Duration detached;

  private Retention(@Nullable Duration journal, @Nullable Duration detached) {
    this.journal = journal;
    this.detached = detached;
  }

  /** The same with a journal that goes back so far. */
  public Retention withJournal(Duration age) {
    return new Retention(positive(age), detached);
  }

  /**
   * The same, forgetting so long after it happened that one side of a pair is gone. Without that
   * memory what is left on the other side is new to a run that reads it, and may be made again:
   * choose longer than people take to restore a backup or to touch old records.
   */
  public Retention withDetached(Duration age) {
    return new Retention(journal, positive(age));
  }

  private static Duration positive(Duration age) {
    Objects.requireNonNull(age, "age");
    if (age.isNegative() || age.isZero()) {
      throw new IllegalArgumentException("what is kept is kept for longer than no time");
    }
    return age;
  }

  /** How far the journal goes back; empty if only its number of rows bounds it. */
  public Optional<Duration> journal() {
    return Optional.ofNullable(journal);
  }

  /** After what time a pair with a side that is gone is forgotten; empty if never. */
  public Optional<Duration> detached() {
    return Optional.ofNullable(detached);
  }
}
