package dev.syncline.dolibarr.port;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.model.Entity;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads levels of stock. A level is written as a movement by what it lacks, if a warehouse is set.
 * Thread-safe.
 *
 * @since 0.1
 */
public final class StockPort implements EntityPort {

  private final Rooms rooms;
  private final StockLevels levels;

  /** The port. */
  public StockPort(Rooms rooms) {
    this.rooms = rooms;
    this.levels = new StockLevels(rooms);
  }

  @Override
  public Capabilities capabilities() {
    Capabilities.Builder all =
        Capabilities.builder()
            .reads(StockLevel.ITEM)
            .callDeadline(rooms.api().writeTimeout())
            .settleTime(rooms.settings().settleTime())
            .clockTick(Duration.ofSeconds(1))
            .callsInFlight(1);
    return rooms.settings().warehouse().isPresent() && !rooms.settings().virtualStock()
        ? all.can(Operation.UPDATE).readsAndWrites(StockLevel.QUANTITY).build()
        : all.reads(StockLevel.QUANTITY).build();
  }

  @Override
  public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    ids.forEach(id -> readings.put(id, new Reading.Unseen()));
    List<String> asked =
        readings.keySet().stream().filter(id -> id.matches("[1-9][0-9]{0,17}")).toList();
    if (asked.size() > 1) {
      levels.of(asked).forEach((id, level) -> readings.put(id, new Reading.Found(level)));
    }
    for (String id : asked) {
      if (readings.get(id) instanceof Reading.Unseen) {
        readings.put(id, levels.one(id));
      }
    }
    return readings;
  }

  /** A level has the id of its item. */
  @Override
  public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
    Map<MatchKey, String> ids = new LinkedHashMap<>();
    for (MatchKey key : keys) {
      Optional<String> item = key.get(StockLevel.ITEM).map(Ref::id);
      item.ifPresent(id -> ids.put(key, id));
    }
    Map<String, Entity> found = ids.isEmpty() ? Map.of() : levels.of(ids.values());
    Map<MatchKey, Findings> findings = new LinkedHashMap<>();
    for (MatchKey key : keys) {
      Optional<Entity> hit = Optional.ofNullable(ids.get(key)).map(found::get);
      findings.put(key, new Findings(hit.map(List::of).orElse(List.of()), ids.containsKey(key)));
    }
    return findings;
  }

  @Override
  public String toString() {
    return "port of " + StockLevel.TYPE;
  }
}
