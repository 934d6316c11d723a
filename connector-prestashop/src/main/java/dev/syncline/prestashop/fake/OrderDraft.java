package dev.syncline.prestashop.fake;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a customer puts into a cart and how they pay for it.
 *
 * @since 0.1
 */
public final class OrderDraft {

  final Map<String, String> cart = new LinkedHashMap<>();
  final List<Map<String, String>> lines = new ArrayList<>();
  final List<Integer> vouchers = new ArrayList<>();

  String module = "";
  String payment = "";
  int state;
  @Nullable Instant at;
  @Nullable BigDecimal paid;

  OrderDraft() {}

  /** Who orders. */
  public OrderDraft customer(int id) {
    return set("id_customer", id);
  }

  /** Where it goes and, unless said otherwise, who pays; else the customer's first address. */
  public OrderDraft address(int id) {
    return set("id_address_delivery", id);
  }

  /** Who pays. */
  public OrderDraft invoiceAddress(int id) {
    return set("id_address_invoice", id);
  }

  /** Who carries it; else the second carrier of a fresh shop. */
  public OrderDraft carrier(int id) {
    return set("id_carrier", id);
  }

  /** In which currency; else the shop's. */
  public OrderDraft currency(int id) {
    return set("id_currency", id);
  }

  /** In which language; else the shop's. */
  public OrderDraft language(int id) {
    return set("id_lang", id);
  }

  /** In which shop; else the default one. */
  public OrderDraft shop(int id) {
    return set("id_shop", id);
  }

  /** Wrapped as a gift, with a card. */
  public OrderDraft gift(String message) {
    return set("gift", 1).set("gift_message", message);
  }

  /** Any field of the cart. */
  public OrderDraft set(String field, Object value) {
    cart.put(field, value.toString());
    return this;
  }

  /** Pieces of a product. */
  public OrderDraft line(int product, int quantity) {
    return line(product, 0, quantity);
  }

  /** Pieces of a combination of a product. */
  public OrderDraft line(int product, int combination, int quantity) {
    lines.add(
        Map.of(
            "id_product", Integer.toString(product),
            "id_product_attribute", Integer.toString(combination),
            "id_address_delivery", "0",
            "id_customization", "0",
            "quantity", Integer.toString(quantity)));
    return this;
  }

  /** A voucher, by the id of its cart rule. */
  public OrderDraft voucher(int cartRule) {
    vouchers.add(cartRule);
    return this;
  }

  /** With which module, such as {@code ps_wirepayment}, under which name. */
  public OrderDraft payment(String moduleName, String name) {
    module = moduleName;
    payment = name;
    return this;
  }

  /** The state it starts in; else the one of a bank wire that is awaited. */
  public OrderDraft state(int id) {
    state = id;
    return this;
  }

  /** When; else now. */
  public OrderDraft at(Instant moment) {
    at = moment;
    return this;
  }

  /** What the payment module says was paid; else the total. */
  public OrderDraft paid(String amount) {
    paid = new BigDecimal(amount);
    return this;
  }
}
