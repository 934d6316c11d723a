package dev.syncline.bitrix24.port;

import dev.syncline.bitrix24.codec.ProductTable;
import dev.syncline.connector.Capabilities;
import dev.syncline.connector.Write;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Product;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Products, parents of variants, and services: three families of methods over one list.
 *
 * @since 0.1
 */
public final class ProductPort extends CatalogPort {

  /** A port of one portal. */
  public ProductPort(Portal portal) {
    super(portal, Product.TYPE, Product.EXTERNAL_CODE);
  }

  @Override
  public Capabilities capabilities() {
    return common()
        .readsAndWrites(shelf.codec().writable())
        .readsAndWrites(Product.PRICE)
        .readsAndCreates(Product.KIND, Product.HAS_VARIANTS)
        .customFields()
        .build();
  }

  @Override
  public Set<Field<?>> ignored(Write write) {
    Set<Field<?>> ignored = new LinkedHashSet<>(super.ignored(write));
    if (parent(write instanceof Write.Create create ? create.wanted() : Scripts.held(write))) {
      ProductTable.OF_VARIANTS.stream().filter(Scripts.said(write)::contains).forEach(ignored::add);
    }
    return ignored;
  }

  @Override
  String family(Entity product) {
    if (service(product)) {
      return "catalog.product.service";
    }
    return parent(product) ? "catalog.product.sku" : "catalog.product";
  }

  @Override
  String wrapper(Entity product) {
    return service(product) ? "service" : parent(product) ? "sku" : "element";
  }

  private static boolean service(Entity product) {
    return product.get(Product.KIND).filter(Product.SERVICE::equals).isPresent();
  }

  private static boolean parent(Entity product) {
    return product.get(Product.HAS_VARIANTS).orElse(false);
  }
}
