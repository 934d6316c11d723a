package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Reading;
import dev.syncline.dolibarr.DolibarrApi;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.model.Entity;
import dev.syncline.model.StockLevel;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The levels of stock: the real stock of one warehouse, or of all together. Thread-safe. */
final class StockLevels {

  private static final int IDS = 100;
  private static final int PAGE = 100;

  private final Rooms rooms;

  StockLevels(Rooms rooms) {
    this.rooms = rooms;
  }

  private DolibarrApi api() {
    return rooms.api();
  }

  /** The levels of these products; those of which there is none are left out. */
  Map<String, Entity> of(Collection<String> ids) {
    Map<String, Entity> levels = new LinkedHashMap<>();
    List<String> all = ids.stream().filter(StockLevels::isId).distinct().toList();
    for (int from = 0; from < all.size(); from += IDS) {
      List<String> some = all.subList(from, Math.min(from + IDS, all.size()));
      for (JsonNode row : page(Filters.ids("t.rowid", some), some.size())) {
        level(row).ifPresent(level -> levels.put(level.id(), level));
      }
    }
    return levels;
  }

  /** Words among ids would be taken for columns. */
  private static boolean isId(String id) {
    return id.matches("[1-9][0-9]{0,17}");
  }

  /** The next products with their stock, behind an id. */
  List<JsonNode> after(String id) {
    return page(id.equals("0") ? "" : Filters.above("t.rowid", id), PAGE);
  }

  static int pageSize() {
    return PAGE;
  }

  private List<JsonNode> page(String filter, int limit) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("includestockdata", "1");
    query.put("sortfield", "t.rowid");
    query.put("sortorder", "ASC");
    query.put("limit", Integer.toString(limit));
    if (!filter.isEmpty()) {
      query.put("sqlfilters", filter);
    }
    return api().list("products", query);
  }

  Reading one(String id) {
    if (!isId(id)) {
      return new Reading.Unseen();
    }
    try {
      Optional<JsonNode> found = api().find("products/" + id, Map.of("includestockdata", "1"));
      return found
          .<Reading>map(
              row -> level(row).<Reading>map(Reading.Found::new).orElseGet(Reading.Unseen::new))
          .orElseGet(Reading.Gone::new);
    } catch (AccessDenied hidden) {
      return new Reading.Unseen();
    }
  }

  /** The level that a product's row tells; a service has none. */
  Optional<Entity> level(JsonNode row) {
    Optional<String> id = Loose.id(row, "id");
    if (id.isEmpty() || Loose.text(row, "type").filter("1"::equals).isPresent()) {
      return Optional.empty();
    }
    Set<String> children = rooms.variantsOn() ? rooms.combinations().children() : Set.of();
    return Optional.of(
        Entity.builder(StockLevel.TYPE, id.get())
            .set(
                StockLevel.ITEM,
                rooms.dictionaries().plainTerms().with(Map.of(), children).item(id.get()))
            .set(StockLevel.QUANTITY, quantity(row))
            .build());
  }

  private BigDecimal quantity(JsonNode row) {
    BigDecimal real = real(row);
    return rooms.settings().virtualStock() ? real.add(open(row)) : real;
  }

  /** What is still to come and to go, by the vendor's own reckoning, over all warehouses. */
  private static BigDecimal open(JsonNode row) {
    Optional<BigDecimal> left = Loose.decimal(row, "stock_theorique");
    BigDecimal all = Loose.decimal(row, "stock_reel").orElse(BigDecimal.ZERO);
    return left.map(each -> each.subtract(all)).orElse(BigDecimal.ZERO);
  }

  private BigDecimal real(JsonNode row) {
    Optional<String> warehouse = rooms.settings().warehouse();
    if (warehouse.isEmpty()) {
      return Loose.decimal(row, "stock_reel").orElse(BigDecimal.ZERO);
    }
    return Loose.decimal(row.path("stock_warehouse").path(warehouse.get()), "real")
        .orElse(BigDecimal.ZERO);
  }
}
