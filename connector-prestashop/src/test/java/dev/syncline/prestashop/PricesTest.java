package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Coupon;
import dev.syncline.model.Entity;
import dev.syncline.model.Money;
import dev.syncline.model.Price;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.prestashop.fake.Item;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prices under conditions, and vouchers. */
class PricesTest {

  private final Rig rig = new Rig(shop -> shop.currency("USD", "1.1"), connector -> {});
  private int mug;

  @BeforeEach
  void sell() {
    mug = rig.shop.products().add(p -> p.name("Mug").price("10")).id();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Entity price() {
    return Entity.of(Price.TYPE, "")
        .with(Price.PRODUCT, new Ref(Product.TYPE, Integer.toString(mug)));
  }

  private static String id(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).id();
  }

  private Item row(WriteResult result) {
    return rig.shop.shelf("specific_prices").get(Integer.parseInt(id(result)));
  }

  private static void refused(WriteResult result, Refusal.Code code) {
    assertThat(result).isInstanceOf(WriteResult.Refused.class);
    assertThat(((WriteResult.Refused) result).reasons().get(0).code()).isEqualTo(code);
  }

  @Test
  void aDiscountInPercentKeepsTheProductsOwnPrice() {
    Item row = row(rig.write(rig.create(price().with(Price.DISCOUNT_PERCENT, new BigDecimal(15)))));
    assertThat(row.get("price")).isEqualTo("-1.000000");
    assertThat(row.get("reduction")).isEqualTo("0.150000");
    assertThat(row.get("reduction_type")).isEqualTo("percentage");
    assertThat(row.get("id_shop")).isEqualTo("0");
    Entity read = rig.read(Price.TYPE, row.id());
    assertThat(read.get(Price.AMOUNT)).isEmpty();
    assertThat(read.require(Price.DISCOUNT_PERCENT)).isEqualByComparingTo("15");
  }

  @Test
  void anAmountIsInTheCurrencyOfThePrice() {
    Entity dollars = price().with(Price.CURRENCY, "USD").with(Price.AMOUNT, Money.of("8.5", "USD"));
    Item row = row(rig.write(rig.create(dollars)));
    assertThat(row.get("id_currency")).isEqualTo("2");
    assertThat(rig.read(Price.TYPE, row.id()).get(Price.AMOUNT))
        .contains(Money.of("8.500000", "USD"));
    refused(
        rig.write(rig.create(price().with(Price.AMOUNT, Money.of("8.5", "USD")))),
        Refusal.Code.MISSING);
  }

  @Test
  void aPriceWhoseConditionCannotBeSaidIsNotMadeForEverybody() {
    Entity cheap = price().with(Price.DISCOUNT_PERCENT, BigDecimal.TEN);
    refused(rig.write(rig.create(cheap.with(Price.COUNTRY, "XX"))), Refusal.Code.MISSING);
    refused(rig.write(rig.create(cheap.with(Price.CUSTOMER_GROUP, "vip"))), Refusal.Code.MISSING);
    refused(
        rig.write(
            rig.create(
                price().with(Price.AMOUNT, Money.of("8", "EUR")).with(Price.VAT_INCLUDED, true))),
        Refusal.Code.MISSING);
    assertThat(rig.shop.shelf("specific_prices").size()).isZero();
  }

  @Test
  void aPriceThatIsThereUnderTheSameConditionsIsTaken() {
    Write first = rig.create(price().with(Price.DISCOUNT_PERCENT, BigDecimal.TEN));
    String id = id(rig.write(first));
    Write same = rig.create(price().with(Price.DISCOUNT_PERCENT, BigDecimal.ONE));
    Write other = rig.create(price().with(Price.FROM_QUANTITY, BigDecimal.TEN));
    List<WriteResult> results = rig.write(List.of(same, other));
    assertThat(results.get(0)).isEqualTo(new WriteResult.Exists(id));
    assertThat(results.get(1)).isInstanceOf(WriteResult.Written.class);
  }

