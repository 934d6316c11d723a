package dev.syncline.prestashop.codec;

import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Order;
import dev.syncline.model.Ref;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table of orders. Only the status and the note are ever written; an order is made by a
 * customer in the shop.
 *
 * @since 0.1
 */
public final class OrderTable {

  /** The resource of the rows. */
  public static final String DETAILS = "order_details";

  /** Under this name the vouchers are joined, whatever their resource is called. */
  public static final String VOUCHERS = "vouchers";

  /** The column of the status. */
  public static final String STATE = "current_state";

  private static final Set<String> SUMS =
      Set.of(
          "total_shipping_tax_excl",
          "total_shipping_tax_incl",
          "carrier_tax_rate",
          "total_wrapping_tax_excl",
          "total_wrapping_tax_incl",
          "total_discounts_tax_excl",
          "total_discounts_tax_incl",
          "total_paid_tax_incl",
          "id_carrier");

  private OrderTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        Order.TYPE,
        "order",
        List.of(
            Line.text(Order.NUMBER, "reference").only(Line.Access.NEVER),
            status(),
            ref(Order.CUSTOMER, "id_customer", Customer.TYPE),
            ref(Order.INVOICE_CONTACT, "id_address_invoice", ContactPerson.TYPE),
            ref(Order.DELIVERY_CONTACT, "id_address_delivery", ContactPerson.TYPE),
            lines(),
            currency(Order.CURRENCY),
            Line.decimal(Order.CURRENCY_RATE, "conversion_rate").only(Line.Access.NEVER),
            Line.cleaned(Order.COMMENT, "note", (text, terms) -> RowXml.sendable(text))
                .only(Line.Access.LATER),
            moment(Order.PLACED_AT, "date_add"),
            invoicedAt(),
            carrier(),
            Line.text(Order.PAYMENT_METHOD, "module").only(Line.Access.NEVER),
            Line.text(Order.ORGANIZATION, "id_shop").only(Line.Access.NEVER),
            Line.text(Order.TRACKING_NUMBER, "shipping_number").only(Line.Access.NEVER),
            Line.decimal(Order.TOTAL, "total_paid_tax_incl").only(Line.Access.NEVER),
            Line.decimal(Order.TOTAL_EXCLUDING_TAX, "total_paid_tax_excl")
                .only(Line.Access.NEVER)));
  }

  private static Line<String> status() {
    return Line.of(
            Order.STATUS,
            Set.of(STATE),
            (row, into, terms) -> {
              if (row.has(STATE)) {
                long state = row.number(STATE);
                into.set(
                    Order.STATUS, state > 0 ? Optional.of(Long.toString(state)) : Optional.empty());
              }
            },
            (row, wanted, how) -> {
              row.text(STATE, wanted);
              return wanted != null;
            })
        .only(Line.Access.LATER);
  }

  static Line<Ref> ref(Field<Ref> field, String name, EntityType type) {
    return Line.readOnly(
        field,
        Set.of(name),
        (row, into, terms) -> {
          if (row.has(name)) {
            into.set(field, refOf(row, name, type));
          }
        });
  }

  static Optional<Ref> refOf(Row row, String name, EntityType type) {
    long id = row.number(name);
    return id > 0 ? Optional.of(new Ref(type, Long.toString(id))) : Optional.empty();
  }

  static Line<String> currency(Field<String> field) {
    return Line.readOnly(
        field,
        Set.of("id_currency"),
        (row, into, terms) -> {
          if (row.has("id_currency")) {
            into.set(field, currencyOf(row, terms));
          }
        });
  }

  static Optional<String> currencyOf(Row row, Terms terms) {
    return Optional.ofNullable(terms.lists().currencies().get(row.number("id_currency")));
  }

  static Line<Instant> moment(Field<Instant> field, String name) {
    return Line.readOnly(
        field,
        Set.of(name),
        (row, into, terms) -> {
          if (row.has(name)) {
            into.set(field, terms.moment(row.text(name)));
          }
        });
  }

  private static Line<Instant> invoicedAt() {
    return Line.readOnly(
        Order.INVOICED_AT,
        Set.of("invoice_number", "invoice_date"),
        (row, into, terms) -> {
          if (row.has("invoice_number")) {
            boolean invoiced = row.number("invoice_number") > 0;
            into.set(
                Order.INVOICED_AT,
                invoiced ? terms.moment(row.text("invoice_date")) : Optional.empty());
          }
        });
  }

  private static Line<String> carrier() {
    return Line.readOnly(
        Order.CARRIER,
        Set.of("id_carrier"),
        (row, into, terms) -> {
          if (row.has("id_carrier")) {
            into.set(Order.CARRIER, carrierOf(row, terms).map(Terms.Carrier::reference));
          }
        });
  }

  static Optional<Terms.Carrier> carrierOf(Row row, Terms terms) {
    return Optional.ofNullable(terms.lists().carriers().get(row.number("id_carrier")));
  }

  private static Line<List<Entity>> lines() {
    return Line.readOnly(
            Order.LINES,
            new LinkedHashSet<>(SUMS),
            (row, into, terms) ->
                row.joined(DETAILS)
                    .ifPresent(
                        details ->
                            into.set(
                                Order.LINES,
                                SoldLines.of(
                                    terms,
                                    sums(row),
                                    carrierOf(row, terms).map(Terms.Carrier::name).orElse(""),
                                    details,
                                    row.joined(VOUCHERS).orElse(List.of())))))
        .joining(DETAILS, VOUCHERS);
  }

  private static SoldLines.Sums sums(Row row) {
    return new SoldLines.Sums(
        Line.orZero(row, "total_shipping_tax_excl"),
        Line.orZero(row, "total_shipping_tax_incl"),
        Line.number(row, "carrier_tax_rate"),
        Line.orZero(row, "total_wrapping_tax_excl"),
        Line.orZero(row, "total_wrapping_tax_incl"),
        off(row, "total_discounts_tax_excl"),
        off(row, "total_discounts_tax_incl"),
        Line.orZero(row, "total_paid_tax_incl"));
  }

  static BigDecimal off(Row row, String name) {
    return Line.orZero(row, name).abs();
  }
}
