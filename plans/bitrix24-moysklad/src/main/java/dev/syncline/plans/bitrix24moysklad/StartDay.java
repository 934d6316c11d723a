package dev.syncline.plans.bitrix24moysklad;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * From when on documents travel one way: {@code BEGINNING}, {@code NOW} or a day. The first two
 * count for the first run; a day counts for a way that is switched on later, too, and may be named
 * later still. Immutable.
 *
 * @param day the day, in UTC, from whose beginning changes count; null for the other two
 * @param now whether only what changes from the first run on counts
 * @since 0.1
 */
public record StartDay(@Nullable LocalDate day, boolean now) {

  /** Everything that is there at the first run. */
  public static final StartDay BEGINNING = new StartDay(null, false);

  /** What changes from the first run on. */
  public static final StartDay NOW = new StartDay(null, true);

  /** What changed since the beginning of a day. */
  public static StartDay of(LocalDate day) {
    return new StartDay(day, false);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static StartDay read(String word) {
    return switch (word) {
      case "BEGINNING" -> BEGINNING;
      case "NOW" -> NOW;
      default -> onDay(word);
    };
  }

  private static StartDay onDay(String word) {
    try {
      return of(LocalDate.parse(word));
    } catch (DateTimeParseException noDay) {
      throw new IllegalArgumentException("takes BEGINNING, NOW or a day such as 2026-01-31", noDay);
    }
  }

  /** As it stands in JSON. */
  @JsonValue
  @Override
  public String toString() {
    return day != null ? day.toString() : now ? "NOW" : "BEGINNING";
  }
}
