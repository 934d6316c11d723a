package dev.syncline.plans.prestashopdolibarr.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.dolibarr.fake.FakeRecord;
import dev.syncline.model.OrderLine;
import dev.syncline.plans.prestashopdolibarr.Part;
import dev.syncline.testkit.Rule;
import org.junit.jupiter.api.Test;

/** The services of Dolibarr that stand for the delivery, wrapping and vouchers. */
class ServiceStoriesTest {

  private static int mug(Pair pair) {
    return pair.shop.product("Mug", "MUG-1", draft -> draft.quantity(100));
  }

  @Test
  @Rule("P-086")
  void goodsThatAreCalledLikeTheDeliveryLeaveItTheNextNumber() {
    try (Pair pair = new Pair()) {
      Sales sales = new Sales(pair);
      int shipping = pair.shop.product("Shipping box", "SHIPPING", draft -> draft.quantity(9));
      int mug = mug(pair);
      int order =
          sales.order(
              sales.anna(), Sales.PAID, draft -> draft.line(mug, 1).line(shipping, 2).gift("Hi"));
      pair.sync();
      assertThat(Sales.lines(sales.made(order)))
          .containsExactly(
              "MUG-1 1 10 20", "SHIPPING 2 10 20", "SHIPPING-1 1 7 20", "WRAPPING 1 2 20");
      assertThat(pair.ledger.product("SHIPPING").text("type")).as("goods").isEqualTo("0");
      assertThat(pair.ledger.product("SHIPPING-1").text("type")).as("a service").isEqualTo("1");
      pair.restart();
      pair.quiet();
      int second = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
      pair.sync();
      assertThat(Sales.lines(sales.made(second))).contains("SHIPPING-1 1 7 20");
      assertThat(pair.ledger.refs()).doesNotContain("SHIPPING-2");
    }
  }

  @Test
  @Rule("P-086")
  void aServiceThatSomebodyDeletedBetweenTwoOrdersIsMadeAgain() {
    try (Pair pair = new Pair(all -> all.without(Part.INVOICES, Part.PAYMENTS))) {
      Sales sales = new Sales(pair);
      int mug = mug(pair);
      int buyer = sales.anna();
      int first = sales.order(buyer, Sales.PAID, draft -> draft.line(mug, 1));
      pair.sync();
      FakeRecord service = pair.ledger.product("SHIPPING");
      // Only what no document uses can be deleted.
      sales.ledger.orders().delete(sales.made(first).id());
      sales.ledger.products().delete(service.id());
      int second = sales.order(buyer, Sales.PAID, draft -> draft.line(mug, 2));
      pair.run();
      assertThat(Sales.lines(sales.made(second))).contains("SHIPPING 1 7 20");
      assertThat(pair.ledger.product("SHIPPING").id()).isNotEqualTo(service.id());
    }
  }

  @Test
  @Rule({"P-086", "P-110"})
  void servicesHaveTheRefsAndLedgerAccountsThatAreSet() {
    try (Pair pair =
        new Pair.Wish()
            .right(
                built ->
                    built
                        .service(OrderLine.SHIPPING, "PORT")
                        .serviceAccount(OrderLine.SHIPPING, "7085"))
            .pair()) {
      Sales sales = new Sales(pair);
      int mug = mug(pair);
      int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1));
      pair.sync();
      assertThat(Sales.lines(sales.made(order))).contains("PORT 1 7 20");
      assertThat(pair.ledger.product("PORT").text("accountancy_code_sell")).isEqualTo("7085");
    }
  }

  @Test
  @Rule("P-087")
  void wrappingMayStandOnTheServiceOfTheDelivery() {
    try (Pair pair =
        new Pair.Wish().right(built -> built.service(OrderLine.WRAPPING, "SHIPPING")).pair()) {
      Sales sales = new Sales(pair);
      int mug = mug(pair);
      int order = sales.order(sales.anna(), Sales.PAID, draft -> draft.line(mug, 1).gift("Hi"));
      pair.sync();
      assertThat(Sales.lines(sales.made(order)))
          .containsExactly("MUG-1 1 10 20", "SHIPPING 1 7 20", "SHIPPING 1 2 20");
      assertThat(sales.made(order).lines().get(2).text("desc")).isEqualTo("Gift wrapping");
      pair.quiet();
    }
  }
}
