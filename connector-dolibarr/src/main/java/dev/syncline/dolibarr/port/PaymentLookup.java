package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.Payments;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Payment;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the payments that creates have booked. The call that books tells an id that nothing else
 * tells: a payment is known by its reference, among those of its invoice, or, of several and where
 * the version has that list, among all. Not thread-safe.
 */
final class PaymentLookup {

  /** A payment that is booked, and not named yet. */
  private record Later(Write.Create create, Set<Field<?>> leftOut) {}

  private final Rooms rooms;
  private final PaymentPort port;
  private final IdentityHashMap<WriteResult, Later> later = new IdentityHashMap<>();

  PaymentLookup(Rooms rooms, PaymentPort port) {
    this.rooms = rooms;
    this.port = port;
  }

  /** What was booked, looked for when the list is done. */
  WriteResult later(Write.Create create, Set<Field<?>> leftOut) {
    WriteResult result = new WriteResult.Unknown();
    later.put(result, new Later(create, leftOut));
    return result;
  }

  void after(Map<Write, WriteResult> results) {
    if (later.isEmpty()) {
      return;
    }
    Map<String, JsonNode> listed = listed();
    results.replaceAll(
        (write, result) -> {
          Later mine = later.get(result);
          return mine == null ? result : named(mine, listed);
        });
  }

  private WriteResult named(Later mine, Map<String, JsonNode> listed) {
    JsonNode row = listed.get(Marks.of(mine.create()));
    return row == null
        ? found(mine.create(), mine.leftOut())
        : written(row, PaymentWrites.invoice(mine.create().wanted()), mine.leftOut());
  }

  private WriteResult written(JsonNode row, String invoice, Set<Field<?>> leftOut) {
    ObjectNode document = Payments.asBooked(row, invoice);
    if (!document.has("type")) {
      document.set("type", row.path("type_code"));
    }
    String id = PaymentPort.id(invoice, row);
    Entity holds = Payments.PAYMENT.read(document, id, rooms.dictionaries().plainTerms());
    return new WriteResult.Written(id, null, holds, Set.copyOf(leftOut));
  }

  /** The vendor's list of all payments is young: where it is not there, each invoice is asked. */
  private Map<String, JsonNode> listed() {
    Map<String, JsonNode> rows = new LinkedHashMap<>();
    List<String> marks =
        later.values().stream().map(each -> Marks.of(each.create())).distinct().toList();
    if (marks.size() < 2 || !rooms.listsPayments()) {
      return rows;
    }
    String filter =
        marks.stream()
            .map(mark -> Filters.equal("t.ref_ext", mark))
            .collect(Collectors.joining(" or "));
    try {
      List<JsonNode> all =
          rooms
              .api()
              .list(
                  "paiements",
                  Map.of("sqlfilters", filter, "limit", Integer.toString(2 * marks.size())));
      all.forEach(row -> Loose.text(row, "ref_ext").ifPresent(mark -> rows.putIfAbsent(mark, row)));
    } catch (ConnectorException without) {
      rows.clear();
    }
    if (rows.isEmpty()) {
      rooms.listsNoPayments();
    }
    return rows;
  }

  /** What this create has booked, by its invoice. */
  WriteResult found(Write.Create create, Set<Field<?>> leftOut) {
    try {
      String invoice = PaymentWrites.invoice(create.wanted());
      return row(create, invoice)
          .<WriteResult>map(row -> written(row, invoice, leftOut))
          .orElseGet(WriteResult.Unknown::new);
    } catch (ConnectorException unread) {
      // It was booked; under which number is looked up later.
      return new WriteResult.Unknown();
    }
  }

  /** The id of what this create has booked before. */
  Optional<String> booked(Write.Create create) {
    String invoice = PaymentWrites.invoice(create.wanted());
    return row(create, invoice).map(row -> PaymentPort.id(invoice, row));
  }

  /** By its reference; by its number, amount and day where no reference is told. */
  private Optional<JsonNode> row(Write.Create create, String invoice) {
    List<JsonNode> rows = port.rows(invoice);
    String mark = Marks.of(create);
    Optional<JsonNode> marked =
        rows.stream()
            .filter(row -> Loose.text(row, "ref_ext").filter(mark::equals).isPresent())
            .findFirst();
    if (marked.isEmpty() && rows.stream().noneMatch(row -> row.has("ref_ext"))) {
      marked = rows.stream().filter(row -> alike(row, invoice, create.wanted())).findFirst();
    }
    return marked;
  }

  private boolean alike(JsonNode row, String invoice, Entity wanted) {
    Terms terms = rooms.dictionaries().plainTerms();
    Entity there = Payments.PAYMENT.read(Payments.asBooked(row, invoice), "", terms);
    return wanted.has(Payment.NUMBER)
        && wanted.same(there, Payment.NUMBER, terms.phones())
        && wanted.same(there, Payment.AMOUNT, terms.phones());
  }
}
