package dev.syncline.examples.prestashopdolibarr;

import dev.syncline.prestashop.fake.FakePrestaShop;
import java.util.Map;

final class ShopCounts {
  static Map<String, Long> of(FakePrestaShop shop) {
    return Map.of("one", 1L);
  }
}
