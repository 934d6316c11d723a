package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.model.Entity;
import dev.syncline.model.Money;
import dev.syncline.model.Product;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Where products have several prices, one level is the price that plans know. */
class PriceLevelTest {

  private static Rig rig(int level) {
    return new Rig(
        fake -> fake.constant("PRODUIT_MULTIPRICES", "1").constant("PRODUCT_PRICE_UNIQ", "0"),
        connector -> connector.priceLevel(level));
  }

  private static Entity priced(String amount) {
    return Rig.product("TEE")
        .with(Product.PRICE, Money.of(amount, "EUR"))
        .with(Product.VAT, new BigDecimal(20));
  }

  private static BigDecimal level(Rig rig, int level) {
    FakeRecord product = rig.fake.products().get(1);
    return product.number("multiprices." + level);
  }

  @Test
  @Rule({"P-061", "P-134"})
  void aNewProductHasItsPriceAtTheLevelThatIsSetWithAllItsDigits() {
    try (Rig rig = rig(2)) {
      Entity made = rig.made(priced("10.12345"));
      assertThat(made.get(Product.PRICE)).contains(Money.of("10.12345", "EUR"));
      assertThat(level(rig, 2)).isEqualByComparingTo("10.12345");
      assertThat(rig.fake.log().since(0))
          .filteredOn(each -> !each.method().equals("GET"))
          .as("no second call for the digits")
          .hasSize(1);
    }
  }

  @Test
  @Rule({"P-061", "P-134"})
  void aChangedPriceLeavesTheOtherLevelsAsTheyAre() {
    try (Rig rig = rig(1)) {
      Entity made = rig.made(priced("10"));
      rig.fake
          .products()
          .update(1, draft -> draft.set("multiprices", java.util.Map.of("1", 10, "3", 7)));
      rig.write(Rig.update(made, Rig.only(made, Product.PRICE, Money.of("12.5", "EUR"))));
      assertThat(level(rig, 1)).isEqualByComparingTo("12.5");
      assertThat(level(rig, 3)).isEqualByComparingTo("7");
      assertThat(rig.read(Product.TYPE, made.id()).get(Product.PRICE))
          .contains(Money.of("12.5", "EUR"));
    }
  }

  @Test
  void whatHasNoPriceAtTheLevelHasNone() {
    try (Rig rig = rig(4)) {
      rig.fake
          .products()
          .add(
              draft -> draft.ref("TEE").label("Tee").set("multiprices", java.util.Map.of("1", 10)));
      Entity there = rig.read(Product.TYPE, "1");
      assertThat(there.knows(Product.PRICE)).isTrue();
      assertThat(there.get(Product.PRICE)).isEmpty();
    }
  }

  @Test
  void aLevelWhereProductsHaveOnePriceIsNamedByTheCheck() {
    try (Rig rig = new Rig(fake -> fake, connector -> connector.priceLevel(2))) {
      assertThat(rig.connector.check().problems())
          .extracting(each -> each.code())
          .contains("PRICE_LEVELS_OFF");
    }
    try (Rig rig = rig(2)) {
      assertThat(rig.connector.check().problems()).isEmpty();
    }
  }
}
