package dev.syncline.moysklad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Dictionaries;
import dev.syncline.connector.WriteResult;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.Field;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.PersonName;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.moysklad.fake.FakeObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CodecTest {

  private final Rig rig = new Rig(fake -> fake.rateLimit(false), connector -> connector);

  @BeforeEach
  void check() {
    assertThat(rig.connector.check().problems()).isEmpty();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private Entity roundTrip(Entity wanted, Field<?>... lossy) {
    return RoundTrip.of(rig, wanted, lossy);
  }

  private String unit() {
    return rig.fake.entities("uom").all().get(0).text("code");
  }

  private Ref folder(String name) {
    Entity folder = Entity.of(Category.TYPE, "").with(Category.NAME, name);
    return rig.stored(Rig.create(name, folder)).ref();
  }

  @Test
  void aFolderGoesThereAndBack() {
    Ref parent = folder("Kitchen");
    roundTrip(
        Entity.builder(Category.TYPE, "")
            .set(Category.NAME, "Kettles")
            .set(Category.PARENT, parent)
            .set(Category.EXTERNAL_CODE, "c-1")
            .build());
  }

  @Test
  void goodsGoThereAndBack() {
    Entity read =
        roundTrip(
            Entity.builder(Product.TYPE, "")
                .set(Product.NAME, "Kettle")
                .set(Product.KIND, Product.GOODS)
                .set(Product.SKU, "KET-1")
                .set(Product.EXTERNAL_CODE, "shop:881")
                .set(Product.DESCRIPTION, "boils; \"well\"")
                .set(Product.PRICE, Money.of("199.905", "RUB"))
                .set(Product.VAT, new BigDecimal("20"))
                .set(Product.UNIT, unit())
                .set(Product.BARCODES, Set.of("2000000000015", "any-thing 1"))
                .set(Product.CATEGORY, folder("Kitchen"))
                .set(Product.ARCHIVED, true)
                .build());
    assertThat(read.require(Product.HAS_VARIANTS)).isFalse();
  }

  @Test
  void aServiceGoesThereAndBackAndHasNoArticle() {
    Entity service =
        Entity.builder(Product.TYPE, "")
            .set(Product.NAME, "Delivery")
            .set(Product.KIND, Product.SERVICE)
            .set(Product.PRICE, Money.of("350", "RUB"))
            .set(Product.SKU, "D-1")
            .build();
    Entity read = roundTrip(service, Product.SKU);
    assertThat(read.id()).startsWith("service/");
    WriteResult.Written written = (WriteResult.Written) rig.write(Rig.create("2", service)).get(0);
    assertThat(written.leftOut()).containsExactly(Product.SKU);
  }

  @Test
  void aVariantGoesThereAndBackAndItsCharacteristicsAreMade() {
    Ref kettle = rig.stored(Rig.create("k", Rig.product("Kettle"))).ref();
    Entity read =
        roundTrip(
            Rig.variantOf(kettle, Map.of("Цвет", "красный", "Size", "XL"))
                .with(Variant.SKU, "KET-1-R")
                .with(Variant.EXTERNAL_CODE, "v-1")
                .with(Variant.PRICE, Money.of("210.50", "RUB"))
                .with(Variant.BARCODES, Set.of("2000000000022")));
    assertThat(read.require(Variant.NAME)).startsWith("Kettle (");
    assertThat(rig.read(kettle).require(Product.HAS_VARIANTS)).isTrue();
  }

  @Test
  void aPersonGoesThereAndBack() {
    roundTrip(
        Entity.builder(Customer.TYPE, "")
            .set(Customer.KIND, Customer.PERSON)
            .set(Customer.NAME, "Ivan Petrov")
            .set(Customer.PERSON_NAME, new PersonName("Petrov", "Ivan", "Ivanovich"))
            .set(Customer.PHONES, Set.of("+79031234567", "8 (903) 765-43-21"))
            .set(Customer.EMAILS, Set.of("ivan@example.org"))
            .set(Customer.TAX_NUMBER, "500100732259")
            .set(Customer.COMMENT, "calls in the morning")
            .set(Customer.EXTERNAL_CODE, "p-1")
            .set(Customer.ARCHIVED, true)
            .build());
  }

  @Test
  void aCompanyGoesThereAndBack() {
    roundTrip(Rig.customer("ООО Радуга").with(Customer.TAX_NUMBER, "7702070139"));
  }

  @Test
  void ofSeveralAddressesOneIsHeldAndTheRestIsSaidToBeLeftOut() {
    Entity wanted =
        Rig.customer("Two").with(Customer.EMAILS, Set.of("b@example.org", "a@example.org"));
    WriteResult.Written written = (WriteResult.Written) rig.write(Rig.create("1", wanted)).get(0);
    assertThat(written.leftOut()).containsExactly(Customer.EMAILS);
    Entity held = written.held().orElseThrow();
    assertThat(held.require(Customer.EMAILS)).containsExactly("a@example.org");
    Entity more = Rig.only(held, Customer.EMAILS, Set.of("0@example.org", "A@example.org"));
    assertThat(rig.stored(Rig.update(held, more)).require(Customer.EMAILS))
        .containsExactly("a@example.org");
  }

  @Test
  void anOrderGoesThereAndBack() {
    Ref kettle = rig.stored(Rig.create("k", Rig.product("Kettle"))).ref();
    Ref red = rig.stored(Rig.create("r", Rig.variantOf(kettle, Map.of("Color", "red")))).ref();
    Ref buyer = rig.stored(Rig.create("c", Rig.customer("Buyer"))).ref();
    String state = rig.connector.dictionaries().codes(Dictionaries.ORDER_STATUS).get(2).code();
    Pricing taxed =
        new Pricing(
            new BigDecimal("199.90"), new BigDecimal("5"), Optional.of(new BigDecimal("20")), true);
    Entity first =
        Rig.line(red, "2", "1")
            .with(OrderLine.PRICING, taxed)
            .with(OrderLine.RESERVED, new BigDecimal("2"));
    Entity read =
        roundTrip(
            rig.newOrder(buyer)
                .with(Order.NUMBER, "bx24-12345")
                .with(Order.STATUS, state)
                .with(Order.CURRENCY, "RUB")
                .with(Order.COMMENT, "ring twice")
                .with(Order.PLANNED_ON, LocalDate.of(2026, 12, 24))
                .with(Order.PLACED_AT, Instant.parse("2026-11-20T22:05:00Z"))
                .with(Order.RESPONSIBLE, rig.any("employee"))
                .with(Order.LINES, List.of(first, Rig.line(kettle, "1.5", "100"))),
            Order.LINES);
    List<Entity> lines = read.require(Order.LINES);
    assertThat(lines).hasSize(2).noneMatch(line -> line.id().isEmpty());
    assertThat(lines.get(0).require(OrderLine.ITEM)).isEqualTo(red);
    RoundTrip.assertSame(lines.get(0), first, OrderLine.PRICING);
    RoundTrip.assertSame(lines.get(0), first, OrderLine.RESERVED);
    assertThat(lines.get(1).require(OrderLine.PRICING).vat()).isEmpty();
    assertThat(read.require(Order.TOTAL)).isEqualByComparingTo("529.81");
  }

  @Test
  void linesThatDisagreeAboutTaxKeepTheirMoneyAndAreReported() {
    Ref kettle = rig.stored(Rig.create("k", Rig.product("Kettle"))).ref();
    Ref buyer = rig.stored(Rig.create("c", Rig.customer("Buyer"))).ref();
    Optional<BigDecimal> vat = Optional.of(new BigDecimal("20"));
    Entity with =
        Rig.line(kettle, "1", "0")
            .with(
                OrderLine.PRICING, new Pricing(new BigDecimal("120"), BigDecimal.ZERO, vat, true));
    Entity without =
        Rig.line(kettle, "1", "0")
            .with(
                OrderLine.PRICING, new Pricing(new BigDecimal("100"), BigDecimal.ZERO, vat, false));
    WriteResult.Written written =
        (WriteResult.Written) rig.write(Rig.create("o", rig.newOrder(buyer, with, without))).get(0);
    assertThat(written.leftOut()).containsExactly(Order.LINES);
    assertThat(written.held().orElseThrow().require(Order.TOTAL)).isEqualByComparingTo("240");
  }

  @Test
  void everyWritableLineCanBeClearedWhereTheVendorHasNothing() {
    Entity full =
        Entity.builder(Product.TYPE, "")
            .set(Product.NAME, "Kettle")
            .set(Product.KIND, Product.GOODS)
            .set(Product.SKU, "KET-1")
            .set(Product.DESCRIPTION, "boils")
            .set(Product.PRICE, Money.of("10", "RUB"))
            .set(Product.VAT, BigDecimal.TEN)
            .set(Product.UNIT, unit())
            .set(Product.BARCODES, Set.of("2000000000015"))
            .set(Product.CATEGORY, folder("Kitchen"))
            .build();
    Entity stored = rig.stored(Rig.create("1", full));
    Entity delta =
        Entity.of(Product.TYPE, stored.id())
            .cleared(Product.SKU)
            .cleared(Product.DESCRIPTION)
            .cleared(Product.PRICE)
            .cleared(Product.VAT)
            .cleared(Product.UNIT)
            .cleared(Product.BARCODES)
            .cleared(Product.CATEGORY);
    Entity cleared = rig.stored(Rig.update(stored, delta));
    assertThat(cleared.has(Product.SKU)).isFalse();
    assertThat(cleared.has(Product.DESCRIPTION)).isFalse();
    assertThat(cleared.require(Product.PRICE).amount()).isEqualByComparingTo("0");
    assertThat(cleared.has(Product.VAT)).isFalse();
    assertThat(cleared.has(Product.UNIT)).isFalse();
    assertThat(cleared.require(Product.BARCODES)).isEmpty();
    assertThat(cleared.has(Product.CATEGORY)).isFalse();
  }

  @Test
  void aLineThatKeepsItsIdKeepsItsRow() {
    Ref kettle = rig.stored(Rig.create("k", Rig.product("Kettle"))).ref();
    Ref cup = rig.stored(Rig.create("u", Rig.product("Cup"))).ref();
    Ref buyer = rig.stored(Rig.create("c", Rig.customer("Buyer"))).ref();
    Entity order =
        rig.stored(
            Rig.create(
                "o", rig.newOrder(buyer, Rig.line(kettle, "1", "10"), Rig.line(cup, "3", "5"))));
    Entity kept = order.require(Order.LINES).get(1).with(OrderLine.QUANTITY, new BigDecimal("4"));
    Entity delta = Rig.only(order, Order.LINES, List.of(kept, Rig.line(kettle, "7", "10")));
    List<Entity> lines = rig.stored(Rig.update(order, delta)).require(Order.LINES);
    assertThat(lines).extracting(Entity::id).contains(kept.id()).hasSize(2);
    assertThat(lines)
        .filteredOn(line -> line.id().equals(kept.id()))
        .singleElement()
        .satisfies(line -> assertThat(line.require(OrderLine.QUANTITY)).isEqualByComparingTo("4"));
  }

  @Test
  void anotherCustomerTakesTheOrderWithoutTheFirstOnesBankAccount() {
    Ref one = rig.stored(Rig.create("1", Rig.customer("One"))).ref();
    Ref two = rig.stored(Rig.create("2", Rig.customer("Two"))).ref();
    FakeObject payer =
        rig.fake
            .counterparties()
            .update(
                one.id(), b -> b.putArray("accounts").addObject().put("accountNumber", "4070281"));
    Entity order = rig.stored(Rig.create("o", rig.newOrder(one)));
    rig.fake
        .customerOrders()
        .update(
            order.id(),
            body ->
                body.putObject("agentAccount").set("meta", payer.field("accounts.rows.0.meta")));
    Entity moved = rig.stored(Rig.update(order, Rig.only(order, Order.CUSTOMER, two)));
    assertThat(moved.require(Order.CUSTOMER)).isEqualTo(two);
  }
}
