package dev.syncline.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/**
 * A discount on whole orders, for whoever knows its code or for everybody.
 *
 * @since 0.1
 */
public final class Coupon {

  /** The type. */
  public static final EntityType TYPE = new EntityType("coupon");

  /** What the customer types in; empty for one that counts by itself. */
  public static final Field<String> CODE = Field.of(TYPE, "code", Kinds.code());

  /** What it is called on orders. */
  public static final Field<String> NAME = Field.of(TYPE, "name", Kinds.text());

  /**
   * The name in each language, by language tag such as {@code fr-FR}; {@link #NAME} is that of the
   * default language.
   */
  public static final Field<Map<String, String>> NAMES =
      Field.of(TYPE, "names", Kinds.namedTexts());

  /** Whether it is out of use. */
  public static final Field<Boolean> ARCHIVED = Field.of(TYPE, "archived", Kinds.bool());

  /** The customer, if only one may use it. */
  public static final Field<Ref> CUSTOMER = Field.of(TYPE, "customer", Kinds.ref());

  /** From when on it counts. */
  public static final Field<Instant> VALID_FROM = Field.of(TYPE, "valid_from", Kinds.instant());

  /** Until when it counts. */
  public static final Field<Instant> VALID_UNTIL = Field.of(TYPE, "valid_until", Kinds.instant());

  /** How many uses are left; empty for any number. */
  public static final Field<BigDecimal> USES = Field.of(TYPE, "uses", Kinds.decimal());

  /** How often one customer may use it; empty for any number. */
  public static final Field<BigDecimal> USES_PER_CUSTOMER =
      Field.of(TYPE, "uses_per_customer", Kinds.decimal());

  /** The least amount of an order. */
  public static final Field<Money> MINIMUM = Field.of(TYPE, "minimum", Kinds.money());

  /** Whether {@link #MINIMUM} includes the tax. */
  public static final Field<Boolean> MINIMUM_VAT_INCLUDED =
      Field.of(TYPE, "minimum_vat_included", Kinds.bool());

  /** What is taken off an order. */
  public static final Field<Money> DISCOUNT = Field.of(TYPE, "discount", Kinds.money());

  /** Whether {@link #DISCOUNT} includes the tax. */
  public static final Field<Boolean> DISCOUNT_VAT_INCLUDED =
      Field.of(TYPE, "discount_vat_included", Kinds.bool());

  /** What is taken off an order, in percent. */
  public static final Field<BigDecimal> DISCOUNT_PERCENT =
      Field.of(TYPE, "discount_percent", Kinds.decimal());

  /** Whether delivery costs nothing. */
  public static final Field<Boolean> FREE_DELIVERY = Field.of(TYPE, "free_delivery", Kinds.bool());

  private Coupon() {}
}
