package dev.syncline.model;

import java.time.LocalDate;

/**
 * Money that came in for an order or an invoice.
 *
 * @since 0.1
 */
public final class Payment {

  /** The type. */
  public static final EntityType TYPE = new EntityType("payment");

  /** The order that was paid. */
  public static final Field<Ref> ORDER = Field.of(TYPE, "order", Kinds.ref());

  /** The invoice that was paid. */
  public static final Field<Ref> INVOICE = Field.of(TYPE, "invoice", Kinds.ref());

  /** How much, in the currency of the document. */
  public static final Field<Money> AMOUNT = Field.of(TYPE, "amount", Kinds.money());

  /** The day on which it was paid. */
  public static final Field<LocalDate> PAID_ON = Field.of(TYPE, "paid_on", Kinds.date());

  /** How: a code of the dictionary {@code payment-method}. */
  public static final Field<String> METHOD = Field.of(TYPE, "method", Kinds.code());

  /** Where it went to: a code of the dictionary {@code bank-account}. */
  public static final Field<String> BANK_ACCOUNT = Field.of(TYPE, "bank_account", Kinds.code());

  /** The number of the transaction. */
  public static final Field<String> NUMBER = Field.of(TYPE, "number", Kinds.text());

  /** A remark. */
  public static final Field<String> COMMENT = Field.of(TYPE, "comment", Kinds.text());

  private Payment() {}
}
