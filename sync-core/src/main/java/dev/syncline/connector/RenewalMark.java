package dev.syncline.connector;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Credentials as they are kept, with the note of a renewal before them that has begun and, while
 * the note is there, was not finished.
 */
record RenewalMark(Credentials body, @Nullable Instant begun, @Nullable Instant until) {

  private static final String MARK = "renewing ";

  static RenewalMark of(Credentials kept) {
    String text = kept.text();
    int end = text.indexOf('\n');
    if (!text.startsWith(MARK) || end < 0) {
      return new RenewalMark(kept, null, null);
    }
    String[] times = text.substring(MARK.length(), end).split(" ", -1);
    try {
      return new RenewalMark(
          Credentials.of(text.substring(end + 1)),
          Instant.parse(times[0]),
          Instant.parse(times[times.length - 1]));
    } catch (DateTimeException notOurs) {
      return new RenewalMark(kept, null, null);
    }
  }

  /** As it is kept. */
  Credentials whole() {
    return begun == null ? body : Credentials.of(MARK + begun + " " + until + "\n" + body.text());
  }

  /** When a renewal began that was never finished, so far. */
  Optional<Instant> since() {
    return Optional.ofNullable(begun);
  }

  /** Whether whoever has begun may still be at it. */
  boolean busyAt(Instant now) {
    return until != null && now.isBefore(until);
  }

  /** A renewal begins; one that was not finished is remembered. */
  RenewalMark begun(Instant now, Instant latest) {
    return new RenewalMark(body, begun == null ? now : begun, latest);
  }

  /** Whoever has begun gave up, not knowing how it went. */
  RenewalMark ended(Instant now) {
    return new RenewalMark(body, begun, now);
  }

  @Override
  public String toString() {
    return begun == null ? "credentials" : "credentials, being renewed since " + begun;
  }
}
