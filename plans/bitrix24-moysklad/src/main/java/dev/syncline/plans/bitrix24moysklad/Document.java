package dev.syncline.plans.bitrix24moysklad;

import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Ref;
import java.util.List;

/** What orders and invoices call the same things. */
record Document(
    EntityType type,
    Field<String> number,
    Field<String> title,
    Field<String> status,
    Field<Ref> customer,
    Field<List<Entity>> lines,
    Field<String> currency,
    Field<String> comment,
    Field<String> responsible,
    Field<String> organization) {

  /** Deals and customer orders. */
  static final Document ORDER =
      new Document(
          Order.TYPE,
          Order.NUMBER,
          Order.TITLE,
          Order.STATUS,
          Order.CUSTOMER,
          Order.LINES,
          Order.CURRENCY,
          Order.COMMENT,
          Order.RESPONSIBLE,
          Order.ORGANIZATION);

  /** Invoices of Bitrix24 and customer invoices. */
  static final Document INVOICE =
      new Document(
          Invoice.TYPE,
          Invoice.NUMBER,
          Invoice.TITLE,
          Invoice.STATUS,
          Invoice.CUSTOMER,
          Invoice.LINES,
          Invoice.CURRENCY,
          Invoice.COMMENT,
          Invoice.RESPONSIBLE,
          Invoice.ORGANIZATION);
}
