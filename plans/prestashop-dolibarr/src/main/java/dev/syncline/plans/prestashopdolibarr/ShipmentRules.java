package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.Direction;
import dev.syncline.Flow;
import dev.syncline.Gone;
import dev.syncline.mapping.Arrival;
import dev.syncline.mapping.FieldRules;
import dev.syncline.mapping.When;
import dev.syncline.model.Shipment;
import dev.syncline.plans.prestashopdolibarr.OrderSettings.Back;
import java.util.Optional;

/** What leaves for customers. */
final class ShipmentRules {

  private final Papers papers;

  ShipmentRules(Papers papers) {
    this.papers = papers;
  }

  /** Tracking numbers of shipments that left go to what the shop knows of them (P-138). */
  Optional<Flow> tracking() {
    FieldRules rules =
        FieldRules.of(Shipment.TYPE)
            .ref(Shipment.ORDER, Direction.TO_LEFT, When.CREATE_ONLY)
            .toLeft(Shipment.TRACKING_NUMBER);
    Flow flow =
        Flow.of(Shipment.TYPE)
            .toLeft()
            .fields(rules)
            .matchBy(Shipment.ORDER)
            .found(Arrival.FROM_RIGHT)
            .createWhen(
                each -> each.get(Shipment.STATUS).filter(is -> !is.equals(Papers.DRAFT)).isPresent(),
                Shipment.STATUS)
            .gone(Gone.UNLINK);
    return Optional.of(flow).filter(any -> papers.goesBack(Back.TRACKING));
  }
}
