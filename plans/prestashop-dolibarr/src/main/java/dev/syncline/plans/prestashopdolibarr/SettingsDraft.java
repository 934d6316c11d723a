package dev.syncline.plans.prestashopdolibarr;

import dev.syncline.plans.prestashopdolibarr.PrestaShopDolibarrSettings.StockSource;
import java.util.Set;

/** Settings that can be changed in one place before they are settings again. Not thread-safe. */
final class SettingsDraft {

  Set<Part> parts;
  String shop;
  CatalogueSettings catalogue;
  CustomerSettings customers;
  OrderSettings orders;
  StockSource stockSource;
  boolean negativeStock;
  BackSettings back;

  SettingsDraft(PrestaShopDolibarrSettings from) {
    parts = from.parts();
    shop = from.shop();
    catalogue = from.catalogue();
    customers = from.customers();
    orders = from.orders();
    stockSource = from.stockSource();
    negativeStock = from.negativeStock();
    back = from.back();
  }

  PrestaShopDolibarrSettings settings() {
    return new PrestaShopDolibarrSettings(
        parts, shop, catalogue, customers, orders, stockSource, negativeStock, back);
  }
}
