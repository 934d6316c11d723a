package dev.syncline.dolibarr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.connector.MatchKey;
import dev.syncline.connector.OutcomeUnknown;
import dev.syncline.connector.Reading;
import dev.syncline.connector.Refusal;
import dev.syncline.connector.Write;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Entity;
import dev.syncline.model.Media;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.PhoneRules;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.Fault;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Products, their variants, pictures and prices, and the services that stand for roles. */
class GoodsTest {

  private static final byte[] PNG = "\u0089PNG....".getBytes(StandardCharsets.ISO_8859_1);

  private static Rig variants() {
    return new Rig(fake -> fake, connector -> connector.variants(true));
  }

  private static Entity variant(Ref product, String color) {
    return Entity.of(Variant.TYPE, "")
        .with(Variant.PRODUCT, product)
        .with(Variant.OPTIONS, Map.of("Color", color, "Size", "M"))
        .with(Variant.SKU, "TEE-" + color)
        .with(Variant.NAME, "Tee - " + color)
        .with(Variant.EXTERNAL_CODE, "ps1_v_1_" + color)
        .with(Variant.PRICE, Money.of("12.5", "EUR"))
        .with(Variant.BARCODES, Set.of("40063813" + color.length()));
  }

  @Test
  void aPriceOfMoreThanTwoDigitsIsExactFromTheBeginning() {
    try (Rig rig = new Rig()) {
      Entity net = rig.made(Rig.product("A").with(Product.PRICE, Money.of("10.12345", "EUR")));
      assertThat(net.get(Product.PRICE)).contains(Money.of("10.12345", "EUR"));
      Entity gross =
          rig.made(
              Rig.product("B")
                  .with(Product.PRICE, Money.of("50", "EUR"))
                  .with(Product.VAT, new BigDecimal("20"))
                  .with(Product.VAT_INCLUDED, true));
      assertThat(gross.get(Product.PRICE)).contains(Money.of("50", "EUR"));
      assertThat(rig.fake.products().get(Long.parseLong(gross.id())).text("price"))
          .startsWith("41.66667");
    }
  }

  @Test
  void aPriceThatTheVendorRoundsToItselfCostsNoSecondCall() {
    try (Rig rig = new Rig()) {
      int mark = rig.mark();
      rig.write(rig.create(Rig.product("A").with(Product.PRICE, Money.of("10.5", "EUR"))));
      assertThat(rig.mark() - mark).isEqualTo(1);
    }
  }

  @Test
  void aNewProductIsOnSaleUnlessItIsArchived() {
    try (Rig rig = new Rig()) {
      assertThat(rig.made(Rig.product("A")).get(Product.ARCHIVED)).contains(false);
      assertThat(rig.made(Rig.product("B").with(Product.ARCHIVED, true)).get(Product.ARCHIVED))
          .contains(true);
    }
  }

  @Test
  @Rule({"P-051", "P-060"})
  void whatTheVendorCleansIsForeseen() {
    try (Rig rig = new Rig()) {
      Entity wanted =
          Rig.product("P/4 x").with(Product.NAME, "15\" <b>Tee</b> \uD83D\uDE00 & Söhne");
      WriteResult.Written written = (WriteResult.Written) rig.write(rig.create(wanted));
      Entity holds = written.held().orElseThrow();
      assertThat(holds.get(Product.SKU)).contains("P_4_x");
      assertThat(holds.get(Product.NAME).orElseThrow()).startsWith("15\" Tee").endsWith("& Söhne");
      int mark = rig.mark();
      Entity again =
          Entity.of(Product.TYPE, written.id()).with(Product.NAME, holds.get(Product.NAME));
      rig.write(Rig.update(holds, again));
      Entity read = rig.read(Product.TYPE, written.id());
      assertThat(read.same(holds, Product.NAME, PhoneRules.digits())).isTrue();
      assertThat(rig.written(mark)).hasSize(1);
    }
  }

