package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.BitrixApi;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.Outcome;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.DealTable;
import dev.syncline.bitrix24.codec.RowTable;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deals, with their rows where somebody needs them. */
record DealShelf(Portal portal) implements Shelf {

  /**
   * Rows come fifty a page whoever owns them, so few owners a command: mostly one page tells all.
   */
  private static final int OWNERS = 10;

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
    if (!wanted.wants(Order.LINES) || orders.isEmpty()) {
      return orders;
    }
    Map<String, List<JsonNode>> rows = rows(orders);
    return orders.stream()
        .map(order -> order.with(Order.LINES, lines(rows.getOrDefault(order.id(), List.of()))))
        .toList();
  }

  static Entity read(JsonNode deal) {
    Entity.Builder order = Entity.builder(Order.TYPE, deal.path("id").asText());
    CODEC.read(deal, order);
    return order.build();
  }

  static List<Entity> lines(List<JsonNode> rows) {
    return rows.stream()
        .sorted(
            Comparator.comparingInt((JsonNode row) -> row.path("sort").asInt())
                .thenComparingLong(row -> row.path("id").asLong()))
        .map(RowTable::read)
        .toList();
  }

  private Map<String, List<JsonNode>> rows(List<Entity> orders) {
    Map<String, List<JsonNode>> byOwner = new LinkedHashMap<>();
    List<List<String>> groups = groups(orders.stream().map(Entity::id).toList(), OWNERS);
    List<Command> first = groups.stream().map(owners -> rows(owners, 0)).toList();
    List<Outcome> pages = portal.api().read(first).outcomes();
    List<Command> rest = new ArrayList<>();
    for (int at = 0; at < pages.size(); at++) {
      keep(first.get(at), pages.get(at), byOwner);
      long total = pages.get(at) instanceof Outcome.Done done ? done.total() : 0;
      for (int start = Listing.PAGE; start < total; start += Listing.PAGE) {
        rest.add(rows(groups.get(at), start));
      }
    }
    if (!rest.isEmpty()) {
      BitrixApi.Answers more = portal.api().read(rest);
      for (int at = 0; at < rest.size(); at++) {
        keep(rest.get(at), more.of(at), byOwner);
      }
    }
    return byOwner;
  }

  private void keep(Command command, Outcome outcome, Map<String, List<JsonNode>> byOwner) {
    portal
        .api()
        .need(command, outcome)
        .path("productRows")
        .forEach(
            row ->
                byOwner
                    .computeIfAbsent(row.path("ownerId").asText(), none -> new ArrayList<>())
                    .add(row));
  }

  private static Command rows(List<String> owners, int start) {
    return Command.of(
        "crm.item.productrow.list",
        "filter",
        Command.map("=ownerType", "D", "=ownerId", owners),
        "order",
        Command.map("id", "asc"),
        "start",
        start);
  }

  static <V> List<List<V>> groups(List<V> all, int size) {
    List<List<V>> groups = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      groups.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return groups;
  }
}
