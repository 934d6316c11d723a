package dev.syncline.moysklad.port;

import dev.syncline.connector.Capabilities;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.model.Entity;
import dev.syncline.model.StockLevel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads levels of stock, which nobody writes: documents move it. Thread-safe.
 *
 * @since 0.1
 */
public final class StockPort implements EntityPort {

  private final StockReport report;

  /** The port. */
  public StockPort(StockReport report) {
    this.report = report;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.builder().reads(StockLevel.ITEM, StockLevel.QUANTITY).build();
  }

  /** A level is there for all that can be counted: of what no document ever held there is none. */
  @Override
  public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
    List<String> counted = ids.stream().filter(StockReport::isCounted).distinct().toList();
    Map<String, Entity> levels = report.of(counted);
    Map<String, Reading> readings = new LinkedHashMap<>();
    for (String id : ids) {
      Entity level = levels.get(id);
      readings.put(id, level == null ? new Reading.Unseen() : new Reading.Found(level));
    }
    return readings;
  }

  /** Levels are not looked for: they have the ids of their items. */
  @Override
  public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
    Map<MatchKey, Findings> findings = new LinkedHashMap<>();
    keys.forEach(key -> findings.put(key, new Findings(List.of(), false)));
    return findings;
  }

  @Override
  public String toString() {
    return "port of " + StockLevel.TYPE;
  }
}
