package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.Reading;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Media;
import dev.syncline.model.Money;
import dev.syncline.model.Price;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.testkit.fake.RequestLog;
import java.math.BigDecimal;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two shops of one installation. */
class ShopsTest {

  private static final byte[] RED =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  private final Rig rig = new Rig(shop -> shop.shops(2), connector -> {});

  @AfterEach
  void close() {
    rig.close();
  }

  private PrestaShopConnector to(Consumer<PrestaShopConnector.Builder> which) {
    PrestaShopConnector connector = rig.connector(which);
    connector.check();
    return connector;
  }

  private WriteResult write(PrestaShopConnector to, Write write) {
    return to.write(List.of(write)).get(0);
  }

  private static String id(WriteResult result) {
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    return ((WriteResult.Written) result).id();
  }

  private Reading read(PrestaShopConnector from, EntityType type, String id) {
    return Optional.ofNullable(from.port(type).read(List.of(id), rig.all(type)).get(id))
        .orElseThrow();
  }

  private Entity found(PrestaShopConnector from, EntityType type, String id) {
    Reading reading = read(from, type, id);
    assertThat(reading).isInstanceOf(Reading.Found.class);
    return ((Reading.Found) reading).entity();
  }

  @Test
  void everyCallOfEveryKindNamesTheShop() {
    PrestaShopConnector second =
        to(more -> more.shop(2).pictures((media, atMost) -> Optional.of(RED)));
    int mark = rig.mark();
    String category =
        id(write(second, rig.create(Entity.of(Category.TYPE, "").with(Category.NAME, "Mugs"))));
    String mug =
        id(
            write(
                second,
                rig.create(
                    Entity.of(Product.TYPE, "")
                        .with(Product.NAME, "Mug")
                        .with(Product.PRICE, Money.of("9", "EUR"))
                        .with(Product.CATEGORY, new Ref(Category.TYPE, category))
                        .with(Product.MANUFACTURER, "Alpha")
                        .with(Product.FEATURES, Map.of("Material", "Clay"))
                        .with(Product.IMAGES, Set.of(new Media("https://other.example/1", "x"))))));
    Ref product = new Ref(Product.TYPE, mug);
    id(
        write(
            second,
            rig.create(
                Entity.of(Variant.TYPE, "")
                    .with(Variant.PRODUCT, product)
                    .with(Variant.OPTIONS, Map.of("Size", "S")))));
    String price =
        id(
            write(
                second,
                rig.create(
                    Entity.of(Price.TYPE, "")
                        .with(Price.PRODUCT, product)
                        .with(Price.DISCOUNT_PERCENT, BigDecimal.TEN))));
    String anna =
        id(
            write(
                second,
                rig.create(
                    Entity.of(Customer.TYPE, "")
                        .with(Customer.NAME, "Novak Anna")
                        .with(Customer.EMAILS, Set.of("anna@mail.example")))));
    Entity held = found(second, Customer.TYPE, anna);
    id(write(second, rig.update(held, held.with(Customer.COMMENT, "good"))));
    assertThat(second.images().of(mug)).hasSize(1);
    write(second, new Write.Delete(rig.key(Customer.TYPE, "delete"), held));
    assertThat(rig.since(mark))
        .extracting(RequestLog.Entry::query)
        .allMatch(query -> query.contains("id_shop=2"));
    assertThat(rig.shop.shelf("specific_prices").get(Integer.parseInt(price)).get("id_shop"))
        .isEqualTo("2");
    assertThat(read(to(more -> more.shop(1)), Product.TYPE, mug))
        .isInstanceOf(Reading.Unseen.class);
  }

  @Test
  void eachShopHasItsOwnPriceNameAndStockOfOneProduct() {
    PrestaShopConnector first = to(more -> more.shop(1));
    PrestaShopConnector second = to(more -> more.shop(2));
    String mug =
        id(
            write(
                to(more -> more.shopGroup(1)),
                rig.create(
                    Entity.of(Product.TYPE, "")
                        .with(Product.NAME, "Mug")
                        .with(Product.PRICE, Money.of("9", "EUR")))));
    Entity there = found(second, Product.TYPE, mug);
    id(
        write(
            second,
            rig.update(
                there,
                Entity.of(Product.TYPE, mug)
                    .with(Product.NAME, "Big mug")
                    .with(Product.PRICE, Money.of("12", "EUR")))));
    assertThat(found(first, Product.TYPE, mug).get(Product.NAME)).contains("Mug");
    assertThat(found(first, Product.TYPE, mug).require(Product.PRICE).amount())
        .isEqualByComparingTo("9");
    assertThat(found(second, Product.TYPE, mug).get(Product.NAME)).contains("Big mug");
    assertThat(found(second, Product.TYPE, mug).require(Product.PRICE).amount())
        .isEqualByComparingTo("12");
    Entity level = found(second, StockLevel.TYPE, mug);
    id(
        write(
            second,
            rig.update(
                level, Entity.of(StockLevel.TYPE, mug).with(StockLevel.QUANTITY, BigDecimal.TEN))));
    assertThat(found(second, StockLevel.TYPE, mug).require(StockLevel.QUANTITY))
        .isEqualByComparingTo("10");
    assertThat(found(first, StockLevel.TYPE, mug).require(StockLevel.QUANTITY))
        .isEqualByComparingTo("0");
  }

  @Test
  void aGroupIsAnAccountOfItsOwn() {
    PrestaShopConnector group = to(more -> more.shopGroup(1));
    int mark = rig.mark();
    String mug =
        id(write(group, rig.create(Entity.of(Product.TYPE, "").with(Product.NAME, "Mug"))));
    assertThat(rig.since(mark))
        .extracting(RequestLog.Entry::query)
        .allMatch(query -> query.contains("id_group_shop=1"));
    assertThat(group.account().id()).endsWith("#group-1");
    found(to(more -> more.shop(1)), Product.TYPE, mug);
    found(to(more -> more.shop(2)), Product.TYPE, mug);
    assertThatThrownBy(() -> PrestaShopConnector.builder().shopGroup(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void customersOfTheOtherShopAreOthers() {
    PrestaShopConnector first = to(more -> more.shop(1));
    PrestaShopConnector second = to(more -> more.shop(2));
    Entity anna =
        Entity.of(Customer.TYPE, "")
            .with(Customer.NAME, "Novak Anna")
            .with(Customer.EMAILS, Set.of("anna@mail.example"));
    String id = id(write(second, rig.create(anna)));
    assertThat(rig.shop.customers().get(Integer.parseInt(id)).get("id_shop")).isEqualTo("2");
    assertThat(id(write(first, rig.create(anna)))).isNotEqualTo(id);
  }
}
