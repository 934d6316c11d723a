package dev.syncline.internal.run;

import dev.syncline.connector.Quota;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a store keeps of one account's limits.
 *
 * @param fence the number of the lease under which it was saved
 * @param ended whether its holder had ended, so that nothing was sent afterwards
 * @param windows what was spent
 */
record SavedWindows(long fence, boolean ended, List<Quota.Saved> windows) {

  private static final String VERSION = "1";
  private static final SavedWindows UNREADABLE = new SavedWindows(-1, false, List.of());

  byte[] bytes() {
    StringBuilder text = new StringBuilder(VERSION + "\t" + fence + "\t" + ended);
    for (Quota.Saved each : windows) {
      text.append('\n').append(each.spent()).append('\t').append(each.at());
      text.append('\t').append(each.name());
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What is not understood, of a later version say, is as good as nothing: all counts as spent. */
  static SavedWindows of(byte[] body) {
    List<String> lines = new String(body, StandardCharsets.UTF_8).lines().toList();
    String[] head = lines.isEmpty() ? new String[0] : lines.get(0).split("\t", -1);
    if (head.length != 3 || !head[0].equals(VERSION)) {
      return UNREADABLE;
    }
    try {
      List<Quota.Saved> windows = new ArrayList<>();
      for (String line : lines.subList(1, lines.size())) {
        String[] parts = line.split("\t", 3);
        windows.add(new Quota.Saved(parts[2], Long.parseLong(parts[0]), Instant.parse(parts[1])));
      }
      return new SavedWindows(
          Long.parseLong(head[1]), Boolean.parseBoolean(head[2]), List.copyOf(windows));
    } catch (NumberFormatException | DateTimeParseException | IndexOutOfBoundsException broken) {
      return UNREADABLE;
    }
  }
}
