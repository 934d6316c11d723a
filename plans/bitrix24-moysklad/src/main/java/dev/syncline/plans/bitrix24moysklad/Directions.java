package dev.syncline.plans.bitrix24moysklad;

import java.util.Objects;

/**
 * Which way each kind of object travels. Immutable.
 *
 * @param sections product sections and folders; off leaves products without a section
 * @param products products, services and their variations
 * @param customers contacts, companies and counterparties
 * @param orders deals and customer orders
 * @param invoices invoices of Bitrix24 and customer invoices; without mapped stages none takes part
 * @since 0.1
 */
public record Directions(
    Way sections, Way products, Way customers, Way orders, Way invoices) {

  /** Everything both ways. */
  public static final Directions ALL_BOTH = 
      new Directions(Way.BOTH, Way.BOTH, Way.BOTH, Way.BOTH, Way.BOTH);

  /** Checks that every direction is named. */
  public Directions {
    Objects.requireNonNull(sections, "sections is missing");
    Objects.requireNonNull(products, "products is missing");
    Objects.requireNonNull(customers, "customers is missing");
    Objects.requireNonNull(orders, "orders is missing");
    Objects.requireNonNull(invoices, "invoices is missing");
  }

  /** The same with another way for sections. */
  public Directions withSections(Way way) {
    return new Directions(way, products, customers, orders, invoices);
  }

  /** The same with another way for products and variations. */
  public Directions withProducts(Way way) {
    return new Directions(sections, way, customers, orders, invoices);
  }

  /** The same with another way for customers. */
  public Directions withCustomers(Way way) {
    return new Directions(sections, products, way, orders, invoices);
  }

  /** The same with another way for deals and orders. */
  public Directions withOrders(Way way) {
    return new Directions(sections, products, customers, way, invoices);
  }

  /** The same with another way for invoices. */
  public Directions withInvoices(Way way) {
    return new Directions(sections, products, customers, orders, way);
  }
}
