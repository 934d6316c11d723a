package dev.syncline.dolibarr.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.connector.Deadline;
import dev.syncline.connector.Located;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.dolibarr.DolibarrApi.Answer;
import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.dolibarr.codec.Exchange;
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
import java.math.RoundingMode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Books payments, each once: what the invoice's list of payments shows already is not booked again,
 * more than remains to be paid is not booked at all, and of the vendor's two calls the one is used
 * that keeps the reference and refuses to overpay.
 */
final class PaymentWrites {

  /** So much may be lost where an amount is converted, once each way. */
  private static final BigDecimal CENTS = new BigDecimal("0.02");

  private static final String REMAINS = "remaintopay";

  private final Rooms rooms;
  private final PaymentPort port;
  private final Looks looks;
  private final PaymentLookup lookup;

  PaymentWrites(Rooms rooms, Looks looks) {
    this.rooms = rooms;
    this.port = new PaymentPort(rooms);
    this.looks = looks;
    this.lookup = new PaymentLookup(rooms, port);
  }

  WriteResult create(Write.Create create, Deadline leaveBefore) {
    Entity wanted = create.wanted();
    String invoice = invoice(wanted);
    Money amount = wanted.get(Payment.AMOUNT).orElseThrow(() -> missing("an amount"));
    JsonNode document =
        looks
            .seen(Resource.INVOICE, invoice)
            .filter(row -> row.hasNonNull(REMAINS))
            .orElseGet(() -> rooms.api().get("invoices/" + invoice, Map.of()));
    Optional<String> booked = isUnpaid(document) ? Optional.empty() : lookup.booked(create);
    if (booked.isPresent()) {
      return new WriteResult.Exists(booked.get());
    }
    Set<Field<?>> leftOut = new LinkedHashSet<>();
    Optional<Exchange> exchange = exchange(document, amount);
    BigDecimal due = exchange.map(each -> each.toCompany(amount.amount())).orElse(amount.amount());
    BigDecimal remains = Loose.decimal(document, REMAINS).orElse(due);
    if (remains.signum() <= 0) {
      return WriteResult.Refused.because(
          Refusal.Code.NOT_ALLOWED, "nothing remains to be paid of invoice " + invoice);
    }
    BigDecimal rounding = exchange.isPresent() ? CENTS : BigDecimal.ZERO;
    if (due.subtract(remains).compareTo(rounding) > 0) {
      leftOut.add(Payment.AMOUNT);
    }
    boolean all = due.add(rounding).compareTo(remains) >= 0;
    boolean kept = exchange.filter(Exchange::kept).isPresent();
    ObjectNode share = Json.object();
    if (kept) {
      share.put("amount", "");
      put(share, "multicurrency_amount", all ? null : amount.amount());
    } else {
      share.put("amount", all ? remains : due.setScale(2, RoundingMode.HALF_UP));
      share.put("multicurrency_amount", "");
    }
    Answer answer = post(create, invoice, share, leaveBefore);
    if (answer.refused().isPresent()) {
      return new WriteResult.Refused(List.of(answer.refused().get().refusal()));
    }
    return looks.several() ? lookup.later(create, leftOut) : lookup.found(create, leftOut);
  }

  /** An invoice of which nothing is paid has no payment that could be ours. */
  private static boolean isUnpaid(JsonNode invoice) {
    return Loose.decimal(invoice, "totalpaid").filter(paid -> paid.signum() == 0).isPresent();
  }

  /** Names the payments of a list that were booked. */
  void after(Map<Write, WriteResult> results) {
    lookup.after(results);
  }

  /** An amount, or all that remains. */
  private static void put(ObjectNode share, String name, @Nullable BigDecimal amount) {
    if (amount == null) {
      share.put(name, "remain");
    } else {
      share.put(name, amount);
    }
  }

  /** The invoice's currency, if the payment is in it and it is not the company's. */
  private Optional<Exchange> exchange(JsonNode invoice, Money amount) {
    Terms terms = rooms.dictionaries().plainTerms();
    Optional<Exchange> exchange =
        Exchange.of(invoice, terms).filter(each -> each.code().equals(amount.currency()));
    if (exchange.isEmpty() && !amount.currency().equals(terms.currency())) {
      throw Refusing.because(
          Refusal.Code.INVALID,
          "the payment is in " + amount.currency() + ", and its invoice is not");
    }
    return exchange;
  }

  static Refusing missing(String what) {
    return Refusing.because(Refusal.Code.MISSING, "a payment needs " + what);
  }

  static String invoice(Entity wanted) {
    return wanted
        .get(Payment.INVOICE)
        .map(Ref::id)
        .orElseThrow(() -> missing("the invoice that it pays"));
  }

  private Answer post(Write.Create create, String invoice, ObjectNode share, Deadline leaveBefore) {
    Entity wanted = create.wanted();
    Terms terms = rooms.dictionaries().plainTerms();
    ObjectNode line = Payments.PAYMENT.write(wanted, null, terms).document();
    ObjectNode body = Json.object();
    body.putObject("arrayofamounts").set(invoice, share);
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

  /** Payments are listed by their invoice: of one that names none nothing can be told. */
  Located locate(Write.Create create) {
    if (!create.wanted().has(Payment.INVOICE)) {
      return new Located.CannotTell();
    }
    return lookup
        .booked(create)
        .<Located>map(id -> new Located.Found(List.of(id)))
        .orElseGet(Located.Absent::new);
  }
}
