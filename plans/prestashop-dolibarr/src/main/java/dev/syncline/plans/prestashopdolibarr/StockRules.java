package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.Lens;
import dev.syncline.mapping.When;
import dev.syncline.model.StockLevel;
import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import java.math.BigDecimal;
import java.util.Set;

/** How much there is: what the shop counts, or what Dolibarr does (P-066, P-067, P-133). */
final class StockRules {

  private StockRules() {}

  static Flow flow(PrestaShopDolibarrSettings settings) {
    boolean out = settings.stockSource() == StockSource.PRESTASHOP;
    Direction way = out ? Direction.TO_RIGHT : Direction.TO_LEFT;
    Lens<BigDecimal, BigDecimal> counted = settings.negativeStock() ? Lens.same() : notBelowZero();
    FieldRules rules =
        FieldRules.of(StockLevel.TYPE)
            .ref(StockLevel.ITEM, way, When.CREATE_ONLY)
            .with(
                StockLevel.QUANTITY,
                StockLevel.QUANTITY,
                new Ownership(settings.back()).confirmed(counted),
                way,
                When.ALWAYS);
    Flow flow =
        Flow.of(StockLevel.TYPE)
            .direction(way)
            .fields(rules)
            .matchBy(StockLevel.ITEM)
            .found(out ? Arrival.FROM_LEFT : Arrival.FROM_RIGHT);
    if (out || !settings.back().subtractsPending()) {
      return flow;
    }
    PendingSales pending = new PendingSales(settings);
    return flow.fields(new Gated(rules, pending::subtracted, Set.of())).unsent(pending.orders());
  }

  /** Neither side takes less than nothing unless it is told to (P-068). */
  private static Lens<BigDecimal, BigDecimal> notBelowZero() {
    return Lens.of(BigDecimal.ZERO::max, BigDecimal.ZERO::max);
  }
}
