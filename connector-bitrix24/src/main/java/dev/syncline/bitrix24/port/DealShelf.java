package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.DealTable;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deals, with their rows where somebody needs them. */
record DealShelf(Portal portal) implements Shelf {

  static final Codec CODEC = DealTable.codec(key -> CustomerTable.CONTACT);

  @Override
  public EntityType type() {
    return Order.TYPE;
  }

  @Override
  public Listing listing(FieldSet wanted, Map<String, @Nullable Object> filter) {
    return ItemShelf.items(DealTable.ENTITY_TYPE_ID, List.copyOf(CODEC.select(wanted)), filter);
  }

  @Override
  public String timeField() {
    return "updatedTime";
  }

  @Override
  public Map<String, @Nullable Object> withIds(List<Long> ids) {
    return Command.map("@id", ids);
  }

  @Override
  public Command get(long id) {
    return Command.of("crm.item.get", "entityTypeId", DealTable.ENTITY_TYPE_ID, "id", id);
  }

  @Override
  public Optional<Long> number(String id) {
    return Shelf.plainNumber(id);
  }

  @Override
  public Optional<Map<String, @Nullable Object>> filter(MatchKey key) {
    Entity values = Entity.of(Order.TYPE, "");
    for (var field : key.fields()) {
      values = copied(values, key, field);
    }
    return CODEC.filter(key.fields(), values);
  }

  static <V> Entity copied(Entity to, MatchKey key, dev.syncline.model.Field<V> field) {
    return to.with(field, key.get(field));
  }

  @Override
  public List<Entity> read(List<JsonNode> deals, FieldSet wanted) {
    List<Entity> orders = deals.stream().map(DealShelf::read).toList();
    return wanted.wants(Order.LINES)
        ? new Rows(portal, Rows.OF_DEALS).added(orders, Order.LINES)
        : orders;
  }

  static Entity read(JsonNode deal) {
    Entity.Builder order = Entity.builder(Order.TYPE, deal.path("id").asText());
    CODEC.read(deal, order);
    return order.build();
  }

  static <V> List<List<V>> groups(List<V> all, int size) {
    List<List<V>> groups = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      groups.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return groups;
  }
}
