package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Change;
import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Shipment;
import dev.syncline.model.StockLevel;
import dev.syncline.model.Variant;
import dev.syncline.prestashop.Rig.Look;
import dev.syncline.prestashop.fake.Seed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One shop of each generation: the same is read of it, and the same can be written. */
class VersionsTest {

  private static final Seed SMALL = new Seed(7, 6, 24, 8, 12, 45);

  private static Rig shop(String version) {
    Rig rig =
        new Rig(
            shop -> shop.version(version).languages("en-US", "fr-FR", "de-DE"), connector -> {});
    SMALL.fill(rig.shop);
    rig.connector.check();
    return rig;
  }

  // P-020, P-022
  @ParameterizedTest
  @ValueSource(strings = {"1.6.1.24", "1.7.8.11", "8.2.0", "9.1.4"})
  void everyFeedShowsTheWholeShop(String version) {
    try (Rig rig = shop(version)) {
      assertThat(rig.connector.check().problems()).isEmpty();
      assertThat(rig.everything("categories").ids()).hasSize(6);
      assertThat(rig.everything("products").ids()).hasSize(24);
      assertThat(rig.everything("combinations").ids()).hasSize(rig.shop.combinations().size());
      assertThat(rig.everything("customers").ids()).hasSize(12);
      assertThat(rig.everything("addresses").ids()).hasSize(rig.shop.addresses().size());
      assertThat(rig.everything("orders").ids()).hasSize(45);
      assertThat(rig.everything("invoices").ids())
          .hasSize(rig.shop.shelf("order_invoices").size())
          .isNotEmpty();
      assertThat(rig.everything("payments").ids())
          .hasSize(rig.shop.shelf("order_payments").size())
          .isNotEmpty();
      assertThat(rig.everything("slips").ids())
          .hasSize(rig.shop.shelf("order_slip").size())
          .isNotEmpty();
      assertThat(rig.everything("shipments").ids())
          .hasSize(rig.shop.shelf("order_carriers").size());
      int items = 24 - 8 + rig.shop.combinations().size();
      assertThat(rig.everything("stock").ids()).hasSize(items).doesNotHaveDuplicates();
    }
  }

