package dev.syncline.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * An invoice to a customer.
 *
 * @since 0.1
 */
public final class Invoice {

  /** The type. */
  public static final EntityType TYPE = new EntityType("invoice");

  /** The number that people use. */
  public static final Field<String> NUMBER = Field.of(TYPE, "number", Kinds.text());

  /** The title, where a system has one. */
  public static final Field<String> TITLE = Field.of(TYPE, "title", Kinds.text());

  /** The status or stage: a code of the dictionary {@code invoice-status}. */
  public static final Field<String> STATUS = Field.of(TYPE, "status", Kinds.code());

  /** Who pays. */
  public static final Field<Ref> CUSTOMER = Field.of(TYPE, "customer", Kinds.ref());

  /** The order or deal that it belongs to, if to one. */
  public static final Field<Ref> ORDER = Field.of(TYPE, "order", Kinds.ref());

  /** What is charged. */
  public static final Field<List<Entity>> LINES =
      Field.of(TYPE, "lines", Kinds.lines(OrderLine.TYPE));

  /** The ISO 4217 code. */
  public static final Field<String> CURRENCY = Field.of(TYPE, "currency", Kinds.code());

  /** A remark. */
  public static final Field<String> COMMENT = Field.of(TYPE, "comment", Kinds.text());

  /** The day on the invoice. */
  public static final Field<LocalDate> ISSUED_ON = Field.of(TYPE, "issued_on", Kinds.date());

  /** The last day to pay. */
  public static final Field<LocalDate> DUE_ON = Field.of(TYPE, "due_on", Kinds.date());

  /** The employee in charge: a code of the dictionary {@code employee}. */
  public static final Field<String> RESPONSIBLE = Field.of(TYPE, "responsible", Kinds.code());

  /** The own company: a code of the dictionary {@code organization}. */
  public static final Field<String> ORGANIZATION = Field.of(TYPE, "organization", Kinds.code());

  /** The warehouse: a code of the dictionary {@code store}. */
  public static final Field<String> STORE = Field.of(TYPE, "store", Kinds.code());

  /** How much of it is paid, as the vendor reckons. */
  public static final Field<BigDecimal> PAID = Field.computed(TYPE, "paid", Kinds.decimal());

  /** The sum that the vendor computes. */
  public static final Field<BigDecimal> TOTAL = Field.computed(TYPE, "total", Kinds.decimal());

  /** What one unit of the account's currency is worth in that of the invoice. */
  public static final Field<BigDecimal> CURRENCY_RATE =
      Field.of(TYPE, "currency_rate", Kinds.decimal());

  /** The sum without tax that the vendor computes. */
  public static final Field<BigDecimal> TOTAL_EXCLUDING_TAX =
      Field.computed(TYPE, "total_excluding_tax", Kinds.decimal());

  /** The number under which the buyer's side knows it, such as that of the shop's order. */
  public static final Field<String> CUSTOMER_REFERENCE =
      Field.of(TYPE, "customer_reference", Kinds.text());

  private Invoice() {}
}
