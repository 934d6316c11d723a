package dev.syncline.model;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A price that counts under conditions, beside the one that a product itself has: for a customer or
 * a group of them, from a quantity on, in a currency, in a country, for a time.
 *
 * <p>A condition that is empty is none. What counts is {@link #AMOUNT}, or the product's own price
 * where that is empty, less {@link #DISCOUNT} or {@link #DISCOUNT_PERCENT}.
 *
 * @since 0.1
 */
public final class Price {

  /** The type. */
  public static final EntityType TYPE = new EntityType("price");

  /** The product. */
  public static final Field<Ref> PRODUCT = Field.of(TYPE, "product", Kinds.ref());

  /** The variant of {@link #PRODUCT}, if it counts for one only. */
  public static final Field<Ref> VARIANT = Field.of(TYPE, "variant", Kinds.ref());

  /** The customer, if it counts for one only. */
  public static final Field<Ref> CUSTOMER = Field.of(TYPE, "customer", Kinds.ref());

  /** The group of customers: a code of the dictionary {@code customer-group}. */
  public static final Field<String> CUSTOMER_GROUP = Field.of(TYPE, "customer_group", Kinds.code());

  /** The country, by its ISO 3166 code of two letters. */
  public static final Field<String> COUNTRY = Field.of(TYPE, "country", Kinds.code());

  /** The currency in which it counts, by its ISO code. */
  public static final Field<String> CURRENCY = Field.of(TYPE, "currency", Kinds.code());

  /** From how many pieces on. */
  public static final Field<BigDecimal> FROM_QUANTITY =
      Field.of(TYPE, "from_quantity", Kinds.decimal());

  /** From when on. */
  public static final Field<Instant> VALID_FROM = Field.of(TYPE, "valid_from", Kinds.instant());

  /** Until when. */
  public static final Field<Instant> VALID_UNTIL = Field.of(TYPE, "valid_until", Kinds.instant());

  /** The price of one piece in place of the product's own. */
  public static final Field<Money> AMOUNT = Field.of(TYPE, "amount", Kinds.money());

  /** Whether {@link #AMOUNT} includes the tax. */
  public static final Field<Boolean> VAT_INCLUDED = Field.of(TYPE, "vat_included", Kinds.bool());

  /** What is taken off each piece. */
  public static final Field<Money> DISCOUNT = Field.of(TYPE, "discount", Kinds.money());

  /** Whether {@link #DISCOUNT} includes the tax. */
  public static final Field<Boolean> DISCOUNT_VAT_INCLUDED =
      Field.of(TYPE, "discount_vat_included", Kinds.bool());

  /** What is taken off each piece, in percent. */
  public static final Field<BigDecimal> DISCOUNT_PERCENT =
      Field.of(TYPE, "discount_percent", Kinds.decimal());

  private Price() {}
}
