package dev.syncline.bitrix24.codec;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much there is of a product or variant: a field of it.
 *
 * @since 0.1
 */
public final class StockTable {

  /** The fields to ask for. */
  public static final List<String> SELECT = List.of("id", "iblockId", "quantity");

  private static final String QUANTITY = "quantity";

  private StockTable() {}

  /** The level that the document of an item shows; what was never counted is none. */
  public static Entity read(EntityType itemType, JsonNode row) {
    String id = row.path("id").asText();
    return Entity.of(StockLevel.TYPE, id)
        .with(StockLevel.ITEM, new Ref(itemType, id))
        .with(StockLevel.QUANTITY, Values.decimal(row.path(QUANTITY)).orElse(BigDecimal.ZERO));
  }

  /** The fields of the item that say a level. */
  public static Map<String, @Nullable Object> write(Entity wanted) {
    return Command.map(QUANTITY, quantity(wanted));
  }

  /** What finds the item only if it holds the level. */
  public static Map<String, @Nullable Object> filter(Entity wanted) {
    return Command.map("=" + QUANTITY, quantity(wanted));
  }

  private static BigDecimal quantity(Entity wanted) {
    return wanted.get(StockLevel.QUANTITY).orElse(BigDecimal.ZERO);
  }
}
