package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.RequisiteTable;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contacts or companies. */
record ItemShelf(CustomerTable table) implements Shelf {

  @Override
  public EntityType type() {
    return Customer.TYPE;
  }

  @Override
  public Listing listing(FieldSet wanted, Map<String, @Nullable Object> filter) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(filter);
    if (table == CustomerTable.COMPANY) {
      // The portal's own legal entities are companies too, and nobody's customers.
      all.put("=isMyCompany", "N");
    }
    return items(table.entityTypeId(), table.select(wanted), all);
  }

  static Listing items(int entityTypeId, Object select, Map<String, @Nullable Object> filter) {
    return Listing.of(
        "crm.item.list",
        "items",
        Command.map("entityTypeId", entityTypeId, "select", select),
        filter);
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
    return Command.of("crm.item.get", "entityTypeId", table.entityTypeId(), "id", id);
  }

  @Override
  public Optional<Long> number(String id) {
    return CustomerTable.of(id).filter(table::equals).map(found -> found.number(id));
  }

  @Override
  public List<Entity> read(List<JsonNode> rows, FieldSet wanted) {
    return rows.stream().map(table::read).toList();
  }

  /** A changed tax number need not touch its owner. */
  @Override
  public Optional<Beside> beside(FieldSet wanted) {
    return RequisiteTable.wanted(wanted)
        ? Optional.of(new Beside(Requisites.owned(table, Map.of()), "ENTITY_ID", "DATE_MODIFY"))
        : Optional.empty();
  }

  @Override
  public Optional<Map<String, @Nullable Object>> filter(MatchKey key) {
    return key.fields().equals(List.of(Customer.NAME))
        ? Optional.of(table.nameFilter(key.get(Customer.NAME).orElseThrow()))
        : Optional.empty();
  }
}
