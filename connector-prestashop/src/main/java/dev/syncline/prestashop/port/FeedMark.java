package dev.syncline.prestashop.port;

import dev.syncline.connector.Cursor;
import dev.syncline.connector.Watermark;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a list that dates its rows has been shown.
 *
 * @param following how far its changes were shown; null while everything is shown for the first
 *     time
 * @param asked when the look under way began, by the shop's clock; null between looks
 * @param newest the newest change that the look has shown
 * @param after the id behind which the look goes on
 */
record FeedMark(
    @Nullable Watermark following, @Nullable Instant asked, @Nullable Instant newest, long after) {

  static final FeedMark BEGINNING = new FeedMark(null, null, null, 0);

  static FeedMark at(Watermark mark) {
    return new FeedMark(mark, null, null, 0);
  }

  /** Whether nothing was shown yet. */
  boolean isBeginning() {
    return equals(BEGINNING);
  }

  Cursor cursor() {
    String mark = following == null ? "b" : "w" + following.text();
    return new Cursor(
        asked == null ? mark : mark + ";" + millis(asked) + ";" + millis(newest) + ";" + after);
  }

  private static String millis(@Nullable Instant moment) {
    return moment == null ? "" : Long.toString(moment.toEpochMilli());
  }

  /**
   * Reads what {@link #cursor} wrote.
   *
   * @throws RuntimeException if somebody else wrote it
   */
  static FeedMark parse(String text) {
    String[] parts = text.split(";", -1);
    Watermark mark = mark(parts[0]);
    if (parts.length == 1) {
      return new FeedMark(mark, null, null, 0);
    }
    if (parts.length != 4) {
      throw new IllegalArgumentException("no mark");
    }
    return new FeedMark(mark, moment(parts[1]), moment(parts[2]), Long.parseLong(parts[3]));
  }

  private static @Nullable Watermark mark(String text) {
    if (text.equals("b")) {
      return null;
    }
    if (!text.startsWith("w")) {
      throw new IllegalArgumentException("no mark");
    }
    return Watermark.parse(text.substring(1));
  }

  private static @Nullable Instant moment(String text) {
    return text.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(text));
  }
}
