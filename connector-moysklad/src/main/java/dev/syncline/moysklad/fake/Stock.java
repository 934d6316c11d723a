package dev.syncline.moysklad.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stock levels, computed from the posted documents, and the reports on them. */
final class Stock {

  /** Level of one good in one store; the empty store holds what is bound to none. */
  static final class Level {
    BigDecimal stock = BigDecimal.ZERO;
    BigDecimal reserve = BigDecimal.ZERO;
    BigDecimal inTransit = BigDecimal.ZERO;

    BigDecimal of(String kind) {
      return switch (kind) {
        case "freeStock" -> stock.subtract(reserve);
        case "quantity" -> stock.subtract(reserve).add(inTransit);
        case "reserve" -> reserve;
        case "inTransit" -> inTransit;
        default -> stock;
      };
    }

    void add(Level other) {
      stock = stock.add(other.stock);
      reserve = reserve.add(other.reserve);
      inTransit = inTransit.add(other.inTransit);
    }
  }

  private static final Duration REACH = Duration.ofHours(24);
  private static final Map<String, Integer> SIGNS =
      Map.of(
          "enter",
          1,
          "supply",
          1,
          "salesreturn",
          1,
          "demand",
          -1,
          "loss",
          -1,
          "purchasereturn",
          -1);

  private final Books books;
  private final Sums sums;
  private final Map<String, Instant> touched = new HashMap<>();

  Stock(Books books, Sums sums) {
    this.books = books;
    this.sums = sums;
  }

  /** Notes the goods of a document as changed; called before and after every write. */
  void touch(Doc doc) {
    String type = doc.type();
    if (SIGNS.containsKey(type) || type.equals("move") || type.equals("customerorder")) {
      Instant now = books.time().now();
      List<JsonNode> rows = new ArrayList<>();
      books.rows(doc, "positions").forEach(row -> rows.add(row.fields));
      wanted(rows).keySet().forEach(good -> touched.put(good, now));
    }
  }

  Instant lastChange() {
    return touched.values().stream().max(Instant::compareTo).orElse(Instant.EPOCH);
  }

  /**
   * How much of which good some rows speak of; bundles count by their components, services not at
   * all.
   */
  Map<String, BigDecimal> wanted(List<? extends JsonNode> rows) {
    Map<String, BigDecimal> wanted = new LinkedHashMap<>();
    for (JsonNode row : rows) {
      Doc good = books.find(Json.refPath(row.get("assortment")));
      BigDecimal quantity = Json.decimal(row.get("quantity"));
      if (good == null || good.type().equals("service")) {
        continue;
      }
      if (good.type().equals("bundle")) {
        for (Doc component : books.rows(good, "components")) {
          wanted.merge(
              String.valueOf(Json.refPath(component.get("assortment"))),
              quantity.multiply(Json.decimal(component.get("quantity"))),
              BigDecimal::add);
        }
      } else {
        wanted.merge(good.path(), quantity, BigDecimal::add);
      }
    }
    return wanted;
  }

  /** The stock of a good in a store, as if one document were not posted. */
  BigDecimal level(String good, String store, @Nullable Doc without) {
    Level level = levels(without).getOrDefault(good, Map.of()).get(store);
    return level == null ? BigDecimal.ZERO : level.stock;
  }

  Map<String, Map<String, Level>> levels(@Nullable Doc without) {
    Map<String, Map<String, Level>> levels = new LinkedHashMap<>();
    SIGNS.forEach(
        (type, sign) -> {
          for (Doc doc : books.live(type)) {
            if (doc != without && doc.flag("applicable")) {
              post(levels, doc, "store", sign);
            }
          }
        });
    for (Doc move : books.live("move")) {
      if (move.flag("applicable")) {
        post(levels, move, "sourceStore", -1);
        post(levels, move, "targetStore", 1);
      }
    }
    for (Doc order : books.live("customerorder")) {
      reserve(levels, order);
    }
    return levels;
  }

  private void post(Map<String, Map<String, Level>> levels, Doc doc, String field, int sign) {
    String store = String.valueOf(Json.refPath(doc.get(field)));
    List<JsonNode> rows = new ArrayList<>();
    books.rows(doc, "positions").forEach(row -> rows.add(row.fields));
    wanted(rows)
        .forEach(
            (good, quantity) -> {
              Level level = cell(levels, good, store);
              level.stock = level.stock.add(quantity.multiply(BigDecimal.valueOf(sign)));
            });
  }

  private void reserve(Map<String, Map<String, Level>> levels, Doc order) {
    String store = Json.refPath(order.get("store"));
    for (Doc row : books.rows(order, "positions")) {
      if (row.get("reserve") == null) {
        continue;
      }
      BigDecimal reserve = sums.reserved(order, row);
      if (reserve.signum() > 0) {
        ObjectNode held = row.fields.deepCopy();
        held.set("quantity", Json.money(reserve));
        wanted(List.of(held))
            .forEach(
                (good, quantity) -> {
                  Level level = cell(levels, good, store == null ? "" : store);
                  level.reserve = level.reserve.add(quantity);
                });
      }
    }
  }

