package dev.syncline.bitrix24.port;

import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;

/** What a portal gives of its own where a create leaves it empty. */
final class Filled {

  static final Field<?>[] FIELDS = {
    Category.ARCHIVED,
    Customer.KIND,
    Customer.NAME,
    Customer.PERSON_NAME,
    Invoice.CURRENCY,
    Invoice.DUE_ON,
    Invoice.ISSUED_ON,
    Invoice.NUMBER,
    Invoice.ORGANIZATION,
    Invoice.RESPONSIBLE,
    Invoice.STATUS,
    Invoice.TITLE,
    Order.CURRENCY,
    Order.PIPELINE,
    Order.PLANNED_ON,
    Order.RESPONSIBLE,
    Order.STATUS,
    Order.TITLE,
    Product.ARCHIVED,
    Product.HAS_VARIANTS,
    Product.KIND,
    Product.UNIT,
    Product.VAT_INCLUDED,
    StockLevel.QUANTITY,
    Variant.ARCHIVED
  };

  private Filled() {}
}
