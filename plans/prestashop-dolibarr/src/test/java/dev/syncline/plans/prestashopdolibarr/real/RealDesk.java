package dev.syncline.plans.prestashopdolibarr.real;

import static dev.syncline.plans.prestashopdolibarr.real.RealShop.node;
import static dev.syncline.plans.prestashopdolibarr.real.RealShop.number;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where customers buy in the real shop: taxes, customers, carts, orders and their states. */
final class RealDesk implements AutoCloseable {

  /** Pieces of a product (combination 0) or of a combination of it. */
  record Piece(int product, int combination, int quantity) {

    static Piece of(int product, int quantity) {
      return new Piece(product, 0, quantity);
    }
  }

  private static final String FIRST_STATE = "PS_OS_WS_PAYMENT";
  private static final String ROUNDING = "PS_ROUND_TYPE";

  private final RealShop shop;
  private final Map<String, Integer> taxes = new HashMap<>();
  private final Map<String, String> before = new HashMap<>();
  private final Map<String, String> now = new HashMap<>();
  private final String country;
  private int customers;
  private int invoiced;

  RealDesk(RealShop shop) {
    this.shop = shop;
    this.country = shop.configuration("PS_COUNTRY_DEFAULT");
  }

  private void configure(String name, String value) {
    if (!value.equals(now.put(name, value))) {
      before.putIfAbsent(name, shop.configure(name, value));
    }
  }

  /** Whether the shop rounds each piece (1), each line (2) or the total (3). */
  void rounding(int type) {
    configure(ROUNDING, Integer.toString(type));
  }

  /** A group of tax rules with one rate, such as 5.5, in the shop's country. */
  int taxes(String rate) {
    return taxes.computeIfAbsent(rate, this::taxed);
  }

  private int taxed(String rate) {
    String name = RealPair.own("TVA " + rate);
    int tax =
        shop.post(
            "taxes",
            "<tax>" + node("rate", rate) + node("active", 1) + shop.text("name", name) + "</tax>");
    int group =
        shop.post(
            "tax_rule_groups",
            "<tax_rule_group>" + node("name", name) + node("active", 1) + "</tax_rule_group>");
    shop.post(
        "tax_rules",
        "<tax_rule>"
            + node("id_tax_rules_group", group)
            + node("id_country", country)
            + node("id_tax", tax)
            + "</tax_rule>");
    return group;
  }

  /** A product of this price without tax, with a thousand pieces. */
  int product(String word, String price, String rate) {
    String own = RealPair.own(word);
    int id =
        shop.post(
            "products",
            shop.product(own, own, price, shop.home(), node("id_tax_rules_group", taxes(rate))));
    shop.stock(id, 0, 1000);
    return id;
  }

  String email(String word) {
    return (RealPair.TAG + "." + word + "@mail.example").toLowerCase(Locale.ROOT);
  }

  int customer(String word) {
    String group = shop.configuration("PS_CUSTOMER_GROUP");
    return shop.post(
        "customers",
        "<customer>"
            + node("firstname", "Anne")
            + node("lastname", "Real" + letters(++customers))
            + node("email", email(word))
            + node("passwd", "a long Pass1 " + RealPair.TAG)
            + node("active", 1)
            + node("id_default_group", group)
            + "<associations>"
            + RealShop.ids("groups", "group", number(group))
            + "</associations></customer>");
  }

  private static String letters(int number) {
    return String.valueOf((char) ('a' + number % 26)) + (char) ('a' + number / 26);
  }

  int address(int customer, String city) {
    return shop.post(
        "addresses",
        "<address>"
            + node("id_customer", customer)
            + node("id_country", country)
            + node("alias", "Home")
            + node("firstname", "Anne")
            + node("lastname", "Real")
            + node("address1", "1 rue du Test")
            + node("postcode", "75001")
            + node("city", city)
            + node("phone", "0155001000")
            + "</address>");
  }

