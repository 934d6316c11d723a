package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The order of a list. Without one it is undefined, which here means shuffled by the seed. */
record Order(boolean byId, Comparator<ObjectNode> comparator) {

  static Order of(
      @Nullable JsonNode sent, Schema schema, boolean ignoresUnknown, String idField, long seed) {
    Comparator<ObjectNode> order = null;
    boolean byId = false;
    if (sent != null && sent.isContainerNode()) {
      for (Map.Entry<String, JsonNode> each : Php.map(sent).properties()) {
        Column column = schema.find(each.getKey());
        if (column == null || !column.filterable()) {
          if (ignoresUnknown) {
            continue;
          }
          throw Refusal.bad(
              "INVALID_ARG_VALUE",
              "Invalid order: field '" + each.getKey() + "' is not allowed in order");
        }
        Comparator<ObjectNode> next = by(column, descending(each, ignoresUnknown));
        byId |= order == null && column.name().equals(idField) && !descending(each, ignoresUnknown);
        order = order == null ? next : order.thenComparing(next);
      }
    }
    return order == null ? new Order(false, shuffled(idField, seed)) : new Order(byId, order);
  }

  static Order shuffle(String idField, long seed) {
    return new Order(false, shuffled(idField, seed));
  }

  private static boolean descending(Map.Entry<String, JsonNode> each, boolean ignoresUnknown) {
    String direction = Values.text(each.getValue()).toUpperCase(Locale.ROOT);
    if (!direction.equals("ASC") && !direction.equals("DESC") && !ignoresUnknown) {
      throw Refusal.bad(
          "INVALID_ARG_VALUE",
          "Invalid order: allowed sort directions are ASC, DESC. But got '"
              + Values.text(each.getValue())
              + "' for field '"
              + each.getKey()
              + "'");
    }
    return direction.equals("DESC");
  }

  private static Comparator<ObjectNode> by(Column column, boolean descending) {
    Comparator<ObjectNode> ascending =
        column.type().numeric()
            ? Comparator.comparing((ObjectNode each) -> number(each, column.name()))
            : Comparator.comparing((ObjectNode each) -> Values.text(each.get(column.name())));
    return descending ? ascending.reversed() : ascending;
  }

  private static BigDecimal number(ObjectNode document, String name) {
    BigDecimal number = Values.decimal(document.get(name));
    return number == null ? BigDecimal.valueOf(Long.MIN_VALUE) : number;
  }

  private static Comparator<ObjectNode> shuffled(String idField, long seed) {
    return Comparator.comparingLong(each -> mix(Values.id(each.get(idField)), seed));
  }

  private static long mix(long id, long seed) {
    long mixed = (id + seed) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 29)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 32);
  }
}
