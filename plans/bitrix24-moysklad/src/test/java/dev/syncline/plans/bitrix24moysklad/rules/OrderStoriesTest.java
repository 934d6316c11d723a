package dev.syncline.plans.bitrix24moysklad.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syncline.bitrix24.fake.Document;
import dev.syncline.moysklad.fake.FakeObject;
import dev.syncline.plans.bitrix24moysklad.BitrixMoySkladSettings.Numbering;
import dev.syncline.plans.bitrix24moysklad.Directions;
import dev.syncline.plans.bitrix24moysklad.Way;
import dev.syncline.testkit.Rule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deals and customer orders. */
class OrderStoriesTest {

  private static final BigDecimal KOPECK = new BigDecimal("0.01");

  @Test
  @Rule({"B-071", "B-076", "B-045"})
  void aDealInAnUnmappedStageIsLeftAloneAndBringsItsProductAndNumberOnceItIsMapped() {
    try (Desk desk = new Desk(more -> more.withCustomersOnUpdate(false))) {
      long acme = desk.portal.company("Acme");
      long deal = desk.portal.deal("PREPARATION", acme, "TEA-1");
      desk.sync();
      assertThat(desk.stock.fake.customerOrders().size()).isZero();
      assertThat(desk.stock.fake.counterparties().size()).isZero();

      desk.portal.product("Coffee", "COFFEE-1");
      desk.portal.fake.editRows(
          deal,
          List.of(
              Map.of(
                  "productId",
                  desk.portal.fake.products().find("name", "Coffee").orElseThrow().id(),
                  "quantity",
                  2,
                  "price",
                  "100")));
      desk.portal.fake.deals().update(deal, "stageId", "NEW");
      desk.sync();

      FakeObject order = Stock.only(desk.stock.fake.customerOrders());
      assertThat(order.name()).isEqualTo("bx24-" + deal);
      assertThat(desk.stock.stateOf("customerorder", order)).isEqualTo("Новый");
      FakeObject coffee = Stock.named(desk.stock.fake.products(), "Coffee");
      assertThat(Stock.target(order, "positions.rows.0.assortment")).isEqualTo(coffee.id());
      assertThat(order.text("positions.rows.0.quantity")).startsWith("2");
    }
  }

  @Test
  @Rule({"B-063", "B-046"})
  void newCustomersComeWithTheDocumentThatNamesThemInBothDirections() {
    try (Desk desk = new Desk(more -> more.withCustomersOnUpdate(false))) {
      desk.portal.company("Idle");
      desk.stock.company("Bystander");
      desk.portal.deal("NEW", desk.portal.company("Acme"), "TEA-1");
      ObjectNode globex = desk.stock.company("Globex");
      desk.stock.order("00042", "Новый", globex, desk.stock.product("Mug", "MUG-1"));
      desk.sync();

      assertThat(Stock.names(desk.stock.fake.counterparties()))
          .containsExactlyInAnyOrder("Bystander", "Globex", "Acme");
      assertThat(desk.portal.customers())
          .extracting(Document::title)
          .containsExactlyInAnyOrder("Idle", "Acme", "Globex");
      Document made = desk.portal.fake.deals().find("title", "Customer Order 00042").orElseThrow();
      assertThat(made.text("companyId"))
          .isEqualTo(String.valueOf(desk.portal.customer("Globex").id()));
      assertThat(desk.portal.fake.rows(made.id()))
          .singleElement()
          .satisfies(
              row ->
                  assertThat(row.text("productId"))
                      .isEqualTo(
                          String.valueOf(
                              desk.portal.fake.products().find("name", "Mug").orElseThrow().id())));
    }
  }

  @Test
  @Rule("B-072")
  void aDealThatLeavesTheMappedStagesRestsAndCatchesUpWhenItComesBack() {
    try (Desk desk = new Desk()) {
      long deal = desk.portal.deal("NEW", desk.portal.company("Acme"), "TEA-1");
      desk.sync();
      desk.portal.fake.deals().update(deal, "stageId", "PREPARATION", "comments", "while away");
      FakeObject order = Stock.only(desk.stock.fake.customerOrders());
      assertThat(desk.sync().writes()).isZero();
      desk.stock.move(order, "customerorder", "Подтвержден");
      assertThat(desk.sync().writes()).isZero();
      assertThat(desk.portal.deal(deal).text("stageId")).isEqualTo("PREPARATION");

      desk.portal.fake.deals().update(deal, "stageId", "WON");
      desk.sync();
      FakeObject after = Stock.only(desk.stock.fake.customerOrders());
      assertThat(after.text("description")).isEqualTo("while away");
      assertThat(desk.stock.stateOf("customerorder", after)).isEqualTo("Доставлен");
      assertThat(desk.sync().writes()).isZero();
    }
  }