  @Test
  @Rule("P-057")
  void aVariantIsAChildWithItsOwnReferenceAtOnce() {
    try (Rig rig = variants()) {
      Ref tee = rig.made(Rig.product("TEE").with(Product.EXTERNAL_CODE, "ps1_p_1")).ref();
      Entity red = rig.made(variant(tee, "Red"));
      assertThat(red.get(Variant.PRODUCT)).contains(tee);
      assertThat(red.get(Variant.OPTIONS)).contains(Map.of("Color", "Red", "Size", "M"));
      assertThat(red.get(Variant.EXTERNAL_CODE)).contains("ps1_v_1_Red");
      assertThat(red.get(Variant.SKU)).contains("TEE-Red");
      assertThat(rig.everything("product").ids()).containsExactly(tee.id());
      assertThat(rig.everything("variant").ids()).containsExactly(red.id());
    }
  }

  @Test
  @Rule({"P-057", "P-032"})
  void theSameOptionsMakeNoSecondChild() {
    try (Rig rig = variants()) {
      Ref tee = rig.made(Rig.product("TEE")).ref();
      Write.Create create = rig.create(variant(tee, "Red"));
      rig.fake.faults().onNext("POST", "/variants", Fault.LOST_AFTER);
      assertThatThrownBy(() -> rig.write(create)).isInstanceOf(OutcomeUnknown.class);
      rig.write(create);
      rig.write(create);
      assertThat(rig.fake.backOffice().variantsOf(Long.parseLong(tee.id()))).hasSize(1);
      assertThat(rig.fake.products().size()).isEqualTo(2);
    }
  }

  @Test
  void aVariantThatIsDeletedIsGone() {
    try (Rig rig = variants()) {
      Ref tee = rig.made(Rig.product("TEE")).ref();
      Entity red = rig.made(variant(tee, "Red"));
      OperationKeys.delete(rig, red);
      assertThat(
              rig.connector
                  .port(Variant.TYPE)
                  .read(List.of(red.id()), rig.everything(Variant.TYPE))
                  .get(red.id()))
          .isInstanceOf(Reading.Gone.class);
    }
  }

  private static final class OperationKeys {
    static void delete(Rig rig, Entity held) {
      var key = new dev.syncline.connector.OperationKey("shop", "x", held.id(), 1, "delete");
      assertThat(rig.write(new Write.Delete(key, held))).isInstanceOf(WriteResult.Written.class);
    }
  }

  @Test
  @Rule("P-063")
  void picturesAreUploadedOnceAndThoseOfOthersAreLeftAlone() {
    try (Rig rig =
        new Rig(
            fake -> fake, connector -> connector.pictures((picture, most) -> Optional.of(PNG)))) {
      Media front = new Media("https://shop.example/1.png", "42:abc");
      Entity tee = rig.made(Rig.product("TEE").with(Product.IMAGES, Set.of(front)));
      assertThat(tee.get(Product.IMAGES).orElseThrow())
          .extracting(Media::digest)
          .containsExactly("42:abc");
      Media back = new Media("https://shop.example/2.png", "43:def");
      int mark = rig.mark();
      rig.write(Rig.update(tee, Rig.only(tee, Product.IMAGES, Set.of(back))));
      assertThat(rig.written(mark)).containsExactly("POST documents/upload", "DELETE documents");
      assertThat(rig.fake.backOffice().files("product", "TEE")).hasSize(1);
    }
  }

  @Test
  void aNewProductWithoutPicturesCostsNoLookAtItsFiles() {
    try (Rig rig =
        new Rig(
            fake -> fake, connector -> connector.pictures((picture, most) -> Optional.of(PNG)))) {
      int mark = rig.mark();
      rig.write(rig.create(Rig.product("TEE").with(Product.IMAGES, Set.of())));
      assertThat(rig.fake.log().since(mark)).hasSize(1);
    }
  }

  @Test
  void withoutASourceOfPicturesNoneAreReadOrWritten() {
    try (Rig rig = new Rig()) {
      assertThat(rig.connector.port(Product.TYPE).capabilities().readable())
          .doesNotContain(Product.IMAGES);
    }
  }

