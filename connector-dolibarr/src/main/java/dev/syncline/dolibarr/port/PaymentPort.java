package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.AccessDenied;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Capabilities.Guard;
import dev.syncline.connector.Capabilities.Operation;
import dev.syncline.connector.EntityPort;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.MatchKey;
import dev.syncline.connector.Reading;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.Payments;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.model.Entity;
import dev.syncline.model.Payment;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Ref;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the payments of invoices. A payment's id is that of its invoice and its own number: the
 * vendor's list of all payments is young and names no invoice. Thread-safe.
 *
 * @since 0.1
 */
public final class PaymentPort implements EntityPort {

  private final Rooms rooms;

  /** The port. */
  public PaymentPort(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Capabilities capabilities() {
    Capabilities.Builder all =
        Capabilities.builder()
            .can(Operation.CREATE)
            .fills(Filled.FIELDS)
            .guard(Guard.MARKER)
            .callDeadline(rooms.api().writeTimeout())
            .settleTime(rooms.settings().settleTime())
            .clockTick(Duration.ofSeconds(1))
            .callsInFlight(1);
    Payments.PAYMENT.declare(all, java.util.Set.of());
    return all.build();
  }

  @Override
  public Map<String, Reading> read(Collection<String> ids, FieldSet wanted) {
    Map<String, Reading> readings = new LinkedHashMap<>();
    Map<String, List<String>> byInvoice = new LinkedHashMap<>();
    for (String id : ids) {
      readings.put(id, new Reading.Unseen());
      if (id.matches("[1-9][0-9]{0,17}/.+")) {
        String invoice = id.substring(0, id.indexOf('/'));
        byInvoice.computeIfAbsent(invoice, any -> new ArrayList<>()).add(id);
      }
    }
    byInvoice.forEach((invoice, mine) -> read(invoice, mine, readings));
    return readings;
  }

  private void read(String invoice, List<String> ids, Map<String, Reading> readings) {
    try {
      Map<String, Entity> found = new LinkedHashMap<>();
      of(invoice).forEach(each -> found.put(each.id(), each));
      for (String id : ids) {
        Entity payment = found.get(id);
        readings.put(id, payment == null ? new Reading.Gone() : new Reading.Found(payment));
      }
    } catch (AccessDenied hidden) {
      ids.forEach(id -> readings.put(id, new Reading.Unseen()));
    }
  }

  /** The payments of an invoice. */
  List<Entity> of(String invoice) {
    Terms terms = rooms.dictionaries().plainTerms();
    List<Entity> payments = new ArrayList<>();
    for (JsonNode row : rows(invoice)) {
      JsonNode document = Payments.asBooked(row, invoice);
      payments.add(Payments.PAYMENT.read(document, id(invoice, row), terms));
    }
    return payments;
  }

  List<JsonNode> rows(String invoice) {
    return rooms.api().list("invoices/" + invoice + "/payments", Map.of());
  }

  static String id(String invoice, JsonNode row) {
    return invoice + "/" + Loose.text(row, "ref").orElse("");
  }

  /** Payments are looked for among those of an invoice. */
  @Override
  public Map<MatchKey, Findings> find(Collection<MatchKey> keys, FieldSet wanted) {
    PhoneRules phones = rooms.dictionaries().plainTerms().phones();
    Map<MatchKey, Findings> findings = new LinkedHashMap<>();
    for (MatchKey key : keys) {
      Optional<Ref> invoice = key.get(Payment.INVOICE);
      List<Entity> hits =
          invoice.stream()
              .flatMap(ref -> of(ref.id()).stream())
              .filter(each -> MatchKey.of(each, key.fields(), phones).contains(key))
              .toList();
      findings.put(key, new Findings(hits, invoice.isPresent()));
    }
    return findings;
  }

  @Override
  public String toString() {
    return "port of " + Payment.TYPE;
  }
}