  @Test
  @Rule({"B-071", "B-072"})
  void anOrderInAStateThatNoStageMapsToMakesNoDealUntilItsStateIsMapped() {
    try (Desk desk = new Desk()) {
      FakeObject order =
          desk.stock.order(
              "00042", "Отменен", desk.stock.company("Globex"), desk.stock.product("Mug", "MUG-1"));
      desk.sync();
      assertThat(desk.portal.fake.deals().size()).isZero();

      desk.stock.move(order, "customerorder", "Подтвержден");
      desk.sync();
      assertThat(Portal.only(desk.portal.fake.deals()).text("stageId")).isEqualTo("EXECUTING");
    }
  }

  @Test
  @Rule({"B-077", "B-078"})
  void moySkladsOwnNumbersArriveOnlyAtOrdersMadeAfterTheSwitch() {
    try (Desk desk = new Desk()) {
      long acme = desk.portal.company("Acme");
      long before = desk.portal.deal("NEW", acme, "TEA-1");
      desk.sync();
      desk.set(more -> more.withNumbering(Numbering.MOYSKLAD));
      long after = desk.portal.deal("NEW", acme, "TEA-1");
      desk.portal.fake.deals().update(before, "comments", "changed since");
      desk.sync();

      assertThat(Stock.names(desk.stock.fake.customerOrders()))
          .hasSize(2)
          .contains("bx24-" + before)
          .doesNotContain("bx24-" + after)
          .anyMatch(number -> number.matches("\\d{5}"));
      assertThat(
              Stock.named(desk.stock.fake.customerOrders(), "bx24-" + before).text("description"))
          .isEqualTo("changed since");
    }
  }

  @Test
  @Rule({"B-075", "B-080"})
  void aDealIsCalledAfterItsOrderAndARenamedOneKeepsItsName() {
    try (Desk desk = new Desk()) {
      FakeObject order =
          desk.stock.order(
              "00042", "Новый", desk.stock.company("Globex"), desk.stock.product("Mug", "MUG-1"));
      desk.sync();
      Document deal = Portal.only(desk.portal.fake.deals());
      assertThat(deal.title()).isEqualTo("Customer Order 00042");

      desk.portal.fake.deals().update(deal.id(), "title", "The big one");
      desk.stock.fake.customerOrders().update(order.id(), body -> body.put("description", "soon"));
      desk.sync();
      assertThat(desk.portal.deal(deal.id()).title()).isEqualTo("The big one");
      assertThat(desk.portal.deal(deal.id()).text("comments")).isEqualTo("soon");
      assertThat(Stock.only(desk.stock.fake.customerOrders()).name()).isEqualTo("00042");

      desk.stock.fake.customerOrders().update(order.id(), body -> body.put("name", "00043"));
      desk.sync();
      assertThat(desk.portal.deal(deal.id()).title()).isEqualTo("The big one");
      assertThat(Stock.only(desk.stock.fake.customerOrders()).name()).isEqualTo("00043");

      long own = desk.portal.deal("NEW", desk.portal.customer("Globex").id(), "TEA-1");
      desk.sync();
      desk.portal.fake.deals().update(own, "title", "Renamed");
      desk.sync();
      assertThat(Stock.names(desk.stock.fake.customerOrders()))
          .containsExactlyInAnyOrder("00043", "bx24-" + own);
    }
  }

  @Test
  @Rule("B-117")
  void aDocumentWaitsByNameForAProductThatTheOtherSideRefusesAndIsSentOnceItIsMended() {
    try (Desk desk = new Desk()) {
      long acme = desk.portal.company("Acme");
      long tea = desk.portal.product("T".repeat(300), "TEA-1");
      long deal = desk.portal.deal("NEW", acme, "TEA-1");
      desk.run();

      assertThat(desk.stock.fake.customerOrders().size()).isZero();
      assertThat(desk.failures())
          .anySatisfy(
              failure -> {
                assertThat(failure.flow()).isEqualTo("order");
                assertThat(failure.id()).isEqualTo(String.valueOf(deal));
                assertThat(failure.reason()).contains("product").contains(String.valueOf(tea));
                assertThat(failure.behind())
                    .singleElement()
                    .satisfies(behind -> assertThat(behind.flow()).isEqualTo("product"));
              });

      desk.portal.fake.products().update(tea, "name", "Tea");
      desk.sync();
      assertThat(Stock.only(desk.stock.fake.customerOrders()).name()).isEqualTo("bx24-" + deal);
      assertThat(desk.failures()).isEmpty();
    }
  }

