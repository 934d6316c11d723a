package dev.syncline.model;

import java.time.Instant;
import java.util.List;

/**
 * What somebody is about to buy. One that became no order was left behind: for whom, with what in
 * it and since when says this.
 *
 * @since 0.1
 */
public final class Cart {

  /** The type. */
  public static final EntityType TYPE = new EntityType("cart");

  /** The customer; empty for somebody unknown. */
  public static final Field<Ref> CUSTOMER = Field.of(TYPE, "customer", Kinds.ref());

  /** The currency, by its ISO code. */
  public static final Field<String> CURRENCY = Field.of(TYPE, "currency", Kinds.code());

  /** The language of whoever fills it, by language tag. */
  public static final Field<String> LANGUAGE = Field.of(TYPE, "language", Kinds.code());

  /** What is in it: {@link OrderLine}s with item and quantity. */
  public static final Field<List<Entity>> LINES =
      Field.of(TYPE, "lines", Kinds.lines(OrderLine.TYPE));

  /** When it was begun. */
  public static final Field<Instant> STARTED_AT = Field.of(TYPE, "started_at", Kinds.instant());

  /** When it was last touched. */
  public static final Field<Instant> CHANGED_AT = Field.of(TYPE, "changed_at", Kinds.instant());

  /** The order that it became; empty as long as it is a cart. */
  public static final Field<Ref> ORDER = Field.of(TYPE, "order", Kinds.ref());

  /** The shop: a code of the dictionary {@code organization}. */
  public static final Field<String> ORGANIZATION = Field.of(TYPE, "organization", Kinds.code());

  private Cart() {}
}
