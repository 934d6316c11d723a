package dev.syncline.prestashop;

import dev.syncline.prestashop.codec.Row;
import dev.syncline.prestashop.port.Kind;
import java.util.List;
import java.util.Map;

/** Rows that mention everything that their tables look at. */
final class Examples {

  private Examples() {}

  static Row of(Kind kind, Row parent) {
    return switch (kind) {
      case CATEGORY ->
          named("category", "name", "description")
              .text("id_parent", "12")
              .text("active", "1")
              .build();
      case PRODUCT -> product();
      case VARIANT ->
          Row.of("combination")
              .text("id", "7")
              .text("id_product", "5")
              .text("reference", "MUG-S")
              .text("price", "1.500000")
              .text("wholesale_price", "3.000000")
              .text("weight", "0.100000")
              .text("ean13", "4006381333931")
              .text("upc", "")
              .text("isbn", "")
              .ids("product_option_values", "product_option_value", List.of("1", "3"))
              .ids("images", "image", List.of("24"))
              .joined("products", List.of(parent))
              .build();
      case CUSTOMER ->
          person(Row.of("customer").text("id", "7"))
              .text("company", "")
              .text("email", "anna@mail.example")
              .text("siret", "123")
              .text("note", "knows the shop")
              .text("active", "1")
              .text("is_guest", "0")
              .text("id_lang", "1")
              .text("ape", "6202A")
              .text("birthday", "1990-05-17")
              .text("id_default_group", "3")
              .ids("groups", "group", List.of("3"))
              .joined("addresses", List.of(address()))
              .build();
      case ADDRESS -> address();
      case ORDER ->
          sums(Row.of("order").text("id", "7"), "total_discounts")
              .text("reference", "ABCDEFGHI")
              .text("current_state", "2")
              .text("id_customer", "3")
              .text("id_address_invoice", "4")
              .text("id_address_delivery", "5")
              .text("id_currency", "1")
              .text("conversion_rate", "1.000000")
              .text("note", "call first")
              .text("date_add", "2026-11-22 10:00:00")
              .text("invoice_number", "3")
              .text("invoice_date", "2026-11-22 11:00:00")
              .text("module", "ps_wirepayment")
              .text("id_shop", "1")
              .joined("order_details", List.of(detail()))
              .joined("vouchers", List.of(voucher()))
              .build();
      case INVOICE ->
          sums(Row.of("order_invoice").text("id", "7"), "total_discount")
              .text("number", "3")
              .text("id_order", "7")
              .text("note", "thanks")
              .text("date_add", "2026-11-22 11:00:00")
              .joined("orders", List.of(order()))
              .joined("order_details", List.of(detail()))
              .joined("vouchers", List.of(voucher()))
              .build();
      case PAYMENT ->
          Row.of("order_payment")
              .text("id", "7")
              .text("order_reference", "ABCDEFGHI")
              .text("amount", "24.00")
              .text("id_currency", "1")
              .text("payment_method", "Bank wire")
              .text("transaction_id", "TX-1")
              .text("date_add", "2026-11-22 11:00:00")
              .joined("orders", List.of(order()))
              .joined("order_invoices", List.of(invoice("8", "99.00"), invoice("9", "24.00")))
              .build();
      case CREDIT_NOTE ->
          Row.of("order_slip")
              .text("id", "7")
              .text("id_order", "7")
              .text("id_customer", "3")
              .text("date_add", "2026-11-22 11:00:00")
              .text("total_products_tax_incl", "12.00")
              .text("total_shipping_tax_excl", "5.00")
              .text("total_shipping_tax_incl", "6.00")
              .association(
                  "order_slip_details",
                  List.of(
                      Row.of("order_slip_detail")
                          .text("id_order_detail", "9")
                          .text("product_quantity", "1")
                          .text("amount_tax_excl", "10.00")
                          .text("amount_tax_incl", "12.00")
                          .build()))
              .joined("orders", List.of(order()))
              .joined("order_details", List.of(detail()))
              .build();
      case SHIPMENT ->
          Row.of("order_carrier")
              .text("id", "7")
              .text("id_order", "7")
              .text("id_carrier", "4")
              .text("tracking_number", "6A1")
              .joined("orders", List.of(order()))
              .build();
      case STOCK ->
          Row.of("stock_available")
              .text("id", "7")
              .text("id_product", "5")
              .text("id_product_attribute", "0")
              .text("quantity", "3")
              .build();
      case PRICE ->
          Row.of("specific_price")
              .text("id", "7")
              .text("id_product", "5")
              .text("id_product_attribute", "3")
              .text("id_currency", "1")
              .text("id_country", "8")
              .text("id_group", "3")
              .text("id_customer", "3")
              .text("price", "9.900000")
              .text("from_quantity", "10")
              .text("reduction", "1.000000")
              .text("reduction_type", "amount")
              .text("reduction_tax", "1")
              .text("from", "2026-11-22 10:00:00")
              .text("to", "0000-00-00 00:00:00")
              .build();
      case COUPON -> coupon();
      case CART ->
          Row.of("cart")
              .text("id", "7")
              .text("id_customer", "3")
              .text("id_currency", "1")
              .text("id_lang", "1")
              .text("id_shop", "1")
              .text("date_add", "2026-11-22 10:00:00")
              .text("date_upd", "2026-11-22 11:00:00")
              .association(
                  "cart_rows",
                  List.of(
                      Row.of("cart_row")
                          .text("id_product", "5")
                          .text("id_product_attribute", "3")
                          .text("id_customization", "0")
                          .text("quantity", "2")
                          .build()))
              .joined("orders", List.of(order()))
              .build();
    };
  }

