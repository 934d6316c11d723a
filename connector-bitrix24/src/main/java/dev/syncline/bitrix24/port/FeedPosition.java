package dev.syncline.bitrix24.port;

import dev.syncline.connector.Cursor;
import dev.syncline.connector.Watermark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a feed stands: in an enumeration, in a poll, or between two polls.
 *
 * @param mark from when to ask; null in an enumeration
 * @param asked the portal's time when what is under way began; null if nothing is
 * @param newest the newest change shown so far; the epoch if none was
 * @param last the last id shown of each list
 */
record FeedPosition(
    @Nullable Watermark mark, @Nullable Instant asked, Instant newest, List<Long> last) {

  static FeedPosition beginning(int lists) {
    return new FeedPosition(null, null, Instant.EPOCH, zeros(lists));
  }

  static FeedPosition at(Watermark mark, int lists) {
    return new FeedPosition(mark, null, Instant.EPOCH, zeros(lists));
  }

  static FeedPosition parse(Cursor cursor, int lists) {
    String[] parts = cursor.text().split(";", -1);
    List<Long> last = new ArrayList<>();
    for (String each : parts[3].split(",")) {
      last.add(Long.parseLong(each));
    }
    return new FeedPosition(
        parts[0].isEmpty() ? null : Watermark.parse(parts[0]),
        parts[1].isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(parts[1])),
        Instant.ofEpochMilli(Long.parseLong(parts[2])),
        last.size() == lists ? List.copyOf(last) : zeros(lists));
  }

  Cursor cursor() {
    List<String> ids = last.stream().map(String::valueOf).toList();
    return new Cursor(
        (mark == null ? "" : mark.text())
            + ";"
            + (asked == null ? "" : asked.toEpochMilli())
            + ";"
            + newest.toEpochMilli()
            + ";"
            + String.join(",", ids));
  }

  /** The newest change shown; null if nothing was. */
  @Nullable Instant newestShown() {
    return newest.equals(Instant.EPOCH) ? null : newest;
  }

  boolean enumerates() {
    return mark == null;
  }

  FeedPosition began(Instant at) {
    return asked == null ? new FeedPosition(mark, at, newest, last) : this;
  }

  FeedPosition shown(int list, long id, Instant at) {
    List<Long> next = new ArrayList<>(last);
    next.set(list, Math.max(id, next.get(list)));
    return new FeedPosition(mark, asked, at.isAfter(newest) ? at : newest, List.copyOf(next));
  }

  /** The same, when something that this feed does not show has been seen to have changed. */
  FeedPosition passed(Instant at) {
    boolean further = at.isAfter(newest) && asked != null && !at.isAfter(asked);
    return further ? new FeedPosition(mark, asked, at, last) : this;
  }

  private static List<Long> zeros(int lists) {
    return java.util.Collections.nCopies(lists, 0L);
  }
}
