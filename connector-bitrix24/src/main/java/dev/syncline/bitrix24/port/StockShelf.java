package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.StockTable;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.StockLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much there is of products, or of variants. */
record StockShelf(CatalogShelf items) implements Shelf {

  @Override
  public EntityType type() {
    return StockLevel.TYPE;
  }

  @Override
  public boolean present() {
    return items.present();
  }

  @Override
  public Listing listing(FieldSet wanted, Map<String, @Nullable Object> filter) {
    Listing all = items.listing(FieldSet.of(), filter);
    Map<String, @Nullable Object> params = Command.map("select", StockTable.SELECT);
    return Listing.of(all.method(), all.wrapper(), params, all.filter());
  }

  @Override
  public String timeField() {
    throw new UnsupportedOperationException("the vendor does not say when stock changed");
  }

  @Override
  public Map<String, @Nullable Object> withIds(List<Long> ids) {
    return items.withIds(ids);
  }

  @Override
  public Command get(long id) {
    return items.get(id);
  }

  @Override
  public Optional<Long> number(String id) {
    return Shelf.plainNumber(id);
  }

  @Override
  public List<Entity> read(List<JsonNode> rows, FieldSet wanted) {
    return rows.stream().map(this::read).toList();
  }

  Entity read(JsonNode row) {
    return StockTable.read(items.type(), row);
  }

  @Override
  public Optional<Map<String, @Nullable Object>> filter(MatchKey key) {
    return Optional.empty();
  }
}