  private static Level cell(Map<String, Map<String, Level>> levels, String good, String store) {
    return levels
        .computeIfAbsent(good, key -> new LinkedHashMap<>())
        .computeIfAbsent(store, key -> new Level());
  }

  /** {@code /report/stock/all/current} and {@code …/bystore/current}: a bare array. */
  ArrayNode current(Call call, boolean byStore) {
    String kind = call.query.containsKey("stockType") ? call.query("stockType", "") : "stock";
    if (!List.of("stock", "freeStock", "quantity", "reserve", "inTransit").contains(kind)) {
      throw ApiError.invalid(
          1084,
          "Неверное значение '"
              + kind
              + "' параметра запроса 'stockType', допустимые значения: 'stock, freeStock,"
              + " quantity, reserve, inTransit'");
    }
    Set<String> changed = changedSince(call);
    boolean zeros = changed != null || call.query("include", ",").contains("zeroLines");
    if (!Set.of("", "zeroLines").contains(call.query("include", ","))) {
      throw ApiError.of(400, 1040, "Неверно заданы параметры запроса");
    }
    Map<String, Map<String, List<String>>> filter = Filter.raw(call.query("filter", ";"));
    checkFilter(filter, byStore);
    Set<String> goods = ids(filter, "assortmentId");
    Set<String> stores = ids(filter, "storeId");
    ArrayNode rows = Json.array();
    levels(null)
        .forEach(
            (good, cells) -> {
              String id = good.substring(good.lastIndexOf('/') + 1);
              if ((changed != null && !changed.contains(good))
                  || (!goods.isEmpty() && !goods.contains(id))) {
                return;
              }
              if (byStore) {
                cells.forEach((store, level) -> row(rows, id, store, stores, level, kind, zeros));
              } else {
                Level total = new Level();
                cells.values().forEach(total::add);
                row(rows, id, null, Set.of(), total, kind, zeros);
              }
            });
    return rows;
  }

  private static void checkFilter(Map<String, Map<String, List<String>>> filter, boolean byStore) {
    filter.forEach(
        (field, conditions) -> {
          if (!field.equals("assortmentId") && !(byStore && field.equals("storeId"))) {
            throw ApiError.filter("неизвестное поле фильтрации '" + field + "'");
          }
          if (!conditions.keySet().equals(Set.of("="))) {
            throw ApiError.filter("оператор не поддерживается для поля '" + field + "'");
          }
        });
  }

  private static void row(
      ArrayNode rows,
      String good,
      @Nullable String store,
      Set<String> stores,
      Level level,
      String kind,
      boolean zeros) {
    String id = store == null ? "" : store.substring(store.lastIndexOf('/') + 1);
    BigDecimal value = level.of(kind);
    if ((!zeros && value.signum() == 0) || (!stores.isEmpty() && !stores.contains(id))) {
      return;
    }
    ObjectNode row = rows.addObject().put("assortmentId", good);
    if (store != null && id.isEmpty()) {
      row.putNull("storeId");
    } else if (store != null) {
      row.put("storeId", id);
    }
    row.put(kind, value.doubleValue());
  }

  private static Set<String> ids(Map<String, Map<String, List<String>>> filter, String field) {
    Set<String> ids = new LinkedHashSet<>();
    filter
        .getOrDefault(field, Map.of())
        .getOrDefault("=", List.of())
        .forEach(value -> ids.addAll(List.of(value.split(","))));
    return ids;
  }

  private @Nullable Set<String> changedSince(Call call) {
    if (!call.query.containsKey("changedSince")) {
      return null;
    }
    String text = call.query("changedSince", "");
    Instant since =
        Moments.filtered(text)
            .map(Moments::instant)
            .orElseThrow(() -> ApiError.of(400, 1040, "Неверно заданы параметры запроса"));
    Instant now = books.time().now();
    if (since.isBefore(now.minus(REACH)) || since.isAfter(now)) {
      throw ApiError.of(400, 1040, "Неверно заданы параметры запроса");
    }
    Set<String> changed = new LinkedHashSet<>();
    touched.forEach(
        (good, moment) -> {
          if (!moment.isBefore(since)) {
            changed.add(good);
          }
        });
    return changed;
  }

  /**
   * The levels of goods in all stores together, as the older list of the whole assortment shows
   * them.
   */
  void addTo(JsonNode rows) {
    Map<String, Map<String, Level>> levels = levels(null);
    for (JsonNode row : rows) {
      String type = row.path("meta").path("type").asText();
      if (type.equals("product") || type.equals("variant")) {
        Level total = new Level();
        String path = "entity/" + type + "/" + row.path("id").asText();
        levels.getOrDefault(path, Map.of()).values().forEach(total::add);
        ((ObjectNode) row)
            .put("stock", total.stock.doubleValue())
            .put("reserve", total.reserve.doubleValue())
            .put("inTransit", total.inTransit.doubleValue())
            .put("quantity", total.of("quantity").doubleValue());
      }
    }
  }
}