  private static Row coupon() {
    return named("cart_rule", "name")
        .text("code", "SUMMER")
        .text("active", "1")
        .text("id_customer", "3")
        .text("date_from", "2026-11-22 10:00:00")
        .text("date_to", "2026-12-22 10:00:00")
        .text("quantity", "10")
        .text("quantity_per_user", "1")
        .text("minimum_amount", "50.000000")
        .text("minimum_amount_currency", "1")
        .text("minimum_amount_tax", "1")
        .text("reduction_amount", "5.000000")
        .text("reduction_currency", "1")
        .text("reduction_tax", "1")
        .text("reduction_percent", "15.00")
        .text("free_shipping", "1")
        .build();
  }

  private static Row.Builder named(String name, String... elements) {
    Row.Builder row = Row.of(name).text("id", "7");
    for (String element : elements) {
      row.languages(element, Map.of(1, "Mug", 2, "Tasse"));
    }
    return row;
  }

  private static Row product() {
    return named("product", "name", "description", "description_short")
        .text("reference", "MUG")
        .text("price", "19.990000")
        .text("wholesale_price", "3.000000")
        .text("id_tax_rules_group", "1")
        .text("weight", "250.000000")
        .text("depth", "1.000000")
        .text("width", "2.000000")
        .text("height", "3.000000")
        .text("ean13", "4006381333931")
        .text("upc", "123456789012")
        .text("isbn", "")
        .text("is_virtual", "0")
        .text("cache_is_pack", "0")
        .text("id_category_default", "12")
        .text("active", "1")
        .text("id_manufacturer", "1")
        .text("id_default_image", "24")
        .ids("categories", "category", List.of("2", "12"))
        .ids("combinations", "combination", List.of("3"))
        .ids("images", "image", List.of("24", "25"))
        .association(
            "product_features",
            List.of(
                Row.of("product_feature").text("id", "1").text("id_feature_value", "9").build()))
        .joined(
            "product_feature_values",
            List.of(
                Row.of("product_feature_value")
                    .text("id", "9")
                    .languages("value", Map.of(1, "Wood", 2, "Bois"))
                    .build()))
        .build();
  }

  private static Row.Builder person(Row.Builder row) {
    return row.text("lastname", "Novak").text("firstname", "Anna");
  }

  private static Row address() {
    return person(Row.of("address").text("id", "4"))
        .text("id_customer", "3")
        .text("deleted", "0")
        .text("company", "Novak SARL")
        .text("vat_number", "FR1")
        .text("phone", "+33155001000")
        .text("phone_mobile", "")
        .text("id_country", "8")
        .text("id_state", "0")
        .text("city", "Paris")
        .text("address1", "1 Main Street")
        .text("address2", "2nd floor")
        .text("postcode", "75001")
        .build();
  }

  private static Row.Builder sums(Row.Builder row, String discount) {
    return row.text("total_shipping_tax_excl", "5.00")
        .text("total_shipping_tax_incl", "6.00")
        .text("carrier_tax_rate", "20.000")
        .text("total_wrapping_tax_excl", "1.00")
        .text("total_wrapping_tax_incl", "1.20")
        .text(discount + "_tax_excl", "5.00")
        .text(discount + "_tax_incl", "6.00")
        .text("total_paid_tax_incl", "25.20")
        .text("total_paid_tax_excl", "21.00")
        .text("id_carrier", "4");
  }

  private static Row invoice(String id, String total) {
    return Row.of("order_invoice")
        .text("id", id)
        .text("id_order", "7")
        .text("number", id)
        .text("total_paid_tax_incl", total)
        .build();
  }

  private static Row order() {
    return Row.of("order")
        .text("id", "7")
        .text("id_customer", "3")
        .text("id_currency", "1")
        .text("conversion_rate", "1.000000")
        .text("reference", "ABCDEFGHI")
        .text("payment", "Bank wire")
        .text("module", "ps_wirepayment")
        .text("id_carrier", "4")
        .text("carrier_tax_rate", "20.000")
        .text("total_paid_tax_incl", "24.00")
        .build();
  }

  private static Row detail() {
    return Row.of("order_detail")
        .text("id", "9")
        .text("id_order", "7")
        .text("id_order_invoice", "7")
        .text("product_id", "5")
        .text("product_attribute_id", "3")
        .text("product_name", "Mug")
        .text("product_reference", "MUG-S")
        .text("product_quantity", "2")
        .text("unit_price_tax_excl", "10.000000")
        .text("unit_price_tax_incl", "12.000000")
        .text("total_price_tax_excl", "20.000000")
        .text("total_price_tax_incl", "24.000000")
        .ids("taxes", "tax", List.of("1"))
        .build();
  }

  private static Row voucher() {
    return Row.of("order_cart_rule")
        .text("id", "1")
        .text("id_order", "7")
        .text("name", "Free delivery")
        .text("value", "6.00")
        .text("value_tax_excl", "5.00")
        .text("free_shipping", "1")
        .build();
  }
}
