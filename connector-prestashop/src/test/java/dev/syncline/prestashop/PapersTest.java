package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Reading;
import dev.syncline.model.Category;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Media;
import dev.syncline.model.Order;
import dev.syncline.model.OrderLine;
import dev.syncline.model.Payment;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.prestashop.Rig.Look;
import dev.syncline.prestashop.codec.OrderTable;
import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.fake.Seed;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What invoices and payments say of their orders, and combinations of their products. */
class PapersTest {

  private static final int AWAITING_BANK_WIRE = 10;
  private static final int PAYMENT_ACCEPTED = 2;

  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=");

  /** One order that waits for its payment, in a shop whose first steps lie a while behind. */
  private static int order(Rig rig) {
    new Seed(3, 2, 6, 1, 2, 0).fill(rig.shop);
    int product = rig.shop.products().all().get(0).id();
    int order =
        rig.shop
            .orders()
            .place(draft -> draft.customer(1).line(product, 1).state(AWAITING_BANK_WIRE))
            .id();
    rig.time.advance(Duration.ofMinutes(10));
    return order;
  }

  private static Entity only(Look look) {
    assertThat(look.changes()).hasSize(1);
    return look.changes().get(0).content().orElseThrow();
  }

  @Test
  @Rule("P-083")
  void anInvoiceCarriesTheNumberOfItsOrder() {
    try (Rig rig = new Rig()) {
      int order = order(rig);
      rig.connector.check();
      rig.shop.orders().state(order, PAYMENT_ACCEPTED);
      Entity invoice = only(rig.everything("invoices"));
      assertThat(invoice.get(Invoice.CUSTOMER_REFERENCE))
          .isEqualTo(rig.read(Order.TYPE, order).get(Order.NUMBER))
          .isPresent();
    }
  }

  @Test
  @Rule("P-091")
  void aPaymentNamesTheInvoiceThatItPays() {
    try (Rig rig = new Rig()) {
      int order = order(rig);
      rig.connector.check();
      rig.shop.orders().state(order, PAYMENT_ACCEPTED);
      Entity invoice = only(rig.everything("invoices"));
      Entity payment = only(rig.everything("payments"));
      assertThat(payment.get(Payment.INVOICE)).contains(new Ref(Invoice.TYPE, invoice.id()));
      assertThat(payment.get(Payment.ORDER)).contains(new Ref(Order.TYPE, order + ""));
    }
  }

  @Test
  @Rule("P-091")
  void aPaymentThatCameBeforeItsInvoiceIsShownAgainWithIt() {
    try (Rig rig = new Rig()) {
      int order = order(rig);
      rig.connector.check();
      int payment = rig.shop.orders().pay(order, "1.00", "Bank wire", "TX");
      Look first = rig.everything("payments");
      assertThat(only(first).get(Payment.INVOICE)).isEmpty();
      assertThat(only(first).knows(Payment.INVOICE)).isTrue();
      rig.time.advance(Duration.ofMinutes(10));
      Look quiet = rig.look("payments", first.after());
      rig.time.advance(Duration.ofMinutes(10));
      rig.shop.orders().state(order, PAYMENT_ACCEPTED);
      Look second = rig.look("payments", quiet.after());
      assertThat(second.changes())
          .filteredOn(change -> change.id().equals(payment + ""))
          .extracting(Change::content)
          .extracting(Optional::orElseThrow)
          .allMatch(each -> each.has(Payment.INVOICE))
          .hasSize(1);
    }
  }

  @Test
  void aQuietLookAtPaymentsAsksForThemAndForInvoicesOnce() {
    try (Rig rig = new Rig()) {
      int order = order(rig);
      rig.connector.check();
      rig.shop.orders().state(order, PAYMENT_ACCEPTED);
      rig.time.advance(Duration.ofMinutes(10));
      Cursor at = rig.everything("payments").after();
      rig.time.advance(Duration.ofMinutes(10));
      Cursor then = rig.look("payments", at).after();
      rig.time.advance(Duration.ofMinutes(10));
      int mark = rig.mark();
      assertThat(rig.look("payments", then).changes()).isEmpty();
      assertThat(rig.since(mark)).hasSize(2);
    }
  }

  private static Row detail(int id, String net, String tax) {
    return Row.of("order_detail")
        .text("id", id + "")
        .text("product_id", id + "")
        .text("product_name", "Thing " + id)
        .text("product_reference", "REF" + id)
        .text("product_quantity", "1")
        .text("unit_price_tax_excl", net)
        .ids("taxes", "tax", List.of(tax))
        .build();
  }

  /** Two things of 100.00 without tax at 20 % and 5.5 %, and a voucher of this worth. */
  private static List<Entity> soldWith(String off, String offWithTax) {
    BigDecimal paid = new BigDecimal("225.50").subtract(new BigDecimal(offWithTax));
    Row order =
        Row.of("order")
            .text("id", "7")
            .text("total_discounts_tax_excl", off)
            .text("total_discounts_tax_incl", offWithTax)
            .text("total_paid_tax_incl", paid.toPlainString())
            .joined(OrderTable.DETAILS, List.of(detail(1, "100.00", "1"), detail(2, "100.00", "2")))
            .joined(OrderTable.VOUCHERS, List.of())
            .build();
    return OrderTable.table().read(order, PrestaShopLawsTest.TERMS).require(Order.LINES);
  }

