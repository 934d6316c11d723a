package dev.syncline.model;

import java.math.BigDecimal;

/**
 * A line of an order, invoice or shipment.
 *
 * @since 0.1
 */
public final class OrderLine {

  /** The type. */
  public static final EntityType TYPE = new EntityType("order-line");

  /** The value of {@link #ROLE} for what was ordered. */
  public static final String GOODS = "goods";

  /** The value of {@link #ROLE} for the delivery. */
  public static final String SHIPPING = "shipping";

  /** The value of {@link #ROLE} for a voucher or another price reduction of the whole. */
  public static final String DISCOUNT = "discount";

  /** The value of {@link #ROLE} for gift wrapping. */
  public static final String WRAPPING = "wrapping";

  /** The value of {@link #ROLE} for what makes the sum come out. */
  public static final String ROUNDING = "rounding";

  /** The product or variant; empty for a line of free text. */
  public static final Field<Ref> ITEM = Field.of(TYPE, "item", Kinds.ref());

  /** The text of the line. */
  public static final Field<String> NAME = Field.of(TYPE, "name", Kinds.text());

  /** The number of what was ordered, as it was then; it outlives the item. */
  public static final Field<String> SKU = Field.of(TYPE, "sku", Kinds.text());

  /** How many units. */
  public static final Field<BigDecimal> QUANTITY = Field.of(TYPE, "quantity", Kinds.decimal());

  /** What a unit costs. */
  public static final Field<Pricing> PRICING = Field.of(TYPE, "pricing", Kinds.pricing());

  /** How many units are reserved. */
  public static final Field<BigDecimal> RESERVED = Field.of(TYPE, "reserved", Kinds.decimal());

  /** How many units are shipped already. */
  public static final Field<BigDecimal> SHIPPED = Field.computed(TYPE, "shipped", Kinds.decimal());

  /**
   * What it stands for: {@link #GOODS}, {@link #SHIPPING}, {@link #DISCOUNT}, {@link #WRAPPING} or
   * {@link #ROUNDING}; empty means goods.
   */
  public static final Field<String> ROLE = Field.of(TYPE, "role", Kinds.code());

  private OrderLine() {}
}
