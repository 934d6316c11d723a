package dev.syncline.moysklad.port;

import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;

/** What MoySklad gives of its own where a create leaves it empty. */
final class Filled {

  static final Field<?>[] FIELDS = {
    Category.EXTERNAL_CODE,
    ContactPerson.EXTERNAL_CODE,
    Customer.ARCHIVED,
    Customer.EXTERNAL_CODE,
    Customer.KIND,
    Customer.NAME,
    Invoice.CURRENCY,
    Invoice.ISSUED_ON,
    Invoice.NUMBER,
    Invoice.RESPONSIBLE,
    Order.CURRENCY,
    Order.NUMBER,
    Order.PLACED_AT,
    Order.RESPONSIBLE,
    Product.ARCHIVED,
    Product.EXTERNAL_CODE,
    Product.KIND,
    Product.PRICE,
    Variant.ARCHIVED,
    Variant.EXTERNAL_CODE,
    Variant.PRICE
  };

  private Filled() {}
}
