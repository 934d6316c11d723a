package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.Failure;
import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.prestashop.fake.FakePrestaShop;
import dev.syncline.prestashop.fake.Item;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an order comes to, to the cent, in both systems. */
class TotalsStoriesTest {

  private static final int REDUCED = 3;
  private static final long SEED = 20261122;

  private static int voucher(Pair pair, String name, Map<String, String> what) {
    return pair.shop
        .fake
        .cartRules()
        .add(
            rule -> {
              what.forEach(rule::set);
              return rule.name(name).set("code", name).set("quantity", 10000);
            })
        .id();
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }

  @Test
  @Rule({"P-086", "P-087", "P-088"})
  void twoRatesAVoucherAFreeDeliveryAndWrappingAreLinesOfTheirOwn() {
    try (Pair pair = new Pair()) {
      Sales sales = new Sales(pair);
      int mug = pair.shop.product("Mug", "MUG-1");
      int book =
          pair.shop.product("Book", "BOOK-1", draft -> draft.set("id_tax_rules_group", REDUCED));
      int ten = voucher(pair, "TEN", Map.of("reduction_percent", "10"));
      int free = voucher(pair, "SHIP", Map.of("free_shipping", "1"));
      int order =
          sales.order(
              sales.anna(),
              Sales.PAID,
              draft -> draft.line(mug, 3).line(book, 2).voucher(ten).voucher(free).gift("Hi"));
      pair.sync();

      assertThat(Sales.lines(sales.made(order)))
          .containsExactly(
              "MUG-1 3 10 20",
              "BOOK-1 2 10 5.5",
              "SHIPPING 1 7 20",
              "WRAPPING 1 2 20",
              "DISCOUNT 1 -2 5.5",
              "DISCOUNT 1 -10 20");
      assertThat(Sales.lines(sales.invoice(order))).isEqualTo(Sales.lines(sales.made(order)));
      Item placed = sales.shop.orders().get(order);
      assertThat(sales.made(order).number("total_ttc"))
          .isEqualByComparingTo(placed.amount("total_paid_tax_incl"));
      assertThat(sales.made(order).number("total_ht"))
          .isEqualByComparingTo(placed.amount("total_paid_tax_excl"));
      assertThat(sales.invoice(order).number("total_ttc"))
          .isEqualByComparingTo(placed.amount("total_paid_tax_incl"));
      FakeRecord delivery = pair.ledger.product("SHIPPING");
      assertThat(delivery.text("type")).as("a service").isEqualTo("1");
      assertThat(sales.made(order).lines().get(2).text("desc")).isEqualTo("My carrier");
      assertThat(sales.made(order).lines().get(4).text("desc")).isEqualTo("TEN, SHIP");
      assertThat(pair.sync().writes()).isZero();
    }
  }

  @Test
  @Rule("P-086")
  void aServiceThatSomebodyDeletedIsMadeAgainAtTheNextNeed() {
    try (Pair pair = new Pair()) {
      Sales sales = new Sales(pair);
      FakeRecord service =
          sales.ledger.products().add(draft -> draft.ref("SHIPPING").set("type", 1));
      int mug = pair.shop.product("Mug", "MUG-1");
      int first = sales.order(sales.anna(), Sales.AWAITING_WIRE, draft -> draft.line(mug, 1));
      pair.sync();
      sales.ledger.products().delete(service.id());
      sales.state(first, Sales.PAID);
      pair.sync();
      assertThat(Sales.lines(sales.made(first))).contains("SHIPPING 1 7 20");
      sales.ledger.orders().delete(sales.made(first).id());
    }
  }

  static Stream<Arguments> shops() {
    List<Arguments> all = new ArrayList<>();
    for (FakePrestaShop.Taxes taxes : FakePrestaShop.Taxes.values()) {
      for (FakePrestaShop.Rounding rounding : FakePrestaShop.Rounding.values()) {
        all.add(Arguments.of(taxes, rounding));
      }
    }
    return all.stream();
  }

  @ParameterizedTest(name = "taxes {0}, rounded by {1}")
  @MethodSource("shops")
  @Rule("P-089")
  void everyTotalIsTheShopsToTheCent(FakePrestaShop.Taxes taxes, FakePrestaShop.Rounding rounding) {
    try (Pair pair = new Pair.Wish().shop(built -> built.taxes(taxes).rounding(rounding)).pair()) {
      Sales sales = new Sales(pair);
      List<Integer> orders = manyOrders(pair, sales);
      pair.sync();
      BigDecimal shops = BigDecimal.ZERO;
      BigDecimal ledgers = BigDecimal.ZERO;
      for (int order : orders) {
        Item placed = sales.shop.orders().get(order);
        BigDecimal total = cents(placed.amount("total_paid_tax_incl"));
        assertThat(sales.made(order).number("total_ttc"))
            .as("order %s of seed %s: %s", order, SEED, Sales.lines(sales.made(order)))
            .isEqualByComparingTo(total);
        assertThat(sales.invoice(order).number("total_ttc")).isEqualByComparingTo(total);
        BigDecimal net = cents(placed.amount("total_paid_tax_excl"));
        assertThat(sales.made(order).number("total_ht"))
            .as("order %s without tax: %s", order, Sales.lines(sales.made(order)))
            .isEqualByComparingTo(net);
        assertThat(sales.invoice(order).number("total_ht")).isEqualByComparingTo(net);
        shops = shops.add(total);
        ledgers = ledgers.add(sales.invoice(order).number("total_ttc"));
      }
      assertThat(ledgers).isEqualByComparingTo(shops);
      assertThat(pair.sync().writes()).isZero();
    }
  }

