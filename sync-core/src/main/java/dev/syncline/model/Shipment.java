package dev.syncline.model;

import java.time.Instant;
import java.util.List;

/**
 * What left for a customer.
 *
 * @since 0.1
 */
public final class Shipment {

  /** The type. */
  public static final EntityType TYPE = new EntityType("shipment");

  /** The order. */
  public static final Field<Ref> ORDER = Field.of(TYPE, "order", Kinds.ref());

  /** Who gets it. */
  public static final Field<Ref> CUSTOMER = Field.of(TYPE, "customer", Kinds.ref());

  /** The status: a code of the dictionary {@code shipment-status}. */
  public static final Field<String> STATUS = Field.of(TYPE, "status", Kinds.code());

  /** How it travels: a code of the dictionary {@code carrier}. */
  public static final Field<String> CARRIER = Field.of(TYPE, "carrier", Kinds.code());

  /** The number by which the carrier finds it. */
  public static final Field<String> TRACKING_NUMBER =
      Field.of(TYPE, "tracking_number", Kinds.text());

  /** What is in it. */
  public static final Field<List<Entity>> LINES =
      Field.of(TYPE, "lines", Kinds.lines(OrderLine.TYPE));

  /** The warehouse: a code of the dictionary {@code store}. */
  public static final Field<String> STORE = Field.of(TYPE, "store", Kinds.code());

  /** When it left. */
  public static final Field<Instant> SHIPPED_AT = Field.of(TYPE, "shipped_at", Kinds.instant());

  private Shipment() {}
}