  @Test
  @Rule({"P-086", "P-087"})
  void aLineWithARoleStandsOnItsServiceWhichIsMadeWhereItIsMissing() {
    try (Rig rig = new Rig(fake -> fake, connector -> connector.service("shipping", "PORT"))) {
      Ref customer = rig.made(Rig.customer("Doe")).ref();
      Ref tee = rig.made(Rig.product("TEE")).ref();
      Entity shipping =
          Entity.of(OrderLine.TYPE, "")
              .with(OrderLine.ROLE, OrderLine.SHIPPING)
              .with(OrderLine.NAME, "Carrier")
              .with(OrderLine.QUANTITY, BigDecimal.ONE)
              .with(OrderLine.PRICING, Rig.net("4.9"));
      Entity order = rig.made(Rig.order(customer, Rig.line(tee, "1", "5"), shipping));
      List<Entity> lines = order.get(Order.LINES).orElseThrow();
      assertThat(lines.get(1).get(OrderLine.ROLE)).contains(OrderLine.SHIPPING);
      assertThat(lines.get(1).get(OrderLine.ITEM)).isEmpty();
      assertThat(rig.fake.products().find("ref", "PORT")).isPresent();
      rig.made(Rig.order(customer, shipping));
      assertThat(rig.fake.products().size()).isEqualTo(2);
    }
  }

  @Test
  @Rule("P-094")
  void linesOfAValidatedOrderAreRewrittenInADraftAndValidatedAgain() {
    try (Rig rig = new Rig()) {
      Ref customer = rig.made(Rig.customer("Doe")).ref();
      Ref tee = rig.made(Rig.product("TEE")).ref();
      Entity order = rig.made(Rig.order(customer, Rig.line(tee, "1", "5")).with(Order.STATUS, "1"));
      int mark = rig.mark();
      Entity more = Rig.only(order, Order.LINES, List.of(Rig.line(tee, "3", "5")));
      assertThat(rig.write(Rig.update(order, more))).isInstanceOf(WriteResult.Written.class);
      Entity after = rig.read(Order.TYPE, order.id());
      assertThat(after.get(Order.STATUS)).contains("1");
      assertThat(after.get(Order.NUMBER)).isEqualTo(order.get(Order.NUMBER));
      assertThat(after.get(Order.LINES).orElseThrow()).hasSize(1);
      assertThat(after.get(Order.TOTAL).orElseThrow()).isEqualByComparingTo("18");
      String path = "orders/" + order.id();
      assertThat(rig.written(mark).get(0)).isEqualTo("POST " + path + "/settodraft");
    }
  }

  @Test
  @Rule("P-094")
  void linesOfAnInvoicedOrderStay() {
    try (Rig rig = new Rig()) {
      Ref customer = rig.made(Rig.customer("Doe")).ref();
      Ref tee = rig.made(Rig.product("TEE")).ref();
      Entity order =
          rig.made(
              Rig.order(customer, Rig.line(tee, "1", "5"))
                  .with(Order.STATUS, "1")
                  .with(Order.INVOICED, true));
      Entity more = Rig.only(order, Order.LINES, List.of(Rig.line(tee, "3", "5")));
      WriteResult refused = rig.write(Rig.update(order, more));
      assertThat(((WriteResult.Refused) refused).reasons().get(0).code())
          .isEqualTo(Refusal.Code.NOT_ALLOWED);
      assertThat(rig.read(Order.TYPE, order.id()).get(Order.STATUS)).contains("1");
    }
  }

  @Test
  @Rule("P-065")
  void aProductOnAnOrderIsInUse() {
    try (Rig rig = new Rig()) {
      Ref customer = rig.made(Rig.customer("Doe")).ref();
      Entity tee = rig.made(Rig.product("TEE"));
      rig.made(Rig.order(customer, Rig.line(tee.ref(), "1", "5")));
      var key = new dev.syncline.connector.OperationKey("shop", "x", tee.id(), 1, "delete");
      WriteResult refused = rig.write(new Write.Delete(key, tee));
      assertThat(((WriteResult.Refused) refused).reasons().get(0).code())
          .isEqualTo(Refusal.Code.IN_USE);
    }
  }

  @Test
  void aNameThatTheFilterLanguageCannotSayIsFound() {
    try (Rig rig = new Rig()) {
      Entity odd = rig.made(Rig.product("A").with(Product.NAME, "Tee (15\") 100%_; 'x': a,b"));
      rig.made(Rig.product("B").with(Product.NAME, "Tee X15XX 100XXX XxX: aXb"));
      for (MatchKey key : MatchKey.of(odd, List.of(Product.NAME), PhoneRules.digits())) {
        var found =
            rig.connector.port(Product.TYPE).find(List.of(key), rig.everything(Product.TYPE));
        assertThat(found.get(key).hits()).extracting(Entity::id).containsExactly(odd.id());
      }
    }
  }
}
