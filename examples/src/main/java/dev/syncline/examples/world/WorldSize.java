package dev.syncline.examples.world;

/**
 * How many top-level entities of each kind there are over both sides.
 *
 * @since 0.1
 */
public record WorldSize(
    int sections, int goods, int withVariations, int clients, int deals, int invoices) {

  /** What {@code --records} scales. */
  public static final WorldSize DEFAULT = new WorldSize(20, 500, 100, 300, 200, 80);

  /** All top-level entities; variations and rows are not counted. */
  public int records() {
    return sections + goods + clients + deals + invoices;
  }

  /** Every kind scaled by the number over the default total, at least one of each. */
  public static WorldSize of(int records) {
    return new WorldSize(
        scaled(DEFAULT.sections, records),
        scaled(DEFAULT.goods, records),
        scaled(DEFAULT.withVariations, records),
        scaled(DEFAULT.clients, records),
        scaled(DEFAULT.deals, records),
        scaled(DEFAULT.invoices, records));
  }

  private static int scaled(int count, int records) {
    return (int) Math.max(1, Math.round((double) count * records / DEFAULT.records()));
  }
}
