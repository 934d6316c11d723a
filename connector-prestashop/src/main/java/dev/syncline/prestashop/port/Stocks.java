package dev.syncline.prestashop.port;

import dev.syncline.connector.Deadline;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.StockLevel;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopApi.Presence;
import dev.syncline.prestashop.PrestaShopDictionaries;
import dev.syncline.prestashop.codec.Line;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.codec.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Quantities, set as they shall be. The row of a product with combinations is their sum and never
 * written: the shop would believe it. Sent whole, a row names its shop, or it would be torn from
 * it.
 *
 * <p>Thread-safe.
 */
final class Stocks {

  private final PrestaShopApi api;
  private final StockShelf shelf;
  private final Shelf rows;
  private final Changes changes;

  Stocks(PrestaShopApi api, PrestaShopDictionaries dictionaries, Changes changes) {
    this.api = api;
    this.shelf = new StockShelf(api, dictionaries);
    this.rows = new Shelf(Kind.STOCK, api, dictionaries);
    this.changes = changes;
  }

  void write(List<Write.Update> updates, Results results, Deadline leaveBefore) {
    Set<String> products = new LinkedHashSet<>();
    updates.forEach(update -> Ids.product(update.held().id()).ifPresent(products::add));
    Map<String, Row> levels = new LinkedHashMap<>();
    if (!products.isEmpty()) {
      StockShelf.levels(shelf.ofProducts(products, true), api.shop())
          .forEach(row -> levels.put(Kind.STOCK.table().id(row), row));
    }
    List<Changes.Sent> sent = new ArrayList<>();
    for (Write.Update update : updates) {
      Row row = levels.get(update.held().id());
      if (row == null) {
        results.put(update, noLevel(update.held().id(), levels.keySet()));
      } else {
        encode(update, row, sent, results);
      }
    }
    if (!sent.isEmpty()) {
      changes.send(rows, sent, results, leaveBefore);
    }
  }

  private WriteResult noLevel(String id, Set<String> levels) {
    if (levels.stream().anyMatch(each -> each.startsWith(id + "-"))) {
      return WriteResult.Refused.because(
          Refusal.Code.UNSUPPORTED,
          "the stock of a product with combinations is the sum of theirs");
    }
    Kind kind = id.contains("-") ? Kind.VARIANT : Kind.PRODUCT;
    boolean gone =
        Ids.vendor(kind, id)
            .map(vendor -> api.one(kind.resource(), vendor).presence() == Presence.GONE)
            .orElse(true);
    return gone
        ? new WriteResult.Gone()
        : WriteResult.Refused.because(
            Refusal.Code.NOT_ALLOWED, "the item has no stock in this shop");
  }

  private void encode(Write.Update update, Row row, List<Changes.Sent> sent, Results results) {
    if (row.yes("depends_on_stock")) {
      results.refuse(
          update,
          Refusal.Code.UNSUPPORTED,
          "the shop reckons this stock from its own warehouses (advanced stock management)");
      return;
    }
    Line.Written how =
        new Line.Written(rows.dictionaries().terms(Set.of()), update.wanted(), row, null);
    Table.Encoded encoded = Kind.STOCK.table().write(update.delta(), how);
    if (encoded.leftOut().contains(StockLevel.QUANTITY)) {
      results.refuse(update, Refusal.Code.INVALID, "the shop counts whole pieces");
    } else if (encoded.row().saysNothing()) {
      results.put(
          update, new WriteResult.Written(update.held().id(), null, null, encoded.leftOut()));
    } else {
      Row change = changes.sendable(Kind.STOCK, row, encoded.row().build());
      sent.add(new Changes.Sent(update, change, encoded.leftOut(), null));
    }
  }
}
