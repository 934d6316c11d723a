package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.DolibarrPace.Lane;
import dev.syncline.model.Order;
import dev.syncline.model.Product;
import dev.syncline.testkit.Rule;
import dev.syncline.testkit.fake.RequestLog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How fast a sync is: its requests are counted, and reckoned with what each was measured to take of
 * a small real server with four workers. Nothing here is timed.
 */
class PaceStoriesTest {

  private static final int PLACES = 4;
  private static final int FEW = 40;
  private static final int MANY = 120;

  /** What a server does in a second: at four clients, or at one where it takes only one. */
  private static final double WRITES = 139;

  private static final double MOVEMENTS = 93;
  private static final double CUSTOMERS = 68;
  private static final double PAPERS = 7 * 6;
  private static final double READS = 81;
  private static final double PAGES = 19;

  /** Each call boots the shop, and each product on a page takes its time. */
  private static final double SHOP_CALL = 0.1;

  private static final double SHOP_PRODUCT = 0.6 / 200;

  private static Pair pair() {
    return new Pair.Wish().right(built -> built.writesAtOnce(PLACES)).pair();
  }

  private static List<Integer> products(Pair pair, int category, int many) {
    List<Integer> made = new ArrayList<>();
    for (int each = 0; each < many; each++) {
      String name = "P" + pair.shop.fake.products().size();
      made.add(pair.shop.product(name, name, draft -> draft.quantity(5).in(category)));
    }
    return made;
  }

  /** The seconds of a run by its requests, in which so many products are shown. */
  private static double seconds(Pair pair, int products) {
    int left = pair.shop.fake.log().size();
    int right = pair.ledger.fake.log().size();
    pair.sync();
    double seconds = (pair.shop.fake.log().size() - left) * SHOP_CALL + products * SHOP_PRODUCT;
    for (RequestLog.Entry each : pair.ledger.fake.log().since(right)) {
      seconds += 1 / inASecond(each);
    }
    return seconds;
  }

  private static double inASecond(RequestLog.Entry call) {
    String path = call.path().replaceAll(".*/index.php/", "");
    if (call.method().equals("GET")) {
      return path.contains("/") ? READS : PAGES;
    }
    return path.startsWith("stockmovements")
        ? MOVEMENTS
        : path.startsWith("thirdparties")
            ? CUSTOMERS
            : path.startsWith("orders") || path.startsWith("invoices") ? PAPERS : WRITES;
  }

  @Test
  @Rule("P-027")
  void thirtyProductsASecondArriveAtAServerWithFourWorkers() {
    try (Pair pair = pair()) {
      assertThat(pair.right.port(Product.TYPE).capabilities().callsInFlight()).isEqualTo(PLACES);
      assertThat(pair.right.pace().places(Lane.WRITE)).isEqualTo(PLACES);
      int category = pair.shop.category("All");
      pair.sync();
      products(pair, category, FEW);
      double few = seconds(pair, FEW);
      products(pair, category, MANY);
      double many = seconds(pair, MANY);
      assertThat((MANY - FEW) / (many - few)).as("products in a second").isGreaterThan(30);
      assertThat(pair.ledger.refs()).hasSize(FEW + MANY);
    }
  }

  @Test
  @Rule("P-125")
  void aThousandChangedProductsAreCaughtUpWithinAMinute() {
    try (Pair pair = pair()) {
      List<Integer> all = products(pair, pair.shop.category("All"), MANY);
      pair.sync();
      all.subList(0, FEW).forEach(id -> dearer(pair, id, "7.5"));
      double few = seconds(pair, FEW);
      all.forEach(id -> dearer(pair, id, "8.5"));
      double many = seconds(pair, MANY);
      double each = (many - few) / (MANY - FEW);
      assertThat(few + (1000 - FEW) * each).as("seconds for a thousand").isLessThan(60);
    }
  }

  private static void dearer(Pair pair, int id, String price) {
    pair.shop.fake.products().edit(id, draft -> draft.price(price));
  }

  /**
   * Order, validation, invoice, its mark, validation and payment, each with the look that keeps it
   * from being made twice and the one that tells what it came to. In lists they are shared.
   */
  @Test
  @Rule("P-125")
  void anOrderByItselfIsAChainOfFourteenCalls() {
    try (Pair pair = pair()) {
      Sales sales = new Sales(pair);
      int mug = pair.shop.product("Mug", "MUG", draft -> draft.quantity(100));
      int buyer = sales.customer("Jane", "Doe", "jane@mail.example");
      pair.sync();
      sales.order(buyer, Sales.PAID, draft -> draft.line(mug, 1));
      pair.sync();
      int order = sales.order(buyer, Sales.PAID, draft -> draft.line(mug, 2));
      int before = pair.ledger.fake.log().size();
      pair.sync();
      assertThat(sales.invoice(order).text("status")).isEqualTo("2");
      assertThat(papers(pair, before)).hasSizeLessThanOrEqualTo(14);
    }
  }

  @Test
  @Rule("P-125")
  void threeOrdersASecondAreWalkedToTheirPayments() {
    try (Pair pair = pair()) {
      assertThat(pair.right.port(Order.TYPE).capabilities().callsInFlight())
          .as("numbers are given one by one")
          .isEqualTo(1);
      Sales sales = new Sales(pair);
      int mug = pair.shop.product("Mug", "MUG", draft -> draft.quantity(100));
      int buyer = sales.customer("Jane", "Doe", "jane@mail.example");
      pair.sync();
      for (int each = 0; each < FEW; each++) {
        sales.order(buyer, Sales.PAID, draft -> draft.line(mug, 1));
      }
      int before = pair.ledger.fake.log().size();
      pair.sync();
      assertThat(papers(pair, before).size() / (double) FEW).as("calls an order").isLessThan(7.5);
      double seconds = papers(pair, before).stream().mapToDouble(each -> 1 / inASecond(each)).sum();
      assertThat(FEW / seconds).as("orders in a second").isGreaterThan(3);
      assertThat(sales.ledger.payments().size()).isEqualTo(FEW);
    }
  }

  private static List<RequestLog.Entry> papers(Pair pair, int before) {
    return pair.ledger.fake.log().since(before).stream()
        .filter(each -> each.path().matches(".*/(orders|invoices|paiements)(/.*)?"))
        .toList();
  }
}