  /** A carrier that is active; whether it costs anything depends on the shop. */
  int carrier(boolean free) {
    List<String> ids =
        shop.all(
            "carriers?display=[id]&filter[active]=1&filter[deleted]=0&filter[is_free]="
                + (free ? 1 : 0),
            "//carrier/id");
    return ids.isEmpty() ? 0 : number(ids.get(0));
  }

  int currency() {
    return number(shop.configuration("PS_CURRENCY_DEFAULT"));
  }

  int order(int customer, int address, int carrier, Piece... pieces) {
    return order(customer, address, carrier, currency(), pieces);
  }

  int order(int customer, int address, int carrier, int currency, Piece... pieces) {
    // Orders begin unpaid, whatever the amount is that a request names.
    configure(FIRST_STATE, shop.configuration("PS_OS_BANKWIRE"));
    String common =
        node("id_address_delivery", address)
            + node("id_address_invoice", address)
            + node("id_currency", currency)
            + node("id_lang", shop.configuration("PS_LANG_DEFAULT"))
            + node("id_customer", customer)
            + node("id_carrier", carrier);
    StringBuilder rows = new StringBuilder();
    for (Piece each : pieces) {
      rows.append("<cart_row>").append(node("id_product", each.product()));
      rows.append(node("id_product_attribute", each.combination()));
      rows.append(node("id_address_delivery", address));
      rows.append(node("quantity", each.quantity())).append("</cart_row>");
    }
    int cart =
        shop.post(
            "carts",
            "<cart>"
                + common
                + node("delivery_option", "{\"" + address + "\":\"" + carrier + ",\"}")
                + "<associations><cart_rows>"
                + rows
                + "</cart_rows></associations></cart>");
    return shop.post(
        "orders",
        "<order>"
            + common
            + node("id_cart", cart)
            + node("module", "ps_wirepayment")
            + node("payment", "Bank wire")
            + node("total_paid", 0)
            + node("total_paid_real", 0)
            + node("total_products", 0)
            + node("total_products_wt", 0)
            + node("conversion_rate", 1)
            + "</order>");
  }

  /** A voucher on an order that has no invoice yet, worth so much without and with tax. */
  void voucher(int order, String excluded, String included) {
    int rule =
        shop.post(
            "cart_rules",
            "<cart_rule>"
                + node("date_from", "2020-01-01 00:00:00")
                + node("date_to", "2039-01-01 00:00:00")
                + node("quantity", 1)
                + node("quantity_per_user", 1)
                + node("active", 1)
                + node("code", RealPair.TAG + order)
                + node("reduction_amount", excluded)
                + shop.text("name", RealPair.own("voucher"))
                + "</cart_rule>");
    shop.post(
        "order_cart_rules",
        "<order_cart_rule>"
            + node("id_order", order)
            + node("id_cart_rule", rule)
            + node("name", RealPair.own("voucher"))
            + node("value", included)
            + node("value_tax_excl", excluded)
            + "</order_cart_rule>");
    BigDecimal with = total(order, "total_paid_tax_incl").subtract(new BigDecimal(included));
    BigDecimal without = total(order, "total_paid_tax_excl").subtract(new BigDecimal(excluded));
    shop.patch(
        "orders",
        "<order>"
            + node("id", order)
            + node("total_discounts", included)
            + node("total_discounts_tax_incl", included)
            + node("total_discounts_tax_excl", excluded)
            + node("total_paid", with)
            + node("total_paid_tax_incl", with)
            + node("total_paid_tax_excl", without)
            + "</order>");
  }

  BigDecimal total(int order, String field) {
    return shop.amount("orders/" + order, "//order/" + field).setScale(2, RoundingMode.HALF_UP);
  }

  String reference(int order) {
    return shop.one("orders/" + order, "//order/reference");
  }

  void enter(int order, String state) {
    shop.post(
        "order_histories",
        "<order_history>"
            + node("id_order", order)
            + node("id_order_state", state)
            + "</order_history>");
  }