  // P-085, P-087, P-088
  @ParameterizedTest
  @ValueSource(strings = {"1.6.1.24", "1.7.8.11", "8.2.0", "9.1.4"})
  void theLinesOfAnOrderMakeUpItsTotalToTheCent(String version) {
    try (Rig rig = shop(version)) {
      int discounted = 0;
      for (Change change : rig.everything("orders").changes()) {
        Entity order = change.content().orElseThrow();
        BigDecimal sum = BigDecimal.ZERO;
        for (Entity line : order.require(Order.LINES)) {
          Pricing price = line.require(OrderLine.PRICING);
          BigDecimal rate = price.vat().orElse(BigDecimal.ZERO).movePointLeft(2);
          BigDecimal worth = price.price().multiply(line.require(OrderLine.QUANTITY));
          sum = sum.add(worth.multiply(rate.add(BigDecimal.ONE)).setScale(2, RoundingMode.HALF_UP));
          discounted += line.require(OrderLine.ROLE).equals(OrderLine.DISCOUNT) ? 1 : 0;
        }
        assertThat(sum).as("order %s", order.id()).isEqualByComparingTo(order.require(Order.TOTAL));
      }
      assertThat(discounted).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.6.1.24", "1.7.8.11", "8.2.0", "9.1.4"})
  void aChangedPriceLosesNothingElseOfAProduct(String version) {
    try (Rig rig = shop(version)) {
      Entity held = rig.read(Product.TYPE, 3);
      Entity delta = Entity.of(Product.TYPE, "3").with(Product.PRICE, Money.of("77.25", "EUR"));
      assertThat(rig.write(rig.update(held, delta))).isInstanceOf(WriteResult.Written.class);
      Entity after = rig.read(Product.TYPE, 3);
      assertThat(after.require(Product.PRICE).amount()).isEqualByComparingTo("77.25");
      assertThat(after.without(Product.PRICE)).isEqualTo(held.without(Product.PRICE));
      assertThat(rig.shop.products().get(3).get("state"))
          .isEqualTo(version.startsWith("1.6") ? "" : "1");
      assertThat(rig.shop.products().get(3).text("link_rewrite")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.6.1.24", "1.7.8.11", "8.2.0", "9.1.4"})
  void oneNameChangesAndTheOtherLanguagesStay(String version) {
    try (Rig rig = shop(version)) {
      Entity held = rig.read(Product.TYPE, 2);
      Entity delta = Entity.of(Product.TYPE, "2").with(Product.NAME, "Renamed");
      assertThat(rig.write(rig.update(held, delta))).isInstanceOf(WriteResult.Written.class);
      Map<String, String> before = held.require(Product.NAMES);
      Map<String, String> after = rig.read(Product.TYPE, 2).require(Product.NAMES);
      String standard = version.startsWith("1.6") ? tag(after, "en") : "en-US";
      assertThat(after.get(standard)).isEqualTo("Renamed");
      assertThat(after).hasSameSizeAs(before);
      before.forEach(
          (tag, name) -> {
            if (!tag.equals(standard)) {
              assertThat(after).containsEntry(tag, name);
            }
          });
    }
  }

  private static String tag(Map<String, String> names, String language) {
    return names.keySet().stream()
        .filter(each -> each.startsWith(language))
        .findFirst()
        .orElseThrow();
  }

  // P-133
  @ParameterizedTest
  @ValueSource(strings = {"1.6.1.24", "1.7.8.11", "8.2.0", "9.1.4"})
  void stockIsSetAndStaysInItsShop(String version) {
    try (Rig rig = shop(version)) {
      Look before = rig.everything("stock");
      String simple =
          before.ids().stream().filter(id -> !id.contains("-")).findFirst().orElseThrow();
      String varied =
          before.ids().stream().filter(id -> id.contains("-")).findFirst().orElseThrow();
      for (String id : List.of(simple, varied)) {
        Entity held = rig.read(StockLevel.TYPE, id);
        Entity delta =
            Entity.of(StockLevel.TYPE, id).with(StockLevel.QUANTITY, new BigDecimal("41"));
        assertThat(rig.write(rig.update(held, delta))).isInstanceOf(WriteResult.Written.class);
        assertThat(rig.read(StockLevel.TYPE, id).require(StockLevel.QUANTITY))
            .isEqualByComparingTo("41");
      }
      Look after = rig.look("stock", before.after());
      assertThat(after.ids()).contains(simple, varied);
      assertThat(rig.look("stock", after.after()).changes()).isEmpty();
      String parent = varied.substring(0, varied.indexOf('-'));
      Entity sum = Entity.of(StockLevel.TYPE, parent);
      assertThat(rig.write(rig.update(sum, sum.with(StockLevel.QUANTITY, BigDecimal.ONE))))
          .isInstanceOf(WriteResult.Refused.class);
    }
  }

  // P-138
  @ParameterizedTest
  @ValueSource(strings = {"1.6.1.24", "1.7.8.11", "8.2.0", "9.1.4"})
  void aStateIsEnteredOnceAndATrackingNumberIsWritten(String version) {
    try (Rig rig = shop(version)) {
      Entity order =
          rig.everything("orders").changes().stream()
              .map(change -> change.content().orElseThrow())
              .filter(each -> each.require(Order.STATUS).equals("2"))
              .findFirst()
              .orElseThrow();
      int entered = rig.shop.shelf("order_histories").size();
      Entity shipped = Entity.of(Order.TYPE, order.id()).with(Order.STATUS, "4");
      for (int time = 0; time < 2; time++) {
        assertThat(rig.write(rig.update(order, shipped))).isInstanceOf(WriteResult.Written.class);
      }
      assertThat(rig.shop.shelf("order_histories").size()).isEqualTo(entered + 1);
      assertThat(rig.read(Order.TYPE, order.id()).require(Order.STATUS)).isEqualTo("4");
      int carrier = rig.shop.shelf("order_carriers").where("id_order", order.id()).get(0).id();
      Entity held = rig.read(Shipment.TYPE, carrier);
      Entity delta = Entity.of(Shipment.TYPE, held.id()).with(Shipment.TRACKING_NUMBER, "6A 123/4");
      Look before = rig.everything("shipments");
      assertThat(rig.write(rig.update(held, delta))).isInstanceOf(WriteResult.Written.class);
      assertThat(rig.read(Shipment.TYPE, carrier))
          .isEqualTo(held.with(Shipment.TRACKING_NUMBER, "6A 123/4"));
      assertThat(rig.look("shipments", before.after()).ids()).contains(held.id());
    }
  }

  // P-135
  @ParameterizedTest
  @ValueSource(strings = {"1.6.1.24", "1.7.8.11", "8.2.0", "9.1.4"})
  void aProductWithCombinationsIsMadeWithItsOptions(String version) {
    try (Rig rig = shop(version)) {
      WriteResult made =
          rig.write(
              rig.create(
                  Entity.of(Product.TYPE, "")
                      .with(Product.NAME, "Cap <new>")
                      .with(Product.SKU, "CAP-1")
                      .with(Product.PRICE, Money.of("12.5", "EUR"))
                      .with(Product.VAT, new BigDecimal("10"))
                      .with(Product.ARCHIVED, true)));
      assertThat(made).isInstanceOf(WriteResult.Written.class);
      String product = ((WriteResult.Written) made).id();
      assertThat(rig.read(Product.TYPE, product).get(Product.NAMES).orElse(Map.of()))
          .hasSize(3)
          .containsValue("Cap  new");
      WriteResult variant =
          rig.write(
              rig.create(
                  Entity.of(Variant.TYPE, "")
                      .with(Variant.PRODUCT, new dev.syncline.model.Ref(Product.TYPE, product))
                      .with(Variant.OPTIONS, Map.of("Size", "M", "Fabric", "Wool"))
                      .with(Variant.SKU, "CAP-1-M")
                      .with(Variant.PRICE, Money.of("11", "EUR"))));
      assertThat(variant).isInstanceOf(WriteResult.Written.class);
      Entity read = rig.read(Variant.TYPE, ((WriteResult.Written) variant).id());
      assertThat(read.require(Variant.OPTIONS)).isEqualTo(Map.of("Size", "M", "Fabric", "Wool"));
      assertThat(read.require(Variant.PRICE).amount()).isEqualByComparingTo("11");
      assertThat(read.get(Variant.VAT))
          .hasValueSatisfying(rate -> assertThat(rate).isEqualByComparingTo("10"));
      assertThat(read.get(Variant.ARCHIVED)).isEqualTo(Optional.of(true));
    }
  }

  // P-080, P-100
  @ParameterizedTest
  @ValueSource(strings = {"1.6.1.24", "1.7.8.11", "8.2.0", "9.1.4"})
  void statesHaveTheirFlagsAndOrdersTheMomentOfTheirInvoice(String version) {
    try (Rig rig = shop(version)) {
      Dictionaries dictionaries = rig.connector.dictionaries();
      assertThat(dictionaries.code(Dictionaries.ORDER_STATUS, "4").orElseThrow().traits())
          .containsEntry("invoice", "1")
          .containsEntry("shipped", "1");
      assertThat(dictionaries.code(Dictionaries.ORDER_STATUS, "10").orElseThrow().traits())
          .containsEntry("invoice", "0");
      assertThat(dictionaries.codes(PrestaShopDictionaries.PAYMENT_METHOD)).isNotEmpty();
      for (Change change : rig.everything("orders").changes()) {
        Entity order = change.content().orElseThrow();
        boolean invoiced =
            rig.shop.orders().get(Integer.parseInt(order.id())).number("invoice_number") > 0;
        assertThat(order.has(Order.INVOICED_AT)).isEqualTo(invoiced);
      }
    }
  }
}
