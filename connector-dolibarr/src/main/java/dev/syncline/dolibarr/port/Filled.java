package dev.syncline.dolibarr.port;

import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.CreditNote;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.Invoice;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.Product;
import dev.syncline.model.Shipment;

/** What Dolibarr gives of its own where a create leaves it empty. */
final class Filled {

  static final Field<?>[] FIELDS = {
    Category.EXTERNAL_CODE,
    ContactPerson.ARCHIVED,
    ContactPerson.EXTERNAL_CODE,
    CreditNote.CURRENCY,
    CreditNote.ISSUED_ON,
    CreditNote.STATUS,
    Customer.ARCHIVED,
    Customer.EXTERNAL_CODE,
    Customer.KIND,
    Invoice.CURRENCY,
    Invoice.DUE_ON,
    Invoice.ISSUED_ON,
    Invoice.STATUS,
    Order.CURRENCY,
    Order.PLACED_AT,
    Order.STATUS,
    Payment.METHOD,
    Payment.PAID_ON,
    Product.ARCHIVED,
    Product.EXTERNAL_CODE,
    Product.KIND,
    Product.PRICE,
    Product.PURCHASABLE,
    Product.VAT,
    Product.VAT_INCLUDED,
    Shipment.CUSTOMER
  };

  private Filled() {}
}
