package dev.syncline.moysklad.codec;

import dev.syncline.model.Order;
import dev.syncline.moysklad.MoySkladTime;
import java.util.List;

/**
 * The table of {@code customerorder}.
 *
 * @since 0.1
 */
public final class CustomerOrder {

  /** {@code customerorder}. */
  public static final EntityCodec CODEC =
      new EntityCodec(
          Order.TYPE,
          "",
          List.of(
              Line.text(Order.NUMBER, "name"),
              Line.code(Order.STATUS, "state", "entity/customerorder/metadata/states", "state"),
              Documents.agent(Order.CUSTOMER),
              Addresses.of(Order.DELIVERY_ADDRESS, "shipmentAddress"),
              Positions.of(Order.LINES, true),
              Documents.currency(Order.CURRENCY),
              Line.text(Order.COMMENT, "description"),
              Line.moment(
                  Order.PLANNED_ON, "deliveryPlannedMoment", MoySkladTime::day, MoySkladTime::text),
              // The vendor keeps it to the minute.
              Line.moment(Order.PLACED_AT, "moment", MoySkladTime::instant, MoySkladTime::text)
                  .closeIf((wanted, held, phones) -> Line.sameMinute(wanted, held)),
              Documents.organization(Order.ORGANIZATION),
              Line.code(Order.STORE, "store", "entity/store", "store"),
              Line.code(Order.RESPONSIBLE, "owner", "entity/employee", "employee"),
              Documents.sum(Order.TOTAL, "sum")));

  private CustomerOrder() {}
}
