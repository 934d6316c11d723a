package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.syncline.connector.Deadline;
import dev.syncline.dolibarr.DolibarrApi;
import dev.syncline.dolibarr.codec.Loose;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Marks orders as invoiced once their invoices come to what they do: an invoice for a part of an
 * order leaves the rest to be invoiced (P-082, P-096). Not thread-safe; for one list of writes.
 */
final class Coverage {

  /** The vendor rounds each line on its own. */
  private static final BigDecimal CENTS = new BigDecimal("0.05");

  private static final String CREDIT_NOTE = "2";
  private static final String LINKS = "linkedObjectsIds";

  private final DolibarrApi api;
  private final Documents documents;

  Coverage(Rooms rooms, Documents documents) {
    this.api = rooms.api();
    this.documents = documents;
  }

  /**
   * Marks the order of an invoice that is about to be validated, if nothing of it is left then:
   * whoever is broken off between the two leaves a draft, and walks both again. An order that is
   * gone holds up no invoice.
   */
  void validating(String order, JsonNode invoice, Deadline leaveBefore) {
    JsonNode now = documents.covered(order).orElse(null);
    if (now == null || Loose.flag(now, "billed").orElse(false)) {
      return;
    }
    BigDecimal left = total(now).subtract(total(invoice));
    String mine = Loose.id(invoice, "id").orElse("");
    if (left.compareTo(CENTS) > 0) {
      left = left.subtract(others(order, mine));
    }
    if (left.compareTo(CENTS) <= 0) {
      documents.invoicing(order, leaveBefore);
    }
  }

  private Optional<JsonNode> asked(String order) {
    return api.find(Resource.ORDER.path() + "/" + order, Map.of());
  }

  /**
   * Whether an order has an invoice, be it of a part; not every list tells what belongs together.
   */
  boolean isBegun(String order, JsonNode now) {
    JsonNode whole = now.hasNonNull(LINKS) ? now : asked(order).orElse(now);
    return !invoices(whole).isEmpty();
  }

  private static Set<String> invoices(JsonNode order) {
    Set<String> ids = new LinkedHashSet<>();
    Loose.elements(order.path(LINKS).path("facture"))
        .forEach(each -> Loose.id(each).ifPresent(ids::add));
    return ids;
  }

  private BigDecimal others(String order, String mine) {
    Set<String> ids = new LinkedHashSet<>();
    asked(order).ifPresent(now -> ids.addAll(invoices(now)));
    ids.remove(mine);
    BigDecimal sum = BigDecimal.ZERO;
    if (ids.isEmpty()) {
      return sum;
    }
    Map<String, String> query =
        Map.of("sqlfilters", Filters.ids("t.rowid", ids), "limit", Integer.toString(ids.size()));
    for (JsonNode each : api.list(Resource.INVOICE.path(), query)) {
      boolean counts =
          LifeCycle.state(each).orElse(0) > 0
              && Loose.text(each, "type").filter(CREDIT_NOTE::equals).isEmpty();
      sum = counts ? sum.add(total(each)) : sum;
    }
    return sum;
  }

  private static BigDecimal total(JsonNode document) {
    return Loose.decimal(document, "total_ttc").orElse(BigDecimal.ZERO);
  }
}
