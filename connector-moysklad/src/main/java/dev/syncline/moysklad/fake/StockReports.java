package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The extended stock reports; a filter or grouping that is not built is refused, never left out.
 */
final class StockReports {

  private static final List<String> MODES =
      List.of("all", "positiveOnly", "negativeOnly", "empty", "nonEmpty");

  private final Books books;
  private final View view;
  private final Stock stock;
  private final Renderer renderer;

  StockReports(Books books, View view, Stock stock, Renderer renderer) {
    this.books = books;
    this.view = view;
    this.stock = stock;
    this.renderer = renderer;
  }

  /** What a report keeps. */
  private record Kept(
      String stockMode,
      String quantityMode,
      Set<String> stores,
      Set<String> goods,
      boolean archived) {

    boolean row(Stock.Level total) {
      return holds(stockMode, total.of("stock")) && holds(quantityMode, total.of("quantity"));
    }

    private static boolean holds(String mode, BigDecimal value) {
      return switch (mode) {
        case "positiveOnly" -> value.signum() > 0;
        case "negativeOnly" -> value.signum() < 0;
        case "empty" -> value.signum() == 0;
        case "nonEmpty" -> value.signum() != 0;
        default -> true;
      };
    }
  }

  List<ObjectNode> rows(Call call, boolean byStore) {
    String grouping = call.query("groupBy", ",");
    if (!grouping.isEmpty() && !grouping.equals("variant")) {
      throw ApiError.invalid(
          1084,
          "Неверное значение '"
              + grouping
              + "' параметра запроса 'groupBy', допустимые значения: 'variant'");
    }
    for (String other : call.query.keySet()) {
      if (!Set.of("limit", "offset", "filter", "groupBy", "async").contains(other)) {
        throw ApiError.of(400, 1040, "Неверно заданы параметры запроса: '" + other + "'");
      }
    }
    Kept kept = kept(call, byStore);
    List<ObjectNode> rows = new ArrayList<>();
    stock
        .levels(null)
        .forEach(
            (path, cells) -> {
              Doc good = books.find(path);
              if (good != null && wanted(good, kept)) {
                row(rows, good, narrowed(cells, kept.stores()), kept, byStore);
              }
            });
    return rows;
  }

  private Kept kept(Call call, boolean byStore) {
    Map<String, Map<String, List<String>>> filter = Filter.raw(call.query("filter", ";"));
    Set<String> known =
        byStore
            ? Set.of("stockMode", "product", "variant")
            : Set.of("stockMode", "quantityMode", "store", "product", "variant", "archived");
    filter.forEach(
        (field, conditions) -> {
          if (!known.contains(field)) {
            throw ApiError.filter("неизвестное поле фильтрации '" + field + "'");
          }
          if (!conditions.keySet().equals(Set.of("="))) {
            throw ApiError.filter("оператор не поддерживается для поля '" + field + "'");
          }
        });
    Set<String> goods = paths(filter, "product");
    goods.addAll(paths(filter, "variant"));
    String archived = single(filter, "archived", "false", List.of("true", "false"));
    return new Kept(
        single(filter, "stockMode", byStore ? "nonEmpty" : "all", MODES),
        single(filter, "quantityMode", byStore ? "all" : "nonEmpty", MODES),
        paths(filter, "store"),
        goods,
        archived.equals("true"));
  }

  private static String single(
      Map<String, Map<String, List<String>>> filter,
      String field,
      String preset,
      List<String> allowed) {
    List<String> sent = filter.getOrDefault(field, Map.of()).getOrDefault("=", List.of());
    if (sent.isEmpty()) {
      return preset;
    }
    if (sent.size() > 1 || !allowed.contains(sent.get(0))) {
      throw ApiError.filter("неверное значение '" + sent.get(0) + "' поля '" + field + "'");
    }
    return sent.get(0);
  }

  private Set<String> paths(Map<String, Map<String, List<String>>> filter, String field) {
    Set<String> paths = new LinkedHashSet<>();
    for (String href : filter.getOrDefault(field, Map.of()).getOrDefault("=", List.of())) {
      String path = view.local(href);
      if (path == null) {
        throw ApiError.of(
            400, 1059, "Некорректный сервер в идентификаторе объекта: '" + href + "'");
      }
      paths.add(path);
    }
    return paths;
  }

  private static boolean wanted(Doc good, Kept kept) {
    if (kept.archived() != good.flag("archived")) {
      return false;
    }
    return kept.goods().isEmpty()
        || kept.goods().contains(good.path())
        || kept.goods().stream().anyMatch(path -> good.refersTo("product", path));
  }

  private static Map<String, Stock.Level> narrowed(
      Map<String, Stock.Level> cells, Set<String> stores) {
    if (stores.isEmpty()) {
      return cells;
    }
    Map<String, Stock.Level> narrowed = new LinkedHashMap<>(cells);
    narrowed.keySet().retainAll(stores);
    return narrowed;
  }

  private void row(
      List<ObjectNode> rows, Doc good, Map<String, Stock.Level> cells, Kept kept, boolean byStore) {
    Stock.Level total = new Stock.Level();
    cells.values().forEach(total::add);
    if (!kept.row(total)) {
      return;
    }
    ObjectNode row = Json.object();
    ObjectNode meta = renderer.meta(good);
    String expand = good.type().equals("variant") ? "product.supplier" : "supplier";
    meta.put("href", meta.path("href").asText() + "?expand=" + expand);
    row.set("meta", meta);
    if (byStore) {
      byStore(row.putArray("stockByStore"), cells);
    } else {
      total(row, good, total);
    }
    rows.add(row);
  }

  private void byStore(ArrayNode out, Map<String, Stock.Level> cells) {
    for (Doc store : books.entities("store")) {
      Stock.Level level = cells.getOrDefault(store.path(), new Stock.Level());
      ObjectNode cell = out.addObject();
      cell.set("meta", renderer.meta(store));
      cell.put("name", store.text("name")).put("stock", level.stock.doubleValue());
      cell.put("reserve", level.reserve.doubleValue());
      cell.put("inTransit", level.inTransit.doubleValue());
    }
  }

  private void total(ObjectNode row, Doc good, Stock.Level total) {
    row.put("stock", total.stock.doubleValue()).put("inTransit", total.inTransit.doubleValue());
    row.put("reserve", total.reserve.doubleValue());
    row.put("quantity", total.of("quantity").doubleValue());
    for (String field : List.of("name", "code", "article", "externalCode")) {
      if (good.text(field) != null) {
        row.put(field, good.text(field));
      }
    }
    Doc product = books.find(Json.refPath(good.get("product")));
    Doc priced = good.get("buyPrice") == null && product != null ? product : good;
    double cost = priced.fields.path("buyPrice").path("value").asDouble();
    row.put("price", total.stock.signum() > 0 ? cost : 0.0);
    Doc sold = good.get("salePrices") == null && product != null ? product : good;
    row.put("salePrice", sold.fields.path("salePrices").path(0).path("value").asDouble());
    row.put("stockDays", 0.0);
  }
}