  @Test
  void oneSortOfDiscountTakesTheOthersPlace() {
    Item row = row(rig.write(rig.create(price().with(Price.DISCOUNT, Money.of("2", "EUR")))));
    Entity held = rig.read(Price.TYPE, row.id());
    Entity delta =
        Entity.of(Price.TYPE, held.id())
            .cleared(Price.DISCOUNT)
            .with(Price.DISCOUNT_PERCENT, BigDecimal.TEN);
    id(rig.write(rig.update(held, delta)));
    Entity after = rig.read(Price.TYPE, row.id());
    assertThat(after.get(Price.DISCOUNT)).isEmpty();
    assertThat(after.require(Price.DISCOUNT_PERCENT)).isEqualByComparingTo("10");
    id(rig.write(rig.update(after, Entity.of(Price.TYPE, held.id()).cleared(Price.DISCOUNT))));
    assertThat(rig.read(Price.TYPE, row.id()).require(Price.DISCOUNT_PERCENT))
        .isEqualByComparingTo("10");
  }

  @Test
  void pricesOfOneCartOrAnotherShopAreNone() {
    for (int shop : new int[] {0, 1, 2}) {
      rig.shop
          .shelf("specific_prices")
          .add(p -> p.set("id_product", mug).set("id_shop", shop).set("reduction", "0.1"));
    }
    rig.shop
        .shelf("specific_prices")
        .add(p -> p.set("id_product", mug).set("id_cart", 5).set("reduction", "0.1"));
    assertThat(rig.everything("prices").ids()).containsExactly("1", "2", "3");
    try (PrestaShopConnector first = rig.connector(more -> more.shop(1))) {
      assertThat(first.port(Price.TYPE).read(List.of("1", "2", "3"), rig.all(Price.TYPE)))
          .extractingByKey("3")
          .isInstanceOf(dev.syncline.connector.Reading.Unseen.class);
    }
  }

  @Test
  void aVoucherWithoutAnyLimitsHasNone() {
    Entity coupon =
        Entity.of(Coupon.TYPE, "")
            .with(Coupon.NAME, "Ten off")
            .with(Coupon.CODE, "TEN")
            .with(Coupon.DISCOUNT_PERCENT, BigDecimal.TEN);
    Item row = rig.shop.cartRules().get(Integer.parseInt(id(rig.write(rig.create(coupon)))));
    assertThat(row.get("active")).isEqualTo("1");
    assertThat(row.get("quantity")).isEqualTo("1000000");
    Entity read = rig.read(Coupon.TYPE, row.id());
    assertThat(read.get(Coupon.USES)).isEmpty();
    assertThat(read.get(Coupon.VALID_FROM)).isEmpty();
    assertThat(read.get(Coupon.VALID_UNTIL)).isEmpty();
    assertThat(read.get(Coupon.DISCOUNT)).isEmpty();
  }

  @Test
  void aVoucherCountsWhenAnOrderHasUsedIt() {
    int tea =
        rig.shop.cartRules().add(c -> c.name("Tea").set("code", "TEA").set("quantity", 5)).id();
    var before = rig.everything("coupons").after();
    rig.time.advance(Duration.ofHours(1));
    rig.shop.cartRules().edit(tea, c -> c.set("quantity", 4));
    rig.time.advance(Duration.ofHours(1));
    assertThat(rig.look("coupons", before).ids()).containsExactly(Integer.toString(tea));
    assertThat(rig.read(Coupon.TYPE, tea).require(Coupon.USES)).isEqualByComparingTo("4");
  }

  @Test
  void aVoucherOfACurrencyThatTheShopLacksIsNotMade() {
    Entity coupon =
        Entity.of(Coupon.TYPE, "")
            .with(Coupon.NAME, "Five off")
            .with(Coupon.DISCOUNT, Money.of("5", "USD"));
    Item row = rig.shop.cartRules().get(Integer.parseInt(id(rig.write(rig.create(coupon)))));
    assertThat(row.get("reduction_currency")).isEqualTo("2");
    refused(
        rig.write(rig.create(coupon.with(Coupon.MINIMUM, Money.of("50", "GBP")))),
        Refusal.Code.MISSING);
    refused(
        rig.write(
            rig.create(coupon.with(Coupon.VALID_UNTIL, Instant.parse("2150-01-01T00:00:00Z")))),
        Refusal.Code.MISSING);
  }
}
