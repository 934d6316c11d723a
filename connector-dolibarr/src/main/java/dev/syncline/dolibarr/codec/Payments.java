package dev.syncline.dolibarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.http.Json;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Money;
import dev.syncline.model.Payment;
import dev.syncline.model.Ref;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The table of payments as an invoice's list of them shows them. A payment is booked by a call of
 * its own and never changed.
 *
 * @since 0.1
 */
public final class Payments {

  private static final int NUMBER = 50;

  /** Payments of invoices. */
  public static final Table PAYMENT =
      new Table(
          Payment.TYPE,
          List.of(
              Line.of(Payment.INVOICE, Payments::readInvoice, Payments::unsaid).atBirth(),
              Line.of(Payment.AMOUNT, Payments::readAmount, Payments::writeAmount).atBirth(),
              Line.of(Payment.PAID_ON, Payments::readDay, Payments::writeDay).atBirth(),
              Line.of(Payment.METHOD, Payments::readMethod, Payments::writeMethod).atBirth(),
              Line.text(Payment.NUMBER, "num_payment", NUMBER)
                  .losing(
                      "double quotes, tags, what is behind the 50th character",
                      (wanted, held, phones) ->
                          Texts.plain(wanted, NUMBER, false)
                              .equals(Texts.plain(held, NUMBER, false)))
                  .atBirth()));

  private Payments() {}

  /** A document as the vendor's list of payments writes it, in the words of the call that books. */
  public static ObjectNode asBooked(JsonNode row, String invoice) {
    ObjectNode document = Json.object();
    if (row.isObject()) {
      document.setAll((ObjectNode) row);
    }
    document.put(Joined.INVOICE, invoice);
    document.set("num_payment", row.has("num") ? row.path("num") : row.path("num_payment"));
    document.set("datepaye", row.has("date") ? row.path("date") : row.path("datepaye"));
    return document;
  }

  private static <V> boolean unsaid(ObjectNode document, @Nullable V wanted, Line.Written how) {
    return true;
  }

  private static void readInvoice(JsonNode document, Entity.Builder into, Terms terms) {
    Loose.id(document, Joined.INVOICE)
        .ifPresent(id -> into.set(Payment.INVOICE, new Ref(Invoice.TYPE, id)));
  }

  private static void readAmount(JsonNode document, Entity.Builder into, Terms terms) {
    Loose.decimal(document, "amount")
        .ifPresent(amount -> into.set(Payment.AMOUNT, new Money(amount, terms.currency())));
  }

  private static boolean writeAmount(
      ObjectNode document, @Nullable Money wanted, Line.Written how) {
    if (wanted != null) {
      document.put("amount", wanted.amount());
    }
    return wanted != null && wanted.currency().equals(how.terms().currency());
  }

  private static void readDay(JsonNode document, Entity.Builder into, Terms terms) {
    Line.told(
        document, "datepaye", into, Payment.PAID_ON, Loose.day(document, "datepaye", terms.zone()));
  }

  /** As a text: one version takes nothing else, all take this. */
  private static boolean writeDay(
      ObjectNode document, @Nullable LocalDate wanted, Line.Written how) {
    return Line.put(document, "datepaye", wanted == null ? null : wanted.toString());
  }

  private static void readMethod(JsonNode document, Entity.Builder into, Terms terms) {
    Line.told(
        document,
        "type",
        into,
        Payment.METHOD,
        Loose.text(document, "type").map(code -> terms.method(code).orElse(code)));
  }

  private static boolean writeMethod(
      ObjectNode document, @Nullable String wanted, Line.Written how) {
    return Line.put(
        document,
        "type",
        wanted == null ? null : how.terms().methods().getOrDefault(wanted, wanted));
  }
}
