package dev.syncline.model;

import java.math.BigDecimal;

/**
 * How much of one product or variant there is, over all warehouses. Its id is that of the item.
 *
 * @since 0.1
 */
public final class StockLevel {

  /** The type. */
  public static final EntityType TYPE = new EntityType("stock-level");

  /** The product or variant. */
  public static final Field<Ref> ITEM = Field.of(TYPE, "item", Kinds.ref());

  /** How many units. */
  public static final Field<BigDecimal> QUANTITY = Field.of(TYPE, "quantity", Kinds.decimal());

  private StockLevel() {}
}
