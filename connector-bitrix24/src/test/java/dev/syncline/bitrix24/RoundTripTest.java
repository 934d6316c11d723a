package dev.syncline.bitrix24;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.WriteResult;
import dev.syncline.model.Category;
import dev.syncline.model.Customer;
import dev.syncline.model.Entity;
import dev.syncline.model.EntityType;
import dev.syncline.model.Money;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.PersonName;
import dev.syncline.model.Pricing;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The laws of the tables: what was written is read back, and writing back what was read changes
 * nothing.
 */
class RoundTripTest {

  private final Bench bench = new Bench();
  private final Laws laws = new Laws(bench);

  @AfterEach
  void close() {
    bench.close();
  }

  private static Entity product() {
    return Bench.entity(Product.TYPE)
        .with(Product.NAME, "Mug & \"spoon\" + 100% #1")
        .with(Product.KIND, Product.GOODS)
        .with(Product.SKU, "ART+7")
        .with(Product.EXTERNAL_CODE, "ms-uuid")
        .with(Product.DESCRIPTION, "Line one\nline two")
        .with(Product.PRICE, Money.of("100.50", "RUB"))
        .with(Product.VAT, new BigDecimal("20"))
        .with(Product.VAT_INCLUDED, true)
        .with(Product.UNIT, "166")
        .with(Product.ARCHIVED, false);
  }

  private Entity variant(String parent) {
    return Bench.entity(Variant.TYPE)
        .with(Variant.PRODUCT, new Ref(Product.TYPE, parent))
        .with(Variant.OPTIONS, Map.of("Color", "red", "Size", "M"))
        .with(Variant.NAME, "Shirt red M")
        .with(Variant.SKU, "S-1")
        .with(Variant.EXTERNAL_CODE, "v-uuid")
        .with(Variant.PRICE, Money.of("20", "RUB"))
        .with(Variant.ARCHIVED, false);
  }

  private static Entity person() {
    return Bench.entity(Customer.TYPE)
        .with(Customer.KIND, Customer.PERSON)
        .with(Customer.PERSON_NAME, new PersonName("Petrov", "Ivan", "Petrovich"))
        .with(Customer.PHONES, Set.of("+7 (495) 123-45-67", "+79001112233"))
        .with(Customer.EMAILS, Set.of("i@example.com"))
        .with(Customer.COMMENT, "Calls + writes");
  }

  private static Entity company() {
    return Bench.entity(Customer.TYPE)
        .with(Customer.KIND, Customer.COMPANY)
        .with(Customer.NAME, "Romashka & Co")
        .with(Customer.PHONES, Set.of("+74950000001"))
        .with(Customer.COMMENT, "x");
  }

  private static Entity line(String price, String discount, String vat, boolean included) {
    return Entity.of(OrderLine.TYPE, "")
        .with(OrderLine.NAME, "Free text")
        .with(OrderLine.QUANTITY, new BigDecimal("2.5"))
        .with(
            OrderLine.PRICING,
            new Pricing(
                new BigDecimal(price),
                new BigDecimal(discount),
                vat.equals("-") ? Optional.empty() : Optional.of(new BigDecimal(vat)),
                included));
  }

  private static Entity order() {
    return Bench.entity(Order.TYPE)
        .with(Order.TITLE, "Customer Order 00042")
        .with(Order.STATUS, "PREPARATION")
        .with(Order.CURRENCY, "RUB")
        .with(Order.COMMENT, "Ring + leave")
        .with(Order.PLANNED_ON, LocalDate.of(2026, 12, 31))
        .with(Order.RESPONSIBLE, "7")
        .with(Order.LINES, List.of(line("120", "0", "20", true), line("99.90", "10", "-", true)));
  }

  private Entity same(Entity wanted) {
    return laws.same(wanted);
  }

  private static void agree(Entity read, Entity wanted) {
    Laws.agree(read, wanted);
  }

  private void writingBackChangesNothing(Entity read) {
    laws.writingBackChangesNothing(read);
  }

  @Test
  void everyFieldOfAProductKeepsBothLaws() {
    writingBackChangesNothing(same(product()));
  }

  @Test
  void aServiceStaysAService() {
    Entity read = same(product().with(Product.KIND, Product.SERVICE));
    assertThat(read.require(Product.KIND)).isEqualTo(Product.SERVICE);
    writingBackChangesNothing(read);
  }

  @Test
  void everyFieldOfAVariantKeepsBothLaws() {
    String parent =
        bench.made(
            Bench.entity(Product.TYPE)
                .with(Product.NAME, "Shirt")
                .with(Product.HAS_VARIANTS, true));
    assertThat(bench.read(Product.TYPE, parent).require(Product.HAS_VARIANTS)).isTrue();
    writingBackChangesNothing(same(variant(parent)));
  }

