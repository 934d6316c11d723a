package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.DolibarrApi.Answer;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.codec.RefExt;
import dev.syncline.http.Json;
import dev.syncline.model.Entity;
import dev.syncline.model.StockLevel;
import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sets levels of stock. The vendor takes only movements: what is there is read, what lacks is
 * moved, and what came of it is read. A movement is never repeated blindly: whoever comes again
 * finds the level as it is then. Movements go one by one, because the vendor reckons without a
 * lock.
 */
final class StockWrites {

  private static final int CODE = 128;

  private final Rooms rooms;
  private final StockLevels levels;

  StockWrites(Rooms rooms) {
    this.rooms = rooms;
    this.levels = new StockLevels(rooms);
  }

  IdentityHashMap<Write, WriteResult> write(List<Write> writes, Deadline leaveBefore) {
    IdentityHashMap<Write, WriteResult> results = new IdentityHashMap<>();
    List<String> ids = writes.stream().map(StockWrites::id).toList();
    Map<String, Entity> now = levels.of(ids);
    Map<String, Write> moved = new LinkedHashMap<>();
    boolean first = true;
    for (Write write : writes) {
      Entity level = now.get(id(write));
      try {
        WriteResult result = write(write, level, leaveBefore, moved);
        results.put(write, result);
      } catch (ConnectorException failed) {
        if (first) {
          throw failed;
        }
        results.put(write, DolibarrWriter.outcome(failed));
      }
      first = false;
    }
    seen(moved, results);
    return results;
  }

  private static String id(Write write) {
    return write instanceof Write.Update update ? update.held().id() : "0";
  }

  private WriteResult write(
      Write write,
      @org.jspecify.annotations.Nullable Entity level,
      Deadline leaveBefore,
      Map<String, Write> moved) {
    Optional<String> warehouse = rooms.settings().warehouse();
    if (!(write instanceof Write.Update update) || warehouse.isEmpty()) {
      return WriteResult.Refused.because(
          Refusal.Code.UNSUPPORTED, "levels are only changed, and only in a warehouse that is set");
    }
    if (level == null) {
      return new WriteResult.Gone();
    }
    Optional<BigDecimal> target = update.delta().get(StockLevel.QUANTITY);
    BigDecimal there = level.get(StockLevel.QUANTITY).orElse(BigDecimal.ZERO);
    BigDecimal lacking = target.orElse(BigDecimal.ZERO).subtract(there);
    if (!update.delta().knows(StockLevel.QUANTITY) || lacking.signum() == 0) {
      return WriteResult.Written.holding(level);
    }
    ObjectNode body = movement(level.id(), warehouse.get(), lacking, code(update, there));
    Answer answer = rooms.api().write("POST", "stockmovements", body, leaveBefore, Lane.SERIAL);
    if (answer.refused().isPresent()) {
      return new WriteResult.Refused(List.of(answer.refused().get().refusal()));
    }
    moved.put(level.id(), write);
    return WriteResult.Written.of(level.id());
  }

  /** The operation and the level that it found: what an unanswered movement is known by. */
  private String code(Write.Update update, BigDecimal there) {
    String code =
        rooms.settings().movementPrefix()
            + RefExt.of(update.key())
            + "_"
            + there.toPlainString().replace('-', 'm')
            + "_"
            + update.delta().get(StockLevel.QUANTITY).orElse(BigDecimal.ZERO).toPlainString();
    return code.length() <= CODE
        ? code
        : rooms.settings().movementPrefix() + update.key().uuid() + code.hashCode();
  }

  /** Names differ by version; what one does not know it ignores. */
  private ObjectNode movement(String product, String warehouse, BigDecimal lacking, String code) {
    String label = "Syncline";
    ObjectNode body = Json.object();
    body.put("product_id", Long.parseLong(product));
    body.put("warehouse_id", Long.parseLong(warehouse));
    body.put("qty", lacking);
    body.put("type", lacking.signum() < 0 ? 2 : 3);
    body.put("movementcode", code);
    body.put("label", label);
    body.put("movementlabel", label);
    return body;
  }

  /** One look at all that was moved tells what is there now. */
  private void seen(Map<String, Write> moved, IdentityHashMap<Write, WriteResult> results) {
    if (moved.isEmpty()) {
      return;
    }
    try {
      levels
          .of(moved.keySet())
          .forEach(
              (id, level) ->
                  Optional.ofNullable(moved.get(id))
                      .ifPresent(write -> results.put(write, WriteResult.Written.holding(level))));
    } catch (ConnectorException unread) {
      // It was moved; what is there now is only not known yet.
      moved.forEach((id, write) -> results.put(write, WriteResult.Written.of(id)));
    }
  }
}
