package dev.syncline.prestashop.codec;

import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The table of invoices; the shop makes them, and only their note is ever written.
 *
 * @since 0.1
 */
public final class InvoiceTable {

  /** The resource of the orders. */
  public static final String ORDERS = "orders";

  private InvoiceTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        Invoice.TYPE,
        "order_invoice",
        List.of(
            number(),
            OrderTable.ref(Invoice.ORDER, "id_order", Order.TYPE),
            customer(),
            customerReference(),
            lines(),
            currency(),
            rate(),
            Line.cleaned(Invoice.COMMENT, "note", (text, terms) -> RowXml.sendable(text))
                .only(Line.Access.LATER),
            issued(),
            state(),
            paid(),
            Line.decimal(Invoice.TOTAL, "total_paid_tax_incl").only(Line.Access.NEVER),
            Line.decimal(Invoice.TOTAL_EXCLUDING_TAX, "total_paid_tax_excl")
                .only(Line.Access.NEVER)));
  }

  private static Line<String> number() {
    return Line.readOnly(
        Invoice.NUMBER,
        Set.of("number"),
        (row, into, terms) -> {
          if (row.has("number")) {
            into.set(Invoice.NUMBER, numbered(terms.prefixes().invoice(), row.number("number")));
          }
        });
  }

  /** A number as the shop prints it. */
  static Optional<String> numbered(String prefix, long number) {
    return number > 0
        ? Optional.of(prefix + String.format(Locale.ROOT, "%06d", number))
        : Optional.empty();
  }

  private static Line<Ref> customer() {
    return Line.readOnly(
            Invoice.CUSTOMER,
            Set.of("id_order"),
            (row, into, terms) ->
                row.join(ORDERS)
                    .ifPresent(
                        order ->
                            into.set(
                                Invoice.CUSTOMER,
                                OrderTable.refOf(order, "id_customer", Customer.TYPE))))
        .joining(ORDERS);
  }

  /** The number of the order, which is all that the buyer knows of it. */
  private static Line<String> customerReference() {
    return Line.readOnly(
            Invoice.CUSTOMER_REFERENCE,
            Set.of("id_order"),
            (row, into, terms) ->
                row.join(ORDERS)
                    .ifPresent(
                        order ->
                            into.set(
                                Invoice.CUSTOMER_REFERENCE, Line.said(order.text("reference")))))
        .joining(ORDERS);
  }

  /** That of its order: the shop's invoices have none of their own. */
  private static Line<String> state() {
    return Line.readOnly(
            Invoice.STATUS,
            Set.of("id_order"),
            (row, into, terms) ->
                row.join(ORDERS)
                    .ifPresent(
                        order -> into.set(Invoice.STATUS, Line.said(order.text(OrderTable.STATE)))))
        .joining(ORDERS);
  }

  /** What the shop took for its order. */
  private static Line<BigDecimal> paid() {
    return Line.readOnly(
            Invoice.PAID,
            Set.of("id_order"),
            (row, into, terms) ->
                row.join(ORDERS)
                    .ifPresent(
                        order -> into.set(Invoice.PAID, Line.orZero(order, "total_paid_real"))))
        .joining(ORDERS);
  }

  private static Line<String> currency() {
    return Line.readOnly(
            Invoice.CURRENCY,
            Set.of("id_order"),
            (row, into, terms) ->
                row.join(ORDERS)
                    .ifPresent(
                        order -> into.set(Invoice.CURRENCY, OrderTable.currencyOf(order, terms))))
        .joining(ORDERS);
  }

  private static Line<BigDecimal> rate() {
    return Line.readOnly(
            Invoice.CURRENCY_RATE,
            Set.of("id_order"),
            (row, into, terms) ->
                row.join(ORDERS)
                    .ifPresent(
                        order ->
                            into.set(Invoice.CURRENCY_RATE, Line.number(order, "conversion_rate"))))
        .joining(ORDERS);
  }

  private static Line<LocalDate> issued() {
    return Line.readOnly(
        Invoice.ISSUED_ON,
        Set.of("date_add"),
        (row, into, terms) -> {
          if (row.has("date_add")) {
            into.set(Invoice.ISSUED_ON, terms.day(row.text("date_add")));
          }
        });
  }

  private static Line<List<Entity>> lines() {
    return Line.readOnly(
            Invoice.LINES,
            Set.of(
                "id_order",
                "total_shipping_tax_excl",
                "total_shipping_tax_incl",
                "total_wrapping_tax_excl",
                "total_wrapping_tax_incl",
                "total_discount_tax_excl",
                "total_discount_tax_incl",
                "total_paid_tax_incl"),
            (row, into, terms) ->
                row.joined(OrderTable.DETAILS)
                    .ifPresent(
                        details ->
                            into.set(
                                Invoice.LINES,
                                SoldLines.of(
                                    terms,
                                    sums(row),
                                    carrier(row, terms),
                                    own(row, details),
                                    row.joined(OrderTable.VOUCHERS).orElse(List.of())))))
        .joining(OrderTable.DETAILS, OrderTable.VOUCHERS, ORDERS);
  }

  /** An order may have several invoices; its rows say which one they are on. */
  private static List<Row> own(Row row, List<Row> details) {
    List<Row> mine =
        details.stream()
            .filter(detail -> detail.number("id_order_invoice") == row.number("id"))
            .toList();
    boolean unsaid = details.stream().allMatch(detail -> detail.number("id_order_invoice") == 0);
    return unsaid ? details : mine;
  }

  private static String carrier(Row row, Terms terms) {
    return row.join(ORDERS)
        .flatMap(order -> OrderTable.carrierOf(order, terms))
        .map(Terms.Carrier::name)
        .orElse("");
  }

  private static SoldLines.Sums sums(Row row) {
    return new SoldLines.Sums(
        Line.orZero(row, "total_shipping_tax_excl"),
        Line.orZero(row, "total_shipping_tax_incl"),
        row.join(ORDERS).flatMap(order -> Line.number(order, "carrier_tax_rate")),
        Line.orZero(row, "total_wrapping_tax_excl"),
        Line.orZero(row, "total_wrapping_tax_incl"),
        OrderTable.off(row, "total_discount_tax_excl"),
        OrderTable.off(row, "total_discount_tax_incl"),
        Line.orZero(row, "total_paid_tax_incl"));
  }
}
