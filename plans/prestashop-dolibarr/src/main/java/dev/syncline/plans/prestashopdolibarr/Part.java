package dev.syncline.plans.prestashopdolibarr;

/**
 * What can be left out of the plan. What is left out is neither read nor written; its links stay
 * (P-006).
 *
 * @since 0.1
 */
public enum Part {
  /** Categories, products and combinations. */
  CATALOGUE,
  /** Their pictures. */
  IMAGES,
  /** How much there is of them. */
  STOCK,
  /** Customers and their addresses. */
  CUSTOMERS,
  /** Orders, with the customers that they need. */
  ORDERS,
  /** Invoices and credit notes of orders. */
  INVOICES,
  /** Payments of invoices. */
  PAYMENTS
}
