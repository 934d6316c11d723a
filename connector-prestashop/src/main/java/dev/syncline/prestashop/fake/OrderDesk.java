package dev.syncline.prestashop.fake;

import dev.syncline.prestashop.fake.CartTotals.Amount;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Turns carts into orders, as a payment module does, and keeps what belongs to an order. */
final class OrderDesk {

  private final Books books;
  private final Stock stock;
  private final Prices prices;
  private final OrderStates states;
  private final Set<String> modules = new HashSet<>();

  OrderDesk(Books books, Stock stock, Prices prices, OrderStates states) {
    this.books = books;
    this.stock = stock;
    this.prices = prices;
    this.states = states;
    modules.addAll(
        books.version.atLeast("1.7.0")
            ? List.of("ps_wirepayment", "ps_checkpayment", "ps_cashondelivery")
            : List.of("bankwire", "cheque", "cashondelivery"));
  }

  void install(String module) {
    modules.add(module);
  }

  /**
   * POST orders: the module validates the cart for the posted amount; anything else it posts is
   * lost.
   */
  Row place(Draft draft) {
    Row cart = books.find("carts", draft.num("id_cart"));
    Row customer = books.find("customers", draft.num("id_customer"));
    if (!modules.contains(draft.value("module")) || cart == null) {
      throw Refusal.death();
    }
    String key = customer == null ? "" : customer.get("secure_key");
    if (cart.get("secure_key").isEmpty()) {
      Row owner = books.find("customers", cart.num("id_customer"));
      cart.set("secure_key", owner == null ? "" : owner.get("secure_key"));
    }
    // An order without its customer's key cannot be saved: a PUT of the customer has lost it.
    if (key.isEmpty() || !cart.get("secure_key").equals(key)) {
      throw Refusal.death();
    }
    BigDecimal paid = Values.decimal(draft.value("total_paid"));
    int wanted = books.number("PS_OS_WS_PAYMENT");
    return validate(cart, draft.value("module"), draft.value("payment"), paid, wanted);
  }

  CartTotals totals(Row cart) {
    return new CartTotals(books, prices, cart);
  }

  /** Makes the order of a cart in the wanted state, or in the state of a payment error. */
  Row validate(Row cart, String module, String payment, BigDecimal paid, int wanted) {
    if (!books.by("orders", "id_cart", cart.id).isEmpty() || cart.list("cart_rows").isEmpty()) {
      throw Refusal.death();
    }
    CartTotals totals = totals(cart);
    Row state = books.row("order_states", wanted);
    boolean exact =
        CartTotals.cents(paid).compareTo(CartTotals.cents(totals.total().included())) == 0;
    int entered = state.flag("logable") && !exact ? books.number("PS_OS_ERROR") : wanted;
    Row order = order(cart, totals, module, payment);
    books.hints.added("orders", order);
    totals.lines.forEach(line -> detail(order, line));
    if (!states.isErrorOrCanceled(entered)) {
      for (CartTotals.Line line : totals.lines) {
        Row variant = line.combination();
        stock.move(
            line.product().id,
            variant == null ? 0 : variant.id,
            order.num("id_shop"),
            -line.quantity());
      }
    }
    carrier(order, totals);
    if (state.flag("logable")) {
      states.pay(order, paid, payment, "", 0);
    }
    totals.vouchers.forEach(voucher -> discount(order, voucher));
    states.enter(order, entered, 0, true);
    return order;
  }

  private Row order(Row cart, CartTotals totals, String module, String payment) {
    Row order = books.create("orders");
    for (String same :
        List.of(
            "id_address_delivery",
            "id_address_invoice",
            "id_currency",
            "id_lang",
            "id_customer",
            "id_carrier",
            "id_shop",
            "id_shop_group",
            "secure_key",
            "recyclable",
            "gift",
            "gift_message")) {
      order.set(same, cart.get(same));
    }
    order
        .set("id_cart", cart.id)
        .set("module", module)
        .set("payment", payment)
        .set("reference", Digest.reference(order.id))
        .set("current_state", 0)
        .set("valid", 0)
        .set("round_mode", books.number("PS_PRICE_ROUND_MODE"))
        .set("round_type", books.number("PS_ROUND_TYPE"))
        .set("carrier_tax_rate", Values.money(totals.shippingRate, 3))
        .set("conversion_rate", Values.money(prices.exchange(cart.num("id_currency"))));
    order.set("total_products", Values.money(totals.products.excluded()));
    order.set("total_products_wt", Values.money(totals.products.included()));
    amounts(order, "total_discounts", totals.discounts);
    amounts(order, "total_shipping", totals.shipping);
    amounts(order, "total_wrapping", totals.wrapping);
    amounts(order, "total_paid", totals.total());
    return order.set("total_paid_real", Values.money(BigDecimal.ZERO));
  }

  private static void amounts(Row row, String name, Amount amount) {
    row.set(name, Values.money(amount.included()));
    row.set(name + "_tax_incl", Values.money(amount.included()));
    row.set(name + "_tax_excl", Values.money(amount.excluded()));
  }

