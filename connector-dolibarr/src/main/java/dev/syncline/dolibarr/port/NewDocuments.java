package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.dolibarr.DolibarrDictionaries;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.model.Entity;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Ref;
import dev.syncline.model.Shipment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a new object needs besides what the plan says. Thread-safe. */
final class NewDocuments {

  private static final String GENERATED = "-1";

  private final Rooms rooms;
  private final Documents documents;

  NewDocuments(Rooms rooms, Looks looks) {
    this.rooms = rooms;
    this.documents = new Documents(rooms, looks);
  }

  ObjectNode complete(Resource resource, Write.Create create, ObjectNode document, Terms terms) {
    document.put("ref_ext", Marks.of(create));
    called(resource, document);
    switch (resource) {
      case CATEGORY -> document.put("type", "product");
      case PRODUCT -> {
        // Not said, a product would be off sale.
        absent(document, "status", 1);
        absent(document, "type", 0);
        // A birth rounds the net part of a gross price, and a change to the same price is none.
        document.remove("price_ttc");
      }
      case CUSTOMER -> {
        absent(document, "client", 1);
        absent(document, "status", 1);
        if (rooms.settings().generatedCodes() && !document.has("code_client")) {
          document.put("code_client", GENERATED);
        }
      }
      case CONTACT -> {
        absent(document, "statut", 1);
        absent(document, "priv", 0);
      }
      case ORDER -> today(document);
      case INVOICE -> {
        today(document);
        absent(document, "type", 0);
      }
      case CREDIT_NOTE -> {
        today(document);
        document.put("type", 2);
      }
      case SHIPMENT -> shipment(create.wanted(), document, terms);
      default -> {}
    }
    if (rooms.dictionaries().isUniquelyMarked(resource)) {
      document
          .withObject("/array_options")
          .put("options_" + DolibarrDictionaries.SYNC_ID, create.key().uuid().toString());
    }
    return document;
  }

  private static void absent(ObjectNode document, String name, int value) {
    if (!document.has(name)) {
      document.put(name, value);
    }
  }

  private void today(ObjectNode document) {
    if (!document.has("date")) {
      document.put("date", rooms.api().clock().now().getEpochSecond());
    }
  }

  /** Names us where triggers and webhooks tell it. */
  void called(Resource resource, ObjectNode document) {
    boolean told =
        resource.isGoods()
            || resource == Resource.CUSTOMER
            || resource == Resource.ORDER
            || resource == Resource.INVOICE
            || resource == Resource.CREDIT_NOTE;
    if (told) {
      document.put("caller", rooms.settings().caller());
    }
  }

  private void shipment(Entity wanted, ObjectNode document, Terms terms) {
    String order =
        wanted
            .get(Shipment.ORDER)
            .map(Ref::id)
            .orElseThrow(
                () -> Refusing.because(Refusal.Code.MISSING, "a shipment needs its order"));
    String store =
        wanted
            .get(Shipment.STORE)
            .or(() -> rooms.settings().warehouse())
            .orElseThrow(
                () -> Refusing.because(Refusal.Code.MISSING, "a shipment needs a warehouse"));
    List<Entity> lines = wanted.get(Shipment.LINES).orElseGet(() -> all(order, terms));
    documents.shipped(document, lines, order, store, terms);
  }

  /** All goods of an order. */
  private List<Entity> all(String order, Terms terms) {
    List<Entity> lines = new ArrayList<>();
    for (var row : Loose.elements(documents.now(Resource.ORDER, order).path("lines"))) {
      Optional<String> product = Loose.id(row, "fk_product");
      boolean service = Loose.text(row, "product_type").filter("1"::equals).isPresent();
      if (product.isPresent() && !service) {
        lines.add(
            Entity.builder(OrderLine.TYPE, "")
                .set(OrderLine.ITEM, terms.item(product.get()))
                .set(OrderLine.QUANTITY, Loose.decimal(row, "qty"))
                .build());
      }
    }
    return lines;
  }

  /** What an earlier attempt made, by the unique extra field. */
  Optional<String> bySyncId(Resource resource, Write.Create create) {
    String filter = "(ef." + DolibarrDictionaries.SYNC_ID + ":=:'" + create.key().uuid() + "')";
    return rooms.api().list(resource.path(), Map.of("sqlfilters", filter, "limit", "2")).stream()
        .findFirst()
        .flatMap(row -> Loose.id(row, "id"));
  }
}
