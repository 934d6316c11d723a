package dev.syncline.prestashop.fake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a cart comes to: its lines, vouchers, shipping and wrapping, rounded as the shop rounds. */
final class CartTotals {

  /** One line of the cart. */
  record Line(
      Row product, @Nullable Row combination, int quantity, Prices.Price price, Amount total) {}

  /** An amount without and with tax. */
  record Amount(BigDecimal excluded, BigDecimal included) {

    static final Amount NOTHING = new Amount(BigDecimal.ZERO, BigDecimal.ZERO);

    Amount plus(Amount other) {
      return new Amount(excluded.add(other.excluded), included.add(other.included));
    }

    Amount minus(Amount other) {
      return new Amount(excluded.subtract(other.excluded), included.subtract(other.included));
    }

    Amount rounded() {
      return new Amount(cents(excluded), cents(included));
    }

    Amount share(BigDecimal percent) {
      BigDecimal hundred = BigDecimal.valueOf(100);
      return new Amount(
              excluded.multiply(percent).divide(hundred),
              included.multiply(percent).divide(hundred))
          .rounded();
    }

    Amount atMost(Amount most) {
      return new Amount(excluded.min(most.excluded), included.min(most.included));
    }
  }

  /** A voucher of the cart with what it takes off. */
  record Voucher(Row rule, Amount off) {}

  private static final int PER_ITEM = 1;
  private static final int PER_LINE = 2;

  final List<Line> lines = new ArrayList<>();
  final List<Voucher> vouchers = new ArrayList<>();
  final Prices.Buyer buyer;

  Amount products = Amount.NOTHING;
  Amount shipping = Amount.NOTHING;
  Amount wrapping = Amount.NOTHING;
  Amount discounts = Amount.NOTHING;
  BigDecimal shippingRate = BigDecimal.ZERO;

  private final Books books;
  private final Prices prices;

  CartTotals(Books books, Prices prices, Row cart) {
    this.books = books;
    this.prices = prices;
    this.buyer = buyer(cart);
    for (Map<String, String> item : cart.list("cart_rows")) {
      lines.add(line(item));
    }
    for (Line line : lines) {
      products = products.plus(line.total());
    }
    products = products.rounded();
    ship(cart);
    if (cart.flag("gift")) {
      wrap();
    }
    for (int rule : cart.ids("cart_rules")) {
      Voucher voucher = voucher(books.row("cart_rules", rule));
      vouchers.add(voucher);
      discounts = discounts.plus(voucher.off());
    }
  }

  Amount total() {
    Amount sum = products.plus(shipping).plus(wrapping).minus(discounts);
    return new Amount(sum.excluded().max(BigDecimal.ZERO), sum.included().max(BigDecimal.ZERO));
  }

  private Prices.Buyer buyer(Row cart) {
    Row customer = books.find("customers", cart.num("id_customer"));
    Row address = books.find("addresses", cart.num("id_address_delivery"));
    return new Prices.Buyer(
        cart.num("id_shop"),
        cart.num("id_currency"),
        address == null ? books.number("PS_COUNTRY_DEFAULT") : address.num("id_country"),
        customer == null ? 0 : customer.num("id_default_group"),
        cart.num("id_customer"));
  }

  private Line line(Map<String, String> item) {
    Row product = books.find("products", (int) number(item, "id_product"));
    int variant = (int) number(item, "id_product_attribute");
    int quantity = (int) number(item, "quantity");
    if (product == null || quantity <= 0) {
      throw Refusal.death();
    }
    Prices.Price price = prices.of(product, variant, quantity, buyer);
    BigDecimal times = BigDecimal.valueOf(quantity);
    Amount total =
        switch (books.number("PS_ROUND_TYPE")) {
          case PER_ITEM ->
              new Amount(
                  cents(price.excluded()).multiply(times), cents(price.included()).multiply(times));
          case PER_LINE ->
              new Amount(
                  cents(price.excluded().multiply(times)), cents(price.included().multiply(times)));
          default -> new Amount(price.excluded().multiply(times), price.included().multiply(times));
        };
    return new Line(product, books.find("combinations", variant), quantity, price, total);
  }

