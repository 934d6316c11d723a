package dev.syncline.dolibarr.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Ref;
import dev.syncline.model.Shipment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tables of orders, invoices, credit notes (invoices of type 2) and shipments. Their status is
 * reached by steps.
 *
 * @since 0.1
 */
public final class Papers {

  private static final String ORDER_LINK = "commande";

  /** Customers' orders. */
  public static final Table ORDER =
      new Table(
          Order.TYPE,
          List.of(
              number(Order.NUMBER, true).atBirth(),
              status(Order.STATUS),
              Line.ref(Order.CUSTOMER, "socid", Customer.TYPE).atBirth(),
              Line.text(Order.CUSTOMER_REFERENCE, "ref_client", Line.USUAL),
              Line.<Instant>of(Order.PLACED_AT, Papers::readPlaced, Papers::writePlaced)
                  .losing("all but the day", (wanted, held, phones) -> true),
              OrderLines.of(Order.LINES, false),
              currency(Order.CURRENCY).atBirth(),
              rate(Order.CURRENCY_RATE).atBirth(),
              note(Order.COMMENT),
              Line.code(Order.CARRIER, "shipping_method_id"),
              Line.code(Order.PAYMENT_METHOD, "mode_reglement_id"),
              contact(Order.INVOICE_CONTACT, "BILLING"),
              contact(Order.DELIVERY_CONTACT, "SHIPPING"),
              Line.flag(Order.INVOICED, "billed").accessed(Line.Access.BY_STEPS),
              sum(Order.TOTAL, "total_ttc", false),
              sum(Order.TOTAL_EXCLUDING_TAX, "total_ht", false)));

  /** Invoices, but for credit notes. */
  public static final Table INVOICE =
      new Table(
          Invoice.TYPE,
          List.of(
              number(Invoice.NUMBER, false).accessed(Line.Access.BY_STEPS),
              status(Invoice.STATUS),
              Line.ref(Invoice.CUSTOMER, "socid", Customer.TYPE).atBirth(),
              Line.of(
                      Invoice.ORDER,
                      (document, into, terms) -> readOrder(document, Invoice.ORDER, into),
                      Papers::writeOrder)
                  .atBirth(),
              Line.text(Invoice.CUSTOMER_REFERENCE, "ref_client", Line.USUAL),
              day(Invoice.ISSUED_ON, "date"),
              day(Invoice.DUE_ON, "date_lim_reglement"),
              OrderLines.of(Invoice.LINES, false),
              currency(Invoice.CURRENCY).atBirth(),
              rate(Invoice.CURRENCY_RATE).atBirth(),
              note(Invoice.COMMENT),
              sum(Invoice.PAID, "totalpaid", false),
              sum(Invoice.TOTAL, "total_ttc", false),
              sum(Invoice.TOTAL_EXCLUDING_TAX, "total_ht", false)));

  /** Credit notes. */
  public static final Table CREDIT_NOTE =
      new Table(
          CreditNote.TYPE,
          List.of(
              number(CreditNote.NUMBER, false).accessed(Line.Access.BY_STEPS),
              status(CreditNote.STATUS),
              Line.ref(CreditNote.CUSTOMER, "socid", Customer.TYPE).atBirth(),
              Line.ref(CreditNote.INVOICE, "fk_facture_source", Invoice.TYPE).atBirth(),
              Line.of(
                      CreditNote.ORDER,
                      (document, into, terms) -> readOrder(document, CreditNote.ORDER, into),
                      Papers::writeOrder)
                  .atBirth(),
              day(CreditNote.ISSUED_ON, "date"),
              OrderLines.of(CreditNote.LINES, true),
              currency(CreditNote.CURRENCY).atBirth(),
              rate(CreditNote.CURRENCY_RATE).atBirth(),
              note(CreditNote.COMMENT),
              sum(CreditNote.TOTAL, "total_ttc", true)));

