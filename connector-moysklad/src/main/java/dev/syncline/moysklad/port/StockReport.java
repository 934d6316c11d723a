package dev.syncline.moysklad.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.FieldSet;
import dev.syncline.model.Entity;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.moysklad.MoySkladApi;
import dev.syncline.moysklad.MoySkladDictionaries;
import dev.syncline.moysklad.MoySkladTime;
import dev.syncline.moysklad.StockKind;
import dev.syncline.moysklad.codec.Meta;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The vendor's reports of stock over all warehouses. The quick ones name goods by a bare id, so
 * which of these are variants is asked once and kept for a while. Thread-safe.
 *
 * @since 0.1
 */
public final class StockReport {

  private static final String CURRENT = "report/stock/all/current";
  private static final String WHOLE = "report/stock/all";
  private static final String VARIANT = "variant";
  private static final Pattern COUNTED = Pattern.compile("(?:product/)?" + Resource.UUID);
  private static final int REMEMBERED = 10_000;
  private static final int WHOLE_SECONDS = 19;

  private final MoySkladApi api;
  private final StockKind kind;
  private final Shelf variants;
  private final Map<String, Boolean> isVariant = new LinkedHashMap<>();

  /** The reports. */
  public StockReport(MoySkladApi api, MoySkladDictionaries dictionaries, StockKind kind) {
    this.api = api;
    this.kind = kind;
    this.variants = new Shelf(Resource.VARIANT, api, dictionaries);
  }

  MoySkladApi api() {
    return api;
  }

  /** A page of the whole report, empty levels among them; it costs as much as five calls. */
  List<Entity> whole(int offset) {
    Map<String, String> query =
        Map.of(
            "filter", "stockMode=all;quantityMode=all",
            "limit", Integer.toString(MoySkladApi.PAGE),
            "offset", Integer.toString(offset));
    List<Entity> levels = new ArrayList<>();
    for (JsonNode row : api.page(WHOLE, query).rows()) {
      boolean variant = Meta.type(row).equals(VARIANT);
      Meta.id(row).ifPresent(id -> levels.add(level(id, variant, quantity(row))));
    }
    return levels;
  }

  private BigDecimal quantity(JsonNode row) {
    BigDecimal present = row.path("stock").decimalValue();
    return switch (kind) {
      case PRESENT -> present;
      case FREE -> present.subtract(row.path("reserve").decimalValue());
      case AVAILABLE -> row.path("quantity").decimalValue();
    };
  }

  /** The present levels of goods whose stock changed since a moment, at most a day ago. */
  List<Entity> changed(Instant since) {
    String moment = MoySkladTime.text(since).substring(0, WHOLE_SECONDS);
    return levels(api.list(CURRENT, query("changedSince", moment)));
  }

  /** The levels of some goods by our ids of them; those that no document ever held are missing. */
  Map<String, Entity> of(Collection<String> items) {
    List<String> ids = items.stream().map(Resource.VARIANT.codec()::vendorId).toList();
    Map<String, BigDecimal> found = new LinkedHashMap<>();
    for (int from = 0; from < ids.size(); from += MoySkladApi.EXPANDED_PAGE) {
      int to = Math.min(from + MoySkladApi.EXPANDED_PAGE, ids.size());
      Map<String, String> query =
          query("filter", "assortmentId=" + String.join(",", ids.subList(from, to)));
      query.put("include", "zeroLines");
      for (JsonNode row : api.list(CURRENT, query)) {
        found.put(id(row), row.path(kind.vendor()).decimalValue());
      }
    }
    Map<String, Entity> levels = new LinkedHashMap<>();
    for (String item : items) {
      String id = Resource.VARIANT.codec().vendorId(item);
      BigDecimal quantity = found.getOrDefault(id, BigDecimal.ZERO);
      levels.put(item, level(id, item.equals(id), quantity));
    }
    return levels;
  }

  private Map<String, String> query(String name, String value) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("stockType", kind.vendor());
    query.put(name, value);
    return query;
  }

  private static String id(JsonNode row) {
    return row.path("assortmentId").asText("");
  }

  private List<Entity> levels(List<JsonNode> rows) {
    Map<String, Boolean> sorts = sorts(rows.stream().map(StockReport::id).toList());
    List<Entity> levels = new ArrayList<>();
    for (JsonNode row : rows) {
      boolean variant = Boolean.TRUE.equals(sorts.get(id(row)));
      levels.add(level(id(row), variant, row.path(kind.vendor()).decimalValue()));
    }
    return levels;
  }

  private synchronized Map<String, Boolean> sorts(List<String> ids) {
    Set<String> unknown = new LinkedHashSet<>(ids);
    unknown.removeAll(isVariant.keySet());
    unknown.forEach(id -> isVariant.put(id, false));
    for (JsonNode row : variants.where("id", unknown, FieldSet.of())) {
      isVariant.put(row.path("id").asText(""), true);
    }
    Map<String, Boolean> sorts = new LinkedHashMap<>();
    ids.forEach(id -> sorts.put(id, isVariant.get(id)));
    if (isVariant.size() > REMEMBERED) {
      isVariant.clear();
    }
    return sorts;
  }

  private static Entity level(String id, boolean variant, BigDecimal quantity) {
    Ref item = variant ? new Ref(Variant.TYPE, id) : Meta.product("product", id);
    return Entity.builder(StockLevel.TYPE, item.id())
        .set(StockLevel.ITEM, item)
        .set(StockLevel.QUANTITY, quantity)
        .build();
  }

  /** Goods and variants are counted: services and sets have no stock of their own. */
  static boolean isCounted(String item) {
    return COUNTED.matcher(item).matches();
  }
}
