package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.ConnectorException;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Located;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.DolibarrApi.Answer;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.codec.Loose;
import dev.syncline.dolibarr.codec.Payments;
import dev.syncline.dolibarr.codec.Terms;
import dev.syncline.http.Json;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Money;
import dev.syncline.model.Payment;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Books payments, each once: what the invoice's list of payments shows already is not booked again,
 * more than remains to be paid is not booked at all, and of the vendor's two calls the one is used
 * that keeps the reference and refuses to overpay.
 */
final class PaymentWrites {

  private final Rooms rooms;
  private final PaymentPort port;

  PaymentWrites(Rooms rooms) {
    this.rooms = rooms;
    this.port = new PaymentPort(rooms);
  }

  WriteResult create(Write.Create create, Deadline leaveBefore) {
    Entity wanted = create.wanted();
    String invoice = invoice(wanted);
    Optional<String> booked = booked(create);
    if (booked.isPresent()) {
      return new WriteResult.Exists(booked.get());
    }
    Money amount = wanted.get(Payment.AMOUNT).orElseThrow(() -> missing("an amount"));
    JsonNode document = rooms.api().get("invoices/" + invoice, Map.of());
    Set<Field<?>> leftOut = new LinkedHashSet<>();
    BigDecimal remains = Loose.decimal(document, "remaintopay").orElse(amount.amount());
    if (remains.signum() <= 0) {
      return WriteResult.Refused.because(
          Refusal.Code.NOT_ALLOWED, "nothing remains to be paid of invoice " + invoice);
    }
    BigDecimal paid = amount.amount();
    if (paid.compareTo(remains) > 0) {
      paid = remains;
      leftOut.add(Payment.AMOUNT);
    }
    Answer answer = post(create, invoice, paid, leaveBefore);
    if (answer.refused().isPresent()) {
      return new WriteResult.Refused(List.of(answer.refused().get().refusal()));
    }
    return found(create, invoice, leftOut);
  }

  private static Refusing missing(String what) {
    return Refusing.because(Refusal.Code.MISSING, "a payment needs " + what);
  }

  private static String invoice(Entity wanted) {
    return wanted
        .get(Payment.INVOICE)
        .map(Ref::id)
        .orElseThrow(() -> missing("the invoice that it pays"));
  }

  private Answer post(
      Write.Create create, String invoice, BigDecimal amount, Deadline leaveBefore) {
    Entity wanted = create.wanted();
    Terms terms = rooms.dictionaries().plainTerms();
    ObjectNode line = Payments.PAYMENT.write(wanted, null, terms).document();
    ObjectNode body = Json.object();
    body.putObject("arrayofamounts")
        .putObject(invoice)
        .put("amount", amount)
        .put("multicurrency_amount", "");
    if (line.has("datepaye")) {
      body.set("datepaye", line.path("datepaye"));
    } else {
      body.put("datepaye", today(terms));
    }
    String method =
        wanted
            .get(Payment.METHOD)
            .or(() -> rooms.dictionaries().defaultMethod())
            .orElseThrow(() -> missing("a method, or a default method in the settings"));
    body.put("paymentid", Long.parseLong(method));
    body.put("closepaidinvoices", "yes");
    rooms
        .dictionaries()
        .bankAccount(method)
        .ifPresent(account -> body.put("accountid", Long.parseLong(account)));
    body.put("num_payment", line.path("num_payment").asText(""));
    body.put("comment", "");
    body.put("chqemetteur", "Syncline");
    body.put("chqbank", "");
    body.put("ref_ext", Marks.of(create));
    body.put("accepthigherpayment", false);
    return rooms
        .api()
        .write("POST", "invoices/paymentsdistributed", body, leaveBefore, Lane.SERIAL);
  }

  private String today(Terms terms) {
    return rooms.api().clock().now().atZone(terms.zone()).toLocalDate().toString();
  }

  /** The call tells an id that nothing else tells: the payment is looked for by its reference. */
  private WriteResult found(Write.Create create, String invoice, Set<Field<?>> leftOut) {
    try {
      Optional<String> id = booked(create);
      if (id.isEmpty()) {
        return new WriteResult.Unknown();
      }
      Optional<Entity> holds =
          port.of(invoice).stream().filter(each -> each.id().equals(id.get())).findFirst();
      return new WriteResult.Written(id.get(), null, holds.orElse(null), Set.copyOf(leftOut));
    } catch (ConnectorException unread) {
      // It was booked; under which number is looked up later.
      return new WriteResult.Unknown();
    }
  }

  /** What this create has booked before; by its number, amount and day where no reference is. */
  private Optional<String> booked(Write.Create create) {
    String invoice = invoice(create.wanted());
    List<JsonNode> rows = port.rows(invoice);
    String mark = Marks.of(create);
    Optional<JsonNode> marked =
        rows.stream()
            .filter(row -> Loose.text(row, "ref_ext").filter(mark::equals).isPresent())
            .findFirst();
    if (marked.isEmpty() && rows.stream().noneMatch(row -> row.has("ref_ext"))) {
      marked = rows.stream().filter(row -> alike(row, invoice, create.wanted())).findFirst();
    }
    return marked.map(row -> PaymentPort.id(invoice, row));
  }

  private boolean alike(JsonNode row, String invoice, Entity wanted) {
    Terms terms = rooms.dictionaries().plainTerms();
    Entity there = Payments.PAYMENT.read(Payments.asBooked(row, invoice), "", terms);
    return wanted.has(Payment.NUMBER)
        && wanted.same(there, Payment.NUMBER, terms.phones())
        && wanted.same(there, Payment.AMOUNT, terms.phones());
  }

  /** Payments are listed by their invoice: of one that names none nothing can be told. */
  Located locate(Write.Create create) {
    if (!create.wanted().has(Payment.INVOICE)) {
      return new Located.CannotTell();
    }
    return booked(create)
        .<Located>map(id -> new Located.Found(List.of(id)))
        .orElseGet(Located.Absent::new);
  }
}
