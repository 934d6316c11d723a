package dev.syncline.prestashop.fake;

import dev.syncline.prestashop.fake.CartTotals.Amount;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Orders as customers place them in the front office and as the shop works on them. Thread-safe.
 *
 * @since 0.1
 */
public final class Orders {

  private static final String CARRIER = "2";

  private final Books books;
  private final OrderDesk desk;
  private final OrderStates states;
  private final Shelf shelf;
  private final ReentrantLock lock;

  Orders(Books books, OrderDesk desk, OrderStates states, Shelf shelf, ReentrantLock lock) {
    this.books = books;
    this.desk = desk;
    this.states = states;
    this.shelf = shelf;
    this.lock = lock;
  }

  /** Fills a cart and pays for it. */
  public Item place(UnaryOperator<OrderDraft> wish) {
    OrderDraft draft = wish.apply(new OrderDraft());
    return shelf.get(at(draft.at, () -> placed(draft).id));
  }

  private Row placed(OrderDraft draft) {
    Row cart = books.create("carts");
    Row customer = customer(draft);
    String address = address(draft, customer);
    Map<String, String> usual = new LinkedHashMap<>();
    usual.put("id_address_delivery", address);
    usual.put("id_address_invoice", address);
    usual.put("id_carrier", CARRIER);
    usual.put("id_currency", books.config("PS_CURRENCY_DEFAULT"));
    usual.put("id_lang", books.config("PS_LANG_DEFAULT"));
    usual.put("id_shop", books.config("PS_SHOP_DEFAULT"));
    usual.put("id_shop_group", "1");
    usual.put("secure_key", customer.get("secure_key"));
    usual.putAll(draft.cart);
    usual.forEach(cart::set);
    cart.setList("cart_rows", draft.lines);
    cart.setList(
        "cart_rules",
        draft.vouchers.stream().map(id -> Map.of("id", Integer.toString(id))).toList());
    boolean usually = draft.module.isEmpty();
    String wire = books.version.atLeast("1.7.0") ? "ps_wirepayment" : "bankwire";
    BigDecimal total = desk.totals(cart).total().included();
    return desk.validate(
        cart,
        usually ? wire : draft.module,
        usually ? "Bank wire" : draft.payment,
        draft.paid == null ? total : draft.paid,
        draft.state == 0 ? books.number("PS_OS_BANKWIRE") : draft.state);
  }

  private Row customer(OrderDraft draft) {
    String id = draft.cart.getOrDefault("id_customer", "0");
    return books.row("customers", Integer.parseInt(id));
  }

  private String address(OrderDraft draft, Row customer) {
    String delivery = draft.cart.get("id_address_delivery");
    return Optional.ofNullable(delivery)
        .or(
            () ->
                books.by("addresses", "id_customer", customer.id).stream()
                    .filter(row -> !row.flag("deleted"))
                    .findFirst()
                    .map(row -> row.get("id")))
        .orElseThrow(() -> new IllegalArgumentException("the customer has no address"));
  }

  /** Enters a state now. */
  public void state(int order, int state) {
    state(order, state, null);
  }

  /** Enters a state as if it were the given moment. */
  public void state(int order, int state, @Nullable Instant moment) {
    at(moment, () -> states.enter(books.row("orders", order), state, 1, false).id);
  }

  /** Books a payment, for the invoice if there is one; the state stays. Returns its id. */
  public int pay(int order, String amount, String method, String transaction) {
    return at(
        null,
        () -> {
          Row row = books.row("orders", order);
          int invoice =
              books.by("order_invoices", "id_order", order).stream()
                  .findFirst()
                  .map(each -> each.id)
                  .orElse(0);
          return states.pay(row, new BigDecimal(amount), method, transaction, invoice).id;
        });
  }

  /**
   * Makes a credit note for pieces of lines, by the ids of the order's details; returns its id.
   *
   * @param withShipping whether the shipping costs are given back too
   */
  public int slip(int order, Map<Integer, Integer> pieces, boolean withShipping) {
    return at(null, () -> slipped(books.row("orders", order), pieces, withShipping).id);
  }

  private Row slipped(Row order, Map<Integer, Integer> pieces, boolean withShipping) {
    Row slip = books.create("order_slip");
    List<Map<String, String>> details = new java.util.ArrayList<>();
    Amount products = Amount.NOTHING;
    for (Map.Entry<Integer, Integer> each : pieces.entrySet()) {
      Row detail = books.row("order_details", each.getKey());
      BigDecimal times = BigDecimal.valueOf(each.getValue());
      Amount amount =
          new Amount(
                  detail.dec("unit_price_tax_excl").multiply(times),
                  detail.dec("unit_price_tax_incl").multiply(times))
              .rounded();
      products = products.plus(amount);
      detail.set(
          "product_quantity_refunded", detail.num("product_quantity_refunded") + each.getValue());
      Map<String, String> item = new LinkedHashMap<>();
      item.put("id", Integer.toString(slip.id));
      item.put("id_order_detail", Integer.toString(detail.id));
      item.put("product_quantity", Integer.toString(each.getValue()));
      item.put("amount_tax_excl", Values.money(amount.excluded()));
      item.put("amount_tax_incl", Values.money(amount.included()));
      details.add(item);
    }
    Amount shipping =
        withShipping
            ? new Amount(order.dec("total_shipping_tax_excl"), order.dec("total_shipping_tax_incl"))
            : Amount.NOTHING;
    slip.set("id_customer", order.get("id_customer"))
        .set("id_order", order.id)
        .set("conversion_rate", order.get("conversion_rate"))
        .set("total_products_tax_excl", Values.money(products.excluded()))
        .set("total_products_tax_incl", Values.money(products.included()))
        .set("total_shipping_tax_excl", Values.money(shipping.excluded()))
        .set("total_shipping_tax_incl", Values.money(shipping.included()))
        .set("amount", Values.money(products.included()))
        .set("shipping_cost", withShipping ? 1 : 0)
        .set("shipping_cost_amount", Values.money(shipping.included()))
        .set("partial", 1);
    books.hints.added("order_slip", slip);
    books.hints.updated("orders", order);
    return slip.setList("order_slip_details", details);
  }

  /** Writes a tracking number. */
  public void track(int order, String number) {
    at(
        null,
        () -> {
          books
              .by("order_carriers", "id_order", order)
              .forEach(
                  row -> books.hints.updated("order_carriers", row.set("tracking_number", number)));
          return order;
        });
  }

  /** An order that must be there. */
  public Item get(int order) {
    return shelf.get(order);
  }

  /** All of them by id. */
  public List<Item> all() {
    return shelf.all();
  }

  /** Changes fields of an order, as an employee does. */
  public Item edit(int order, UnaryOperator<ItemDraft> changes) {
    return shelf.edit(order, changes);
  }

  /** Takes an order out of the database; its details stay. */
  public void delete(int order) {
    shelf.delete(order);
  }

  private int at(@Nullable Instant moment, Supplier<Integer> act) {
    lock.lock();
    try {
      int[] result = new int[1];
      Runnable run = () -> result[0] = Objects.requireNonNull(act.get());
      if (moment == null) {
        run.run();
      } else {
        books.at(moment, run);
      }
      return result[0];
    } finally {
      lock.unlock();
      books.hints.send(lock);
    }
  }
}
