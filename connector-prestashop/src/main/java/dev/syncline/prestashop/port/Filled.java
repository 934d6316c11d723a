package dev.syncline.prestashop.port;

import dev.syncline.model.Category;
import dev.syncline.model.ContactPerson;
import dev.syncline.model.Coupon;
import dev.syncline.model.Customer;
import dev.syncline.model.Field;
import dev.syncline.model.Price;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;

/** What the shop gives of its own where a create leaves it empty. */
final class Filled {

  static final Field<?>[] FIELDS = {
    Category.ARCHIVED,
    Category.NAMES,
    ContactPerson.ARCHIVED,
    ContactPerson.NAME,
    ContactPerson.PERSON_NAME,
    Coupon.ARCHIVED,
    Coupon.DISCOUNT_VAT_INCLUDED,
    Coupon.FREE_DELIVERY,
    Coupon.MINIMUM_VAT_INCLUDED,
    Coupon.NAMES,
    Customer.ARCHIVED,
    Customer.GROUPS,
    Customer.KIND,
    Customer.LANGUAGE,
    Customer.MAIN_GROUP,
    Customer.NAME,
    Customer.PERSON_NAME,
    Price.DISCOUNT_VAT_INCLUDED,
    Price.FROM_QUANTITY,
    Product.ARCHIVED,
    Product.COST_PRICE,
    Product.DESCRIPTIONS_HTML,
    Product.HEIGHT,
    Product.KIND,
    Product.LENGTH,
    Product.NAMES,
    Product.PRICE,
    Product.WEIGHT,
    Product.WIDTH,
    Variant.COST_PRICE,
    Variant.PRICE,
    Variant.WEIGHT
  };

  private Filled() {}
}