  @Test
  void whatTheVendorKeepsOfVariantsOnlyIsLeftOutOfTheirParent() {
    Entity parent = product().with(Product.HAS_VARIANTS, true).with(Product.VAT_INCLUDED, true);
    assertThat(bench.write(bench.create(parent)))
        .isInstanceOfSatisfying(
            WriteResult.Written.class,
            written ->
                assertThat(written.leftOut())
                    .containsExactlyInAnyOrder(
                        Product.VAT, Product.VAT_INCLUDED, Product.UNIT, Product.PRICE));
  }

  @Test
  void everyFieldOfACustomerKeepsBothLaws() {
    writingBackChangesNothing(same(person()));
    writingBackChangesNothing(same(company()));
  }

  @Test
  void everyFieldOfASectionKeepsBothLaws() {
    Entity parent = same(Bench.entity(Category.TYPE).with(Category.NAME, "Cups"));
    writingBackChangesNothing(
        same(
            Bench.entity(Category.TYPE)
                .with(Category.NAME, "Mugs")
                .with(Category.PARENT, parent.ref())
                .with(Category.EXTERNAL_CODE, "folder")
                .with(Category.ARCHIVED, false)));
  }

  @Test
  void everyFieldOfADealKeepsBothLaws() {
    Entity customer = same(company());
    Entity read = same(order().with(Order.CUSTOMER, customer.ref()));
    assertThat(read.require(Order.NUMBER)).isEqualTo(read.id());
    assertThat(read.require(Order.PIPELINE)).isEqualTo("0");
    writingBackChangesNothing(read);
  }

