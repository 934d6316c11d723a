package dev.syncline.prestashop.fake;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What happens when an order enters a state: stock, invoice, payment, delivery slip, history. */
final class OrderStates {

  /** The state an order is really in, apart from the field a client may write. */
  static final String ENTERED = "entered state";

  /** The invoice that a payment counts for. */
  private static final String COUNTS_FOR = "counts for invoice";

  private final Books books;
  private final Stock stock;

  OrderStates(Books books, Stock stock) {
    this.books = books;
    this.stock = stock;
  }

  boolean isErrorOrCanceled(int state) {
    return state == books.number("PS_OS_ERROR") || state == books.number("PS_OS_CANCELED");
  }

  /** Enters a state; returns the new row of the history. */
  Row enter(Row order, int wanted, int employee, boolean withPayments) {
    Row state = books.row("order_states", wanted);
    int before = order.num(ENTERED);
    if (before != 0) {
      moveStock(order, books.row("order_states", before), state);
    }
    order.set("current_state", wanted).set(ENTERED, wanted).set("valid", state.get("logable"));
    books.touch(order);
    books.hints.updated("orders", order);
    if (state.flag("invoice") && !order.flag("invoice_number")) {
      invoice(order, withPayments);
    }
    if (state.flag("paid")) {
      settle(order);
    }
    if (state.flag("delivery")) {
      deliver(order);
    }
    return books
        .create("order_histories")
        .set("id_order", order.id)
        .set("id_order_state", wanted)
        .set("id_employee", employee);
  }

  private void moveStock(Row order, Row before, Row state) {
    boolean wasOut = isErrorOrCanceled(before.id);
    boolean isOut = isErrorOrCanceled(state.id);
    int way = wasOut && !isOut ? -1 : isOut && !wasOut ? 1 : 0;
    for (Row detail : books.by("order_details", "id_order", order.id)) {
      stock.move(
          detail.num("product_id"),
          detail.num("product_attribute_id"),
          order.num("id_shop"),
          way * detail.num("product_quantity"));
    }
  }

  private void invoice(Row order, boolean withPayments) {
    Row invoice = books.create("order_invoices");
    int number = books.number("PS_INVOICE_START_NUMBER");
    for (Row other : books.all("order_invoices")) {
      number = Math.max(number, other.num("number") + 1);
    }
    invoice.set("id_order", order.id).set("number", number).set("shop_address", shopAddress());
    invoice.set("total_products", order.get("total_products"));
    invoice.set("total_products_wt", order.get("total_products_wt"));
    Map.of(
            "total_discount", "total_discounts",
            "total_paid", "total_paid",
            "total_shipping", "total_shipping",
            "total_wrapping", "total_wrapping")
        .forEach(
            (mine, its) -> {
              invoice.set(mine + "_tax_excl", order.get(its + "_tax_excl"));
              invoice.set(mine + "_tax_incl", order.get(its + "_tax_incl"));
            });
    for (String table : List.of("order_details", "order_carriers", "order_cart_rules")) {
      books.by(table, "id_order", order.id).forEach(row -> row.set("id_order_invoice", invoice.id));
    }
    if (withPayments) {
      payments(order).forEach(payment -> payment.set(COUNTS_FOR, invoice.id));
    }
    order.set("invoice_number", number).set("invoice_date", invoice.get("date_add"));
    books.hints.added("order_invoices", invoice);
  }

  private String shopAddress() {
    return books.config("PS_SHOP_NAME");
  }

  private List<Row> payments(Row order) {
    return books.by("order_payments", "order_reference", order.get("reference"));
  }

  /** A paid state pays what the invoices still lack. */
  private void settle(Row order) {
    for (Row invoice : books.by("order_invoices", "id_order", order.id)) {
      BigDecimal paid = BigDecimal.ZERO;
      for (Row payment : books.by("order_payments", COUNTS_FOR, invoice.id)) {
        paid = paid.add(payment.dec("amount"));
      }
      BigDecimal rest = invoice.dec("total_paid_tax_incl").subtract(paid);
      if (rest.signum() > 0) {
        pay(order, rest, order.get("payment"), "", invoice.id);
      }
    }
  }

  Row pay(Row order, BigDecimal amount, String method, String transaction, int invoice) {
    BigDecimal real = order.dec("total_paid_real").add(amount);
    order.set("total_paid_real", Values.money(real));
    Row payment = books.create("order_payments").set("order_reference", order.get("reference"));
    books.hints.updated("orders", order);
    books.hints.added("order_payments", payment);
    return payment
        .set("id_currency", order.get("id_currency"))
        .set("amount", Values.money(amount))
        .set("payment_method", method)
        .set("conversion_rate", order.get("conversion_rate"))
        .set("transaction_id", transaction)
        .set(COUNTS_FOR, invoice);
  }

  private void deliver(Row order) {
    for (Row invoice : books.by("order_invoices", "id_order", order.id)) {
      if (!invoice.flag("delivery_number")) {
        int number = 1;
        for (Row other : books.all("order_invoices")) {
          number = Math.max(number, other.num("delivery_number") + 1);
        }
        invoice.set("delivery_number", number).set("delivery_date", books.now());
        order.set("delivery_number", number);
        books.hints.updated("order_invoices", invoice);
      }
    }
    order.set("delivery_date", books.now());
  }
}
