package dev.syncline.bitrix24.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.bitrix24.Command;
import dev.syncline.bitrix24.Listing;
import dev.syncline.bitrix24.Outcome;
import dev.syncline.bitrix24.codec.ClassicInvoiceTable;
import dev.syncline.bitrix24.codec.Codec;
import dev.syncline.bitrix24.codec.CustomerTable;
import dev.syncline.bitrix24.codec.InvoiceTable;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The invoices of old portals. No list shows their rows: they are asked for fifty a request. */
record ClassicInvoiceShelf(Portal portal) implements Shelf {

  static final Codec CODEC = ClassicInvoiceTable.codec(key -> CustomerTable.CONTACT);

  @Override
  public EntityType type() {
    return Invoice.TYPE;
  }

  @Override
  public boolean present() {
    return portal.codes().invoices().classic();
  }

  @Override
  public Listing listing(FieldSet wanted, Map<String, @Nullable Object> filter) {
    // These have no fields of their own: asking for one fails here.
    portal.codes().customLines(InvoiceTable.ENTITY_TYPE_ID, Invoice.TYPE, wanted.fields());
    return new Listing(
        "crm.invoice.list",
        Command.map("select", List.copyOf(CODEC.select(wanted)), "order", Command.map("ID", "ASC")),
        "filter",
        filter,
        "",
        "ID");
  }

  @Override
  public String timeField() {
    return "DATE_UPDATE";
  }

  @Override
  public Map<String, @Nullable Object> withIds(List<Long> ids) {
    return Command.map("ID", ids);
  }

  @Override
  public Command get(long id) {
    return Command.of("crm.invoice.get", "id", id);
  }

  @Override
  public Optional<Long> number(String id) {
    return Shelf.plainNumber(id);
  }

  @Override
  public Optional<Map<String, @Nullable Object>> filter(MatchKey key) {
    return CODEC.filter(key.fields(), Shelf.values(Invoice.TYPE, key));
  }

  @Override
  public List<Entity> read(List<JsonNode> rows, FieldSet wanted) {
    List<Entity> invoices = rows.stream().map(ClassicInvoiceShelf::read).toList();
    return wanted.wants(Invoice.LINES) && !rows.isEmpty() ? withLines(invoices) : invoices;
  }

  private List<Entity> withLines(List<Entity> invoices) {
    List<Command> commands = invoices.stream().map(each -> get(Long.parseLong(each.id()))).toList();
    List<Outcome> answers = portal.api().read(commands).outcomes();
    Map<String, JsonNode> documents = new LinkedHashMap<>();
    for (int at = 0; at < answers.size(); at++) {
      boolean gone = answers.get(at) instanceof Outcome.Failed failed && failed.gone();
      if (!gone) {
        documents.put(invoices.get(at).id(), portal.api().need(commands.get(at), answers.get(at)));
      }
    }
    Set<Long> variants = variants(documents.values());
    List<Entity> whole = new ArrayList<>();
    for (Entity each : invoices) {
      JsonNode document = documents.get(each.id());
      whole.add(
          document == null
              ? each
              : each.with(Invoice.LINES, ClassicInvoiceTable.lines(document, variants::contains)));
    }
    return whole;
  }

  private Set<Long> variants(Collection<JsonNode> documents) {
    Set<Long> items = new LinkedHashSet<>();
    documents.forEach(each -> items.addAll(ClassicInvoiceTable.items(each)));
    CatalogShelf offers = new CatalogShelf(portal, Variant.TYPE);
    if (items.isEmpty() || !offers.present()) {
      return Set.of();
    }
    List<Listing> listings =
        Shelf.groups(List.copyOf(items), Listing.PAGE).stream()
            .map(group -> offers.listing(FieldSet.of(), offers.withIds(group)))
            .toList();
    List<Command> commands = listings.stream().map(each -> each.page(0)).toList();
    List<Outcome> pages = portal.api().read(commands).outcomes();
    Set<Long> variants = new HashSet<>();
    for (int at = 0; at < pages.size(); at++) {
      listings
          .get(at)
          .rows(portal.api().need(commands.get(at), pages.get(at)))
          .forEach(row -> variants.add(row.path("id").asLong()));
    }
    return variants;
  }

  static Entity read(JsonNode row) {
    Entity.Builder invoice = Entity.builder(Invoice.TYPE, row.path("ID").asText());
    CODEC.read(row, invoice);
    return invoice.build();
  }
}
