package dev.syncline.prestashop.port;

import dev.syncline.model.Category;
import dev.syncline.model.Field;
import dev.syncline.model.Product;
import dev.syncline.model.Variant;

/** What the shop gives of its own where a create leaves it empty. */
final class Filled {

  static final Field<?>[] FIELDS = {
    Category.ARCHIVED,
    Category.NAMES,
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
