package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.ProtocolBroken;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.connector.WriteResult.Written;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.Ref;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the writes of one list look at together, by one call for many: documents before they are
 * walked on, and what came of them. What was read before is told once; whoever comes again asks
 * anew. Not thread-safe; for one list.
 */
final class Looks {

  /** What is read when the list is done. */
  private record Later(Resource resource, Written written, FieldSet shown) {}

  private final Rooms rooms;
  private final boolean several;
  private final Map<Resource, Map<String, JsonNode>> ahead = new EnumMap<>(Resource.class);
  private final IdentityHashMap<WriteResult, Later> later = new IdentityHashMap<>();

  private Looks(Rooms rooms, boolean several) {
    this.rooms = rooms;
    this.several = several;
  }

  /** Looks at what a list is about to change, if it is more than one document. */
  static Looks ahead(Rooms rooms, List<Write> list) {
    Looks looks = new Looks(rooms, list.size() > 1);
    if (looks.several) {
      Map<Resource, Set<String>> ids = new EnumMap<>(Resource.class);
      for (Write write : list) {
        paid(write)
            .ifPresent(
                id -> ids.computeIfAbsent(Resource.INVOICE, any -> new LinkedHashSet<>()).add(id));
        walked(write)
            .ifPresent(
                held ->
                    Resource.of(held.type())
                        .filter(Resource::isDocument)
                        .ifPresent(
                            resource ->
                                ids.computeIfAbsent(resource, any -> new LinkedHashSet<>())
                                    .add(held.id())));
      }
      ids.forEach(looks::look);
      looks.covered(list);
    }
    return looks;
  }

  /** Before invoices are validated their orders tell what is left to be invoiced. */
  private void covered(List<Write> list) {
    Set<String> orders = new LinkedHashSet<>();
    for (Write write : list) {
      if (write instanceof Write.Update update && update.delta().has(Invoice.STATUS)) {
        JsonNode row = ahead.getOrDefault(Resource.INVOICE, Map.of()).get(update.held().id());
        Optional<String> linked =
            Optional.ofNullable(row)
                .flatMap(
                    each ->
                        Loose.elements(each.path("linkedObjectsIds").path("commande")).stream()
                            .flatMap(id -> Loose.id(id).stream())
                            .findFirst());
        update.held().get(Invoice.ORDER).map(Ref::id).or(() -> linked).ifPresent(orders::add);
      }
    }
    if (!orders.isEmpty()) {
      look(Resource.ORDER, orders);
    }
  }

  /** Whether there are several writes. */
  boolean several() {
    return several;
  }

  /** What a write has to see before it is done. */
  private static Optional<Entity> walked(Write write) {
    if (write instanceof Write.Update update) {
      return Optional.of(update.held()).filter(held -> walks(update.delta()));
    }
    if (write instanceof Write.Delete delete) {
      return Optional.of(delete.held());
    }
    return write instanceof Write.Act act ? Optional.of(act.held()) : Optional.empty();
  }

  /** Before a payment is booked its invoice tells what remains. */
  private static Optional<String> paid(Write write) {
    return write instanceof Write.Create create && create.type().equals(Payment.TYPE)
        ? create.wanted().get(Payment.INVOICE).map(Ref::id)
        : Optional.empty();
  }

  private static boolean walks(Entity delta) {
    return delta.fields().stream()
        .map(Field::name)
        .anyMatch(
            name ->
                name.equals(Order.STATUS.name())
                    || name.equals(Order.INVOICED.name())
                    || name.equals(Order.LINES.name()));
  }

  private void look(Resource resource, Set<String> ids) {
    Shelf shelf = new Shelf(resource, rooms);
    Map<String, JsonNode> rows = ahead.computeIfAbsent(resource, any -> new LinkedHashMap<>());
    try {
      List<JsonNode> found =
          shelf.page(
              Map.of("loadlinkedobjects", "1"),
              Filters.ids("t.rowid", ids),
              ids.size(),
              FieldSet.of(),
              rooms.dictionaries().plainTerms());
      for (JsonNode row : found) {
        // Older versions tell in lists not what belongs together: there each is asked by itself.
        boolean links = resource == Resource.INVOICE || resource == Resource.ORDER;
        boolean whole = !links || row.hasNonNull("linkedObjectsIds");
        Loose.id(row, "id").filter(id -> whole).ifPresent(id -> rows.put(id, row));
      }
    } catch (ProtocolBroken unread) {
      rows.clear();
    }
  }

  /** A document as it was when the list began, once. */
  Optional<JsonNode> seen(Resource resource, String id) {
    Map<String, JsonNode> rows = ahead.getOrDefault(resource, Map.of());
    return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.remove(id));
  }

  /** What was written, with what the vendor holds: read now, or with the others of the list. */
  WriteResult held(Resource resource, Written written, FieldSet shown, Terms terms) {
    if (several) {
      later.put(written, new Later(resource, written, shown));
      return written;
    }
    return read(resource, written, shown, terms);
  }

  /** What was written, with what the vendor holds now. */
  Written read(Resource resource, Written written, FieldSet shown, Terms terms) {
    try {
      return new Shelf(resource, rooms)
          .one(written.id(), shown, terms)
          .map(row -> holding(resource, written, row, terms))
          .orElse(written);
    } catch (ConnectorException unread) {
      // It was written; what is stored is only not known yet.
      return written;
    }
  }

  private Written holding(Resource resource, Written written, JsonNode row, Terms terms) {
    if (resource.isDocument()) {
      rooms.api().clock().written(row);
      rooms.drafts().made(resource, written.id(), row);
    }
    Entity holds = resource.table().read(row, terms);
    return new Written(written.id(), null, holds, written.leftOut());
  }

  /** What came of a list: those that are to be read are read together. */
  void after(Map<Write, WriteResult> results) {
    Map<Resource, List<Later>> all = new EnumMap<>(Resource.class);
    for (WriteResult result : results.values()) {
      Later mine = later.get(result);
      if (mine != null) {
        all.computeIfAbsent(mine.resource(), any -> new ArrayList<>()).add(mine);
      }
    }
    Map<String, Written> held = new LinkedHashMap<>();
    all.forEach((resource, some) -> held.putAll(read(resource, some)));
    results.replaceAll(
        (write, result) -> {
          Later mine = later.get(result);
          return mine == null ? result : held.getOrDefault(key(mine), mine.written());
        });
  }

  private static String key(Later later) {
    return later.resource() + "/" + later.written().id();
  }

  private Map<String, Written> read(Resource resource, List<Later> some) {
    Set<Field<?>> fields = new LinkedHashSet<>();
    Map<String, Later> byId = new LinkedHashMap<>();
    for (Later each : some) {
      fields.addAll(each.shown().fields());
      byId.put(each.written().id(), each);
    }
    FieldSet shown = FieldSet.of(fields);
    Map<String, Written> held = new LinkedHashMap<>();
    try {
      Terms terms = rooms.terms(resource, shown);
      for (JsonNode row : new Shelf(resource, rooms).withIds(byId.keySet(), shown, terms)) {
        Loose.id(row, "id")
            .map(byId::get)
            .ifPresent(each -> held.put(key(each), holding(resource, each.written(), row, terms)));
      }
    } catch (ConnectorException unread) {
      held.clear();
    }
    return held;
  }
}