  @Test
  void aDealInAnotherPipelineNeedsOnlyItsStage() {
    Entity read = same(order().with(Order.STATUS, "C9:EXECUTING"));
    assertThat(read.require(Order.PIPELINE)).isEqualTo("9");
    Entity moved = Entity.of(Order.TYPE, read.id()).with(Order.STATUS, "NEW");
    assertThat(bench.write(bench.update(read, moved))).isInstanceOf(WriteResult.Written.class);
    assertThat(bench.read(Order.TYPE, read.id()).require(Order.PIPELINE)).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0, 20, true", "100, 20, 20, true", "100000, 20, 20, true", "0.99, 50, -, true",
    "33.33, 7.5, 20, false", "100, 100, 20, true", "19.90, 0, 0, true", "83.33, 0, 20, false",
    "10, -5, 10, true", "0, 0, 20, true", "12.34, 33.33, 10, false", "999999.99, 95, 20, false"
  })
  void aLinesPriceDiscountAndTaxAreReadBackAsWritten(
      String price, String discount, String vat, boolean included) {
    same(order().with(Order.LINES, List.of(line(price, discount, vat, included))));
  }

  @Test
  void rowsKeepTheirIdsAndMeasuresWhenOneIsChanged() {
    Entity read = same(order());
    long deal = Long.parseLong(read.id());
    bench.fake.editRows(
        deal,
        List.of(
            Map.of("productName", "By the metre", "price", 5, "quantity", 1, "measureCode", 6),
            Map.of("productName", "Other", "price", 7, "quantity", 1)));
    Entity held = bench.read(Order.TYPE, read.id());
    List<Entity> lines = held.require(Order.LINES);
    Entity changed = lines.get(1).with(OrderLine.QUANTITY, new BigDecimal("4"));
    Entity bare =
        Entity.of(OrderLine.TYPE, lines.get(0).id())
            .with(OrderLine.NAME, "By the metre")
            .with(OrderLine.QUANTITY, BigDecimal.ONE)
            .with(OrderLine.PRICING, Pricing.of("5"));
    bench.write(
        bench.update(
            held, Entity.of(Order.TYPE, read.id()).with(Order.LINES, List.of(bare, changed))));
    assertThat(bench.fake.rows(deal))
        .extracting(each -> Long.toString(each.id()))
        .containsExactly(lines.get(0).id(), lines.get(1).id());
    assertThat(bench.fake.rows(deal).get(0).text("measureCode")).isEqualTo("6");
    assertThat(bench.fake.deals().get(deal).text("opportunity")).isEqualTo("33");
    assertThat(bench.fake.deals().get(deal).text("isManualOpportunity")).isEqualTo("N");
  }

  @Test
  void takingAllLinesAwayClearsTheRows() {
    Entity read = same(order());
    WriteResult result =
        bench.write(
            bench.update(read, Entity.of(Order.TYPE, read.id()).with(Order.LINES, List.of())));
    assertThat(result).isInstanceOf(WriteResult.Written.class);
    assertThat(bench.fake.rows(Long.parseLong(read.id()))).isEmpty();
  }

  @Test
  void aChangedPhoneTakesTheRecordOfTheOldOneAndAddsNothing() {
    Entity read = same(person());
    Entity delta =
        Entity.of(Customer.TYPE, read.id())
            .with(Customer.PHONES, Set.of("+79001112233", "+70000000000"));
    bench.write(bench.update(read, delta));
    Entity after = bench.read(Customer.TYPE, read.id());
    assertThat(after.require(Customer.PHONES))
        .containsExactlyInAnyOrder("+79001112233", "+70000000000");
    assertThat(after.require(Customer.EMAILS)).containsExactly("i@example.com");
    // A second change from what was held before has no records to name: they are asked for.
    Entity stale = read.without(dev.syncline.bitrix24.codec.MultiFields.RECORDS);
    bench.write(bench.update(stale, delta));
    assertThat(bench.read(Customer.TYPE, read.id()).require(Customer.PHONES)).hasSize(2);
    bench.write(bench.update(after, Entity.of(Customer.TYPE, read.id()).cleared(Customer.PHONES)));
    assertThat(bench.read(Customer.TYPE, read.id()).has(Customer.PHONES)).isFalse();
  }

  @Test
  void clearingFieldsClearsThem() {
    Entity read = same(product());
    Entity delta =
        Entity.of(Product.TYPE, read.id())
            .cleared(Product.DESCRIPTION)
            .cleared(Product.SKU)
            .cleared(Product.PRICE)
            .cleared(Product.VAT)
            .cleared(Product.EXTERNAL_CODE)
            .with(Product.ARCHIVED, true);
    assertThat(bench.write(bench.update(read, delta))).isInstanceOf(WriteResult.Written.class);
    agree(bench.read(Product.TYPE, read.id()), delta);
  }

  @Test
  void aPriceIsGivenToAProductThatHadNoneAndChangedWhoeverHeldIt() {
    Entity read = same(product().without(Product.PRICE));
    Entity delta = Entity.of(Product.TYPE, read.id()).with(Product.PRICE, Money.of("7", "RUB"));
    assertThat(bench.write(bench.update(read, delta))).isInstanceOf(WriteResult.Written.class);
    assertThat(bench.read(Product.TYPE, read.id()).require(Product.PRICE))
        .isEqualTo(Money.of("7", "RUB"));
    Entity bare = Entity.of(Product.TYPE, read.id());
    Entity again = bare.with(Product.PRICE, Money.of("8", "RUB"));
    assertThat(bench.write(bench.update(bare, again)))
        .isInstanceOfSatisfying(
            WriteResult.Written.class, written -> assertThat(written.leftOut()).isEmpty());
    assertThat(bench.read(Product.TYPE, read.id()).require(Product.PRICE))
        .isEqualTo(Money.of("8", "RUB"));
  }

  @Test
  void unknownCharacteristicsAndValuesAreMadeOnce() {
    String parent =
        bench.made(
            Bench.entity(Product.TYPE)
                .with(Product.NAME, "Shirt")
                .with(Product.HAS_VARIANTS, true));
    Map<String, String> options = Map.of("Color", "violet", "Material", "wool");
    same(variant(parent).with(Variant.OPTIONS, options));
    int made = bench.fake.documents(dev.syncline.bitrix24.fake.Kind.PROPERTY_ENUM).size();
    same(variant(parent).with(Variant.OPTIONS, options).with(Variant.EXTERNAL_CODE, "v2"));
    assertThat(bench.fake.documents(dev.syncline.bitrix24.fake.Kind.PROPERTY_ENUM)).hasSize(made);
  }

  @Test
  void ourOwnMarkersAndUntouchedCodesAreNoExternalCodes() {
    Entity marked = bench.read(Product.TYPE, bench.made(product().without(Product.EXTERNAL_CODE)));
    assertThat(marked.knows(Product.EXTERNAL_CODE)).isTrue();
    assertThat(marked.has(Product.EXTERNAL_CODE)).isFalse();
    long untouched = bench.fake.products().add(each -> each.name("By hand")).id();
    assertThat(bench.read(Product.TYPE, Long.toString(untouched)).has(Product.EXTERNAL_CODE))
        .isFalse();
  }

  @Test
  void htmlDescriptionsAreReadAsAPersonReadsThem() {
    var made = bench.fake.products().add(each -> each.name("Mug"));
    bench
        .fake
        .products()
        .update(made.id(), "detailText", "<p>Tea &amp; milk</p>hot", "detailTextType", "html");
    assertThat(bench.read(Product.TYPE, Long.toString(made.id())).require(Product.DESCRIPTION))
        .isEqualTo("Tea & milk\nhot");
  }

  @Test
  void textsThatLookLikeReferencesArriveAsTheyAre() {
    EntityType type = Order.TYPE;
    String text = "total $result[c0][item][id] and $TOTAL[x]";
    String id = bench.made(order().with(Order.TITLE, text));
    assertThat(bench.read(type, id).require(Order.TITLE)).isEqualTo(text);
    assertThat(bench.read(type, id).require(Order.LINES)).hasSize(2);
  }
}