  /** Odd prices, every rate, vouchers of each sort, wrapping, many pieces. */
  private static List<Integer> manyOrders(Pair pair, Sales sales) {
    SplittableRandom chance = new SplittableRandom(SEED);
    List<Integer> goods = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String price = "%d.%06d".formatted(chance.nextInt(60) + 1, chance.nextInt(1_000_000));
      int rate = 1 + chance.nextInt(4);
      goods.add(
          pair.shop.product(
              "Thing " + i,
              "THING-" + i,
              draft -> draft.price(price).set("id_tax_rules_group", rate).quantity(100_000)));
    }
    List<Integer> vouchers =
        List.of(
            voucher(pair, "TEN", Map.of("reduction_percent", "10")),
            voucher(pair, "FIVE", Map.of("reduction_amount", "5", "reduction_tax", "1")),
            voucher(pair, "SHIP", Map.of("free_shipping", "1")));
    int buyer = sales.anna();
    List<Integer> orders = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      int lines = 1 + chance.nextInt(4);
      List<int[]> cart = new ArrayList<>();
      for (int line = 0; line < lines; line++) {
        cart.add(new int[] {goods.get(chance.nextInt(goods.size())), 1 + chance.nextInt(40)});
      }
      int which = chance.nextInt(5);
      boolean gift = chance.nextInt(4) == 0;
      orders.add(
          sales.order(
              buyer,
              Sales.PAID,
              draft -> {
                cart.forEach(line -> draft.line(line[0], line[1]));
                if (which < vouchers.size()) {
                  draft.voucher(vouchers.get(which));
                }
                return gift ? draft.gift("For you") : draft;
              }));
    }
    return orders;
  }

  @Test
  @Rule("P-089")
  void aGapOfCentsIsARoundingLine() {
    try (Pair pair = new Pair()) {
      Sales sales = new Sales(pair);
      int mug = pair.shop.product("Mug", "MUG-1");
      int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
      total(sales, order, "20.43");
      without(sales, order, "17.03");
      pair.sync();
      assertThat(Sales.lines(sales.invoice(order)))
          .containsExactly("MUG-1 1 10 20", "SHIPPING 1 7 20", "ROUNDING 1 0.03 0");
      assertThat(sales.invoice(order).number("total_ttc")).isEqualByComparingTo("20.43");
    }
  }

  @Test
  @Rule("P-089")
  void aGapOfTaxAloneMovesPricesByLessThanACent() {
    try (Pair pair = new Pair()) {
      Sales sales = new Sales(pair);
      int mug = pair.shop.product("Mug", "MUG-1");
      int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
      total(sales, order, "20.41");
      pair.sync();
      assertThat(Sales.lines(sales.invoice(order)))
          .containsExactly("MUG-1 1 10.00437 20", "SHIPPING 1 7 20");
      assertThat(sales.invoice(order).number("total_ttc")).isEqualByComparingTo("20.41");
      assertThat(sales.invoice(order).number("total_ht")).isEqualByComparingTo("17");
    }
  }

  @Test
  @Rule("P-089")
  void taxThatNoPriceCanTakeIsALineAndTheSameTakenBackWithout() {
    try (Pair pair = new Pair()) {
      Sales sales = new Sales(pair);
      int mug = pair.shop.product("Mug", "MUG-1");
      int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
      total(sales, order, "20.44");
      pair.sync();
      assertThat(Sales.lines(sales.invoice(order)))
          .containsExactly(
              "MUG-1 1 10.00437 20",
              "SHIPPING 1 7.00437 20",
              "ROUNDING 1 0.1 20",
              "ROUNDING 1 -0.1 0");
      assertThat(sales.invoice(order).number("total_ttc")).isEqualByComparingTo("20.44");
      assertThat(sales.invoice(order).number("total_ht")).isEqualByComparingTo("17");
      assertThat(pair.sync().writes()).isZero();
    }
  }

  /** The shop's documents say that they come to this with tax. */
  private static void total(Sales sales, int order, String amount) {
    says(sales, order, "total_paid_tax_incl", amount);
  }

  /** The shop's documents say that they come to this without tax. */
  private static void without(Sales sales, int order, String amount) {
    says(sales, order, "total_paid_tax_excl", amount);
  }

  private static void says(Sales sales, int order, String total, String amount) {
    sales.shop.orders().edit(order, draft -> draft.set(total, amount));
    sales
        .shop
        .shelf("order_invoices")
        .where("id_order", order)
        .forEach(
            invoice ->
                sales
                    .shop
                    .shelf("order_invoices")
                    .edit(invoice.id(), draft -> draft.set(total, amount)));
  }

  @Test
  @Rule("P-089")
  void aLargerGapIsAFailureThatNamesBothSumsAndTheOrderStaysADraft() {
    try (Pair pair = new Pair()) {
      Sales sales = new Sales(pair);
      int mug = pair.shop.product("Mug", "MUG-1");
      int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
      total(sales, order, "20.46");
      pair.run();
      assertThat(sales.made(order).text("status")).isEqualTo(Sales.DRAFT);
      assertThat(sales.invoices(order)).isEmpty();
      assertThat(sales.ledger.payments().size()).isZero();
      assertThat(pair.failures())
          .extracting(Failure::reason)
          .contains("TOTALS_DIFFER lines 20.40, shop 20.46");

      total(sales, order, "20.40");
      pair.failures().forEach(each -> pair.engine().retry(pair.plan(), each));
      pair.sync();
      assertThat(sales.made(order).text("status")).isEqualTo(Sales.VALIDATED);
      assertThat(sales.invoice(order).text("status")).isEqualTo("2");
    }
  }
}