  @Test
  @Rule("B-095")
  void invoicesGoOneWayWhileOrdersGoTheOther() {
    Directions ways = Directions.ALL_BOTH.withOrders(Way.TO_BITRIX24).withInvoices(Way.TO_MOYSKLAD);
    try (Desk desk = new Desk(more -> more.withDirections(ways))) {
      long acme = desk.portal.company("Acme");
      ObjectNode globex = desk.stock.company("Globex");
      ObjectNode mug = desk.stock.product("Mug", "MUG-1");
      desk.portal.deal("NEW", acme, "TEA-1");
      desk.portal.invoice(Desk.ISSUED, acme, "TEA-1", draft -> {});
      desk.stock.order("00042", "Новый", globex, mug);
      desk.stock.invoice("00077", "Выписан", globex, mug);
      desk.sync();

      assertThat(Stock.names(desk.stock.fake.customerOrders())).containsExactly("00042");
      assertThat(desk.stock.fake.invoicesOut().size()).isEqualTo(2);
      assertThat(desk.portal.fake.deals().size()).isEqualTo(2);
      assertThat(desk.portal.fake.invoices().size()).isEqualTo(1);
    }
  }

  @Test
  @Rule("B-081")
  void whatADealSaysArrivesAtItsOrderAndTheSumsAgree() {
    try (Desk desk = new Desk(more -> more.withReserve(true))) {
      long tea = desk.portal.product("Tea", "TEA-1");
      long acme = desk.portal.company("Acme");
      long deal =
          desk.portal.deal(
              "EXECUTING",
              acme,
              "TEA-1",
              draft -> draft.set("closedate", "2026-12-04").set("comments", "by courier"));
      desk.portal.fake.editRows(
          deal,
          List.of(
              Map.of(
                  "productId", tea,
                  "quantity", 100,
                  "price", "31.33",
                  "discountTypeId", 2,
                  "discountRate", 7,
                  "taxRate", 20,
                  "taxIncluded", "Y")));
      desk.sync();

      FakeObject order = Stock.only(desk.stock.fake.customerOrders());
      assertThat(desk.stock.stateOf("customerorder", order)).isEqualTo("Подтвержден");
      assertThat(Stock.target(order, "agent"))
          .isEqualTo(Stock.named(desk.stock.fake.counterparties(), "Acme").id());
      assertThat(order.text("deliveryPlannedMoment")).startsWith("2026-12-04");
      assertThat(order.text("description")).isEqualTo("by courier");
      assertThat(Stock.target(order, "organization")).isNotBlank();
      assertThat(Stock.target(order, "store")).isNotBlank();
      JsonNode row = order.field("positions.rows.0");
      assertThat(row.path("quantity").decimalValue()).isEqualByComparingTo("100");
      assertThat(row.path("reserve").decimalValue()).isEqualByComparingTo("100");
      assertThat(row.path("discount").decimalValue()).isEqualByComparingTo("7");
      assertThat(row.path("vat").decimalValue()).isEqualByComparingTo("20");
      assertThat(sum(order)).isCloseTo(opportunity(desk, deal), within(KOPECK));
      assertThat(sum(order)).isCloseTo(new BigDecimal("3133"), within(KOPECK));
    }
  }

  @Test
  @Rule("B-081")
  void whatAnOrderSaysArrivesAtItsDealAndTheSumsAgree() {
    try (Desk desk = new Desk()) {
      FakeObject order =
          desk.stock.order(
              "00042", "Новый", desk.stock.company("Globex"), desk.stock.product("Mug", "MUG-1"));
      desk.stock
          .fake
          .customerOrders()
          .update(
              order.id(),
              body -> {
                body.put("deliveryPlannedMoment", "2026-12-04 12:00:00").put("description", "soon");
                body.putArray("positions")
                    .addObject()
                    .put("quantity", 7)
                    .put("price", 3333)
                    .put("discount", 12.5)
                    .put("vat", 20)
                    .set("assortment", order.field("positions.rows.0.assortment"));
              });
      desk.sync();

      Document deal = Portal.only(desk.portal.fake.deals());
      assertThat(deal.text("companyId"))
          .isEqualTo(String.valueOf(desk.portal.customer("Globex").id()));
      assertThat(deal.text("stageId")).isEqualTo("NEW");
      assertThat(deal.text("closedate")).startsWith("2026-12-04");
      assertThat(deal.text("comments")).isEqualTo("soon");
      assertThat(deal.text("currencyId")).isEqualTo("RUB");
      assertThat(desk.portal.fake.rows(deal.id()))
          .singleElement()
          .satisfies(row -> assertThat(row.text("quantity")).isEqualTo("7"))
          .satisfies(row -> assertThat(row.text("discountRate")).isEqualTo("12.5"));
      assertThat(opportunity(desk, deal.id()))
          .isCloseTo(sum(Stock.only(desk.stock.fake.customerOrders())), within(KOPECK));
    }
  }

  private static BigDecimal sum(FakeObject order) {
    return order.field("sum").decimalValue().movePointLeft(2);
  }

  private static BigDecimal opportunity(Desk desk, long deal) {
    return new BigDecimal(desk.portal.deal(deal).text("opportunity"));
  }
}