  /** Shipments of orders. */
  public static final Table SHIPMENT =
      new Table(
          Shipment.TYPE,
          List.of(
              Line.of(Shipment.ORDER, Papers::readOrigin, Papers::writeOrigin).atBirth(),
              Line.ref(Shipment.CUSTOMER, "socid", Customer.TYPE).atBirth(),
              status(Shipment.STATUS),
              Line.code(Shipment.CARRIER, "shipping_method_id"),
              Line.text(Shipment.TRACKING_NUMBER, "tracking_number", 50),
              Line.of(Shipment.LINES, Papers::readShipped, Papers::byCalls).atBirth(),
              Line.of(Shipment.STORE, Papers::readStore, Papers::byCalls).atBirth()));

  private Papers() {}

  private static <V> boolean byCalls(ObjectNode document, @Nullable V wanted, Line.Written how) {
    return true;
  }

  /** A draft has only a provisional number, which is none. */
  private static Line<String> number(Field<String> field, boolean given) {
    return Line.<String>of(
            field,
            (document, into, terms) ->
                Line.told(
                    document,
                    "ref",
                    into,
                    field,
                    Loose.text(document, "ref").filter(ref -> !ref.startsWith("("))),
            (document, wanted, how) -> {
              if (given && wanted != null) {
                document.put("ref", Texts.ref(wanted, 30));
              }
              return true;
            })
        .losing(
            "what is no letter, digit, _, - or . becomes _; 30 characters",
            (wanted, held, phones) -> Texts.ref(wanted, 30).equals(held));
  }

  private static Line<String> status(Field<String> field) {
    return Line.<String>of(
            field,
            (document, into, terms) ->
                statusOf(document).ifPresent(status -> into.set(field, status)),
            Papers::byCalls)
        .accessed(Line.Access.BY_STEPS);
  }

  /** The number of a document's state; older versions call it otherwise. */
  public static Optional<String> statusOf(JsonNode document) {
    return Loose.text(document, "status")
        .or(() -> Loose.text(document, "statut"))
        .filter(status -> status.matches("-?[0-9]"));
  }

  private static void readPlaced(JsonNode document, Entity.Builder into, Terms terms) {
    Line.told(
        document, "date", into, Order.PLACED_AT, Loose.moment(document, "date", terms.zone()));
  }

  private static boolean writePlaced(
      ObjectNode document, @Nullable Instant wanted, Line.Written how) {
    if (wanted != null) {
      long noon = how.terms().noon(how.terms().day(wanted));
      document.put("date", noon);
      document.put("date_commande", noon);
    }
    return wanted != null;
  }

  private static Line<LocalDate> day(Field<LocalDate> field, String name) {
    return Line.of(
        field,
        (document, into, terms) ->
            Line.told(document, name, into, field, Loose.day(document, name, terms.zone())),
        (document, wanted, how) -> {
          if (wanted != null) {
            document.put(name, how.terms().noon(wanted));
          }
          return wanted != null;
        });
  }

  /** Without what we said of another currency. */
  private static Line<String> note(Field<String> field) {
    Line<String> plain = Line.note(field, "note_private");
    return Line.of(
            field,
            (document, into, terms) -> plain.reads().read(Exchange.unsaid(document), into, terms),
            plain.writes())
        .losing(plain.loss(), plain.close());
  }

  private static Line<String> currency(Field<String> field) {
    return Line.of(
        field,
        (document, into, terms) ->
            into.set(
                field,
                Exchange.of(document, terms)
                    .map(Exchange::code)
                    .or(() -> Loose.text(document, "multicurrency_code"))
                    .orElse(terms.currency())),
        (document, wanted, how) -> {
          String company = how.terms().currency();
          if (wanted == null || wanted.equals(company)) {
            return Line.put(document, "multicurrency_code", company);
          }
          Optional<Exchange> exchange = Exchange.of(how.wanted(), how.terms());
          exchange
              .filter(Exchange::kept)
              .ifPresent(kept -> document.put("multicurrency_code", kept.code()));
          return exchange.isPresent();
        });
  }

  private static Line<BigDecimal> rate(Field<BigDecimal> field) {
    return Line.of(
        field,
        (document, into, terms) ->
            Line.told(
                document,
                "multicurrency_tx",
                into,
                field,
                Exchange.of(document, terms)
                    .map(Exchange::rate)
                    .or(() -> Loose.decimal(document, "multicurrency_tx"))
                    .filter(rate -> rate.signum() > 0)),
        (document, wanted, how) -> {
          boolean converted =
              Exchange.of(how.wanted(), how.terms()).filter(each -> !each.kept()).isPresent();
          if (!converted) {
            document.put("multicurrency_tx", wanted == null ? BigDecimal.ONE : wanted);
          }
          return true;
        });
  }

