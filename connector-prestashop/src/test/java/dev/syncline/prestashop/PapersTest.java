package dev.syncline.prestashop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.connector.Change;
import dev.syncline.connector.Cursor;
import dev.syncline.connector.FieldSet;
import dev.syncline.connector.Reading;
import dev.syncline.model.Entity;
import dev.syncline.model.Invoice;
import dev.syncline.model.Media;
import dev.syncline.model.Order;
import dev.syncline.model.Payment;
import dev.syncline.model.Product;
import dev.syncline.model.Ref;
import dev.syncline.model.Variant;
import dev.syncline.prestashop.Rig.Look;
import dev.syncline.prestashop.fake.Seed;
import dev.syncline.testkit.Rule;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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
            .place(
                draft -> draft.customer(1).line(product, 1).state(AWAITING_BANK_WIRE))
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
      int mark = rig.mark();
      Reading bare =
          rig.connector
              .port(Variant.TYPE)
              .read(List.of(id), FieldSet.of(Variant.PRICE))
              .get(id);
      assertThat(bare).isInstanceOf(Reading.Found.class);
      assertThat(rig.since(mark)).noneMatch(each -> each.query().contains("description_short"));
    }
  }
}
