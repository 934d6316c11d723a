package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Flow;
import java.util.Objects;

/**
 * From when on documents travel, for each kind and way: a way that is switched on later need not
 * bring all that happened before. Immutable.
 *
 * @param ordersToMoySklad deals that become orders
 * @param ordersToBitrix24 orders that become deals
 * @param invoicesToMoySklad invoices from Bitrix24
 * @param invoicesToBitrix24 invoices from MoySklad
 * @since 0.1
 */
public record Since(
    StartDay ordersToMoySklad,
    StartDay ordersToBitrix24,
    StartDay invoicesToMoySklad,
    StartDay invoicesToBitrix24) {

  /** Everything that is there. */
  public static final Since BEGINNING = both(StartDay.BEGINNING, StartDay.BEGINNING);

  /** Checks that everything is there. */
  public Since {
    Objects.requireNonNull(ordersToMoySklad, "ordersToMoySklad is missing");
    Objects.requireNonNull(ordersToBitrix24, "ordersToBitrix24 is missing");
    Objects.requireNonNull(invoicesToMoySklad, "invoicesToMoySklad is missing");
    Objects.requireNonNull(invoicesToBitrix24, "invoicesToBitrix24 is missing");
  }

  /** One start for each kind, whichever way. */
  public static Since both(StartDay orders, StartDay invoices) {
    return new Since(orders, orders, invoices, invoices);
  }

  /** Whether the ways that are on start at one time, as a flow does. */
  static boolean agree(Way way, StartDay toMoySklad, StartDay toBitrix24) {
    return way != Way.BOTH || toMoySklad.equals(toBitrix24);
  }

  /** The flow with the start of its way. */
  static Flow starting(Flow flow, Way way, StartDay toMoySklad, StartDay toBitrix24) {
    StartDay start = way.toMoySklad() ? toMoySklad : toBitrix24;
    if (start.day() != null) {
      return flow.since(start.day());
    }
    return start.now() ? flow.fromNow() : flow;
  }
}
