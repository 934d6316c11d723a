package dev.syncline.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A customer's order, or a deal.
 *
 * @since 0.1
 */
public final class Order {

  /** The type. */
  public static final EntityType TYPE = new EntityType("order");

  /** The number that people use. */
  public static final Field<String> NUMBER = Field.of(TYPE, "number", Kinds.text());

  /** The title, where a system has one. */
  public static final Field<String> TITLE = Field.of(TYPE, "title", Kinds.text());

  /** The status or stage: a code of the dictionary {@code order-status}. */
  public static final Field<String> STATUS = Field.of(TYPE, "status", Kinds.code());

  /** The funnel that the status belongs to, where a system has several. */
  public static final Field<String> PIPELINE = Field.of(TYPE, "pipeline", Kinds.code());

  /** Who buys. */
  public static final Field<Ref> CUSTOMER = Field.of(TYPE, "customer", Kinds.ref());

  /** The person to talk to, where the customer is a company. */
  public static final Field<Ref> CONTACT = Field.of(TYPE, "contact", Kinds.ref());

  /** Where it is to be delivered. */
  public static final Field<Address> DELIVERY_ADDRESS =
      Field.of(TYPE, "delivery_address", Kinds.address());

  /** What is bought. */
  public static final Field<List<Entity>> LINES =
      Field.of(TYPE, "lines", Kinds.lines(OrderLine.TYPE));

  /** The ISO 4217 code. */
  public static final Field<String> CURRENCY = Field.of(TYPE, "currency", Kinds.code());

  /** A remark. */
  public static final Field<String> COMMENT = Field.of(TYPE, "comment", Kinds.text());

  /** The planned day of delivery or completion. */
  public static final Field<LocalDate> PLANNED_ON = Field.of(TYPE, "planned_on", Kinds.date());

  /** When it was placed. */
  public static final Field<Instant> PLACED_AT = Field.of(TYPE, "placed_at", Kinds.instant());

  /** When it was paid in full. */
  public static final Field<Instant> PAID_AT = Field.of(TYPE, "paid_at", Kinds.instant());

  /** The employee in charge: a code of the dictionary {@code employee}. */
  public static final Field<String> RESPONSIBLE = Field.of(TYPE, "responsible", Kinds.code());

  /** The own company: a code of the dictionary {@code organization}. */
  public static final Field<String> ORGANIZATION = Field.of(TYPE, "organization", Kinds.code());

  /** The warehouse: a code of the dictionary {@code store}. */
  public static final Field<String> STORE = Field.of(TYPE, "store", Kinds.code());

  /** The sum that the vendor computes. */
  public static final Field<BigDecimal> TOTAL = Field.computed(TYPE, "total", Kinds.decimal());

  /** Whom the invoice goes to, where that is an entity of its own. */
  public static final Field<Ref> INVOICE_CONTACT = Field.of(TYPE, "invoice_contact", Kinds.ref());

  /** Whom it is delivered to, where that is an entity of its own. */
  public static final Field<Ref> DELIVERY_CONTACT = Field.of(TYPE, "delivery_contact", Kinds.ref());

  /** How it travels: a code of the dictionary {@code carrier}. */
  public static final Field<String> CARRIER = Field.of(TYPE, "carrier", Kinds.code());

  /** How it is to be paid: a code of the dictionary {@code payment-method}. */
  public static final Field<String> PAYMENT_METHOD = Field.of(TYPE, "payment_method", Kinds.code());

  /** What one unit of the account's currency is worth in that of the order. */
  public static final Field<BigDecimal> CURRENCY_RATE =
      Field.of(TYPE, "currency_rate", Kinds.decimal());

  /** When its invoice was made; empty before. */
  public static final Field<Instant> INVOICED_AT = Field.of(TYPE, "invoiced_at", Kinds.instant());

  /** The sum without tax that the vendor computes. */
  public static final Field<BigDecimal> TOTAL_EXCLUDING_TAX =
      Field.computed(TYPE, "total_excluding_tax", Kinds.decimal());

  /** The number under which the buyer's side knows it, such as that of the shop. */
  public static final Field<String> CUSTOMER_REFERENCE =
      Field.of(TYPE, "customer_reference", Kinds.text());

  /** Whether all of it is on invoices, as the vendor marks it. */
  public static final Field<Boolean> INVOICED = Field.of(TYPE, "invoiced", Kinds.bool());

  /** The number by which the carrier finds it, where an order leaves in one piece. */
  public static final Field<String> TRACKING_NUMBER =
      Field.of(TYPE, "tracking_number", Kinds.text());

  private Order() {}
}
