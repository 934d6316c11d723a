package dev.syncline.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list that is walked by id, fifty rows a page: nothing is counted, and what is deleted meanwhile
 * skips nothing.
 *
 * @param method the vendor's list method
 * @param params its parameters without filter and position
 * @param filterName the name of the filter's parameter
 * @param filter what else the rows must fulfil
 * @param wrapper the name under which rows come, or empty if the result is the list itself
 * @param id the name of the rows' id
 * @since 0.1
 */
public record Listing(
    String method,
    Map<String, @Nullable Object> params,
    String filterName,
    Map<String, @Nullable Object> filter,
    String wrapper,
    String id) {

  /** Rows of a page, fixed by the vendor. */
  public static final int PAGE = 50;

  /** The most pages of one request. */
  private static final int FIRST_PAGES = 10;

  public static final int MAX_PAGES = BitrixBatch.MAX_COMMANDS;

  /**
   * What a chain of pages showed.
   *
   * @param rows all rows, in order of id
   * @param more whether there may be more behind them
   */
  public record Rows(List<JsonNode> rows, boolean more) {}

  /** A list of a controller method with rows under a name and an {@code id}. */
  public static Listing of(
      String method,
      String wrapper,
      Map<String, @Nullable Object> params,
      Map<String, @Nullable Object> filter) {
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>(params);
    ordered.put("order", Command.map("id", "ASC"));
    return new Listing(method, ordered, "filter", filter, wrapper, "id");
  }

  /** One page of rows behind an id. */
  public Command page(Object after) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(params);
    Map<String, @Nullable Object> filters = new LinkedHashMap<>(filter);
    filters.put(">" + id, after);
    all.put(filterName, filters);
    all.put("start", -1);
    return new Command(method, all);
  }

  /** Pages that follow each other, the first of them at this place of the batch. */
  public List<Command> chain(long after, int place, int pages) {
    List<Command> chain = new ArrayList<>();
    chain.add(page(after));
    String inner = wrapper.isEmpty() ? "" : "[" + wrapper + "]";
    for (int at = 1; at < pages; at++) {
      String before = BitrixBatch.key(place + at - 1);
      chain.add(
          page(
              new Command.Path(
                  "$result[" + before + "]" + inner + "[" + (PAGE - 1) + "][" + id + "]")));
    }
    return chain;
  }

  /**
   * The rows of a chain; what follows a short page was asked with a broken reference and is thrown
   * away.
   */
  public Rows rows(BitrixApi api, BitrixApi.Answers answers, int place, int pages) {
    List<JsonNode> rows = new ArrayList<>();
    for (int at = place; at < place + pages; at++) {
      int before = rows.size();
      rows(api.need(page(0), answers.of(at))).forEach(rows::add);
      if (rows.size() - before < PAGE) {
        return new Rows(rows, false);
      }
    }
    return new Rows(rows, true);
  }

  /** All rows, however many requests that takes: one for most portals. */
  public List<JsonNode> all(BitrixApi api) {
    List<JsonNode> all = new ArrayList<>();
    int pages = FIRST_PAGES;
    Rows part;
    do {
      long after = all.isEmpty() ? 0 : all.get(all.size() - 1).path(id).asLong();
      part = rows(api, api.chained(chain(after, 0, pages)), 0, pages);
      all.addAll(part.rows());
      pages = MAX_PAGES;
    } while (part.more());
    return all;
  }

  /** The rows of one page's result. */
  public JsonNode rows(JsonNode result) {
    JsonNode inner = wrapper.isEmpty() ? result : result.path(wrapper);
    return inner.isObject() && inner.isEmpty() ? result.path("-") : inner;
  }
}
