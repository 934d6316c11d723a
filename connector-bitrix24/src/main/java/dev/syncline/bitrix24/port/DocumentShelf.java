package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.DealTable;
import dev.syncline.bitrix24.codec.InvoiceTable;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deals or smart invoices, with their rows where somebody needs them. */
abstract class DocumentShelf implements Shelf {

  private final Portal portal;
  private final EntityType type;
  private final int entityTypeId;
  private final Field<List<Entity>> lines;
  private final Rows rows;

  private DocumentShelf(
      Portal portal,
      EntityType type,
      int entityTypeId,
      Field<List<Entity>> lines,
      String rowsOwner) {
    this.portal = portal;
    this.type = type;
    this.entityTypeId = entityTypeId;
    this.lines = lines;
    this.rows = new Rows(portal, rowsOwner);
  }

  /** Deals. */
  static final class Deals extends DocumentShelf {

    static final Codec CODEC = DealTable.codec(key -> CustomerTable.CONTACT);

    Deals(Portal portal) {
      super(portal, Order.TYPE, DealTable.ENTITY_TYPE_ID, Order.LINES, Rows.OF_DEALS);
    }

    @Override
    Codec codec() {
      return CODEC;
    }
  }

  /** Smart invoices. */
  static final class Invoices extends DocumentShelf {

    Invoices(Portal portal) {
      super(portal, Invoice.TYPE, InvoiceTable.ENTITY_TYPE_ID, Invoice.LINES, Rows.OF_INVOICES);
    }

    @Override
    Codec codec() {
      return InvoiceTable.codec(
          portal().codes().invoices().numberWritable(), key -> CustomerTable.CONTACT);
    }

    @Override
    public boolean present() {
      return portal().codes().invoices().smart();
    }
  }

  /** The table without the portal's own fields. */
  abstract Codec codec();

  /** The table with the portal's own fields among these. */
  Codec codec(Collection<Field<?>> fields) {
    return codec().and(portal.codes().customLines(entityTypeId, type, fields));
  }

  Portal portal() {
    return portal;
  }

  @Override
  public EntityType type() {
    return type;
  }

  @Override
  public Listing listing(FieldSet wanted, Map<String, @Nullable Object> filter) {
    Codec codec = codec(wanted.fields());
    return ItemShelf.items(entityTypeId, List.copyOf(codec.select(wanted)), codec, filter);
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
    return Command.of("crm.item.get", "entityTypeId", entityTypeId, "id", id);
  }

  @Override
  public Optional<Long> number(String id) {
    return Shelf.plainNumber(id);
  }

  @Override
  public Optional<Map<String, @Nullable Object>> filter(MatchKey key) {
    return codec(key.fields()).filter(key.fields(), Shelf.values(type, key));
  }

  @Override
  public List<Entity> read(List<JsonNode> items, FieldSet wanted) {
    Codec codec = codec(wanted.fields());
    List<Entity> documents = items.stream().map(item -> read(type, item, codec)).toList();
    return wanted.wants(lines) ? rows.added(documents, lines) : documents;
  }

  /** One document, without its rows. */
  static Entity read(EntityType type, JsonNode item, Codec codec) {
    Entity.Builder document = Entity.builder(type, item.path("id").asText());
    codec.read(item, document);
    return document.build();
  }
}
