package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.InvoiceTable;
import dev.syncline.bitrix24.codec.Line;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import java.util.Collection;
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

  /** The table with the portal's own fields among these. */
  Codec codec(Collection<Field<?>> fields) {
    return codec().and(customs(portal, fields));
  }

  static List<Line<?>> customs(Portal portal, Collection<Field<?>> fields) {
    return portal.codes().customLines(InvoiceTable.ENTITY_TYPE_ID, Invoice.TYPE, fields);
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
    Codec codec = codec(wanted.fields());
    return ItemShelf.items(
        InvoiceTable.ENTITY_TYPE_ID, List.copyOf(codec.select(wanted)), codec, filter);
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
    return codec(key.fields()).filter(key.fields(), values);
  }

  @Override
  public List<Entity> read(List<JsonNode> rows, FieldSet wanted) {
    Codec codec = codec(wanted.fields());
    List<Entity> invoices = rows.stream().map(row -> read(row, codec)).toList();
    return wanted.wants(Invoice.LINES)
        ? new Rows(portal, Rows.OF_INVOICES).added(invoices, Invoice.LINES)
        : invoices;
  }

  static Entity read(JsonNode row, Codec codec) {
    Entity.Builder invoice = Entity.builder(Invoice.TYPE, row.path("id").asText());
    codec.read(row, invoice);
    return invoice.build();
  }
}
