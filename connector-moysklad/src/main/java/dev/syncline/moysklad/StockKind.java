package dev.syncline.moysklad;

/**
 * Which of the vendor's numbers is a good's stock.
 *
 * @since 0.1
 */
public enum StockKind {
  /** What lies in the warehouses. */
  PRESENT("stock"),
  /** What lies there and is not reserved. */
  FREE("freeStock"),
  /** What is free and what is on its way here. */
  AVAILABLE("quantity");

  private final String vendor;

  StockKind(String vendor) {
    this.vendor = vendor;
  }

  /** The vendor's word. */
  public String vendor() {
    return vendor;
  }
}
