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

  /** The one value of the parameter fields that is built, for goods with pictures. */
  static final String PERMANENT = "downloadPermanentHref";

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
    checkAsync(call);
    checkFields(call, limit <= LARGEST_EXPANDED);
    return new Page(limit, offset, limit > LARGEST_EXPANDED ? Expand.NONE : expand(call));
  }

  /** What is opened, and whether pictures are to have links for everybody. */
  static Expand expand(Call call) {
    Expand expand = Expand.parse(call.query("expand", ","));
    return call.query("fields", ",").trim().equals(PERMANENT)
        ? expand.with("images", PERMANENT)
        : expand;
  }

  private static boolean hasImages(Call call) {
    return call.segment(0).equals("entity")
        && List.of("product", "bundle", "variant").contains(call.segment(1));
  }

  /**
   * Background tasks are not built: a list that would come at once is no answer to who asked for
   * one.
   */
  private static void checkAsync(Call call) {
    if (!call.query("async", ",").equals("true")) {
      return;
    }
    if (call.query.containsKey("limit") || call.query.containsKey("offset")) {
      throw ApiError.invalid(
          61001, "Использование параметров limit и offset в асинхронных запросах недопустимо");
    }
    throw ApiError.invalid(1040, "Неверно заданы параметры запроса: async не поддерживается");
  }

  /**
   * Checks the parameter fields; what is right by the vendor's rules is not built and so refused,
   * unless the page is so long that the vendor itself forgets it.
   */
  static void checkFields(Call call, boolean heard) {
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
    boolean built = wanted.contains(PERMANENT) && hasImages(call);
    if (!wanted.isEmpty() && heard && !built) {
      throw ApiError.invalid(
          3043,
          "Ошибка валидации: значение '"
              + wanted.get(0)
              + "' параметра fields здесь не поддерживается");
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
