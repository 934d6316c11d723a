package dev.syncline.prestashop.codec;

import dev.syncline.model.Invoice;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table of payments. A payment names its order by reference only, and an order that was split
 * shares its reference with its parts.
 *
 * @since 0.1
 */
public final class PaymentTable {

  /** The column that names the order. */
  public static final String REFERENCE = "order_reference";

  /** The resource of the invoices. */
  public static final String INVOICES = "order_invoices";

  private static final String METHOD = "payment_method";

  private PaymentTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        Payment.TYPE,
        "order_payment",
        List.of(
            order(),
            invoice(),
            amount(),
            paidOn(),
            method(),
            Line.text(Payment.NUMBER, "transaction_id").only(Line.Access.NEVER)));
  }

  private static Line<Ref> order() {
    return Line.readOnly(
            Payment.ORDER,
            Set.of(REFERENCE, "amount"),
            (row, into, terms) ->
                row.joined(InvoiceTable.ORDERS)
                    .ifPresent(
                        orders ->
                            into.set(
                                Payment.ORDER,
                                paid(row, orders).map(order -> new Ref(Order.TYPE, order.id())))))
        .joining(InvoiceTable.ORDERS);
  }

  /** Of several documents, the one whose sum it is, else the first. */
  static Optional<Row> paid(Row row, List<Row> orders) {
    BigDecimal amount = Rounded.cents(Line.orZero(row, "amount"));
    List<Row> sorted =
        orders.stream().sorted(Comparator.comparingLong(order -> order.number("id"))).toList();
    return sorted.stream()
        .filter(
            order ->
                Rounded.cents(Line.orZero(order, "total_paid_tax_incl")).compareTo(amount) == 0)
        .findFirst()
        .or(() -> sorted.stream().findFirst());
  }

  /**
   * Which invoice a payment counts for is kept in a table that the webservice does not show: of
   * several invoices of its order, it is the one whose sum was paid, else the first.
   */
  private static Line<Ref> invoice() {
    return Line.readOnly(
            Payment.INVOICE,
            Set.of(REFERENCE, "amount"),
            (row, into, terms) ->
                row.joined(InvoiceTable.ORDERS)
                    .flatMap(
                        orders ->
                            row.joined(INVOICES).map(invoices -> settled(row, orders, invoices)))
                    .ifPresent(
                        invoice ->
                            into.set(
                                Payment.INVOICE,
                                invoice.map(each -> new Ref(Invoice.TYPE, each.id())))))
        .joining(InvoiceTable.ORDERS, INVOICES);
  }

  private static Optional<Row> settled(Row row, List<Row> orders, List<Row> invoices) {
    long order = paid(row, orders).map(each -> each.number("id")).orElse(0L);
    return paid(
        row,
        invoices.stream()
            .filter(each -> each.number("id_order") == order && each.number("number") > 0)
            .toList());
  }

  private static Line<Money> amount() {
    return Line.readOnly(
        Payment.AMOUNT,
        Set.of("amount", "id_currency"),
        (row, into, terms) -> {
          if (row.has("amount")) {
            into.set(
                Payment.AMOUNT,
                Line.number(row, "amount")
                    .flatMap(
                        amount ->
                            OrderTable.currencyOf(row, terms)
                                .map(currency -> new Money(amount, currency))));
          }
        });
  }

  private static Line<LocalDate> paidOn() {
    return Line.readOnly(
        Payment.PAID_ON,
        Set.of("date_add"),
        (row, into, terms) -> {
          if (row.has("date_add")) {
            into.set(Payment.PAID_ON, terms.day(row.text("date_add")));
          }
        });
  }

  /** The technical name of the payment module whose name stands on the payment, else that name. */
  private static Line<String> method() {
    return Line.readOnly(
            Payment.METHOD,
            Set.of(METHOD, REFERENCE),
            (row, into, terms) -> {
              if (row.has(METHOD)) {
                String name = row.text(METHOD).strip();
                String module =
                    row.joined(InvoiceTable.ORDERS).orElse(List.of()).stream()
                        .filter(order -> order.text("payment").strip().equals(name))
                        .map(order -> order.text("module"))
                        .filter(text -> !text.isEmpty())
                        .findFirst()
                        .orElse(name);
                into.set(Payment.METHOD, Line.said(module));
              }
            })
        .joining(InvoiceTable.ORDERS);
  }
}
