package dev.syncline.prestashop.port;

import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopDictionaries;
import dev.syncline.prestashop.Query;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.StockTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of stock. A product with combinations has a row of its own, too, which is only their sum;
 * and the list is not narrowed to a shop by itself. Thread-safe.
 */
final class StockShelf {

  static final String RESOURCE = "stock_availables";

  private static final Set<String> COLUMNS =
      Set.of(StockTable.PRODUCT, StockTable.COMBINATION, "quantity", "id_shop");
  private static final String BY_PRODUCT = "id_product_ASC,id_product_attribute_ASC";

  private final PrestaShopApi api;
  private final Shelf shelf;

  StockShelf(PrestaShopApi api, PrestaShopDictionaries dictionaries) {
    this.api = api;
    this.shelf = new Shelf(Kind.STOCK, api, dictionaries);
  }

  Optional<Integer> shop() {
    return api.shop();
  }

  /** Rows of products behind one, by product. */
  List<Row> page(long afterProduct, int limit) {
    Query query = narrowed(Query.of(COLUMNS)).sort(BY_PRODUCT).limit(limit);
    return api.list(
        RESOURCE,
        afterProduct <= 0 ? query : query.above(StockTable.PRODUCT, Long.toString(afterProduct)));
  }

  /** All rows of products; whole ones, for those who have to send them back. */
  List<Row> ofProducts(Collection<String> products, boolean whole) {
    List<Row> rows = new ArrayList<>();
    Set<String> columns = whole ? Set.of("@whole") : COLUMNS;
    for (List<String> part : Query.portions(new LinkedHashSet<>(products))) {
      rows.addAll(api.list(RESOURCE, narrowed(Query.of(columns)).with(StockTable.PRODUCT, part)));
    }
    return rows;
  }

  /** Stock that a group of shops shares stands under no shop. */
  private Query narrowed(Query query) {
    return api.shop()
        .map(id -> query.with("id_shop", List.of("0", Integer.toString(id))))
        .orElse(query);
  }

  /** The rows that count: one an item, and none for the sum of combinations. */
  static List<Row> levels(List<Row> rows, Optional<Integer> shop) {
    Set<Long> parents = new HashSet<>();
    Map<String, Row> byItem = new LinkedHashMap<>();
    for (Row row : rows) {
      if (row.number(StockTable.COMBINATION) > 0) {
        parents.add(row.number(StockTable.PRODUCT));
      }
      if (row.number(StockTable.PRODUCT) > 0) {
        byItem.merge(
            StockTable.id(row), row, (one, other) -> nearer(other, one, shop) ? other : one);
      }
    }
    return byItem.values().stream()
        .filter(
            row ->
                row.number(StockTable.COMBINATION) > 0
                    || !parents.contains(row.number(StockTable.PRODUCT)))
        .toList();
  }

  private static boolean nearer(Row one, Row than, Optional<Integer> shop) {
    return shop.filter(id -> one.number("id_shop") == id && than.number("id_shop") != id)
        .isPresent();
  }

  List<Entity> entities(List<Row> rows, FieldSet wanted) {
    return shelf.entities(rows, wanted);
  }
}
