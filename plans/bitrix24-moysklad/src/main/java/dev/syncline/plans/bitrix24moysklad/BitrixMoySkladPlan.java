package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Flow;
import dev.syncline.Side;
import dev.syncline.SyncPlan;
import dev.syncline.connector.Connector;
import dev.syncline.connector.Dictionaries;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.EntityType;
import dev.syncline.model.Invoice;
import dev.syncline.model.StockLevel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The ready plan between Bitrix24 (left) and MoySklad (right): product sections, products with
 * services and variations, customers with the persons to talk to, deals as customer orders, and
 * invoices.
 *
 * <p>Invoices, persons and stock take part where both connectors have them.
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
    SyncPlan.Builder plan = SyncPlan.named(name).between(bitrix, moysklad).exclusive(); // B-017
    Set<EntityType> types = new LinkedHashSet<>();
    for (Flow flow : flows(settings, dictionaries, type -> has(bitrix, moysklad, type))) {
      plan.flow(new FieldUses(settings).marking(flow)); // B-030
      types.add(flow.type(Side.LEFT));
    }
    FieldValues values = new FieldValues(settings);
    return new FieldUses(settings)
        .neededBy(plan, types)
        .check(() -> new SettingsCheck(settings, bitrix, moysklad, values).problems())
        .note(() -> new SettingsCheck(settings, bitrix, moysklad, values).notes())
        .build();
  }

  /** In dependency order: what others refer to comes first (B-104). */
  private static List<Flow> flows(
      BitrixMoySkladSettings settings,
      Function<Side, Dictionaries> dictionaries,
      Predicate<EntityType> has) {
    CatalogueRules catalogue = new CatalogueRules(settings, dictionaries);
    Directions ways = settings.directions();
    List<Flow> flows = new ArrayList<>();
    if (ways.sections().on()) {
      flows.add(catalogue.sections());
    }
    if (ways.products().on()) {
      flows.add(catalogue.products());
      flows.add(catalogue.variations());
    }
    if (ways.products().on() && settings.stock() && has.test(StockLevel.TYPE)) {
      flows.add(catalogue.stock());
    }
    if (ways.customers().on()) {
      flows.add(PeopleRules.customers(settings));
    }
    boolean persons =
        ways.customers().toMoySklad() && ways.orders().toMoySklad() && has.test(ContactPerson.TYPE);
    if (persons) {
      flows.add(PeopleRules.persons(settings));
    }
    if (ways.orders().on()) {
      flows.add(new OrderRules(settings, dictionaries, persons).flow());
    }
    if (wantsInvoices(settings) && has.test(Invoice.TYPE)) {
      flows.add(new InvoiceRules(settings, dictionaries, ways.orders().on()).flow());
    }
    return flows;
  }

  /** Invoices in stages that nobody mapped take no part, so without pairs none does (B-085). */
  static boolean wantsInvoices(BitrixMoySkladSettings settings) {
    return settings.directions().invoices().on() && !settings.invoiceStages().isEmpty();
  }

  /** Whether both systems have a type. */
  static boolean has(Connector bitrix, Connector moysklad, EntityType type) {
    return bitrix.entityTypes().contains(type) && moysklad.entityTypes().contains(type);
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