  private static Map<String, BigDecimal> discounts(List<Entity> lines) {
    Map<String, BigDecimal> byRate = new TreeMap<>();
    lines.stream()
        .filter(line -> line.get(OrderLine.ROLE).orElse("").equals(OrderLine.DISCOUNT))
        .forEach(line -> byRate.put(line.id(), line.require(OrderLine.PRICING).price()));
    return byRate;
  }

  @ParameterizedTest
  @Rule("P-088")
  @CsvSource({
    "20.00,22.55,-10.000000,-10.000000",
    "20.00,24.00,-20.000000,0",
    "20.00,21.10,0,-20.000000",
    "20.00,23.00,-13.103448,-6.896552",
    "20.00,30.00,-20.000000,0",
  })
  void aVoucherComesOutWithItsTaxWhateverItIsFor(
      String off, String offWithTax, BigDecimal high, BigDecimal low) {
    List<Entity> lines = soldWith(off, offWithTax);
    Map<String, BigDecimal> parts = discounts(lines);
    assertThat(parts.getOrDefault("discount-20", BigDecimal.ZERO)).isEqualByComparingTo(high);
    assertThat(parts.getOrDefault("discount-5.5", BigDecimal.ZERO)).isEqualByComparingTo(low);
    assertThat(parts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add).negate())
        .isEqualByComparingTo(off);
  }

  @Test
  @Rule("P-085")
  void aLineSaysUnderWhichReferenceItWasSold() {
    assertThat(soldWith("0", "0"))
        .extracting(line -> line.require(OrderLine.SKU))
        .containsExactly("REF1", "REF2");
  }

  @Test
  @Rule({"P-050", "P-056", "P-058"})
  void aCombinationTellsWhatStandsForItAtItsProduct() {
    try (Rig rig = new Rig()) {
      int option = rig.shop.shelf("product_options").add(o -> o.name("Size")).id();
      int value =
          rig.shop
              .shelf("product_option_values")
              .add(v -> v.set("id_attribute_group", option).name("S"))
              .id();
      int product =
          rig.shop
              .products()
              .add(
                  p ->
                      p.name("Mug")
                          .price("9")
                          .reference("MUG")
                          .text("description_short", "<p>Holds tea</p>"))
              .id();
      int combination =
          rig.shop
              .combinations()
              .add(c -> c.set("id_product", product).link("product_option_values", value))
              .id();
      String id = product + "-" + combination;
      rig.connector.check();
      Entity plain = rig.read(Variant.TYPE, id);
      assertThat(plain.get(Variant.SKU)).isEmpty();
      assertThat(plain.get(Variant.PRODUCT_SKU)).contains("MUG");
      assertThat(plain.get(Variant.DESCRIPTION_HTML)).contains("<p>Holds tea</p>");
      assertThat(plain.require(Variant.IMAGES)).isEmpty();
      Cursor at = rig.everything("combinations").after();
      rig.shop.products().edit(product, p -> p.text("description_short", "<p>Holds coffee</p>"));
      int image = rig.shop.addImage(product, PNG);
      Entity edited = only(rig.look("combinations", at));
      assertThat(edited.get(Variant.DESCRIPTION_HTML)).contains("<p>Holds coffee</p>");
      assertThat(edited.get(Variant.IMAGES).orElseThrow())
          .extracting(Media::digest)
          .containsExactly(image + "");
      assertThat(rig.read(Product.TYPE, product).require(Product.IMAGE))
          .isIn(edited.require(Variant.IMAGES));
      assertThat(edited.require(Variant.CATEGORIES)).isEmpty();
      int category = rig.shop.categories().add(c -> c.name("Cups").set("id_parent", 2)).id();
      rig.time.advance(Duration.ofSeconds(5));
      Cursor before = rig.everything("combinations").after();
      rig.time.advance(Duration.ofSeconds(5));
      rig.shop
          .products()
          .edit(
              product,
              p -> p.in(category).text("description", "<p>Long</p><p>text</p>").set("depth", 12));
      Entity moved = only(rig.look("combinations", before));
      assertThat(moved.require(Variant.CATEGORIES))
          .containsExactly(new Ref(Category.TYPE, category + ""));
      assertThat(moved.require(Variant.DESCRIPTION)).startsWith("Long").endsWith("text");
      assertThat(moved.require(Variant.LENGTH)).isEqualByComparingTo("12");
      int mark = rig.mark();
      Reading bare =
          rig.connector.port(Variant.TYPE).read(List.of(id), FieldSet.of(Variant.PRICE)).get(id);
      assertThat(bare).isInstanceOf(Reading.Found.class);
      assertThat(rig.since(mark)).noneMatch(each -> each.query().contains("description_short"));
    }
  }
}
