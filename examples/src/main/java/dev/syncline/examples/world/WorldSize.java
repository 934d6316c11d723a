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
        scaled(DEFAULT.sections, records, DEFAULT.records()),
        scaled(DEFAULT.goods, records, DEFAULT.records()),
        scaled(DEFAULT.withVariations, records, DEFAULT.records()),
        scaled(DEFAULT.clients, records, DEFAULT.records()),
        scaled(DEFAULT.deals, records, DEFAULT.records()),
        scaled(DEFAULT.invoices, records, DEFAULT.records()));
  }

  /**
   * So many of a kind, where there are so many records instead of the usual total; at least one.
   */
  public static int scaled(int count, int records, int usual) {
    return (int) Math.max(1, Math.round((double) count * records / usual));
  }
}
