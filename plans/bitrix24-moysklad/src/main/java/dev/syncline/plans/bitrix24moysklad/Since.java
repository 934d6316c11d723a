package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.Flow;
import dev.syncline.Side;
import java.util.Objects;

/**
 * From when on documents travel, for each kind and way on its own: a way that is switched on later
 * brings of what happened before only what changed since the day that is named. Immutable.
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

  /** The flow with the starts of its ways. */
  static Flow starting(Flow flow, StartDay toMoySklad, StartDay toBitrix24) {
    return starting(starting(flow, Side.LEFT, toMoySklad), Side.RIGHT, toBitrix24);
  }

  private static Flow starting(Flow flow, Side source, StartDay start) {
    if (start.day() != null) {
      return flow.since(source, start.day());
    }
    return start.now() ? flow.fromNow(source) : flow;
  }
}
