package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Ambiguity;
import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Dictionaries;
import dev.syncline.mapping.Arrival;
import dev.syncline.model.Customer;
import java.util.function.Function;

/**
 * The ready plan between Bitrix24 (left) and MoySklad (right): product sections, products with
 * services and variations, customers, and deals as customer orders.
 *
 * @since 0.1
 */
public final class BitrixMoySkladPlan {

  private static final String BITRIX24 = "bitrix24";
  private static final String MOYSKLAD = "moysklad";

  private BitrixMoySkladPlan() {}

  /**
   * A plan by these settings. Nothing is asked of the accounts yet: {@link SyncPlan#problems()}
   * says, after both connectors' {@link Connector#check()}, what in the settings does not fit them.
   *
   * @param name the plan's name, stable: stores keep everything under it
   * @throws IllegalArgumentException if a connector is for another system, such as when the two are
   *     interchanged
   */
  public static SyncPlan of(
      String name, Connector bitrix, Connector moysklad, BitrixMoySkladSettings settings) {
    expect(bitrix, BITRIX24);
    expect(moysklad, MOYSKLAD);
    Function<Side, Dictionaries> dictionaries =
        side -> (side == Side.LEFT ? bitrix : moysklad).dictionaries();
    CatalogueRules catalogue = new CatalogueRules(settings, dictionaries);
    Directions ways = settings.directions();

    SyncPlan.Builder plan = SyncPlan.named(name).between(bitrix, moysklad);
    if (ways.sections().on()) {
      plan.flow(catalogue.sections());
    }
    if (ways.products().on()) {
      plan.flow(catalogue.products()).flow(catalogue.variations());
    }
    if (ways.customers().on()) {
      plan.flow(customers(settings));
    }
    if (ways.orders().on()) {
      plan.flow(new OrderRules(settings, dictionaries).flow());
    }
    return plan.check(() -> SettingsCheck.of(settings, bitrix, moysklad).problems()).build();
  }

  private static Flow customers(BitrixMoySkladSettings settings) {
    return Flow.of(Customer.TYPE)
        .direction(settings.directions().customers().direction())
        .fields(new CustomerMapper())
        .matchBy(Customer.TAX_NUMBER, Customer.EMAILS, Customer.PHONES)
        .matchByWithout(Customer.NAME, Customer.TAX_NUMBER, Customer.EMAILS, Customer.PHONES)
        .trusting(Customer.PHONES) // MoySklad finds them only as they are written there
        .found(Arrival.FILL) // B-068
        .several(Ambiguity.MAKE_NEW) // B-067
        .onDemand(!settings.customersOnUpdate()); // B-065
  }

  private static void expect(Connector connector, String system) {
    if (!connector.account().system().equals(system)) {
      throw new IllegalArgumentException(
          "this plan's "
              + (system.equals(BITRIX24) ? "left" : "right")
              + " side is "
              + system
              + ", but the connector given is for "
              + connector.account());
    }
  }
}
