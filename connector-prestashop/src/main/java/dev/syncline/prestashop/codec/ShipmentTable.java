package dev.syncline.prestashop.codec;

import dev.syncline.model.Customer;
import dev.syncline.model.Order;
import dev.syncline.model.Ref;
import dev.syncline.model.Shipment;
import java.util.List;
import java.util.Set;

/**
 * The table of what carriers take of orders. Only the tracking number is written.
 *
 * @since 0.1
 */
public final class ShipmentTable {

  private ShipmentTable() {}

  /** The table. */
  public static Table table() {
    return new Table(
        Shipment.TYPE,
        "order_carrier",
        List.of(
            OrderTable.ref(Shipment.ORDER, "id_order", Order.TYPE),
            customer(),
            Line.readOnly(
                Shipment.CARRIER,
                Set.of("id_carrier"),
                (row, into, terms) -> {
                  if (row.has("id_carrier")) {
                    into.set(
                        Shipment.CARRIER,
                        OrderTable.carrierOf(row, terms).map(Terms.Carrier::reference));
                  }
                }),
            Line.cleaned(
                    Shipment.TRACKING_NUMBER,
                    "tracking_number",
                    (text, terms) -> Clean.tracking(text))
                .only(Line.Access.LATER)));
  }

  private static Line<Ref> customer() {
    return Line.readOnly(
            Shipment.CUSTOMER,
            Set.of("id_order"),
            (row, into, terms) ->
                row.join(InvoiceTable.ORDERS)
                    .ifPresent(
                        order ->
                            into.set(
                                Shipment.CUSTOMER,
                                OrderTable.refOf(order, "id_customer", Customer.TYPE))))
        .joining(InvoiceTable.ORDERS);
  }
}
