package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Flow;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.plans.prestashopdolibarr.CatalogueSettings.Mode;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import java.util.ArrayList;
import java.util.List;

/**
 * The ready plan between PrestaShop (left) and Dolibarr (right): categories, products and
 * combinations with their stock, customers with their addresses, and orders with invoices, credit
 * notes and payments.
 *
 * @since 0.1
 */
public final class PrestaShopDolibarrPlan {

  private static final String PRESTASHOP = "prestashop";
  private static final String DOLIBARR = "dolibarr";

  private PrestaShopDolibarrPlan() {}

  /**
   * A plan by these settings. Nothing is asked of the accounts yet: {@code engine.check} says what
   * does not fit them.
   *
   * @param name the plan's name, stable: stores keep everything under it
   * @throws IllegalArgumentException if a connector is for another system, such as when the two are
   *     interchanged
   */
  public static SyncPlan of(
      String name, Connector prestashop, Connector dolibarr, PrestaShopDolibarrSettings settings) {
    expect("left", PRESTASHOP, prestashop);
    expect("right", DOLIBARR, dolibarr);
    SyncPlan.Builder plan = SyncPlan.named(name).between(prestashop, dolibarr);
    flows(settings, SettingsCheck.hasChildren(dolibarr)).forEach(plan::flow);
    SettingsCheck check = new SettingsCheck(settings, dolibarr);
    plan.check(check::problems).note(check::notes);
    check.excluded().forEach(plan::excludes);
    OrderCheck orders = new OrderCheck(settings, prestashop, dolibarr);
    plan.check(orders::problems).note(orders::notes);
    plan.closerCheck(orders::ofTheShop).closerNote(orders::closerNotes);
    return new ReadyPlan(plan.build(), new NeededFields(settings, dolibarr));
  }

  /** In dependency order: what others refer to comes first (P-022). */
  private static List<Flow> flows(PrestaShopDolibarrSettings settings, boolean children) {
    List<Flow> flows = new ArrayList<>();
    if (settings.has(Part.CATALOGUE)) {
      flows.add(new CategoryRules(settings).flow());
      flows.add(new ProductRules(settings).flow());
      if (children || settings.catalogue().mode() == Mode.FLAT) {
        flows.add(new CombinationRules(settings).flow());
      }
    }
    if (settings.has(Part.STOCK) && settings.stockSource() == StockSource.PRESTASHOP) {
      flows.add(StockRules.flow(settings));
    }
    boolean orders = settings.has(Part.ORDERS);
    PeopleRules people = new PeopleRules(settings.customers());
    if (settings.has(Part.CUSTOMERS) || orders) {
      flows.add(people.customers().onDemand(!settings.has(Part.CUSTOMERS)));
      flows.add(people.addresses());
    }
    Papers papers = new Papers(settings, people);
    if (orders) {
      flows.add(new OrderRules(papers).flow());
      new ShipmentRules(papers).tracking().ifPresent(flows::add);
    }
    if (orders && settings.has(Part.INVOICES)) {
      flows.add(new InvoiceRules(papers).flow());
      flows.add(new CreditNoteRules(papers).flow());
    }
    if (orders && settings.has(Part.INVOICES) && settings.has(Part.PAYMENTS)) {
      flows.add(new PaymentRules(papers).flow());
    }
    if (orders && settings.has(Part.INVOICES)) {
      new InvoicedRules(papers, settings.back()).flow().ifPresent(flows::add);
    }
    if (settings.has(Part.STOCK) && settings.stockSource() == StockSource.DOLIBARR) {
      flows.add(StockRules.flow(settings)); // after the orders, which move Dolibarr's (P-133)
    }
    return flows;
  }

  private static void expect(String side, String system, Connector connector) {
    if (!connector.account().system().equals(system)) {
      throw new IllegalArgumentException(
          "this plan's "
              + side
              + " side is "
              + system
              + ", but the connector given is for "
              + connector.account());
    }
  }
}
