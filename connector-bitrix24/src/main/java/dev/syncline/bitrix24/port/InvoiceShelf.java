package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.InvoiceTable;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Smart invoices, with their rows where somebody needs them. */
record InvoiceShelf(Portal portal) implements Shelf {

  Codec codec() {
    return InvoiceTable.codec(
        portal.codes().invoices().numberWritable(), key -> CustomerTable.CONTACT);
  }

  @Override
  public EntityType type() {
    return Invoice.TYPE;
  }

  @Override
  public boolean present() {
    return portal.codes().invoices().smart();
  }

  @Override
  public Listing listing(FieldSet wanted, Map<String, @Nullable Object> filter) {
    return ItemShelf.items(
        InvoiceTable.ENTITY_TYPE_ID, List.copyOf(codec().select(wanted)), filter);
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
    return Command.of("crm.item.get", "entityTypeId", InvoiceTable.ENTITY_TYPE_ID, "id", id);
  }

  @Override
  public Optional<Long> number(String id) {
    return Shelf.plainNumber(id);
  }

  @Override
  public Optional<Map<String, @Nullable Object>> filter(MatchKey key) {
    Entity values = Entity.of(Invoice.TYPE, "");
    for (Field<?> field : key.fields()) {
      values = DealShelf.copied(values, key, field);
    }
    return codec().filter(key.fields(), values);
  }

  @Override
  public List<Entity> read(List<JsonNode> rows, FieldSet wanted) {
    List<Entity> invoices = rows.stream().map(this::read).toList();
    return wanted.wants(Invoice.LINES)
        ? new Rows(portal, Rows.OF_INVOICES).added(invoices, Invoice.LINES)
        : invoices;
  }

  Entity read(JsonNode row) {
    Entity.Builder invoice = Entity.builder(Invoice.TYPE, row.path("id").asText());
    codec().read(row, invoice);
    return invoice.build();
  }
}
