package dev.syncline.moysklad.codec;

import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.moysklad.MoySkladTime;
import java.util.List;

/**
 * The table of {@code invoiceout}.
 *
 * @since 0.1
 */
public final class InvoiceOut {

  /** {@code invoiceout}. */
  public static final EntityCodec CODEC =
      new EntityCodec(
          Invoice.TYPE,
          "",
          List.of(
              Line.text(Invoice.NUMBER, "name"),
              Line.code(Invoice.STATUS, "state", "entity/invoiceout/metadata/states", "state"),
              Documents.agent(Invoice.CUSTOMER),
              Line.ref(Invoice.ORDER, "customerOrder", Order.TYPE, "customerorder"),
              Positions.of(Invoice.LINES, false),
              Documents.currency(Invoice.CURRENCY),
              Line.text(Invoice.COMMENT, "description"),
              Line.moment(Invoice.ISSUED_ON, "moment", MoySkladTime::day, MoySkladTime::text),
              Line.moment(
                  Invoice.DUE_ON, "paymentPlannedMoment", MoySkladTime::day, MoySkladTime::text),
              Documents.organization(Invoice.ORGANIZATION),
              Line.code(Invoice.STORE, "store", "entity/store", "store"),
              Line.code(Invoice.RESPONSIBLE, "owner", "entity/employee", "employee"),
              Documents.sum(Invoice.PAID, "payedSum"),
              Documents.sum(Invoice.TOTAL, "sum")));

  private InvoiceOut() {}
}
