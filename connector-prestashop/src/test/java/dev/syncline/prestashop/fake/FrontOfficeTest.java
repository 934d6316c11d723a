package dev.syncline.prestashop.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.testkit.time.VirtualTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrontOfficeTest {

  private static FakePrestaShop.Builder shop() {
    return FakePrestaShop.builder().time(new VirtualTime()).currency("USD", "1.1");
  }

  private static int customer(FakePrestaShop fake, int country) {
    int customer =
        fake.customers()
            .add(
                c -> c.set("firstname", "Jo").set("lastname", "Doe").set("email", "a@mail.example"))
            .id();
    fake.addresses()
        .add(
            a ->
                a.set("id_customer", customer)
                    .set("id_country", country)
                    .set("address1", "1 Street")
                    .set("city", "Paris"));
    return customer;
  }

  private static int product(FakePrestaShop fake, String price, int taxes) {
    return fake.products()
        .add(p -> p.name("Mug").price(price).set("id_tax_rules_group", taxes).quantity(10))
        .id();
  }

  @Test
  void vouchersShippingAndWrappingAddUpWithTheirTaxes() {
    try (FakePrestaShop fake = shop().build()) {
      int customer = customer(fake, 8);
      int mug = product(fake, "10.00", 1);
      int book = product(fake, "20.00", 3);
      int tenPercent =
          fake.cartRules()
              .add(r -> r.name("Ten").set("code", "T").set("reduction_percent", "10"))
              .id();
      Item order =
          fake.orders()
              .place(
                  o ->
                      o.customer(customer)
                          .line(mug, 2)
                          .line(book, 1)
                          .voucher(tenPercent)
                          .gift("Hi"));
      assertThat(order.amount("total_products")).isEqualByComparingTo("40.00");
      assertThat(order.amount("total_products_wt")).isEqualByComparingTo("45.10");
      assertThat(order.amount("total_discounts_tax_incl")).isEqualByComparingTo("4.51");
      assertThat(order.amount("total_discounts_tax_excl")).isEqualByComparingTo("4.00");
      assertThat(order.amount("total_shipping_tax_incl")).isEqualByComparingTo("8.40");
      assertThat(order.amount("total_wrapping_tax_incl")).isEqualByComparingTo("2.40");
      assertThat(order.amount("total_paid_tax_incl")).isEqualByComparingTo("51.39");
      assertThat(order.amount("total_paid_tax_excl")).isEqualByComparingTo("45.00");
      Item rule = fake.shelf("order_cart_rules").where("id_order", order.id()).get(0);
      assertThat(rule.get("value")).isEqualTo("4.510000");
      assertThat(rule.get("value_tax_excl")).isEqualTo("4.000000");
      assertThat(fake.shelf("order_details").where("product_id", book).get(0).ids("taxes"))
          .containsExactly(3);
    }
  }

  @Test
  void anAmountOffIsTaxedLikeTheAverageAndNoShippingIsWorthItsShipping() {
    try (FakePrestaShop fake = shop().build()) {
      int customer = customer(fake, 8);
      int mug = product(fake, "10.00", 1);
      int five = fake.cartRules().add(r -> r.name("Five").set("reduction_amount", "6")).id();
      int free = fake.cartRules().add(r -> r.name("Free").set("free_shipping", 1)).id();
      Item order =
          fake.orders().place(o -> o.customer(customer).line(mug, 1).voucher(five).voucher(free));
      assertThat(order.amount("total_discounts_tax_incl")).isEqualByComparingTo("14.40");
      assertThat(order.amount("total_discounts_tax_excl")).isEqualByComparingTo("12.00");
      assertThat(order.amount("total_paid_tax_incl")).isEqualByComparingTo("6.00");
    }
  }

  @Test
  void aDearestVoucherDoesNotMakeAnOrderNegative() {
    try (FakePrestaShop fake = shop().build()) {
      int customer = customer(fake, 8);
      int mug = product(fake, "10.00", 1);
      int much = fake.cartRules().add(r -> r.name("Much").set("reduction_amount", "99")).id();
      Item order =
          fake.orders().place(o -> o.customer(customer).line(mug, 1).carrier(1).voucher(much));
      assertThat(order.amount("total_paid_tax_incl")).isZero();
    }
  }

  @Test
  void itemsLinesAndTotalsAreRoundedWhereTheShopRounds() {
    for (Map.Entry<FakePrestaShop.Rounding, String> each :
        Map.of(
                FakePrestaShop.Rounding.ITEM, "3.99",
                FakePrestaShop.Rounding.LINE, "4.00",
                FakePrestaShop.Rounding.TOTAL, "4.00")
            .entrySet()) {
      try (FakePrestaShop fake = shop().rounding(each.getKey()).build()) {
        int customer = customer(fake, 8);
        // 1.1111 and 20 % are 1.33332.
        int mug = product(fake, "1.1111", 1);
        Item order = fake.orders().place(o -> o.customer(customer).line(mug, 3).carrier(1));
        assertThat(order.amount("total_products_wt"))
            .as(each.getKey().name())
            .isEqualByComparingTo(each.getValue());
      }
    }
  }

  @Test
  void anOrderInAnotherCurrencyKeepsItsRate() {
    try (FakePrestaShop fake = shop().build()) {
      int customer = customer(fake, 8);
      int mug = product(fake, "10.00", 1);
      Item order =
          fake.orders().place(o -> o.customer(customer).line(mug, 1).carrier(1).currency(2));
      assertThat(order.get("conversion_rate")).isEqualTo("1.100000");
      assertThat(order.amount("total_paid_tax_incl")).isEqualByComparingTo("13.20");
    }
  }

  @Test
  void nobodyIsTaxedAbroadOrWhereTaxesAreOff() {
    try (FakePrestaShop fake = shop().build();
        FakePrestaShop free = shop().taxes(FakePrestaShop.Taxes.NONE).build()) {
      int abroad = customer(fake, 21);
      int mug = product(fake, "10.00", 1);
      Item order = fake.orders().place(o -> o.customer(abroad).line(mug, 1).carrier(1));
      assertThat(order.amount("total_paid_tax_incl")).isEqualByComparingTo("10.00");
      int home = customer(free, 8);
      int cup = product(free, "10.00", 1);
      Item untaxed = free.orders().place(o -> o.customer(home).line(cup, 1).carrier(1));
      assertThat(untaxed.amount("total_paid_tax_incl")).isEqualByComparingTo("10.00");
    }
  }

  @Test
  void statesHappenWhenTheyAreSaidToHappen() {
    try (FakePrestaShop fake = shop().build()) {
      int customer = customer(fake, 8);
      int mug = product(fake, "10.00", 1);
      Instant then = Instant.parse("2026-07-01T10:00:00Z");
      Item order = fake.orders().place(o -> o.customer(customer).line(mug, 1).at(then));
      fake.orders().state(order.id(), 2, then.plusSeconds(60));
      Item paid = fake.orders().get(order.id());
      assertThat(paid.get("date_add")).isEqualTo("2026-07-01 12:00:00");
      assertThat(paid.get("invoice_date")).isEqualTo("2026-07-01 12:01:00");
      assertThat(fake.shelf("order_payments").all().get(0).get("date_add"))
          .isEqualTo("2026-07-01 12:01:00");
    }
  }

  @Test
  void paymentsCountForTheInvoiceAndSlipsForTheLines() {
    try (FakePrestaShop fake = shop().build()) {
      int customer = customer(fake, 8);
      int mug = product(fake, "10.00", 1);
      Item order = fake.orders().place(o -> o.customer(customer).line(mug, 2).carrier(1).state(7));
      fake.orders().pay(order.id(), "4.00", "Cash", "T-1");
      fake.orders().state(order.id(), 2);
      assertThat(fake.shelf("order_payments").all().stream().map(p -> p.amount("amount")))
          .usingElementComparator(BigDecimal::compareTo)
          .containsExactly(new BigDecimal("4"), new BigDecimal("20"));
      int detail = fake.shelf("order_details").where("id_order", order.id()).get(0).id();
      int slip = fake.orders().slip(order.id(), Map.of(detail, 1), true);
      Item note = fake.shelf("order_slip").get(slip);
      assertThat(note.amount("total_products_tax_incl")).isEqualByComparingTo("12.00");
      assertThat(note.list("order_slip_details").get(0)).containsEntry("product_quantity", "1");
      assertThat(fake.shelf("order_details").get(detail).get("product_quantity_refunded"))
          .isEqualTo("1");
    }
  }

  @Test
  void aCombinationIsSoldUnderItsOptions() {
    try (FakePrestaShop fake = shop().build()) {
      int customer = customer(fake, 8);
      int mug = product(fake, "10.00", 1);
      int size = fake.shelf("product_options").add(o -> o.name("Size")).id();
      int large =
          fake.shelf("product_option_values")
              .add(v -> v.set("id_attribute_group", size).name("L"))
              .id();
      int variant =
          fake.combinations()
              .add(
                  c ->
                      c.set("id_product", mug)
                          .reference("MUG-L")
                          .price("2")
                          .link("product_option_values", large)
                          .quantity(5))
              .id();
      Item order = fake.orders().place(o -> o.customer(customer).line(mug, variant, 2).carrier(1));
      Item detail = fake.shelf("order_details").where("id_order", order.id()).get(0);
      assertThat(detail.get("product_name")).isEqualTo("Mug (Size: L)");
      assertThat(detail.get("product_reference")).isEqualTo("MUG-L");
      assertThat(detail.get("unit_price_tax_incl")).isEqualTo("14.400000");
      assertThat(fake.stock(mug, variant)).isEqualTo(3);
      assertThat(fake.stock(mug, 0)).isEqualTo(3);
    }
  }

  @Test
  void theBackOfficeFillsInWhatAFormStartsWith() {
    try (FakePrestaShop fake = shop().build()) {
      Item made = fake.products().add(p -> p.name("Mug").reference("SKU-1").price("19.90"));
      assertThat(made.get("active")).isEqualTo("1");
      assertThat(made.get("state")).isEqualTo("1");
      assertThat(made.text("link_rewrite")).isEqualTo("mug");
      Item edited = fake.products().edit(made.id(), p -> p.name("fr", "Tasse").quantity(3));
      assertThat(edited.text("name", 1)).isEqualTo("Mug");
      assertThat(edited.text("name", 2)).isEqualTo("Tasse");
      assertThat(edited.get("reference")).isEqualTo("SKU-1");
      assertThat(fake.stock(made.id(), 0)).isEqualTo(3);
    }
  }
}
