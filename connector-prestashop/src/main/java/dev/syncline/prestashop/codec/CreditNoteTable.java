package dev.syncline.prestashop.codec;

import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of credit slips.
 *
 * @since 0.1
 */
public final class CreditNoteTable {

  private static final String DETAILS = "order_slip_details";

  private CreditNoteTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        CreditNote.TYPE,
        "order_slip",
        List.of(
            number(),
            OrderTable.ref(CreditNote.ORDER, "id_order", Order.TYPE),
            invoice(),
            OrderTable.ref(CreditNote.CUSTOMER, "id_customer", Customer.TYPE),
            lines(),
            currency(),
            Line.decimal(CreditNote.CURRENCY_RATE, "conversion_rate").only(Line.Access.NEVER),
            issued(),
            total()));
  }

  private static Line<String> number() {
    return Line.readOnly(
        CreditNote.NUMBER,
        Set.of(),
        (row, into, terms) -> {
          if (row.number("id") > 0) {
            into.set(
                CreditNote.NUMBER,
                InvoiceTable.numbered(terms.prefixes().slip(), row.number("id")));
          }
        });
  }

  /**
   * Its rows say which rows of the order they give back, and those say on which invoice they were.
   */
  private static Line<Ref> invoice() {
    return Line.readOnly(
            CreditNote.INVOICE,
            Set.of("id_order", "@" + DETAILS),
            (row, into, terms) ->
                row.joined(OrderTable.DETAILS)
                    .ifPresent(
                        details ->
                            into.set(
                                CreditNote.INVOICE,
                                details.stream()
                                    .flatMap(
                                        each ->
                                            OrderTable.refOf(each, "id_order_invoice", Invoice.TYPE)
                                                .stream())
                                    .findFirst())))
        .joining(OrderTable.DETAILS);
  }

  private static Line<String> currency() {
    return Line.readOnly(
            CreditNote.CURRENCY,
            Set.of("id_order"),
            (row, into, terms) ->
                row.join(InvoiceTable.ORDERS)
                    .ifPresent(
                        order ->
                            into.set(CreditNote.CURRENCY, OrderTable.currencyOf(order, terms))))
        .joining(InvoiceTable.ORDERS);
  }

  private static Line<LocalDate> issued() {
    return Line.readOnly(
        CreditNote.ISSUED_ON,
        Set.of("date_add"),
        (row, into, terms) -> {
          if (row.has("date_add")) {
            into.set(CreditNote.ISSUED_ON, terms.day(row.text("date_add")));
          }
        });
  }

  private static Line<BigDecimal> total() {
    return Line.readOnly(
        CreditNote.TOTAL,
        Set.of("total_products_tax_incl", "total_shipping_tax_incl"),
        (row, into, terms) -> {
          if (row.has("total_products_tax_incl")) {
            into.set(
                CreditNote.TOTAL,
                Line.orZero(row, "total_products_tax_incl")
                    .add(Line.orZero(row, "total_shipping_tax_incl")));
          }
        });
  }

  private static Line<List<Entity>> lines() {
    return Line.readOnly(
            CreditNote.LINES,
            Set.of("id_order", "total_shipping_tax_excl", "total_shipping_tax_incl", "@" + DETAILS),
            (row, into, terms) ->
                row.joined(OrderTable.DETAILS)
                    .ifPresent(details -> into.set(CreditNote.LINES, linesOf(row, details, terms))))
        .joining(OrderTable.DETAILS);
  }

  private static List<Entity> linesOf(Row row, List<Row> details, Terms terms) {
    Map<Long, Row> sold = new LinkedHashMap<>();
    details.forEach(detail -> sold.put(detail.number("id"), detail));
    List<Entity> lines = new ArrayList<>();
    for (Row given : row.association(DETAILS)) {
      line(given, sold.get(given.number("id_order_detail")), terms).ifPresent(lines::add);
    }
    BigDecimal shipping = Line.orZero(row, "total_shipping_tax_excl");
    if (shipping.signum() != 0) {
      BigDecimal rate = Rates.between(shipping, Line.orZero(row, "total_shipping_tax_incl"), terms);
      lines.add(SoldLines.one("shipping", OrderLine.SHIPPING, "", shipping, rate));
    }
    return List.copyOf(lines);
  }

  /** What a unit is given back for: the slip may say less than it was sold for. */
  private static Optional<Entity> line(
      Row given, @org.jspecify.annotations.Nullable Row sold, Terms terms) {
    BigDecimal quantity = Line.orZero(given, "product_quantity");
    BigDecimal amount = Line.orZero(given, "amount_tax_excl");
    if (quantity.signum() <= 0 && amount.signum() == 0) {
      return Optional.empty();
    }
    BigDecimal units = quantity.signum() <= 0 ? BigDecimal.ONE : quantity;
    BigDecimal price = Rounded.six(amount.divide(units, MathContext.DECIMAL64));
    BigDecimal rate =
        sold == null
            ? Rates.between(amount, Line.orZero(given, "amount_tax_incl"), terms)
            : Rates.of(sold, terms);
    Entity.Builder line =
        Entity.builder(OrderLine.TYPE, Long.toString(given.number("id_order_detail")))
            .set(OrderLine.QUANTITY, units)
            .set(OrderLine.PRICING, SoldLines.pricing(price, rate))
            .set(OrderLine.ROLE, OrderLine.GOODS);
    if (sold != null) {
      line.set(OrderLine.ITEM, SoldLines.item(sold))
          .set(OrderLine.NAME, Line.said(sold.text("product_name")));
    }
    return Optional.of(line.build());
  }
}