  private void detail(Row order, CartTotals.Line line) {
    Row product = line.product();
    Row variant = line.combination();
    Prices.Price price = line.price();
    Row detail = books.create("order_details");
    detail
        .set("id_order", order.id)
        .set("id_shop", order.get("id_shop"))
        .set("product_id", product.id)
        .set("product_attribute_id", variant == null ? 0 : variant.id)
        .set("product_name", soldAs(order, product, line))
        .set("product_quantity", line.quantity())
        .set("product_quantity_in_stock", line.quantity())
        .set("product_price", Values.money(price.excluded()))
        .set("original_product_price", Values.money(price.original()))
        .set("reduction_percent", Values.money(price.percentOff(), 2))
        .set("reduction_amount", Values.money(price.amountOffIncluded()))
        .set("reduction_amount_tax_incl", Values.money(price.amountOffIncluded()))
        .set("reduction_amount_tax_excl", Values.money(price.amountOffExcluded()))
        .set("unit_price_tax_excl", Values.money(price.excluded()))
        .set("unit_price_tax_incl", Values.money(price.included()))
        .set("total_price_tax_excl", Values.money(line.total().excluded()))
        .set("total_price_tax_incl", Values.money(line.total().included()))
        .set("product_weight", Values.money(CartTotals.unitWeight(line)))
        .set("id_tax_rules_group", Prices.taxGroup(product, order.num("id_shop")));
    for (String code : List.of("reference", "supplier_reference", "ean13", "isbn", "upc", "mpn")) {
      String own = variant == null ? "" : variant.get(code);
      detail.set("product_" + code, own.isEmpty() ? product.get(code) : own);
    }
    prices
        .tax(Prices.taxGroup(product, order.num("id_shop")), totalsCountry(order))
        .ifPresent(
            tax ->
                detail.setList("taxes", List.of(java.util.Map.of("id", Integer.toString(tax.id)))));
  }

  private int totalsCountry(Row order) {
    Row address = books.find("addresses", order.num("id_address_delivery"));
    return address == null ? books.number("PS_COUNTRY_DEFAULT") : address.num("id_country");
  }

  /** A product's name with the options of its combination, in the language of the order. */
  private String soldAs(Row order, Row product, CartTotals.Line line) {
    int language = order.num("id_lang");
    StringBuilder name = new StringBuilder(product.text("name", language));
    Row variant = line.combination();
    if (variant == null) {
      return name.toString();
    }
    boolean bracketed = books.version.atLeast("8.0.0");
    String colon = bracketed ? ": " : " : ";
    String separator = bracketed ? " (" : " - ";
    for (int id : variant.ids("product_option_values")) {
      Row value = books.find("product_option_values", id);
      Row option =
          value == null ? null : books.find("product_options", value.num("id_attribute_group"));
      if (value != null && option != null) {
        name.append(separator)
            .append(option.text("public_name", language))
            .append(colon)
            .append(value.text("name", language));
        separator = bracketed ? " - " : ", ";
      }
    }
    boolean open = bracketed && separator.equals(" - ");
    return open ? name.append(')').toString() : name.toString();
  }

  private void carrier(Row order, CartTotals totals) {
    if (order.flag("id_carrier")) {
      Row carrier = books.create("order_carriers").set("id_order", order.id);
      carrier
          .set("id_carrier", order.get("id_carrier"))
          .set("weight", Values.money(totals.weight()))
          .set("shipping_cost_tax_excl", Values.money(totals.shipping.excluded()))
          .set("shipping_cost_tax_incl", Values.money(totals.shipping.included()));
      books.hints.added("order_carriers", carrier);
    }
  }

  private void discount(Row order, CartTotals.Voucher voucher) {
    Row rule = voucher.rule();
    books
        .table("order_cart_rules")
        .add()
        .set("id_order", order.id)
        .set("id_cart_rule", rule.id)
        .set("id_order_invoice", 0)
        .set("name", rule.text("name", order.num("id_lang")))
        .set("value", Values.money(voucher.off().included()))
        .set("value_tax_excl", Values.money(voucher.off().excluded()))
        .set("free_shipping", rule.get("free_shipping"))
        .set("deleted", 0);
    rule.set("quantity", Math.max(0, rule.num("quantity") - 1));
  }

  /** POST order_histories; what a state does to stock, invoice and payments is done at once. */
  Row enterState(int order, int state, int employee) {
    Row known = books.find("orders", order);
    if (known == null || books.find("order_states", state) == null) {
      throw Refusal.death();
    }
    return states.enter(known, state, employee, false);
  }

  /** An order was saved: a state that it was given is entered, with a history. */
  void stateSaved(Row order) {
    int wanted = order.num("current_state");
    int entered = order.num(OrderStates.ENTERED);
    if (wanted != entered) {
      order.set("current_state", entered);
      if (books.find("order_states", wanted) == null) {
        throw Refusal.death();
      }
      states.enter(order, wanted, 0, false);
    }
  }
}