  private static double number(Map<String, String> item, String name) {
    return Values.leadingNumber(item.getOrDefault(name, ""));
  }

  private void ship(Row cart) {
    Row carrier = books.find("carriers", cart.num("id_carrier"));
    if (carrier == null) {
      return;
    }
    shippingRate = prices.rate(carrier.num("id_tax_rules_group"), buyer.country());
    if (carrier.flag("is_free")) {
      return;
    }
    BigDecimal cost = cost(carrier).multiply(prices.exchange(buyer.currency()));
    shipping = new Amount(cost, Prices.taxed(cost, shippingRate)).rounded();
  }

  private BigDecimal cost(Row carrier) {
    BigDecimal handling =
        carrier.flag("shipping_handling")
            ? Values.decimal(books.config("PS_SHIPPING_HANDLING"))
            : BigDecimal.ZERO;
    Row country = books.find("countries", buyer.country());
    for (Row delivery : books.by("deliveries", "id_carrier", carrier.id)) {
      boolean zone = country == null || delivery.num("id_zone") == country.num("id_zone");
      if (zone && inRange(delivery)) {
        return delivery.dec("price").add(handling);
      }
    }
    return handling;
  }

  private boolean inRange(Row delivery) {
    Row byPrice = books.find("price_ranges", delivery.num("id_range_price"));
    Row byWeight = books.find("weight_ranges", delivery.num("id_range_weight"));
    Row range = byPrice == null ? byWeight : byPrice;
    BigDecimal measured = byPrice == null ? weight() : products.included();
    return range == null
        || (measured.compareTo(range.dec("delimiter1")) >= 0
            && measured.compareTo(range.dec("delimiter2")) < 0);
  }

  BigDecimal weight() {
    BigDecimal weight = BigDecimal.ZERO;
    for (Line line : lines) {
      weight = weight.add(unitWeight(line).multiply(BigDecimal.valueOf(line.quantity())));
    }
    return weight;
  }

  static BigDecimal unitWeight(Line line) {
    Row variant = line.combination();
    BigDecimal own = line.product().dec("weight");
    return variant == null ? own : own.add(variant.dec("weight"));
  }

  private void wrap() {
    BigDecimal price =
        Values.decimal(books.config("PS_GIFT_WRAPPING_PRICE"))
            .multiply(prices.exchange(buyer.currency()));
    BigDecimal rate =
        prices.rate(books.number("PS_GIFT_WRAPPING_TAX_RULES_GROUP"), buyer.country());
    wrapping = new Amount(price, Prices.taxed(price, rate)).rounded();
  }

  private Voucher voucher(Row rule) {
    Amount off = Amount.NOTHING;
    if (rule.dec("reduction_percent").signum() > 0) {
      off = off.plus(products.share(rule.dec("reduction_percent")));
    }
    if (rule.dec("reduction_amount").signum() > 0) {
      off = off.plus(amount(rule)).atMost(products.minus(discounts));
    }
    if (rule.flag("free_shipping")) {
      off = off.plus(shipping);
    }
    return new Voucher(rule, off);
  }

  /** A fixed amount, its tax being the average of what it is taken off. */
  private Amount amount(Row rule) {
    BigDecimal amount =
        rule.dec("reduction_amount")
            .multiply(prices.exchange(buyer.currency()))
            .divide(prices.exchange(rule.num("reduction_currency")), 6, RoundingMode.HALF_UP);
    if (products.included().signum() == 0 || products.excluded().signum() == 0) {
      return new Amount(amount, amount).rounded();
    }
    BigDecimal share = products.excluded().divide(products.included(), 10, RoundingMode.HALF_UP);
    return rule.flag("reduction_tax")
        ? new Amount(amount.multiply(share), amount).rounded()
        : new Amount(amount, amount.divide(share, 6, RoundingMode.HALF_UP)).rounded();
  }

  static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