  void pay(int order) {
    enter(order, shop.configuration("PS_OS_PAYMENT"));
  }

  void ship(int order) {
    enter(order, shop.configuration("PS_OS_SHIPPING"));
  }

  void deliver(int order) {
    enter(order, shop.configuration("PS_OS_DELIVERED"));
  }

  void cancel(int order) {
    enter(order, shop.configuration("PS_OS_CANCELED"));
  }

  /** Somebody paid a part. */
  int paid(int order, String amount) {
    return shop.post(
        "order_payments",
        "<order_payment>"
            + node("order_reference", reference(order))
            + node("id_currency", currency())
            + node("amount", amount)
            + node("payment_method", "Bank wire")
            + node("transaction_id", "T" + RealPair.TAG + order)
            + node("conversion_rate", 1)
            + "</order_payment>");
  }

  /** Gives back one piece of an order's first line, without shipping. */
  int refundOnePiece(int order) {
    return refund(order, BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /** Gives back one piece of an order's first line, and the delivery. */
  int refundOnePieceAndTheDelivery(int order) {
    return refund(
        order, total(order, "total_shipping_tax_excl"), total(order, "total_shipping_tax_incl"));
  }

  private int refund(int order, BigDecimal delivery, BigDecimal deliveryWithTax) {
    String detail = shop.all("order_details?display=[id]&filter[id_order]=" + order, "//id").get(0);
    String path = "order_details/" + detail;
    String excluded = money(shop.amount(path, "//unit_price_tax_excl"));
    String included = money(shop.amount(path, "//unit_price_tax_incl"));
    return shop.post(
        "order_slip",
        "<order_slip>"
            + node("id_customer", shop.one("orders/" + order, "//order/id_customer"))
            + node("id_order", order)
            + node("conversion_rate", 1)
            + node("total_products_tax_excl", excluded)
            + node("total_products_tax_incl", included)
            + node("total_shipping_tax_excl", delivery)
            + node("total_shipping_tax_incl", deliveryWithTax)
            + node("amount", included)
            + node("shipping_cost", delivery.signum())
            + node("shipping_cost_amount", deliveryWithTax)
            + node("partial", 1)
            + "<associations><order_slip_details><order_slip_detail>"
            + node("id_order_detail", detail)
            + node("product_quantity", 1)
            + node("amount_tax_excl", excluded)
            + node("amount_tax_incl", included)
            + "</order_slip_detail></order_slip_details></associations></order_slip>");
  }

  /** A state in which an order has its invoice and nobody has paid yet. */
  String invoicedState() {
    if (invoiced == 0) {
      invoiced =
          shop.post(
              "order_states",
              "<order_state>"
                  + node("invoice", 1)
                  + node("logable", 1)
                  + node("color", "#4169E1")
                  + shop.text("name", RealPair.own("to be paid"))
                  + "</order_state>");
    }
    return Integer.toString(invoiced);
  }

  /** A currency that the shop sells in, one of its own being worth so much of it. */
  int currency(String code, String rate) {
    List<String> there =
        shop.all("currencies?display=[id]&filter[iso_code]=" + code, "//currency/id");
    return there.isEmpty()
        ? shop.post(
            "currencies",
            "<currency>"
                + node("iso_code", code)
                + node("conversion_rate", rate)
                + node("active", 1)
                + node("precision", 2)
                + node("name", code)
                + shop.text("names", code)
                + shop.text("symbol", code)
                + "</currency>")
        : number(there.get(0));
  }

  private static String money(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  /** Whether customers see prices without tax. */
  void showWithoutTax(boolean without) {
    shop.patch(
        "groups",
        "<group>"
            + node("id", shop.configuration("PS_CUSTOMER_GROUP"))
            + node("price_display_method", without ? 1 : 0)
            + "</group>");
  }

  /** Puts the shop's settings back. */
  @Override
  public void close() {
    before.forEach(shop::configure);
    before.clear();
    now.clear();
  }
}
