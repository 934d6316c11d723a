package dev.syncline.bitrix24.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list: fifty rows, with a total and a next start unless the caller asked to count
 * nothing.
 */
record Page(List<ObjectNode> rows, long total, @Nullable Long next) {

  static final int SIZE = 50;

  static Page of(Table table, Filter filter, Order order, @Nullable JsonNode start) {
    long from = Values.id(start);
    boolean counted = from >= 0;
    long first = counted ? from / SIZE * SIZE : 0;
    return order.byId()
        ? inIdOrder(table, filter, first, counted)
        : sorted(table, filter, order, first, counted);
  }

  /**
   * Ends as soon as the page is full if nobody counts: the walk by {@code >id} costs a page, not a
   * table.
   */
  private static Page inIdOrder(Table table, Filter filter, long first, boolean counted) {
    List<ObjectNode> rows = new ArrayList<>();
    long seen = 0;
    for (ObjectNode each : filter.candidates(table)) {
      if (filter.accepts(each)) {
        if (seen >= first && rows.size() < SIZE) {
          rows.add(each);
        }
        seen++;
        if (!counted && rows.size() == SIZE) {
          break;
        }
      }
    }
    return new Page(rows, counted ? seen : 0, next(first, seen, counted));
  }

  private static Page sorted(Table table, Filter filter, Order order, long first, boolean counted) {
    List<ObjectNode> matching = new ArrayList<>();
    for (ObjectNode each : filter.candidates(table)) {
      if (filter.accepts(each)) {
        matching.add(each);
      }
    }
    matching.sort(order.comparator());
    int size = matching.size();
    int begin = (int) Math.min(first, size);
    List<ObjectNode> rows = matching.subList(begin, Math.min(begin + SIZE, size));
    return new Page(rows, counted ? size : 0, next(first, size, counted));
  }

  private static @Nullable Long next(long first, long size, boolean counted) {
    return counted && first + SIZE < size ? first + SIZE : null;
  }

  ArrayNode shown(Function<ObjectNode, ? extends JsonNode> view) {
    ArrayNode shown = Php.NODES.arrayNode();
    rows.forEach(each -> shown.add(view.apply(each)));
    return shown;
  }

  Answer named(String key, Function<ObjectNode, ? extends JsonNode> view) {
    return new Answer(Php.NODES.objectNode().set(key, shown(view)), total, next);
  }

  Answer plain(Function<ObjectNode, ? extends JsonNode> view) {
    return new Answer(shown(view), total, next);
  }
}
