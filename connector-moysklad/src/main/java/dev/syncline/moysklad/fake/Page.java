package dev.syncline.moysklad.fake;

import java.util.ArrayList;
import java.util.List;

/**
 * The part of a list that is asked for, and what is asked for with it.
 *
 * @param limit rows on the page
 * @param offset rows before it
 * @param expand the references to open
 */
record Page(int limit, int offset, Expand expand) {

  static final int LARGEST = 1000;

  /** Above this limit the vendor silently forgets expand and fields. */
  static final int LARGEST_EXPANDED = 100;

  static Page of(Call call) {
    return of(call, LARGEST, LARGEST);
  }

  static Page of(Call call, int preset, int largest) {
    int limit = number(call, "limit", preset);
    int offset = number(call, "offset", 0);
    if (limit > largest) {
      throw wrong();
    }
    checkFields(call);
    Expand expand = Expand.parse(call.query("expand", ","));
    return new Page(limit, offset, limit > LARGEST_EXPANDED ? Expand.NONE : expand);
  }

  static void checkFields(Call call) {
    List<String> wanted = new ArrayList<>();
    for (String field : call.query("fields", ",").split(",")) {
      if (!field.isBlank()) {
        wanted.add(field.trim());
      }
    }
    if (wanted.size() > 1) {
      throw ApiError.invalid(
          3042, "Ошибка валидации: в запросе допускается только одно поле fields");
    }
    if (!wanted.isEmpty()
        && !List.of("stock", "declaration", "minimumStock", "downloadPermanentHref")
            .contains(wanted.get(0))) {
      throw ApiError.invalid(
          3043, "Ошибка валидации: недопустимые значения параметра fields: " + wanted.get(0));
    }
  }

  private static int number(Call call, String name, int preset) {
    List<String> values = call.query.get(name);
    if (values == null) {
      return preset;
    }
    try {
      int value = Integer.parseInt(values.get(0).trim());
      if (value < 0) {
        throw wrong();
      }
      return value;
    } catch (NumberFormatException e) {
      throw wrong();
    }
  }

  private static ApiError wrong() {
    return ApiError.of(400, 1040, "Неверно заданы параметры запроса");
  }
}
