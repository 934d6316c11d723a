package dev.syncline.bitrix24.fake;

import dev.syncline.connector.TimeSource;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The portal's clock: every moment is told in the server's offset, to the second. */
final class ServerTime {

  private static final DateTimeFormatter SHAPE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

  private final TimeSource source;
  private final ZoneOffset offset;

  ServerTime(TimeSource source, ZoneOffset offset) {
    this.source = source;
    this.offset = offset;
  }

  Instant now() {
    return source.now();
  }

  String stamp() {
    return stamp(now());
  }

  String stamp(Instant moment) {
    return SHAPE.format(moment.atOffset(offset));
  }

  /** A date in the wire's form: midnight UTC told in the server's offset. */
  String date(LocalDate date) {
    return stamp(date.atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  LocalDate today() {
    return now().atOffset(offset).toLocalDate();
  }

  /** A moment as sent, normalised to the stored form; null if it cannot be read. */
  @Nullable String moment(String sent) {
    Instant moment = instant(sent);
    return moment == null ? null : stamp(moment);
  }

  /** A date as sent, normalised to the stored form; null if it cannot be read. */
  @Nullable String dateOf(String sent) {
    if (sent.length() <= 10) {
      Instant moment = instant(sent);
      return moment == null ? null : date(moment.atOffset(offset).toLocalDate());
    }
    Instant moment = instant(sent);
    return moment == null ? null : date(moment.atOffset(ZoneOffset.UTC).toLocalDate());
  }

  private @Nullable Instant instant(String sent) {
    String text = sent.trim();
    try {
      if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
        return LocalDate.parse(text).atStartOfDay().toInstant(offset);
      }
      if (text.matches("\\d{2}\\.\\d{2}\\.\\d{4}")) {
        return dotted(text).atStartOfDay().toInstant(offset);
      }
      if (text.matches("\\d{2}\\.\\d{2}\\.\\d{4} \\d{2}:\\d{2}(:\\d{2})?")) {
        return dotted(text.substring(0, 10))
            .atTime(LocalTime.parse(text.substring(11)))
            .toInstant(offset);
      }
      String iso =
          text.length() > 10 && text.charAt(10) == ' '
              ? text.substring(0, 10) + "T" + text.substring(11)
              : text;
      return iso.matches(".*(Z|[+-]\\d{2}:\\d{2})$")
          ? OffsetDateTime.parse(iso).toInstant()
          : LocalDateTime.parse(iso).toInstant(offset);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  private static LocalDate dotted(String text) {
    return LocalDate.of(
        Integer.parseInt(text.substring(6, 10)),
        Integer.parseInt(text.substring(3, 5)),
        Integer.parseInt(text.substring(0, 2)));
  }
}
