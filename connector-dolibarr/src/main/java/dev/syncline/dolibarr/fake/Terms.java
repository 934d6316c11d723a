package dev.syncline.dolibarr.fake;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When an invoice is to be paid. */
final class Terms {

  private Terms() {}

  /**
   * The day a payment is due by its terms. A date that came as text is taken for a number of
   * seconds, and ends in 1970.
   */
  static Object due(Map<String, @Nullable Object> columns, String date) {
    String day = Clocks.day(String.valueOf(columns.get("datef")));
    if (!(columns.get("fk_cond_reglement") instanceof Long id)) {
      return day;
    }
    boolean text = !date.isEmpty() && !date.matches("\\d+");
    return text ? "1970-01-02" : Clocks.plusDays(day, Dictionaries.termDays(id));
  }
}
