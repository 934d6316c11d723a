package dev.syncline.prestashop.port;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.model.Entity;
import dev.syncline.model.StockLevel;
import dev.syncline.prestashop.PrestaShopApi;
import dev.syncline.prestashop.PrestaShopDictionaries;
import dev.syncline.prestashop.PrestaShopTime;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads stock by product or combination. A level is never gone by itself: it goes with its item.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class StockPort implements EntityPort {

  private final PrestaShopApi api;
  private final StockShelf shelf;
  private final Duration settleTime;

  /** The port of one shop. */
  public StockPort(PrestaShopApi api, PrestaShopDictionaries dictionaries, Duration settleTime) {
    this.api = api;
    this.shelf = new StockShelf(api, dictionaries);
    this.settleTime = settleTime;
  }

  @Override
  public Capabilities capabilities() {
    Capabilities.Builder all =
        Capabilities.builder()
            .can(Capabilities.Operation.UPDATE)
            .settleTime(settleTime)
            .callDeadline(api.writeTimeout())
            .clockTick(PrestaShopTime.TICK);
    Kind.STOCK.table().declare(all, api.version());
    return all.build();
  }

  @Override
  public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    Set<String> products = new LinkedHashSet<>();
    for (String id : ids) {
      readings.put(id, new Reading.Unseen());
      Ids.product(id).ifPresent(products::add);
    }
    if (products.isEmpty()) {
      return readings;
    }
    for (Entity level :
        shelf.entities(StockShelf.levels(shelf.ofProducts(products, false), api.shop()), wanted)) {
      readings.computeIfPresent(level.id(), (id, before) -> new Reading.Found(level));
    }
    return readings;
  }

  /** A level has the id of its item, so whoever knows the item reads it. */
  @Override
  public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
    Map<MatchKey, String> ids = new LinkedHashMap<>();
    keys.forEach(key -> key.get(StockLevel.ITEM).ifPresent(item -> ids.put(key, item.id())));
    FieldSet shown = wanted.and(FieldSet.of(StockLevel.ITEM));
    Map<String, Reading> readings = ids.isEmpty() ? Map.of() : read(ids.values(), shown);
    Map<MatchKey, Findings> found = new LinkedHashMap<>();
    for (MatchKey key : keys) {
      List<Entity> hits =
          readings.get(ids.getOrDefault(key, "")) instanceof Reading.Found level
              ? List.of(level.entity())
              : List.of();
      found.put(key, new Findings(hits, key.fields().equals(List.of(StockLevel.ITEM))));
    }
    return found;
  }
}
