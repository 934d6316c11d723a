package dev.syncline.model;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * What is given back of an invoice. Its lines tell positive amounts.
 *
 * @since 0.1
 */
public final class CreditNote {

  /** The type. */
  public static final EntityType TYPE = new EntityType("credit-note");

  /** The number that people use. */
  public static final Field<String> NUMBER = Field.of(TYPE, "number", Kinds.text());

  /** The order. */
  public static final Field<Ref> ORDER = Field.of(TYPE, "order", Kinds.ref());

  /** The invoice that is corrected. */
  public static final Field<Ref> INVOICE = Field.of(TYPE, "invoice", Kinds.ref());

  /** Who gets the money. */
  public static final Field<Ref> CUSTOMER = Field.of(TYPE, "customer", Kinds.ref());

  /** The status: a code of the dictionary {@code invoice-status}. */
  public static final Field<String> STATUS = Field.of(TYPE, "status", Kinds.code());

  /** What is given back. */
  public static final Field<List<Entity>> LINES =
      Field.of(TYPE, "lines", Kinds.lines(OrderLine.TYPE));

  /** The ISO 4217 code. */
  public static final Field<String> CURRENCY = Field.of(TYPE, "currency", Kinds.code());

  /** The day on it. */
  public static final Field<LocalDate> ISSUED_ON = Field.of(TYPE, "issued_on", Kinds.date());

  /** A remark. */
  public static final Field<String> COMMENT = Field.of(TYPE, "comment", Kinds.text());

  /** The sum that the vendor computes. */
  public static final Field<BigDecimal> TOTAL = Field.computed(TYPE, "total", Kinds.decimal());

  /** What one unit of the account's currency is worth in that of the note. */
  public static final Field<BigDecimal> CURRENCY_RATE =
      Field.of(TYPE, "currency_rate", Kinds.decimal());

  private CreditNote() {}
}