  private static Line<Ref> contact(Field<Ref> field, String role) {
    return Line.<Ref>of(
            field,
            (document, into, terms) -> {
              if (document.has(Joined.CONTACTS)) {
                into.set(field, contact(document.path(Joined.CONTACTS), role));
              }
            },
            Papers::byCalls)
        .atBirth();
  }

  private static Optional<Ref> contact(JsonNode rows, String role) {
    return Loose.elements(rows).stream()
        .filter(row -> Loose.text(row, "code").filter(role::equals).isPresent())
        .flatMap(row -> Loose.id(row, "id").stream())
        .findFirst()
        .map(id -> new Ref(ContactPerson.TYPE, id));
  }

  private static Line<BigDecimal> sum(Field<BigDecimal> field, String name, boolean givenBack) {
    return Line.readOnly(
        field,
        (document, into, terms) ->
            Line.told(
                document,
                name,
                into,
                field,
                summed(document, name, terms).map(sum -> givenBack ? sum.negate() : sum)));
  }

  /** In the document's currency, of which the vendor keeps some sums itself. */
  private static Optional<BigDecimal> summed(JsonNode document, String name, Terms terms) {
    Optional<Exchange> exchange = Exchange.of(document, terms);
    Optional<BigDecimal> own =
        exchange
            .filter(Exchange::kept)
            .flatMap(kept -> Loose.decimal(document, "multicurrency_" + name));
    return own.or(
        () ->
            Loose.decimal(document, name)
                .map(sum -> exchange.map(each -> each.ofSum(sum)).orElse(sum)));
  }

  private static void readOrder(JsonNode document, Field<Ref> field, Entity.Builder into) {
    if (document.hasNonNull("linkedObjectsIds")) {
      into.set(
          field,
          Loose.elements(document.path("linkedObjectsIds").path(ORDER_LINK)).stream()
              .flatMap(id -> Loose.id(id).stream())
              .findFirst()
              .map(id -> new Ref(Order.TYPE, id)));
    }
  }

  private static boolean writeOrder(ObjectNode document, @Nullable Ref wanted, Line.Written how) {
    return wanted == null || Line.id(document.putObject("linked_objects"), ORDER_LINK, wanted.id());
  }

  private static void readOrigin(JsonNode document, Entity.Builder into, Terms terms) {
    Line.told(
        document,
        "origin_id",
        into,
        Shipment.ORDER,
        Loose.id(document, "origin_id").map(id -> new Ref(Order.TYPE, id)));
  }

  /** The names differ by version; what one does not know it ignores. */
  private static boolean writeOrigin(ObjectNode document, @Nullable Ref wanted, Line.Written how) {
    document.put("origin", ORDER_LINK);
    document.put("origin_type", ORDER_LINK);
    return wanted != null && Line.id(document, "origin_id", wanted.id());
  }

  private static void readShipped(JsonNode document, Entity.Builder into, Terms terms) {
    if (!document.path("lines").isArray()) {
      return;
    }
    List<Entity> lines = new ArrayList<>();
    for (JsonNode row : document.path("lines")) {
      lines.add(
          Entity.builder(OrderLine.TYPE, Loose.id(row, "id").orElse(""))
              .set(OrderLine.ITEM, Loose.id(row, "fk_product").map(terms::item))
              .set(
                  OrderLine.QUANTITY,
                  Loose.decimal(row, "qty_shipped").or(() -> Loose.decimal(row, "qty")))
              .build());
    }
    into.set(Shipment.LINES, List.copyOf(lines));
  }

  private static void readStore(JsonNode document, Entity.Builder into, Terms terms) {
    if (document.path("lines").isArray()) {
      into.set(
          Shipment.STORE,
          Loose.elements(document.path("lines")).stream()
              .flatMap(
                  row ->
                      Loose.id(row, "entrepot_id").or(() -> Loose.id(row, "warehouse_id")).stream())
              .findFirst());
    }
  }
}
